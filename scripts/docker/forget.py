"""Drop a database that an interrupted installation has left: forget.py CONFIG NAME."""

import configparser
import sys

import psycopg2
from psycopg2 import sql

config = configparser.RawConfigParser()
config.read(sys.argv[1])
options = config["options"]
connection = psycopg2.connect(
    dbname="postgres",
    host=options["db_host"],
    user=options["db_user"],
    password=options["db_password"],
)
connection.autocommit = True
with connection.cursor() as cursor:
    # not WITH (FORCE): ending an autovacuum at work there is the administrator's right
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND usename = current_user",
        [sys.argv[2]],
    )
    statement = sql.SQL("DROP DATABASE IF EXISTS {}")
    cursor.execute(statement.format(sql.Identifier(sys.argv[2])))
