"""A real Odoo server process, its database, and a mail server in this process.

    AIG_FAULT_COMMAND  command that starts Odoo (default: scripts/odoo)
    AIG_FAULT_DB       database to work in (default: aig_faults); made when missing

Nothing here imports Odoo: what is tested is what a browser would meet.
"""

import configparser
import importlib.util
import os
import shlex
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
import pytest
import requests

ROOT = Path(__file__).resolve().parents[2]
ODOO = shlex.split(os.environ.get("AIG_FAULT_COMMAND", str(ROOT / "scripts" / "odoo")))
DATABASE = os.environ.get("AIG_FAULT_DB", "aig_faults")
START_TIMEOUT = 60  # seconds
WORKERS = 4  # as many requests are served at once


def _load_smtp_sink():
    path = ROOT / "tests" / "addons" / "test_aig_care" / "tests" / "smtp_sink.py"
    spec = importlib.util.spec_from_file_location("smtp_sink", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


smtp_sink = _load_smtp_sink()


class Server:
    """Odoo with workers that ``kill`` ends by SIGKILL; ``wait`` for the next ones.

    Workers are forked from a process that has loaded Odoo already: they are there in a
    moment, where another start of Odoo would take as long as the test itself.
    """

    def __init__(self, log_path):
        self.port = smtp_sink.free_port()
        self.socket_port = smtp_sink.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = log_path
        self.process = None

    def start(self):
        options = ["--http-port", str(self.port), "--http-interface", "127.0.0.1"]
        options += ["--db-filter", f"^{DATABASE}$", "--max-cron-threads", "0"]
        options += ["--workers", str(WORKERS)]
        options += ["--gevent-port", str(self.socket_port)]
        options += ["--limit-time-cpu", "600", "--limit-time-real", "600"]
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [*ODOO, "-d", DATABASE, *options],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self):
        """Wait until it answers and has all its workers.

        While Odoo starts them, and the one for web sockets, its first process uses the
        database itself, and ends when its connection is cut then.
        """
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            is_whole = len(self._worker_pids()) >= WORKERS and self._has_sockets()
            if is_whole and self.is_up():
                return
            time.sleep(0.2)
        raise TimeoutError(f"Odoo did not start, see {self.log_path}")

    def is_up(self):
        try:
            return requests.get(f"{self.url}/web/health", timeout=2).ok
        except requests.RequestException:
            return False

    def _has_sockets(self):
        with (
            suppress(OSError),
            socket.create_connection(("127.0.0.1", self.socket_port), timeout=2),
        ):
            return True
        return False

    def kill(self):
        """End all workers at once, whatever they are doing."""
        pids = self._worker_pids()
        assert pids, "There is no worker to kill."
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _worker_pids(self):
        """Workers are forked: they have the command line of their parent."""
        parents = {}
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                stat = (path / "stat").read_text().rpartition(")")[2].split()
                command = (path / "cmdline").read_bytes()
                parents[int(path.name)] = int(stat[1]), command
        return [
            pid
            for pid, (parent, command) in parents.items()
            if parents.get(parent, (0, b""))[1] == command
            and str(self.port).encode() in command
        ]

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=30)


class Client:
    """A browser's session, reduced to calling methods."""

    def __init__(self, server, login, password):
        self.server = server
        self.login = login
        self.password = password
        self.session = None
        self.connect()

    def connect(self):
        self.session = requests.Session()
        params = {"db": DATABASE, "login": self.login, "password": self.password}
        self._post("/web/session/authenticate", params)

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._post(f"/web/dataset/call_kw/{model}/{method}", params)

    def create(self, model, **values):
        return self.call(model, "create", [values])[0]

    def _post(self, path, params):
        answer = self.session.post(
            self.server.url + path, json={"params": params}, timeout=120
        ).json()
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["debug"])
        return answer.get("result")  # None of a method is left out


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    log_path = tmp_path_factory.mktemp("faults") / "odoo.log"
    with log_path.open("ab") as log:
        subprocess.run(
            [
                *ODOO,
                "-d",
                DATABASE,
                "-i",
                "test_aig_care,aig_position,aig_voucher",
                "--stop-after-init",
            ],
            check=True,
            stdout=log,
            stderr=log,
        )
    server = Server(log_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def other_server(server):
    """A second process on the same database, with caches of its own."""
    other = Server(server.log_path)
    other.start()
    yield other
    other.stop()


@pytest.fixture(scope="session")
def fault_database():
    """Open a connection of one's own to the database, past Odoo."""
    config = configparser.RawConfigParser()
    config.read(os.environ.get("ODOO_RC", ""))
    names = {"db_host": "host", "db_port": "port", "db_user": "user"}
    names["db_password"] = "password"
    options = dict(config["options"]) if "options" in config else {}
    known = {key: options[name] for name, key in names.items() if name in options}

    @contextmanager
    def connect():
        connection = psycopg2.connect(dbname=DATABASE, **known)
        connection.autocommit = True
        try:
            yield connection.cursor()
        finally:
            connection.close()

    return connect


@pytest.fixture(scope="session")
def sign_in():
    """Sign in at one of the servers; the session stays there."""
    return Client


@pytest.fixture
def sink():
    """A mail server; the tests stop and start it as they like."""
    sink = smtp_sink.SmtpSink()
    sink.start()
    yield sink
    if sink.server:
        sink.stop()


@pytest.fixture
def admin(server, sink):
    """The administrator, with Odoo's mails directed to the sink."""
    client = Client(server, "admin", "admin")
    servers = client.call("ir.mail_server", "search", [])
    if servers:
        client.call("ir.mail_server", "write", servers, {"active": False})
    client.create(
        "ir.mail_server",
        name="Sink",
        smtp_host="127.0.0.1",
        smtp_port=sink.port,
        smtp_encryption="none",
    )
    client.call("res.users", "write", [2], {"email": "admin@aig.example.com"})
    return client


@pytest.fixture
def open_tabs(server):
    """Open browser tabs of the administrator, each with its own session."""

    def open_(number):
        return [Client(server, "admin", "admin") for _tab in range(number)]

    return open_


@pytest.fixture
def make_document(admin):
    """Create a document of a new customer; return its id."""

    def make(name):
        partner_id = admin.create(
            "res.partner",
            name=name,
            is_company=True,
            email=f"{name.lower()}@customer.example.com",
        )
        return admin.create("test.aig.care.document", name=name, partner_id=partner_id)

    return make
