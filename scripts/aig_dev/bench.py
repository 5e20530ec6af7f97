"""``make bench``: the rows of bench/ over a throw-away clone of the demo company."""

from __future__ import annotations

import sys

from . import database, paths, shell, testing
from .odoo import environment


def main() -> int:
    """Run the rows named on the command line, or all."""
    with environment(dev=True) as env:
        template = database.demo(env)
        with testing.throw_away(env, template, "bench") as name:
            variables = env.variables() | {"AIG_BENCH_DATABASE": name}
            variables["AIG_BENCH_TEMPLATE"] = template
            command = [env.python, paths.ROOT / "bench" / "run.py", *sys.argv[2:]]
            return shell.code(command, cwd=paths.ROOT, env=variables)
