"""``make test``: pure tests, Odoo's runner, faults, browser; or one of them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from . import addons, database, files, paths, say, serving, shell, system
from .errors import Stop
from .odoo import Environment, environment

SLOWEST = "tests/e2e/test_views_load.py"
#: of stages of many minutes: say which tests take them
SLOW = ("-p", "no:odoo", "--durations=15", "--durations-min=10")
PURE = ("addons/*/tools", "tests/pure", "tests/repo")
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def main() -> int:
    """Run all tests, or those named on the command line."""
    named = sys.argv[2:]
    with environment(dev=True) as env:
        results = list(chosen(env, named) if named else everything(env))
    say.line()
    for stage, code, seconds in results:
        say.line(f"{'FAILED' if code else 'passed':<8}{stage:<32}{seconds:5.0f} s")
    failed = sum(bool(code) for _stage, code, _seconds in results)
    say.line(f"{len(results) - failed} passed, {failed} failed")
    return int(failed > 0)


def everything(env: Environment) -> Iterator[tuple[str, int, float]]:
    """All stages; one core makes databases and runs Odoo's tests, the other helps.

    What clicks comes last, when both cores are free: a page has not all day.
    """
    files.remove(paths.ARTIFACTS)
    pure = pytest(env, "-p", "no:odoo", "--doctest-modules", *pure_paths())
    with Beside("pure tests", pure, shell.environment()) as beside:
        system.browser()
        database.template(env)
        yield beside.result()
    yield timed("installation", install_product, env)
    slow = pytest(env, *SLOW, "tests/lifecycle", "tests/faults")
    with (
        fault_variables(env) as variables,
        Beside(
            "each addon's life, faults", slow, lifecycle_variables(env) | variables
        ) as beside,
    ):
        yield timed("Odoo's runner", odoo_tests, env)
        if has_tests(addons.DEMO):
            yield timed("Odoo's runner, demo", demo_tests, env)
        yield timed("Odoo's own lint", core_lint, env)
        yield beside.result()
    yield from journeys_in_two(env)


class Beside:
    """A stage that runs in the background; what it says is shown at its end."""

    def __init__(self, stage: str, command: list[str], variables: dict[str, str]):
        self.stage = stage
        self.started = time.monotonic()
        self.log = paths.log_file(re.sub(r"\W+", "-", stage))
        with self.log.open("w", encoding="utf-8") as stream:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                cwd=paths.ROOT,
                env=variables,
                start_new_session=True,
            )

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_error: object) -> None:
        serving.stop(self.process)

    def result(self) -> tuple[str, int, float]:
        """Wait for the end; give the stage, its exit code and seconds."""
        code = self.process.wait()
        say.line(f"\n=== {self.stage}")
        say.line(self.log.read_text(encoding="utf-8"))
        return self.stage, code, time.monotonic() - self.started


def chosen(env: Environment, named: list[str]) -> Iterator[tuple[str, int, float]]:
    """Run what is named: a folder, a file or one test (``file.py::Class::test``)."""
    for target in named:
        path = Path(target.partition("::")[0])
        if not (paths.ROOT / path).exists():
            raise Stop(f"There is no {path}: name a path from the root of the clone.")
        if path.parts[:2] == ("tests", "e2e"):
            yield timed(target, journeys, env, [target])
        elif path.parts[:2] == ("tests", "faults"):
            yield timed(target, faults, env, [target])
        elif path.parts[:2] == ("tests", "lifecycle"):
            yield timed(target, lifecycle, env, [target])
        elif path.parts[0] == "tests" and path.parts[1:2] != ("addons",):
            yield timed(target, pure_tests, env, [target])
        else:
            yield from _of_addon(env, target, path)


def _of_addon(
    env: Environment, target: str, path: Path
) -> Iterator[tuple[str, int, float]]:
    """The tests of an addon: its tools without Odoo, the rest by pytest-odoo."""
    base = Path(*path.parts[: 3 if path.parts[0] == "tests" else 2])
    inside = path.relative_to(base).parts
    if base.name == addons.DEMO:
        yield timed(target, demo_tests, env)
        return
    if inside[:1] != ("tools",):
        folder = paths.ROOT / base / "tests"
        if inside or folder.is_dir():
            where = target if inside else str(base / "tests")
            yield timed(where, odoo_test_alone, env, base.name, where)
    tools = paths.ROOT / base / "tools"
    if inside[:1] == ("tools",) or (not inside and tools.is_dir()):
        where = target if inside else str(base / "tools")
        yield timed(where, pure_tests, env, [where])


def timed(stage: str, function: object, *args: object) -> tuple[str, int, float]:
    """Run one stage under its headline; give its name, exit code and seconds."""
    say.line(f"\n=== {stage}")
    started = time.monotonic()
    code = function(*args)  # type: ignore[operator]
    return stage, code, time.monotonic() - started


def pytest(env: Environment, *words: str) -> list[str]:
    """The command line of pytest in the project's environment."""
    cache = paths.cache() / "pytest" / paths.clone_id()
    return [str(env.python), "-m", "pytest", "-o", f"cache_dir={cache}", *words]


def pure_paths() -> list[str]:
    """Where the tests are that need neither Odoo nor a browser."""
    found = [path for pattern in PURE for path in sorted(paths.ROOT.glob(pattern))]
    return [str(path.relative_to(paths.ROOT)) for path in found if any(path.iterdir())]


def pure_tests(env: Environment, where: list[str]) -> int:
    """Tests without Odoo."""
    command = pytest(env, "-p", "no:odoo", "--doctest-modules", *where)
    return shell.code(command, cwd=paths.ROOT, env=shell.environment())


def kept_database() -> str:
    """The database that Odoo's tests of this clone run in; it stays for T=..."""
    return f"test_{paths.clone_id()}"


def install_product(env: Environment) -> int:
    """Install the product into a fresh clone of the template; no warning is allowed."""
    name, wanted = kept_database(), addons.product() + addons.for_tests()
    database.clone(env, database.template(env), name)
    marks = addons.fingerprints(wanted)
    log = paths.log_file("odoo-install")
    words = ["-i", ",".join(wanted), "--no-http"]
    code = odoo_into(log, env, "-d", name, *words, "--stop-after-init")
    database.remember(env, name, marks)
    return int(bool(code) or not is_clean(env, log))


def odoo_tests(env: Environment) -> int:
    """Run the product's tests where it was installed."""
    system.browser()
    wanted = addons.product() + addons.for_tests()
    return odoo_runner(env, kept_database(), "odoo-tests", wanted)


def demo_tests(env: Environment) -> int:
    """Run the demo company's own tests, in a clone of its database."""
    with throw_away(env, database.demo(env), "demotest") as name:
        return odoo_runner(env, name, "odoo-demo-tests", [addons.DEMO])


def odoo_runner(env: Environment, name: str, log_name: str, tested: list[str]) -> int:
    """Odoo's own runner over the tests of some addons."""
    tags = ",".join(f"/{addon}" for addon in tested if has_tests(addon))
    return run_tags(env, name, log_name, tags)


def core_lint(env: Environment) -> int:
    """The rules that core holds its own addons to, over ours.

    Without its pylint, which reads all of Odoo for minutes; ``make lint`` has the
    OCA's rules.
    """
    with throw_away(env, kept_database(), "lint") as name:
        tags = "/test_lint,-/test_lint:TestPyLint"
        return run_tags(env, name, "odoo-lint", tags, "-i", "test_lint")


def run_tags(env: Environment, name: str, log_name: str, tags: str, *words: str) -> int:
    """Odoo's own runner over the tests that have some tags."""
    log = paths.log_file(log_name)
    code = odoo_into(
        log,
        env,
        *("-d", name, *words, "--stop-after-init", "--test-tags", tags),
        *("--http-port", str(serving.free_port())),
        *("--screenshots", str(paths.ARTIFACTS / "odoo")),
    )
    return judge(env, log, code)


def odoo_into(log: Path, env: Environment, *words: str) -> int:
    """Run Odoo with its output in a file; give its exit code."""
    with log.open("w", encoding="utf-8") as stream:
        return subprocess.run(
            env.command(*words),
            env=env.variables(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode


def has_tests(addon: str) -> bool:
    """Whether an addon has tests for Odoo's runner."""
    return (addons.folder(addon) / "tests").is_dir()


def judge(env: Environment, log: Path, code: int) -> int:
    """Say what Odoo's log tells; a warning in it fails, and so does no test at all."""
    text = log.read_text(encoding="utf-8", errors="replace")
    sums = SUMMARY.findall(text)
    failed, errors, run = (int(part) for part in sums[-1]) if sums else (0, 0, 0)
    clean = is_clean(env, log)
    say.line(f"{run} tests, {failed} failed, {errors} errors; log {log}")
    return int(bool(code or failed or errors or not run or not clean))


def is_clean(env: Environment, log: Path) -> bool:
    """Whether an Odoo log has neither errors nor warnings; says those it has."""
    command = [env.python, "-m", "checklog_odoo", "--no-echo", log]
    return shell.code(command, cwd=paths.ROOT) == 0


def odoo_test_alone(env: Environment, addon: str, where: str) -> int:
    """Run tests of one addon by pytest-odoo, in the database that is kept for it."""
    name = kept_database()
    with files.lock(name):
        if not database.exists(env, name):
            database.clone(env, database.template(env), name)
        helpers = [
            helper for helper in ("test_aig_assets",) if helper in addons.for_tests()
        ]
        database.bring_up_to_date(env, name, sorted({addon, *helpers}))
        if "HttpCase" in _sources(where):
            system.browser()
        words = [f"--odoo-config={env.conf('pytest')}", f"--odoo-database={name}"]
        extra = ["--odoo-http", "--odoo-log-level=warn"]
        command = pytest(env, *words, *extra, where)
        return shell.code(command, cwd=paths.ROOT, env=env.variables())


def _sources(where: str) -> str:
    """The text of the test files that are named."""
    path = paths.ROOT / where.partition("::")[0]
    found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return "\n".join(file.read_text(encoding="utf-8") for file in found)


@contextmanager
def throw_away(env: Environment, template: str, kind: str) -> Iterator[str]:
    """A clone of a database for one stage."""
    name = f"{kind}_{paths.clone_id()}"
    with files.lock(name):
        database.clone(env, template, name)
        try:
            yield name
        finally:
            database.drop(env, name)


def faults(env: Environment, where: list[str]) -> int:
    """Tests that kill the server and stop the mail server."""
    with fault_variables(env) as variables:
        command = pytest(env, "-p", "no:odoo", *where)
        return shell.code(command, cwd=paths.ROOT, env=variables)


@contextmanager
def fault_variables(env: Environment) -> Iterator[dict[str, str]]:
    """What tests/faults asks for: a database of its own."""
    name, wanted = kept_database(), [*addons.product(), "test_aig_care"]
    if not database.exists(env, name):
        database.clone(env, database.template(env), name)
    database.bring_up_to_date(env, name, wanted)
    with throw_away(env, name, "faults") as copy:
        yield env.variables() | {"AIG_FAULT_DB": copy}


def lifecycle(env: Environment, where: list[str]) -> int:
    """Install each addon alone, upgrade it, and take it away again."""
    command = pytest(env, "-p", "no:odoo", *where)
    return shell.code(command, cwd=paths.ROOT, env=lifecycle_variables(env))


def lifecycle_variables(env: Environment) -> dict[str, str]:
    """What tests/lifecycle asks for."""
    return env.variables() | {
        "AIG_LIFECYCLE_TEMPLATE": database.template(env),
        "AIG_LIFECYCLE_PREFIX": f"lifecycle_{paths.clone_id()}_",
    }


def journeys(env: Environment, where: list[str]) -> int:
    """Browser tests against a real server with the demo company."""
    with journey_variables(env, "e2e") as variables:
        command = pytest(env, "-p", "no:odoo", *where)
        return shell.code(command, cwd=paths.ROOT, env=variables)


def journeys_in_two(env: Environment) -> Iterator[tuple[str, int, float]]:
    """All browser tests in two lots, each with a company and a server of its own."""
    folder = paths.ROOT / "tests" / "e2e"
    found = sorted(folder.rglob("test_*.py"))
    names = [str(path.relative_to(paths.ROOT)) for path in found]
    names.remove(SLOWEST)  # takes as long as two thirds of the others
    # by name: a new file moves no other one to the company of others
    short = [name for name in names if crc32(name.encode()) % 5 == 0]
    other = pytest(env, *SLOW, SLOWEST, *short)
    with (
        journey_variables(env, "e2e_other") as variables,
        Beside("browser journeys, other half", other, variables) as beside,
    ):
        rest = [name for name in names if name not in short]
        yield timed("browser journeys", journeys, env, rest)
        yield beside.result()


@contextmanager
def journey_variables(env: Environment, kind: str) -> Iterator[dict[str, str]]:
    """What tests/e2e asks for: Chromium, and a demo company of its own."""
    chromium = system.browser()
    with throw_away(env, database.demo(env), kind) as name:
        yield env.variables() | {
            "AIG_E2E_DATABASE": name,
            "AIG_CHROMIUM": chromium,
            "AIG_CACHE": str(paths.cache()),
        }
