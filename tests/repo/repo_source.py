"""Reads documents and sources as text: no Odoo, nothing is executed."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ROOT / "addons"
DOCS = ROOT / "docs"


def addons():
    """Names of the addons of the product."""
    return {path.parent.name for path in ADDONS.glob("*/__manifest__.py")}


def rows(path, first_column):
    """Cells of every table of a Markdown file whose first column is so headed."""
    found = []
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == first_column:
            inside = True
        elif inside and set(cells[0]) - {"-", ":"}:
            found.append(cells)
    return found


@cache
def tree(path):
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def defined_tests(path):
    """Names of the tests in a file: ``function`` or ``Class::method``."""
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{item.name}"
                for item in node.body
                if isinstance(item, ast.FunctionDef)
            }
    return {name for name in found if name.split("::")[-1].startswith("test_")}


@cache
def models():
    """Fields by model, as far as our addons declare or inherit them."""
    own, parents = {}, {}
    for path in ADDONS.rglob("*.py"):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                _read_model(node, own, parents)
    return {name: _with_inherited(name, own, parents) for name in own}


def _read_model(node, own, parents):
    assigned = {
        item.targets[0].id: item.value
        for item in node.body
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name)
    }
    inherited = _strings(assigned.get("_inherit"))
    names = _strings(assigned.get("_name")) or inherited
    if not names:
        return
    fields = {name for name, value in assigned.items() if _is_field(value)}
    own.setdefault(names[0], set()).update(fields)
    parents.setdefault(names[0], set()).update(set(inherited) - {names[0]})


def _strings(node):
    return (
        []
        if node is None
        else [
            item.value
            for item in ast.walk(node)
            if isinstance(item, ast.Constant) and isinstance(item.value, str)
        ]
    )


def _is_field(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("fields.")


def _with_inherited(name, own, parents):
    fields = set(own.get(name, ()))
    for parent in parents.get(name, ()):
        fields |= _with_inherited(parent, own, parents)
    return fields


@cache
def xml_ids():
    """``addon.id`` of every record and menu of our addons."""
    return {
        f"{path.relative_to(ADDONS).parts[0]}.{name}"
        for path in ADDONS.rglob("*.xml")
        for name in re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))
    }
