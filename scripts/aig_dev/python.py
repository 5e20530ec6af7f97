"""The right Python, and the virtual environment with the pinned packages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from . import files, paths, say, shell, system
from .errors import Stop

OLDEST, NEWEST = (3, 10), (3, 13)
TRIED = ("python3.11", "python3.12", "python3.13", "python3.10", "python3")
ASK = (
    "import sys, venv, importlib.util as u;"
    "print('.'.join(map(str, sys.version_info[:3])), sys.executable,"
    " bool(u.find_spec('ensurepip')))"
)


def find() -> tuple[str, str]:
    """Version and path of a Python that Odoo 19 runs on and that can make a venv."""
    bare = None
    given = os.environ.get("AIG_PYTHON")
    for name in [given] if given else [sys.executable, *TRIED]:
        said = shell.answer([name, "-c", ASK], env=shell.environment())
        if not said:
            continue
        version, path, complete = said.split(" ")
        if not OLDEST <= tuple(map(int, version.split(".")))[:2] <= NEWEST:
            continue
        if complete == "True":
            return version, path
        bare = bare or (version, path)
    if bare:
        system.install(["python3-venv"], "Python's venv module")
        return bare
    raise Stop(
        f"Odoo 19 needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}, and "
        f"{given or 'none of ' + ', '.join(TRIED)} is one: install python3.11 or name "
        "yours in AIG_PYTHON."
    )


def virtualenv(python: tuple[str, str], source: Path, dev: bool) -> Path:
    """The Python of the virtual environment for this Odoo; made when it is missing.

    :param source: the folder that holds the ``odoo`` package
    :param dev: also what tests and checks need
    """
    pins = paths.ROOT / "requirements.txt"
    key = paths.digest(pins.read_bytes(), python[0], str(source))[:12]
    folder = paths.cache() / f"venv-{key}"
    lists = [pins] + [paths.ROOT / "requirements-dev.txt"] * dev
    if not all(_done(folder, pin).exists() for pin in lists):
        with files.lock(folder.name):
            _make(python[1], folder, source)
            for pin in lists:
                _install(folder, pin)
    return folder / "bin" / "python"


def _done(folder: Path, pin: Path) -> Path:
    """The mark that all packages of a list are in the environment."""
    return folder / f"done-{pin.stem}-{paths.file_digest(pin)[:12]}"


def _make(python: str, folder: Path, source: Path) -> None:
    """Make an empty environment that sees Odoo; drop one left half made.

    A virtual environment cannot be renamed: a mark says that something is under way.
    """
    if (folder / "under-way").exists() or not (folder / "made").exists():
        files.remove(folder)
        failure = "The virtual environment could not be made"
        shell.quiet([python, "-m", "venv", folder], "venv", failure)
        site = next(folder.glob("lib/python3*/site-packages"))
        files.write(site / "odoo-source.pth", f"{source}\n")
        files.write(folder / "made", "")


def _install(folder: Path, pin: Path) -> None:
    """Install the packages of one list."""
    if _done(folder, pin).exists():
        return
    files.write(folder / "under-way", pin.name)
    command = [folder / "bin" / "pip", "install", "--quiet", "--no-compile", "-r", pin]
    failure = (
        f"The Python packages of {pin.name} could not be installed: check the network "
        "(pip's own settings apply)"
    )
    with say.step(f"installing the Python packages of {pin.name}"):
        shell.quiet(command, "pip", failure, env=shell.environment())
    files.write(_done(folder, pin), "")
    (folder / "under-way").unlink()
