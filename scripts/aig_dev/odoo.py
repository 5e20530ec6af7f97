"""Odoo's command line in the project's environment."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import addons, debian, files, paths, postgres, python, shell, source
from .errors import Stop

ODOO = paths.ROOT / "scripts" / "odoo-bin"


@dataclass(frozen=True)
class Environment:
    """A Python with Odoo, and a database server that runs."""

    python: Path
    source: Path
    server: postgres.Server

    @property
    def data(self) -> Path:
        """Odoo's data folder (filestore, sessions)."""
        return paths.cache() / "data"

    def conf(self, name: str = "odoo", tests: bool = True, **options: object) -> Path:
        """Write a configuration file; give its path.

        :param tests: also offer the addons that exist for tests only
        """
        places = [paths.ADDONS] + [paths.TEST_ADDONS] * (
            tests and bool(addons.for_tests())
        )
        values = {
            "addons_path": ",".join(
                str(place) for place in places if addons.manifests(place)
            ),
            "admin_passwd": secrets.token_urlsafe(16),
            "data_dir": self.data,
            "db_host": self.server.host,
            "db_port": self.server.port,
            "db_user": self.server.user,
            "http_interface": "127.0.0.1",
            "max_cron_threads": 0,
            # a server is dumped and restored by programs of its own version
            "pg_path": self.server.programs,
            "workers": 0,
        } | options
        path = paths.cache() / "conf" / f"{name}-{paths.clone_id()}.conf"
        lines = [f"{key} = {value}" for key, value in values.items() if value != ""]
        files.write(path, "\n".join(["[options]", *lines, ""]))
        return path

    def command(self, *words: str | Path) -> list[str]:
        """The command line for ``odoo ARGS``; its configuration is in ODOO_RC."""
        return [str(self.python), str(ODOO), *map(str, words)]

    def variables(self, conf: Path | None = None) -> dict[str, str]:
        """The process environment for Odoo."""
        return shell.environment(
            ODOO_RC=str(conf or self.conf()), **self.server.environment()
        )

    def quiet(self, log: str, failure: str, *words: str, **options: object) -> Path:
        """Run Odoo to the end, its log in a file; stop with a sentence on failure."""
        path = paths.log_file(log)
        files.remove(path)
        variables = self.variables()
        command = self.command(*words)
        shell.quiet(command, log, failure, env=variables, cwd="/", **options)
        return path

    def script(self, database: str, text: str, failure: str) -> Path:
        """Run Python in Odoo's shell over a database; ``env`` is there."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as script:
            script.write(text)
            script.seek(0)
            words = ["shell", "-d", database, "--no-http"]
            return self.quiet(f"script-{database}", failure, *words, stdin=script)

    def start(self, log: Path, conf: Path, *words: str) -> subprocess.Popen:
        """Start a server in the background, its log in a file."""
        with log.open("w", encoding="utf-8") as stream:
            return subprocess.Popen(
                self.command(*words),
                env=self.variables(conf),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
            )


@contextmanager
def environment(dev: bool = False) -> Iterator[Environment]:
    """Everything Odoo needs; fetched, built and started where it is missing.

    :param dev: also what tests and checks need
    """
    enough_space()
    interpreter, folder = together(python.find(), dev)
    with postgres.running(interpreter) as server:
        yield Environment(interpreter, folder, server)


def together(found: tuple[str, str], dev: bool) -> tuple[Path, Path]:
    """The virtual environment and Odoo; where Odoo is to be fetched, both at once."""
    folder = source.find(found[1])
    if folder:
        return python.virtualenv(found, folder, dev), folder
    with ThreadPoolExecutor(1) as background:
        fetching = background.submit(debian.prefix)
        python.virtualenv(found, debian.expected(), dev)
        folder = fetching.result()
    return python.virtualenv(found, folder, dev), folder


def enough_space() -> None:
    """Stop early where the disk is nearly full."""
    cache = paths.cache()
    cache.mkdir(parents=True, exist_ok=True)
    gigabytes = 1 if (cache / "odoo").is_dir() else 5
    if shutil.disk_usage(cache).free < gigabytes * 1e9:
        raise Stop(
            f"The disk of {cache} has less than {gigabytes} GB free: free some space, "
            "or name another folder in AIG_CACHE."
        )


def from_process() -> Environment:
    """The environment of a process that one of our commands has started.

    Browser tests and benchmarks run in the virtual environment, with PG* set.
    """
    interpreter = Path(sys.executable)
    server = postgres.Server(
        host=os.environ["PGHOST"],
        port=os.environ["PGPORT"],
        user=os.environ["PGUSER"],
        programs=postgres.programs(interpreter),
    )
    return Environment(interpreter, Path(), server)
