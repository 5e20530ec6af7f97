"""``make dashboards``: write the dashboards of Odoo's spreadsheet from descriptions.

What a page shows is said in a module each (``director.py``, ...); ``parts.py`` has the
words for it, ``book.py`` writes the JSON. An addon that knows more writes a richer
page over the one of the addon below it.
"""

from __future__ import annotations

from pathlib import Path

from .. import files, paths, say
from . import content, director, manager, voucher
from .book import Book
from .parts import Dashboard

ALL = (*director.ALL, *manager.ALL, *content.ALL, *voucher.ALL)


def path(dashboard: Dashboard) -> Path:
    """Where the file of a dashboard lies."""
    folder = paths.ADDONS / dashboard.addon / "data" / "files"
    return folder / f"{dashboard.name}_dashboard.json"


def main() -> int:
    """Write the files that are not as described."""
    for dashboard in ALL:
        target, text = path(dashboard), Book(dashboard).text()
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            files.write(target, text)
            say.line(f"wrote {target.relative_to(paths.ROOT)}")
    return 0
