"""``make lint``: every check, one after the other; each finding is printed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import debian, files, paths, python, say, shell, source
from .errors import Stop

PYTHON_SOURCES = ["addons", "bench", "conftest.py", "scripts", "tests"]
SCRIPTS = ["scripts/dev", "scripts/odoo", "scripts/odoo-bin"]
CONTRACTS = """
[importlinter]
root_packages = {packages}
include_external_packages = True

[importlinter:contract:pure]
name = Arithmetic in tools knows nothing of Odoo
type = forbidden
source_modules = {tools}
forbidden_modules = odoo
"""


def main() -> int:
    """Run all checks, or the one named on the command line."""
    chosen = sys.argv[2:]
    tools = environment()
    results = []
    for name, command, variables in checks(tools):
        if chosen and name not in chosen:
            continue
        started = time.monotonic()
        done = subprocess.run(
            list(map(str, command)),
            cwd=paths.ROOT,
            env=shell.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        results.append(done.returncode)
        if done.returncode:
            say.line(done.stdout)
        state = "FAILED" if done.returncode else "passed"
        say.line(f"{state:<8}{name:<24}{time.monotonic() - started:5.0f} s")
    failed = sum(map(bool, results))
    say.line(f"{len(results) - failed} passed, {failed} failed")
    return int(failed > 0)


def layout() -> int:
    """``make format``: rewrite files in the layout that the checks want."""
    tools = environment()
    pythons = PYTHON_SOURCES + SCRIPTS
    modules, variables = node_modules(tools), node_variables(tools)
    commands = [
        [tools / "oca-checks-odoo-module", "--fix", *addon_folders()],
        [tools / "ruff", "check", "--fix-only", "--quiet", *pythons],
        [tools / "ruff", "format", "--quiet", *pythons],
        [modules / ".bin" / "prettier", "--write", "--log-level", "warn", *laid_out()],
    ]
    env = shell.environment(**variables)
    for command in commands:
        subprocess.run(
            list(map(str, command)),
            cwd=paths.ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    return 0


def laid_out() -> list[str]:
    """The files whose layout is prettier's."""
    return tracked("*.xml", "*.js", "*.cjs", "*.css", "*.scss", "*.json", "*.yml")


def environment() -> Path:
    """The folder with the programs of the virtual environment."""
    found = python.find()
    folder = source.find(found[1]) or debian.prefix()
    return python.virtualenv(found, folder, dev=True).parent


def checks(tools: Path) -> Iterator[tuple[str, list, dict[str, str]]]:
    """Name, command and environment variables of each check."""
    ours = addon_folders()
    cache = paths.cache() / "lint" / paths.clone_id()
    ruff = {"RUFF_CACHE_DIR": str(cache / "ruff")}
    path = {"PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin"}
    pythons = PYTHON_SOURCES + SCRIPTS
    yield "ruff", [tools / "ruff", "check", *pythons], ruff
    yield "ruff format", [tools / "ruff", "format", "--check", *pythons], ruff
    yield (
        "pylint-odoo",
        [tools / "pylint", "--rcfile=.pylintrc", "-j", "1", *ours],
        {"PYLINTHOME": str(cache / "pylint")},
    )
    yield "oca-checks-odoo-module", [tools / "oca-checks-odoo-module", *ours], path
    translations = sorted(Path("addons").glob("*/i18n/*.po*"))
    # "pretty" would empty what is the same word in both languages
    pretty = "--disable=po-pretty-format"
    yield "oca-checks-po", [tools / "oca-checks-po", pretty, *translations], path
    yield "import-linter", [tools / "lint-imports", *contracts(cache)], import_path()
    mypy = [tools / "mypy", "--cache-dir", cache / "mypy", *pure_files()]
    yield "mypy", mypy, {"MYPYPATH": "addons"}
    yield "codespell", [tools / "codespell", *tracked("*")], {}
    yield "yamllint", [tools / "yamllint", "--strict", *tracked("*.yml")], {}
    yield from node_checks(tools)


def addon_folders() -> list[str]:
    """All addons, as paths from the root of the clone."""
    found = [*paths.ADDONS.glob("*/__manifest__.py")]
    found += paths.TEST_ADDONS.glob("*/__manifest__.py")
    return sorted(str(path.parent.relative_to(paths.ROOT)) for path in found)


def tracked(*patterns: str) -> list[str]:
    """Files that git knows, or would take; none that only lies around."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--"]
    listed = shell.answer([*command, *patterns], cwd=paths.ROOT)
    if listed is None:
        raise Stop("The checks need git and a clone of the repository.")
    return [name for name in listed.splitlines() if (paths.ROOT / name).is_file()]


def pure_files() -> list[Path]:
    """The modules of arithmetic, without their tests."""
    found = sorted(paths.ADDONS.glob("*/tools/*.py"))
    return [path.relative_to(paths.ROOT) for path in found]


def contracts(cache: Path) -> list[str]:
    """Write import-linter's contracts for the addons there are; give its options.

    What an addon imports of another one is checked by tests/repo: Odoo's names for
    them (``odoo.addons.aig_x``) are not those of the files.
    """
    having = sorted(path.parent.name for path in paths.ADDONS.glob("*/tools"))
    lines = {
        "packages": "".join(f"\n    {name}" for name in having),
        "tools": "".join(f"\n    {name}.tools" for name in having),
    }
    config = cache / "importlinter.ini"
    files.write(config, CONTRACTS.format(**lines))
    return ["--config", str(config), "--no-cache"]


def import_path() -> dict[str, str]:
    """Where import-linter finds the addons."""
    return {"PYTHONPATH": str(paths.ADDONS)}


def node_checks(tools: Path) -> Iterator[tuple[str, list, dict[str, str]]]:
    """prettier and eslint, with the node that pip has installed."""
    modules, variables = node_modules(tools), node_variables(tools)
    prettier = [modules / ".bin" / "prettier", "--check", "--log-level", "warn"]
    yield "prettier", [*prettier, *laid_out()], variables
    scripts = tracked("*.js", "*.cjs")
    yield "eslint", [modules / ".bin" / "eslint", *scripts], variables


def node_variables(tools: Path) -> dict[str, str]:
    """Let programs of npm find their packages and pip's node."""
    path = f"{tools}:/usr/local/bin:/usr/bin:/bin"
    return {"NODE_PATH": str(node_modules(tools)), "PATH": path}


def node_modules(tools: Path) -> Path:
    """The packages of package-lock.json, installed in the cache."""
    lock = paths.ROOT / "package-lock.json"
    target = paths.cache() / f"node-{paths.file_digest(lock)[:12]}"
    with files.lock("node"):
        if not target.is_dir():
            with say.step("installing prettier and eslint"):
                _npm_ci(tools, target)
    return target / "node_modules"


def _npm_ci(tools: Path, target: Path) -> None:
    with files.building(target) as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(paths.ROOT / name, folder / name)
        variables = shell.environment(PATH=f"{tools}:/usr/local/bin:/usr/bin:/bin")
        failure = "prettier and eslint could not be installed: check the network"
        shell.quiet(
            [tools / "npm", "ci", "--ignore-scripts"],
            "npm",
            failure,
            cwd=folder,
            env=variables,
        )
