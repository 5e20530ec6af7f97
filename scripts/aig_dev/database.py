"""Databases with their filestore: templates that are built once, and clones of them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import addons, files, paths, say
from .errors import Stop
from .odoo import Environment

LANGUAGES = "vi_VN"
#: where a database keeps the fingerprints of the addons it has
PARAMETER = "aig_dev.addons"
#: databases with this in their name are being built or thrown away
BUILDING = "_building"
COMPILE = """
for name, css, js in (
    ("web.assets_web", True, True),
    ("web.assets_frontend", True, False),
    ("web.assets_frontend_minimal", False, True),
    ("web.assets_frontend_lazy", False, True),
):
    bundle = env["ir.qweb"]._get_asset_bundle(name, css=css, js=js)
    if css:
        bundle.css()
    if js:
        bundle.js()

env.cr.commit()
"""


def exists(env: Environment, name: str) -> bool:
    """Whether there is a database of this name."""
    return bool(env.server.sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def names(env: Environment, like: str) -> list[str]:
    """Databases whose name matches an SQL pattern."""
    query = f"SELECT datname FROM pg_database WHERE datname LIKE '{like}' ORDER BY 1"
    return env.server.sql(query).split()


def filestore(env: Environment, name: str) -> Path:
    """Where Odoo keeps the files of a database."""
    return env.data / "filestore" / name


def drop(env: Environment, name: str) -> None:
    """Remove a database and its files; disconnects whoever uses it.

    Not ``WITH (FORCE)``: that wants the right to end an autovacuum at work there, which
    is the administrator's; a plain drop asks the autovacuum to leave.
    """
    env.server.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{name}' AND usename = current_user"
    )
    env.server.sql(f'DROP DATABASE IF EXISTS "{name}"')
    files.remove(filestore(env, name))


def clone(env: Environment, template: str, name: str) -> None:
    """Copy a database with its files; replaces one of the same name."""
    drop(env, name)
    if filestore(env, template).is_dir():
        # files are never changed, only added: a hard link is a copy
        source, target = filestore(env, template), filestore(env, name)
        shutil.copytree(source, target, copy_function=_link)
    env.server.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def rename(env: Environment, old: str, new: str) -> None:
    """Give a finished database its name; the files go first, they can be made anew."""
    drop(env, new)
    if filestore(env, old).is_dir():
        filestore(env, old).rename(filestore(env, new))
    env.server.sql(f'ALTER DATABASE "{old}" RENAME TO "{new}"')


@contextmanager
def built(env: Environment, name: str) -> Iterator[str]:
    """Give the name of a database to fill; it becomes ``name`` when all went well."""
    partial = name + BUILDING
    drop(env, partial)
    yield partial
    rename(env, partial, name)


def template(env: Environment) -> str:
    """The database with all that our addons need of Odoo, both languages loaded.

    Made once for each Odoo version and list of needed addons, in the cache.
    """
    needed = addons.needed()
    name = "tpl_" + paths.digest(str(env.source), LANGUAGES, *needed)[:12]
    with files.lock(name):
        if not exists(env, name):
            with (
                say.step("building the template database"),
                built(env, name) as partial,
            ):
                failure = "Odoo could not install its own addons"
                words = ["-i", ",".join(needed), "--load-language", LANGUAGES]
                install(env, partial, "template", failure, *words)
    return name


def install(env: Environment, name: str, log: str, failure: str, *words: str) -> None:
    """Run Odoo over a database to install or upgrade addons; nobody is served."""
    env.quiet(log, failure, "-d", name, *words, "--stop-after-init", "--no-http")


def demo(env: Environment) -> str:
    """The database of the demo company with the addons as they are now."""
    wanted = addons.fingerprints(addons.ours())
    base = template(env)
    prefix = f"demo_{paths.clone_id()}_"
    name = prefix + paths.digest(base, json.dumps(wanted))[:12]
    with files.lock(prefix):
        if not exists(env, name):
            with say.step("building the demo company"), built(env, name) as partial:
                clone(env, base, partial)
                _install_ours(env, partial, list(wanted), wanted)
                _compile_assets(env, partial)
        for old in names(env, prefix.replace("_", r"\_") + "%"):
            if old != name:
                drop(env, old)
    return name


def _install_ours(
    env: Environment, name: str, wanted: list[str], marks: dict[str, str]
) -> None:
    failure = "The addons could not be installed"
    log = f"install-{name}"
    install(env, name, log, failure, "-i", ",".join(wanted))
    check_installed(env, name, wanted)
    remember(env, name, marks)


def _compile_assets(env: Environment, name: str) -> None:
    """Make the bundles of log-in page and web client: the first page opens at once."""
    env.script(name, COMPILE, "The web client's files could not be compiled")


def check_installed(env: Environment, name: str, wanted: list[str]) -> None:
    """Stop when Odoo left out an addon: it only warns of it."""
    listed = ",".join(f"'{addon}'" for addon in wanted)
    query = f"""
        SELECT name FROM ir_module_module
        WHERE name IN ({listed}) AND state = 'installed'
    """
    missing = set(wanted) - set(env.server.sql(query, name).split())
    if missing:
        raise Stop(
            f"Odoo did not install {', '.join(sorted(missing))} in database {name}: "
            "the log says why."
        )


def remember(env: Environment, name: str, marks: dict[str, str]) -> None:
    """Note in a database which state of the addons it has."""
    value = json.dumps(marks)
    env.server.sql(
        f"""
        INSERT INTO ir_config_parameter (key, value, create_date, write_date)
        VALUES ('{PARAMETER}', '{value}', now(), now())
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_date = now()
        """,
        name,
    )


def remembered(env: Environment, name: str) -> dict[str, str]:
    """Which state of the addons a database has."""
    query = f"SELECT value FROM ir_config_parameter WHERE key = '{PARAMETER}'"
    return json.loads(env.server.sql(query, name) or "{}")


def bring_up_to_date(env: Environment, name: str, wanted: list[str]) -> None:
    """Install the addons that a database lacks, upgrade those that changed.

    Addons that Odoo installs with them (their dependencies) are looked at as well.
    """
    had = remembered(env, name)
    both = sorted(
        addons.with_dependencies(wanted)
        | {addon for addon in had if addons.folder(addon).is_dir()}
    )
    now = addons.fingerprints(both)
    new = [addon for addon in both if addon not in had]
    changed = [addon for addon in both if addon in had and had[addon] != now[addon]]
    if not new and not changed:
        return
    words: list[str] = []
    for option, list_ in (("-i", new), ("-u", changed)):
        if list_:
            words += [option, ",".join(list_)]
    with say.step(f"upgrading {name}: {', '.join(new + changed)}"):
        failure = f"The addons of database {name} could not be upgraded"
        install(env, name, f"upgrade-{name}", failure, *words)
        check_installed(env, name, both)
        remember(env, name, now)


def checked_name(name: str) -> str:
    """A database name as a user may choose it."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,40}", name):
        raise Stop(
            f"{name!r} is no good database name: use small letters, digits, - and _."
        )
    return name
