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
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    cursor.execute(statement.format(sql.Identifier(sys.argv[2])))
