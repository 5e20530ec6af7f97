"""Processes that serve: free ports, waiting until one answers, stopping it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import Stop
from .odoo import Environment

LOCALHOST = "127.0.0.1"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return probe.getsockname()[1]


def check_free(port: int, variable: str) -> None:
    """Stop with a sentence when a port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError as error:
            raise Stop(
                f"Port {port} is taken by another program: stop that one, or choose "
                f"another port with {variable}={port + 1}."
            ) from error


def stop(process: subprocess.Popen, patience: float = 15) -> None:
    """End a process that we started, and what it started."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_up(
    process: subprocess.Popen, url: str, log: Path, patience: float
) -> None:
    """Wait until a web server answers; stop with a sentence when it does not."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Stop(f"The server ended before it answered (see {log}).")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Stop(f"The server did not answer within {patience:.0f} s (see {log}).")


@contextmanager
def odoo_server(
    env: Environment, database: str, port: int, log: Path, **options: object
) -> Iterator[str]:
    """Odoo serving one database on localhost; gives its address.

    :param options: more settings for Odoo's configuration
    """
    values = {
        "dbfilter": f"^{database}$",
        "db_name": database,
        "http_port": port,
        "list_db": False,
        "max_cron_threads": 1,
    } | options
    conf = env.conf(f"serve-{port}", **values)
    url = f"http://{LOCALHOST}:{port}"
    process = env.start(log, conf, "server")
    try:
        wait_until_up(process, f"{url}/web/health", log, 120)
        yield url
    finally:
        stop(process)
        conf.unlink(missing_ok=True)


@contextmanager
def mail_catcher(env: Environment, port: int, folder: Path) -> Iterator[None]:
    """aiosmtpd's own command: takes every mail and keeps it in a Maildir."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    words = ["-n", "-l", f"{LOCALHOST}:{port}", "-c", "aiosmtpd.handlers.Mailbox"]
    process = subprocess.Popen(
        [env.python, "-m", "aiosmtpd", *words, folder],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        stop(process)
