"""Which Odoo 19: the one named in AIG_ODOO, an installed one, or Debian's package."""

from __future__ import annotations

import os
import re
from pathlib import Path

from . import debian, shell
from .errors import Stop

SERIES = "19"
ASK = "import odoo.release as r; print(r.__file__)"


def find(python: str) -> Path | None:
    """The folder that holds the ``odoo`` package (it goes on sys.path).

    None when Debian's package is still to be fetched.
    """
    given = os.environ.get("AIG_ODOO")
    if given:
        return named(Path(given).expanduser().resolve())
    said = shell.answer([python, "-c", ASK], env=shell.environment(), cwd="/")
    if said and series(Path(said)) == SERIES:
        return Path(said).parents[1]
    return debian.expected() if debian.expected().is_dir() else None


def named(folder: Path) -> Path:
    """The source folder inside what AIG_ODOO names: a checkout or an installation."""
    inside = ("", "usr/lib/python3/dist-packages", "lib/python3/dist-packages", "..")
    for candidate in (folder / part for part in inside):
        release = candidate / "odoo" / "release.py"
        if release.is_file():
            found = series(release)
            if found != SERIES:
                raise Stop(f"AIG_ODOO={folder} holds Odoo {found}; Odoo 19 is needed.")
            return candidate.resolve()
    raise Stop(
        f"AIG_ODOO={folder} holds no Odoo: name the folder with odoo-bin or with the "
        "odoo package in it."
    )


def series(release: Path) -> str:
    """The main version that a release.py states."""
    text = release.read_text(encoding="utf-8")
    found = re.search(r"^version_info = \(\D*(\d+)", text, re.MULTILINE)
    return found.group(1) if found else "of an unknown version"
