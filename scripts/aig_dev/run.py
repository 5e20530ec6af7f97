"""``make run``: the demo company in a browser, with nothing to set up first."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress

from . import addons, database, paths, say, serving
from .odoo import Environment, environment

DATABASE = "aig"


def main() -> int:
    """Serve the demo company until Ctrl-C."""
    signal.signal(signal.SIGTERM, _interrupt)
    port = int(os.environ.get("AIG_PORT", "8069"))
    name = database.checked_name(os.environ.get("AIG_DB", DATABASE))
    serving.check_free(port, "AIG_PORT")
    with environment() as env:
        prepare(env, name)
        smtp, mails = serving.free_port(), paths.cache() / "mail" / name
        log = paths.log_file("run")
        options = {"smtp_server": serving.LOCALHOST, "smtp_port": smtp, "tests": False}
        with (
            serving.mail_catcher(env, smtp, mails),
            serving.odoo_server(env, name, port, log, **options) as url,
        ):
            say.line(greeting(url, name, str(mails), str(log)))
            with suppress(KeyboardInterrupt):
                while True:
                    time.sleep(3600)
            say.line("\nStopping.")
    return 0


def prepare(env: Environment, name: str) -> None:
    """Make the database, or upgrade the addons that changed since the last time."""
    if database.exists(env, name):
        database.bring_up_to_date(env, name, addons.ours())
    else:
        template = database.demo(env)
        with database.built(env, name) as partial:
            database.clone(env, template, partial)


def greeting(url: str, name: str, mails: str, log: str) -> str:
    """The address, the users with their passwords, and where mails go."""
    lines = [
        "",
        f"AIG Sales is at {url.replace(serving.LOCALHOST, 'localhost')}",
        "",
        *(
            f"  {user['login']:<18} {user['password']:<12} {about(user)}"
            for user in users()
        ),
        "",
        f"Mails that it sends are kept in {mails}/new",
        f"Database {name}; log {log}",
        "Ctrl-C stops it; the data stays.",
    ]
    return "\n".join(lines)


def users() -> list[dict[str, str]]:
    """The demo's users, as the demo addon lists them, and the administrator."""
    admin = {"login": "admin", "password": "admin", "role": "administrator", "name": ""}
    path = paths.ADDONS / "aig_demo" / "demo_users.json"
    listed = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [*(user for user in listed if user["login"] != "admin"), admin]


def about(user: dict[str, str]) -> str:
    """Who a user is, in one phrase."""
    return ", ".join(filter(None, (user.get("name"), user.get("role"))))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
