"""Failures that a person can do something about: one clear sentence, no traceback."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable

from . import paths


class Stop(Exception):
    """What is wrong and what to do, in one sentence."""


def sentence(error: OSError) -> str | None:
    """The sentence for an error of the operating system, if it is a usual one."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: free some space below {paths.cache()} (or name another "
            "folder in AIG_CACHE) and start the same command again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{error.filename} may not be written: name a folder of your own in "
            "AIG_CACHE, or start as the user who owns it."
        )
    return None


def guarded(main: Callable[[], int | None]) -> int:
    """Run a command; turn what goes wrong into a sentence and an exit code."""
    try:
        return main() or 0
    except Stop as stop:
        text = str(stop)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except OSError as error:
        text = sentence(error) or ""
        if not text:
            raise
    if os.environ.get("AIG_DEBUG"):
        traceback.print_exc()
    print(f"\nERROR: {text}", file=sys.stderr)
    return 1
