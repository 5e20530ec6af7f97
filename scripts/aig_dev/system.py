"""What the operating system must bring: Debian packages, and how to ask for them."""

from __future__ import annotations

import os
import shutil

from . import files, say, shell
from .errors import Stop


def install(packages: list[str], purpose: str) -> None:
    """Install Debian packages where that is possible, else say how to get them."""
    names = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(
            f"{purpose} is missing: install it (on Debian: sudo apt-get install "
            f"{names}) and start the same command again."
        )
    env = shell.environment(DEBIAN_FRONTEND="noninteractive")
    failure = f"apt-get could not install {names} for you"
    with files.lock("apt"), say.step(f"installing {names} from Debian"):
        shell.quiet(["apt-get", "-qq", "update"], "apt", failure, env=env)
        command = ["apt-get", "-qq", "-y", "install", "--no-install-recommends"]
        shell.quiet([*command, *packages], "apt", failure, env=env)


def browser() -> str:
    """The Chromium that browser tests use, with a font that has Vietnamese letters."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    given = os.environ.get("AIG_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, names)), None)
    missing = [] if found else ["chromium"]
    if not _vietnamese_font():
        missing.append("fonts-noto-core")
    if missing and not (found and os.geteuid() != 0):
        install(missing, "A browser (Chromium)")
    found = found or shutil.which("chromium")
    if not found:
        raise Stop("Chromium is missing: install it or name it in AIG_CHROMIUM.")
    return found


def _vietnamese_font() -> bool:
    """Whether some font covers Vietnamese, as fontconfig sees it."""
    return bool(shell.answer(["fc-list", ":lang=vi", "family"]))
