"""Databases of one addon's life; what is needed comes from the environment.

``PGHOST``, ``PGPORT``, ``PGUSER``  the database server
``ODOO_RC``                         Odoo's configuration file
``AIG_LIFECYCLE_TEMPLATE``          a database with what our addons need of Odoo
``AIG_LIFECYCLE_PREFIX``            databases are called so (``lifecycle_``)
``AIG_LIFECYCLE_ODOO``              Odoo's command (this Python, ``-m odoo``)
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

PREFIX = os.environ.get("AIG_LIFECYCLE_PREFIX", "lifecycle_")
#: a line of Odoo's log that nobody may have to read
BAD_LINE = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) .*", re.MULTILINE)


def pytest_configure(config):
    config.addinivalue_line("markers", "lifecycle: installs and uninstalls each addon")


def pytest_collection_modifyitems(items):
    if os.environ.get("AIG_LIFECYCLE_TEMPLATE"):
        return
    for item in items:
        if "lifecycle" in item.keywords:
            reason = "needs AIG_LIFECYCLE_TEMPLATE, see tests/lifecycle/conftest.py"
            item.add_marker(pytest.mark.skip(reason=reason))


@contextmanager
def cursor(database):
    """A cursor that commits each statement."""
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def filestore(name):
    """Where Odoo keeps the files of a database."""
    config = RawConfigParser()
    config.read(os.environ["ODOO_RC"])
    return Path(config["options"]["data_dir"]) / "filestore" / name


def drop(cr, name):
    """Remove a database with its files, and whoever uses it.

    Not ``WITH (FORCE)``: that wants the right to end an autovacuum at work there, which
    is the administrator's; a plain drop asks the autovacuum to leave.
    """
    cr.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND usename = current_user",
        [name],
    )
    cr.execute(f'DROP DATABASE IF EXISTS "{name}"')
    shutil.rmtree(filestore(name), ignore_errors=True)


class Databases:
    """Clones, and Odoo run over them."""

    def __init__(self):
        self.made = {}

    def clone(self, template, name):
        """Copy a database with its files; give the copy's name."""
        name = PREFIX + name
        with cursor("postgres") as cr:
            drop(cr, name)
            if filestore(template).is_dir():
                # files are never changed, only added: a hard link is a copy
                shutil.copytree(
                    filestore(template), filestore(name), copy_function=os.link
                )
            cr.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.made[name] = True
        return name

    def drop(self, name):
        """Remove a database."""
        with cursor("postgres") as cr:
            drop(cr, name)
        self.made.pop(name, None)

    def odoo(self, *words, script=""):
        """Run Odoo to the end; give its log. Fails on any warning in it.

        :param script: what Odoo's shell is to run
        """
        default = f"{shlex.quote(sys.executable)} -m odoo"
        command = shlex.split(os.environ.get("AIG_LIFECYCLE_ODOO", default))
        done = subprocess.run(
            [*command, *words],
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
            cwd="/",
            input=script,
        )
        log = done.stdout + done.stderr
        assert done.returncode == 0, log[-4000:]
        bad = [match.group() for match in BAD_LINE.finditer(log)]
        assert not bad, f"odoo {' '.join(words)}:\n" + "\n".join(bad)
        return log


@pytest.fixture(scope="session")
def databases():
    """All databases are dropped at the end."""
    databases = Databases()
    yield databases
    for name in list(databases.made):
        databases.drop(name)


@pytest.fixture(scope="session")
def query():
    """``query(database, sql, *values)``: rows."""

    def query_(database, sql, *values):
        with cursor(database) as cr:
            cr.execute(sql, values)
            return cr.fetchall()

    return query_
