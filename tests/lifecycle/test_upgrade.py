"""A database of the previous version, with a company's data in it, is upgraded.

Nothing is lost: every row and every value that was there is there afterwards, but for
what ``CHANGED`` names with its reason. The previous version is the commit in
``released.txt``; write the new one there with each release.
"""

import io
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASED = (Path(__file__).parent / "released.txt").read_text(encoding="utf-8").strip()
QUIET = ("--stop-after-init", "--no-http")

#: column or table -> why an upgrade may change it
CHANGED = {
    "mail_mail.aig_sending_since": "marks of leaving mails have a table of their own",
}

#: of a table, which columns are ours
COLUMNS = """
    SELECT table_name, column_name, data_type = 'numeric'
      FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name NOT IN ('write_date', 'write_uid')
       AND (table_name LIKE 'aig\\_%%' OR column_name LIKE 'aig\\_%%')
     ORDER BY 1, 2
"""
#: tables of many2many fields have none
WITH_ID = "SELECT table_name FROM information_schema.columns WHERE column_name = 'id'"
#: what people, not addons, put into Odoo's own tables
CORE_TABLES = (
    "account_move",
    "account_move_line",
    "crm_lead",
    "mail_message",
    "res_partner",
    "res_users",
    "sale_order",
    "sale_order_line",
)


@pytest.fixture(scope="module")
def old_addons(tmp_path_factory):
    """The addons as they were released."""
    command = ["git", "-C", str(ROOT), "archive", RELEASED, "addons"]
    archive = subprocess.run(command, capture_output=True, check=False)
    assert not archive.returncode, (
        f"The previous version {RELEASED} is not in this clone: fetch its whole "
        f"history. {archive.stderr.decode()}"
    )
    folder = tmp_path_factory.mktemp("released")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder / "addons"


def last_ids(query, database):
    """The last id of each table that has ids and of which a column is ours."""
    with_id = {table for (table,) in query(database, WITH_ID)}
    ours = {table for table, _column, _number in query(database, COLUMNS)}
    return {
        table: query(database, f'SELECT coalesce(max(id), 0) FROM "{table}"')[0][0]
        for table in (ours | set(CORE_TABLES)) & with_id
    }


def contents(query, database, last):
    """Of the rows up to those ids: how many, and a hash of each column of ours.

    Rows that the addons themselves bring along come after them. Tables of many2many
    fields have no ids and are compared as a whole.
    """
    found = {
        table: query(database, f'SELECT count(*) FROM "{table}" WHERE id <= %s', top)
        for table, top in last.items()
    }
    for table, column, is_number in query(database, COLUMNS):
        # 5 and 5.00 are the same number
        value = f'trim_scale("{column}")' if is_number else f'"{column}"'
        order, top = ("id", last[table]) if table in last else (column, None)
        found[f"{table}.{column}"] = query(
            database,
            f"SELECT md5(string_agg(coalesce({value}::text, '-'), '|'"
            f' ORDER BY "{order}")) FROM "{table}"'
            f' WHERE %s IS NULL OR "{order}" <= %s',
            top,
            top,
        )
    return found


@pytest.mark.lifecycle
def test_upgrading_a_company_loses_nothing(databases, old_addons, query):
    database = databases.clone(os.environ["AIG_LIFECYCLE_TEMPLATE"], "released")
    old = ("--addons-path", str(old_addons))
    databases.odoo("-d", database, *old, "-i", "aig_demo", *QUIET)
    last = last_ids(query, database)
    assert last["aig_sales_plan_line"] > 10, "a company with plans"
    before = contents(query, database, last)
    # by name: what depends on an addon that is new is not found from below
    names = sorted(path.name for path in old_addons.glob("aig_*"))
    databases.odoo("-d", database, "-u", ",".join(names), *QUIET)
    after = contents(query, database, last)
    lost = {
        place for place in before if after.get(place) != before[place]
    } - CHANGED.keys()
    assert sorted(lost) == []
    unknown = CHANGED.keys() - before.keys()
    assert not unknown, "an exception for what is not there any more"
