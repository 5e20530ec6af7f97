"""The database's connections are cut while people import, export and send (T8).

Nothing is half written, the sentence says what to do, and doing it again makes no
duplicates. What a cut does to a sending that runs is in ``test_many.py``.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

MODEL = "aig.care.quiet.day"
#: ``AIG_FAULT_ROWS=5000``: as many as a year's contacts.
ROWS = int(os.environ.get("AIG_FAULT_ROWS", "800"))
CUSTOMERS = 200
#: What people are told, in the language of whoever asks.
LOST = ("connection to the database was lost", "Mất kết nối với cơ sở dữ liệu")
#: Ends the requests that wait for a lock; says how many.
CUT = """
    SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
       AND backend_type = 'client backend'
"""
#: Whoever writes into the table waits; whoever reads it does not.
WRITERS = "SHARE"
READERS = "ACCESS EXCLUSIVE"
SECONDS = 60


@pytest.fixture
def cut_at(fault_database):
    """Run something, cut its connection when it comes to a table, give its error.

    The table is locked meanwhile: the cut is always in the middle of the request,
    however fast the machine is.
    """

    def run(action, table, mode=WRITERS):
        with fault_database() as holder, ThreadPoolExecutor(1) as pool:
            holder.execute(f"BEGIN; LOCK TABLE {table} IN {mode} MODE")
            running = pool.submit(action)
            try:
                cut_who_waits()
            finally:
                holder.execute("ROLLBACK")
            with pytest.raises(RuntimeError) as error:
                running.result()
        return str(error.value)

    def cut_who_waits():
        deadline = time.monotonic() + SECONDS
        with fault_database() as cursor:
            while time.monotonic() < deadline:
                cursor.execute(CUT)
                if cursor.fetchone()[0]:
                    return
                time.sleep(0.01)
        raise TimeoutError("Nobody came to the table.")

    return run


def assert_lost(error):
    assert any(sentence in error for sentence in LOST), error


def rows():
    return [
        [f"__import__.quiet_{n}", f"Cut {n}", "2031-06-01", "2031-06-02"]
        for n in range(ROWS)
    ]


def import_all(client):
    names = ["id", "name", "date_from", "date_to"]
    return client.call(MODEL, "load", names, rows())


def count(client):
    return client.call(MODEL, "search_count", [["name", "like", "Cut "]])


def test_an_import_is_whole_or_not_there(admin, cut_at):
    assert_lost(cut_at(lambda: import_all(admin), "ir_model_data"))
    assert count(admin) == 0
    for _again in range(2):
        answer = import_all(admin)
        assert not answer["messages"]
        assert count(admin) == ROWS


def test_an_export_says_so_and_is_done_again(admin, cut_at):
    ids = admin.call(MODEL, "search", [])
    names = ["name", "date_from", "company_id/name", "partner_id/name"] * 5

    def export():
        return admin.call(MODEL, "export_data", ids * 3, names)

    assert_lost(cut_at(export, "aig_care_quiet_day", READERS))
    assert len(export()["datas"]) == len(ids) * 3


def test_a_sending_is_prepared_once(admin, cut_at):
    partners = admin.call(
        "res.partner",
        "create",
        [
            {"name": f"Cut {n}", "email": f"cut{n}@customer.example.com"}
            for n in range(CUSTOMERS)
        ],
    )
    documents = admin.call(
        "test.aig.care.document",
        "create",
        [{"name": f"Cut {n}", "partner_id": id_} for n, id_ in enumerate(partners)],
    )
    batches = [["res_model", "=", "test.aig.care.document"]]
    before = admin.call("aig.care.batch", "search_count", batches)

    def prepare():
        return admin.call("test.aig.care.document", "action_care_send_many", documents)

    assert_lost(cut_at(prepare, "aig_care_batch_line"))
    assert admin.call("aig.care.batch", "search_count", batches) == before
    batch = prepare()["res_id"]
    [read] = admin.call("aig.care.batch", "read", [batch], ["line_count"])
    assert read["line_count"] == len(documents)
    assert admin.call("aig.care.batch", "search_count", batches) == before + 1
