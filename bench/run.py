"""Run the rows, print a table and write bench/results/<time>.json.

    make bench                  all rows
    make bench ROWS=points      rows with "points" in their name

``make bench`` gives the environment; the database is a clone of the demo company's.
"""

import argparse
import datetime
import importlib
import json
import os
import platform
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.harness import ROWS, Case  # noqa: E402

RESULTS = ROOT / "bench" / "results"


def load_rows():
    """Import every module of bench/rows; each registers its rows."""
    for path in sorted((ROOT / "bench" / "rows").glob("[a-z]*.py")):
        importlib.import_module(f"bench.rows.{path.stem}")


@contextmanager
def odoo_env(database):
    """Odoo's environment as the superuser; whatever a row writes is rolled back."""
    import odoo.api
    import odoo.modules.registry
    from odoo.tools import config

    config.parse_config(["--config", os.environ["ODOO_RC"], "--log-level", "warn"])
    registry = odoo.modules.registry.Registry(database)
    with registry.cursor() as cr:
        try:
            yield odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        finally:
            cr.rollback()


def run_row(row, database, seed, size=None):
    """Give the measurements of one row, at its own size unless another is given."""
    case = Case(size or row.size, seed, row.repeats)
    if not row.odoo:
        return list(row.function(case))
    with odoo_env(database) as case.env:
        return list(row.function(case))


def machine():
    """What the figures depend on."""
    return {
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "platform": platform.platform(),
        "python": platform.python_version(),
    }


def commit():
    """The commit that was measured, with a mark when files are changed."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def table(name, measured):
    """Print the measurements of one row."""
    print(f"\n{name}")
    for one in measured:
        queries = "" if one.queries is None else f"{one.queries:8} queries"
        limit = "" if one.limit is None else f"  (limit {one.limit:g})"
        mark = "" if one.ok else "  TOO SLOW"
        print(f"  {one.label:<36}{one.value:12.4f} {one.unit}{queries}{limit}{mark}")


def main():
    """Run the chosen rows; exit with 1 when one exceeds its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", help="parts of names; default: all rows")
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--part", type=float, default=1, help="of each row's size")
    chosen = parser.parse_args()
    load_rows()
    results, slow = {}, False
    for name, row in ROWS.items():
        if chosen.rows and not any(part in name for part in chosen.rows):
            continue
        size = max(1, int(row.size * chosen.part))
        measured = run_row(row, os.environ.get("AIG_BENCH_DATABASE"), chosen.seed, size)
        table(name, measured)
        slow |= not all(one.ok for one in measured)
        results[name] = {
            "size": size,
            "measured": [asdict(one) for one in measured],
        }
    now = datetime.datetime.now(datetime.timezone.utc)
    report = {
        "time": now.isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": machine(),
        "seed": chosen.seed,
        "rows": results,
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"\n{len(results)} rows; {path.relative_to(ROOT)}")
    return int(slow or not results)


if __name__ == "__main__":
    sys.exit(main())
