"""A real server with the demo company, a mail server, and browsers on desk and phone.

``make test T=tests/e2e`` sets what is needed. Fixtures:

``server``        ``.url``, ``.database``, ``.client(login, password)`` for JSON-RPC
``smtp``          the mail server Odoo sends to: ``.received``, ``.recipients``,
                  ``.answers`` (["451 later"]: the next mail is told so),
                  ``.stop()``, ``.start()``; empty and running again for each test
``page``          a browser page on a desk (1400 x 900)
``phone``         a browser page on a phone (390 x 844, touch)
``login``         ``login(page, "sales.hanoi")``; the demo's password unless given
``users``         the demo's users, by login
``new_page``      ``new_page(**options)``: one more session, e.g. for two people at once

What several journeys do in the same way is in ``steps.py``.

A page fails its test on a JavaScript error; of a failed test a picture and the mails
are kept in ``artifacts/e2e``.
"""

import importlib.util
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
sys.path.insert(0, str(Path(__file__).parent))  # journeys share steps.py

from aig_dev import odoo, paths, serving  # noqa: E402

ARTIFACTS = paths.ARTIFACTS / "e2e"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]
DESK = {"viewport": {"width": 1400, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
#: Debian's Odoo lists a script that it does not contain (see tests/addons); a test
#: takes a page's connection away; a link that is over is answered with 410
HARMLESS = (
    "selfie_segmentation",
    "favicon.ico",
    "ERR_INTERNET_DISCONNECTED",
    "status of 410",
)
PATIENCE = 60_000  # ms; machines that test are busy
expect.set_options(timeout=PATIENCE)


def _load_smtp_sink():
    path = ROOT / "tests" / "addons" / "test_aig_care" / "tests" / "smtp_sink.py"
    spec = importlib.util.spec_from_file_location("smtp_sink", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


smtp_sink = _load_smtp_sink()


class Client:
    """A session of one user, for what a test prepares or looks up."""

    def __init__(self, url, database, login, password):
        self.url = url
        self.session = requests.Session()
        params = {"db": database, "login": login, "password": password}
        self.uid = self._post("/web/session/authenticate", params)["uid"]

    def call(self, model, method, *args, **kwargs):
        """Call a method as the user: ``call("res.partner", "read", [7], ["name"])``."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._post(f"/web/dataset/call_kw/{model}/{method}", params)

    def _post(self, path, params):
        body = {"jsonrpc": "2.0", "params": params}
        answer = self.session.post(self.url + path, json=body, timeout=120).json()
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer.get("result")


@dataclass
class Server:
    """The Odoo server that the tests talk to."""

    url: str
    database: str
    log: Path
    smtp_port: int

    def client(self, login="admin", password=None):
        """A session of a user; the demo's password unless another is given."""
        return Client(self.url, self.database, login, password or password_of(login))


@dataclass
class Pages:
    """The pages that one test has open, and the errors they met."""

    browser: object
    open: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    def new(self, **options):
        """Open a page in a session of its own."""
        context = self.browser.new_context(**(DESK | options))
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("console", lambda said: said.type == "error" and self.note(said.text))
        self.open.append(page)
        return page

    def note(self, text):
        """Remember an error, unless it is known to be harmless."""
        if not any(word in text for word in HARMLESS):
            self.errors.append(text)

    def picture(self, name):
        """Keep what all pages show."""
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(self.open):
            if not page.is_closed():
                page.screenshot(path=ARTIFACTS / f"{name}-{number}.png")

    def close(self):
        """Close all sessions."""
        for page in self.open:
            page.context.close()


@pytest.fixture(scope="session")
def users():
    """The demo's users by login: password, role, name."""
    text = (ROOT / "addons/aig_demo/demo_users.json").read_text(encoding="utf-8")
    return {user["login"]: user for user in json.loads(text)}


def password_of(login):
    """The password the demo gives to a user."""
    text = (ROOT / "addons/aig_demo/demo_users.json").read_text(encoding="utf-8")
    known = {user["login"]: user["password"] for user in json.loads(text)}
    return known.get(login, login)


@pytest.fixture(scope="session")
def server():
    """Odoo on a free port, with its mails directed to the fixture ``smtp``."""
    database = os.environ["AIG_E2E_DATABASE"]
    log = paths.log_file("e2e")
    smtp_port = serving.free_port()
    options = {"smtp_server": serving.LOCALHOST, "smtp_port": smtp_port}
    port = serving.free_port()
    env = odoo.from_process()
    with serving.odoo_server(env, database, port, log, **options) as url:
        yield Server(url, database, log, smtp_port)


@pytest.fixture
def smtp(server):
    """The mail server, for one test; what earlier ones left waiting is cancelled."""
    admin = server.client()
    left = admin.call("mail.mail", "search", [("state", "=", "outgoing")])
    admin.call("mail.mail", "cancel", left)
    sink = smtp_sink.SmtpSink(server.smtp_port)
    sink.start()
    yield sink
    if sink.server:
        sink.stop()


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, one for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["AIG_CHROMIUM"], args=CHROMIUM_OPTIONS
        )
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    pages = item.funcargs.get("_pages") if hasattr(item, "funcargs") else None
    if report.when == "call" and report.failed and pages:
        pages.picture(item.name)
    return report


@pytest.fixture
def _pages(browser, server):
    pages = Pages(browser)
    yield pages
    pages.close()
    assert not pages.errors, "errors in the browser's console: " + "; ".join(
        pages.errors
    )


@pytest.fixture
def new_page(_pages):
    """Open one more page, in a session of its own."""
    return _pages.new


@pytest.fixture
def page(_pages):
    """A page on a desk."""
    return _pages.new(**DESK)


@pytest.fixture
def phone(_pages):
    """A page on a phone."""
    return _pages.new(**PHONE)


@pytest.fixture
def login(server):
    """Log a user in; the web client is there afterwards."""

    def login_(page, login, password=None, path="/odoo"):
        page.goto(f"{server.url}/web/login?redirect={path}")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", password or password_of(login))
        page.click("form.oe_login_form button[type=submit]")
        page.wait_for_selector(".o_web_client .o_main_navbar")
        return page

    return login_
