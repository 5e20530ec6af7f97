"""Write docs/SECURITY.md from the access table and ``security_notes.md``.

Run from anywhere: ``python tests/addons/test_aig_conformance/render_security.py``.
"""

import importlib.util
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[2] / "docs" / "SECURITY.md"
HEAD = """# Who may do what

Written by `python tests/addons/test_aig_conformance/render_security.py` from
[`access_table.py`](../tests/addons/test_aig_conformance/access_table.py) and
[`security_notes.md`](../tests/addons/test_aig_conformance/security_notes.md): change it
there. The tests of that addon try every cell as a person of the role, by the ORM, by
JSON-RPC and by JSON-2, on records of one's own, of a colleague, below, sideways, above
and without a territory.

| word | reaches |
|---|---|
| - | nothing |
| own | records of which the person is the salesperson; a wizard the person opened |
| subtree | own records, and all of the person's territories and of those below them |
| open | as subtree, and records without a territory |
| all | every record of the companies the person works in |

Each cell says in this order: read / write / create / delete. A person of several roles
may do what any of them may. Directors, accounting and system users see all
territories; administrators are directors.
"""
#: What the table's words cannot say; written by hand.
NOTES = HERE / "security_notes.md"


def load_table():
    """The table, loaded as a file: Odoo is not needed."""
    spec = importlib.util.spec_from_file_location("table", HERE / "access_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def render(table=None):
    """Return the text of docs/SECURITY.md."""
    table = table or load_table()
    parts = [HEAD]
    for title, wanted in (("The product's own models", True), ("Odoo's models", False)):
        rows = {
            model: row
            for model, row in table.TABLE.items()
            if model.startswith("aig.") == wanted
        }
        parts.append(f"\n## {title}\n")
        parts += [render_row(table, model, row) for model, row in rows.items()]
    parts.append("\n" + NOTES.read_text(encoding="utf-8").rstrip("\n") + "\n")
    return "\n".join(parts)


def render_row(table, model, row):
    """One model: roles with equal rights share a line."""
    roles = {}
    for role, rights in row.items():
        roles.setdefault(rights, []).append(table.ROLES[role])
    lines = [
        f"### `{model}`\n",
        "| role | read / write / create / delete |",
        "|---|---|",
    ]
    for rights, names in roles.items():
        words = " / ".join("-" if word == "none" else word for word in rights.split())
        lines.append(f"| {', '.join(names)} | {words} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
