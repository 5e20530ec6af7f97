"""Addons of others that rows compare with, from their own list of pinned packages."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "bench" / "requirements.txt"
sys.path.insert(0, str(ROOT / "scripts"))

from aig_dev import files, paths, say, shell  # noqa: E402


def folder():
    """The folder with the addons; fetched when a row first asks for them."""
    found = paths.cache() / f"peers-{paths.file_digest(PINS)[:12]}"
    with files.lock(found.name):
        if not found.is_dir():
            with say.step("fetching the peers"), files.building(found) as partial:
                _fetch(partial)
    return found / "odoo" / "addons"


def _fetch(target):
    """Install the list; what the addons need is Odoo's own list and there already."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    command += ["--no-compile", "--target", target, "-r", PINS]
    failure = (
        "The addons that the product is compared with could not be installed: check the"
        " network (pip's own settings apply)"
    )
    shell.quiet(command, "pip-peers", failure, env=shell.environment())


def offer():
    """Let Odoo find the addons, in this process."""
    import odoo.addons

    place = str(folder())
    if place not in odoo.addons.__path__:
        odoo.addons.__path__.append(place)
