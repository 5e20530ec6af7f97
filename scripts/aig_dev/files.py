"""Locks, and folders that are either whole or not there."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import paths, say

#: half-made things carry this in their name; nothing else may
PARTIAL = ".partial"


@contextmanager
def lock(name: str, shared: bool = False) -> Iterator[None]:
    """Hold a lock of the cache; the system drops it when the process dies."""
    path = paths.cache() / "locks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with path.open("a") as stream:
        try:
            fcntl.flock(stream, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            say.line(f"... waiting for another run that holds {path}")
            fcntl.flock(stream, kind)
        yield


def nobody_else(name: str) -> bool:
    """Whether no other process holds the lock, not even shared."""
    path = paths.cache() / "locks" / name
    with path.open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def remove(path: Path) -> None:
    """Remove a file or a folder, whether it is there or not."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it becomes ``target`` only when all went well.

    What an earlier run left half made is thrown away first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + PARTIAL)
    remove(partial)
    partial.mkdir()
    yield partial
    remove(target)
    partial.rename(target)


def write(path: Path, text: str) -> None:
    """Write a file whole: a reader sees the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}{PARTIAL}{os.getpid()}")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def forget_old(folder: Path, pattern: str, days: int) -> None:
    """Remove entries of a folder that nobody touched for so many days."""
    limit = time.time() - days * 86400
    for path in folder.glob(pattern):
        if path.stat().st_mtime < limit:
            remove(path)
