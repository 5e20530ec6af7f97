"""Two transactions count for the same salesperson, kind and month: nobody waits."""

import pytest

COUNTS = "SELECT SUM(number), COUNT(*) FROM aig_care_count WHERE user_id = 2"
#: Long enough for a busy machine, short enough to tell that somebody waits.
PATIENCE = "SET lock_timeout = '2s'"


@pytest.fixture
def calls(admin):
    """Three calls of one salesperson to different customers; taken out afterwards."""
    customers = [
        admin.create("res.partner", name=f"Counted{number}", is_company=True)
        for number in range(3)
    ]
    return [
        admin.create("aig.care.log", partner_id=customer, care_type="call")
        for customer in customers
    ]


def compact(admin):
    domain = [
        ["model_id.model", "=", "aig.care.count"],
        ["interval_type", "=", "hours"],
    ]
    [cron] = admin.call("ir.cron", "search", domain)
    admin.call("ir.cron", "method_direct_trigger", [cron])


def test_nobody_waits_and_nothing_is_lost(admin, calls, fault_database):
    stop = "UPDATE aig_care_log SET is_counted = FALSE WHERE id = %s"
    with fault_database() as one, fault_database() as two, fault_database() as reader:
        reader.execute(COUNTS)
        [before, _rows] = reader.fetchone()
        for cursor in one, two:
            cursor.execute(PATIENCE)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        one.execute(stop, [calls[0]])
        two.execute(stop, [calls[1]])
        # the job meets changes that are not there yet
        compact(admin)
        two.execute("COMMIT")
        reader.execute(COUNTS)
        assert reader.fetchone()[0] == before - 1
        compact(admin)
        one.execute("COMMIT")
        reader.execute(COUNTS)
        assert reader.fetchone()[0] == before - 2
        compact(admin)
        reader.execute(COUNTS)
        assert reader.fetchone() == (before - 2, 1)
