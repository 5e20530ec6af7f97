"""Where things are: the clone, and the cache folder outside of it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ROOT / "addons"
TEST_ADDONS = ROOT / "tests" / "addons"
ARTIFACTS = ROOT / "artifacts"


def cache() -> Path:
    """The folder for everything fetched or built; shared by all clones.

    Root's home is closed to other accounts, and PostgreSQL refuses to run as root:
    so root's cache is in /var/cache.
    """
    given = os.environ.get("AIG_CACHE")
    if given:
        return Path(given).expanduser().resolve()
    base = os.environ.get("XDG_CACHE_HOME")
    if not base and os.geteuid() == 0:
        base = "/var/cache"
    return Path(base or "~/.cache").expanduser().resolve() / "aig-sales-odoo"


def clone_id() -> str:
    """A short name of this clone, for the databases and settings that are its own."""
    return digest(str(ROOT))[:8]


def log_file(name: str) -> Path:
    """A log in the cache; named in the message when its step fails."""
    folder = cache() / "logs" / clone_id()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def digest(*parts: str | bytes) -> str:
    """One SHA-256 over all parts, in hexadecimal."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part if isinstance(part, bytes) else part.encode())
        total.update(b"\0")
    return total.hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's content."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            total.update(block)
    return total.hexdigest()
