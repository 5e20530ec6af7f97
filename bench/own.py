"""A database of a row's own, for what commits or needs another addon."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from psycopg2 import sql


@contextmanager
def own_database(case, name, install=()):
    """Give ``case`` the environment of a new clone of the demo company.

    What the row commits goes with the database.

    :param install: names of addons of Odoo to install there
    """
    import odoo.api
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_db
    from odoo.tools import config

    config.parse_config(["--config", os.environ["ODOO_RC"], "--log-level", "warn"])
    database = f"{os.environ['AIG_BENCH_DATABASE']}_{name}"
    _replace(database, os.environ["AIG_BENCH_TEMPLATE"])
    outer, case.env = case.env, None
    try:
        if install:
            Registry.new(database, update_module=True, install_modules=install)
        with Registry(database).cursor() as cr:
            try:
                case.env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
                yield case.env
            finally:
                cr.rollback()
    finally:
        case.env = outer
        Registry.delete(database)
        close_db(database)
        _replace(database)


def _replace(database, template=None):
    """Drop a database with its files; make it anew as a copy of another one, if given.

    The files are what a browser needs: the web client's own programs are among them.
    """
    from odoo.sql_db import db_connect
    from odoo.tools import config

    files = Path(config.filestore(database))
    shutil.rmtree(files, ignore_errors=True)
    if template and Path(config.filestore(template)).is_dir():
        # files are never changed, only added: a hard link is a copy
        shutil.copytree(config.filestore(template), files, copy_function=os.link)

    name = sql.Identifier(database)
    with db_connect("postgres").cursor() as cr:
        cr.commit()
        connection = cr._cnx
        connection.autocommit = True
        with connection.cursor() as cursor:
            # all connections are closed; the server's own vacuum may be at work, which
            # this waits for, while FORCE is forbidden to end it
            drop = "DROP DATABASE IF EXISTS {}"
            cursor.execute(sql.SQL(drop).format(name))
            if template:
                copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                cursor.execute(copy.format(name, sql.Identifier(template)))
        connection.autocommit = False
