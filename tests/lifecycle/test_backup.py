"""A backup is restored with its files, as docs/ADMIN.md says it is made.

With the addons whose data need more than tables: the counter of the care log is kept by
a trigger, bookings are kept apart by exclusion constraints.
"""

import os

import pytest

QUIET = ("--stop-after-init", "--no-http")
ADDONS = "aig_position"  # with aig_customer_care below it
CONTENT = "Biên bản nghiệm thu"
WRITE = f"""
customer = env["res.partner"].create({{"name": "Công ty Giữ Lại"}})
env["ir.attachment"].create({{
    "name": "nghiem-thu.txt",
    "raw": "{CONTENT}".encode(),
    "res_model": "res.partner",
    "res_id": customer.id,
}})
env["aig.care.log"].create({{"partner_id": customer.id, "care_type": "call"}})
env.cr.commit()
"""
READ = """
[file] = env["ir.attachment"].search([("name", "=", "nghiem-thu.txt")])
print(env[file.res_model].browse(file.res_id).name, "|", file.raw.decode())
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
RULES = """
    SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger
     WHERE NOT tgisinternal
     UNION ALL
    -- a condition is written in other words after it was read back
    SELECT 'constraint', conname, conrelid::regclass::text FROM pg_constraint
     WHERE contype IN ('c', 'x', 'u', 'f')
     UNION ALL
    SELECT 'extension', extname, '' FROM pg_extension
     ORDER BY 1, 2, 3
"""


@pytest.fixture
def company(databases):
    """A database with our addons, a customer and the customer's file."""
    name = databases.clone(os.environ["AIG_LIFECYCLE_TEMPLATE"], "backup")
    databases.odoo("-d", name, "-i", ADDONS, *QUIET)
    databases.odoo("shell", "-d", name, "--no-http", script=WRITE)
    yield name
    databases.odoo("db", "drop", name)  # and its files


@pytest.fixture
def restored(databases, company):
    """The name to restore it under; gone afterwards."""
    name = f"{company}_restored"
    yield name
    databases.odoo("db", "drop", name)


def counts(query, database):
    """How many rows each table has."""
    return {
        table: query(database, f'SELECT count(*) FROM "{table}"')[0][0]
        for (table,) in query(database, TABLES)
    }


@pytest.mark.lifecycle
def test_a_backup_is_restored_with_its_files(
    databases, company, restored, query, tmp_path
):
    backup = tmp_path / "backup.zip"
    databases.odoo("db", "dump", company, str(backup))
    databases.odoo("db", "load", restored, str(backup))

    before = counts(query, company)
    assert before["aig_care_count"] == 1, "the trigger has counted"
    assert counts(query, restored) == before
    assert query(restored, RULES) == query(company, RULES)
    log = databases.odoo("shell", "-d", restored, "--no-http", script=READ)
    assert f"Công ty Giữ Lại | {CONTENT}" in log
