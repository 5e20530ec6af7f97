"""The commands by name."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys

from . import addons, database, files, paths, say
from .errors import Stop
from .odoo import environment

#: modules with a main() of their own
MODULES = ("run", "testing", "lint", "bench", "translations", "dashboards")


def main() -> int:
    """Run the command named on the command line."""
    os.umask(0o022)
    names = {"test": "testing", "pot": "translations"}
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    module = names.get(given, given)
    if module in MODULES:
        return importlib.import_module(f".{module}", __package__).main()
    if given in COMMANDS:
        return COMMANDS[given]()
    raise Stop(f"Usage: scripts/dev {'|'.join(sorted({*MODULES, *COMMANDS}))}")


def odoo() -> int:
    """``scripts/odoo ARGS``: Odoo's command line; Ctrl-C is Odoo's."""
    os.umask(0o022)
    with environment() as env:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        process = subprocess.Popen(
            env.command(*sys.argv[1:]),
            env=env.variables(),
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


def setup() -> int:
    """Fetch and build everything that runs, tests and checks need."""
    with environment(dev=True) as env:
        database.template(env)
        say.line(f"Odoo: {env.source}\nPython: {env.python}\nCache: {paths.cache()}")
    return 0


def clean() -> int:
    """Remove this clone's databases and files from the cache; the demo data stays."""
    with environment() as env:
        for name in database.names(env, f"%{paths.clone_id()}%"):
            database.drop(env, name)
    files.remove(paths.ARTIFACTS)
    files.remove(paths.cache() / "logs" / paths.clone_id())
    say.line(f"Removed. Everything else is in {paths.cache()}")
    return 0


def update() -> int:
    """Bring a database up to date: scripts/dev update NAME."""
    with environment() as env:
        name = database.checked_name(sys.argv[2])
        database.bring_up_to_date(env, name, addons.ours())
    return 0


def layout() -> int:
    """Rewrite files in the layout that the checks want."""
    from . import lint

    return lint.layout()


COMMANDS = {"clean": clean, "format": layout, "setup": setup, "update": update}
