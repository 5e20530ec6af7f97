"""Progress: one line for each long step, with the seconds it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def line(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print a warning that nobody should miss."""
    print(f"WARNING: {text}", file=sys.stderr, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a step when it starts and again, with its seconds, when it is done."""
    started = time.monotonic()
    line(f"... {text}")
    yield
    line(f"    {text}: {time.monotonic() - started:.0f} s")
