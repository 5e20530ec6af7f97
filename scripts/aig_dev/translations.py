"""``make pot``: write the .pot files anew and merge them into the translations."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from . import addons, database, files, paths, say, shell, testing
from .errors import Stop
from .odoo import Environment, environment

DATES = re.compile(r'^"(POT-Creation|PO-Revision)-Date: .*\n', re.MULTILINE)
#: run by the environment's Python, which has polib
MERGE = """
import sys, polib
pot, *translations = map(polib.pofile, sys.argv[1:])
for po in translations:
    po.merge(pot)
    for entry in po.obsolete_entries():
        po.remove(entry)
    po.save()
    open_ = len(po.untranslated_entries()) + len(po.fuzzy_entries())
    print(f"{po.fpath}: {len(po)} terms, {open_} to translate")
"""


def main() -> int:
    """Do it for the addons named on the command line, or for all."""
    chosen = sys.argv[2:] or addons.ours()
    unknown = set(chosen) - set(addons.ours())
    if unknown:
        raise Stop(f"There is no addon {', '.join(sorted(unknown))} in addons/.")
    with environment(dev=True) as env:
        name = testing.kept_database()
        if not database.exists(env, name):
            database.clone(env, database.template(env), name)
        database.bring_up_to_date(env, name, sorted(set(chosen) - {addons.DEMO}))
        for addon in chosen:
            if addon != addons.DEMO:
                export(env, name, addon)
    return 0


def export(env: Environment, name: str, addon: str) -> None:
    """Write one addon's .pot, and merge it into its .po files."""
    folder = paths.ADDONS / addon / "i18n"
    target = folder / f"{addon}.pot"
    fresh = paths.cache() / "pot" / target.name
    fresh.parent.mkdir(parents=True, exist_ok=True)
    failure = f"The terms of {addon} could not be exported"
    env.quiet(
        *("pot", failure, "i18n", "export", "-d", name, "-l", "pot"),
        *("-o", str(fresh), addon),
    )
    text = fresh.read_text(encoding="utf-8")
    if not target.is_file() or undated(text) != undated(target.read_text("utf-8")):
        files.write(target, text)
    merge(env, target, sorted(folder.glob("*.po")))


def undated(text: str) -> str:
    """A .pot without the time of its making."""
    return DATES.sub("", text)


def merge(env: Environment, pot: Path, translations: list[Path]) -> None:
    """Bring translations up to a .pot; new terms are left empty."""
    said = shell.answer([env.python, "-c", MERGE, pot, *translations])
    if said is None:
        raise Stop(f"{pot} could not be merged into its translations.")
    say.line(said)
