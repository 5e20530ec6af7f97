"""Run other programs: quietly into a log, or in the foreground."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from . import paths
from .errors import Stop

NO_SPACE = "No space left on device"


def quiet(
    command: Sequence[str | Path],
    log: str,
    failure: str,
    **options: object,
) -> None:
    """Run to the end with all output in a log; on failure stop with a sentence.

    :param log: name of the log file in the cache
    :param failure: what could not be done and what to do about it
    """
    path = paths.log_file(log)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n$ {shlex.join(map(str, command))}\n")
        stream.flush()
        start = stream.tell()
        done = subprocess.run(
            list(map(str, command)),
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
            **({"stdin": subprocess.DEVNULL} | options),  # type: ignore[call-overload]
        )
    if done.returncode:
        with path.open(encoding="utf-8", errors="replace") as stream:
            stream.seek(start)
            said = stream.read()
        if NO_SPACE in said:
            raise OSError(28, NO_SPACE, str(path))
        raise Stop(f"{failure} (exit code {done.returncode}; see {path})")


def answer(command: Sequence[str | Path], **options: object) -> str | None:
    """What a program prints, without the last newline; None if it fails."""
    try:
        done = subprocess.run(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
            **options,  # type: ignore[call-overload]
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()


def code(command: Sequence[str | Path], **options: object) -> int:
    """Run in the foreground; give the exit code."""
    return subprocess.run(
        list(map(str, command)),
        check=False,
        **options,  # type: ignore[call-overload]
    ).returncode


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with changes, and without a foreign virtualenv."""
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "ODOO_RC")
    }
    return (
        env | {"PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | changes
    )
