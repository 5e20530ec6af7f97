"""Fifty people hold one place at the same moment: one has it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

BOOKING = "aig.position.booking"
PEOPLE = 50
JOB_OF_WAITS = [["model_id.model", "=", "aig.position.wait"]]


def new_position(admin, **values):
    kind = admin.call("aig.position.kind", "search", [], limit=1)[0]
    position = admin.create("aig.position", kind_id=kind, **values)
    admin.create(
        "aig.position.rate",
        position_id=position,
        date_from="2026-01-01",
        daily_rate=1_000_000,
    )
    return position


def new_bookings(admin, position, number):
    customer = admin.create("res.partner", name="Race", is_company=True)
    vals = {
        "position_id": position,
        "partner_id": customer,
        "date_from": "2030-01-01",
        "date_to": "2030-01-31",
    }
    return admin.call(BOOKING, "create", [vals] * number)


def hold(tab, booking):
    """Return the refusal, or an empty string when the place is held."""
    try:
        tab.call(BOOKING, "action_hold", [booking])
    except RuntimeError as refusal:
        return str(refusal)
    return ""


def hold_at_once(tabs, bookings):
    pairs = [(tabs[n % len(tabs)], booking) for n, booking in enumerate(bookings)]
    with ThreadPoolExecutor(len(bookings)) as pool:
        return list(pool.map(lambda pair: hold(*pair), pairs))


def states(admin, bookings):
    return [row["state"] for row in admin.call(BOOKING, "read", bookings, ["state"])]


def test_one_has_it_and_the_others_are_told_whom_to_ask(admin, open_tabs):
    position = new_position(admin, name="Race", code="RACE-1")
    bookings = new_bookings(admin, position, PEOPLE)
    answers = hold_at_once(open_tabs(10), bookings)
    assert sorted(states(admin, bookings)) == ["draft"] * (PEOPLE - 1) + ["reserved"]
    refused = [answer for answer in answers if answer]
    assert len(refused) == PEOPLE - 1
    assert all("UserError" in answer and "ask " in answer for answer in refused)


def test_a_screen_is_filled_and_no_more(admin, open_tabs):
    screen = new_position(admin, name="Race screen", code="RACE-2", slot_count=3)
    bookings = new_bookings(admin, screen, 8)
    hold_at_once(open_tabs(8), bookings)
    # who was told to try again does so
    for booking in bookings:
        hold(admin, booking)
    assert sorted(states(admin, bookings)) == ["draft"] * 5 + ["reserved"] * 3


def cancel_at_once(tabs, bookings):
    with ThreadPoolExecutor(len(bookings)) as pool:
        list(
            pool.map(
                lambda tab, booking: tab.call(BOOKING, "action_cancel", [booking]),
                tabs,
                bookings,
            )
        )


def run_job(tab, job):
    """Whoever finds it at work is refused, or waits for it."""
    with suppress(RuntimeError):
        tab.call("ir.cron", "method_direct_trigger", [job])


def test_who_waits_is_told_once_when_two_give_back_at_once(admin, open_tabs):
    screen = new_position(admin, name="Race wait", code="RACE-3", slot_count=2)
    bookings = new_bookings(admin, screen, 2)
    for booking in bookings:
        admin.call(BOOKING, "action_hold", [booking])
    customer = admin.create("res.partner", name="Waits", is_company=True)
    wait = admin.create(
        "aig.position.wait",
        position_id=screen,
        partner_id=customer,
        date_from="2030-01-05",
        date_to="2030-01-10",
    )
    [job] = admin.call(
        "ir.cron", "search", [["code", "=", "model._cron_run()"], *JOB_OF_WAITS]
    )
    run_job(admin, job)
    assert admin.call("aig.position.wait", "read", [wait], ["state"])[0]["state"] == (
        "waiting"
    )
    tabs = open_tabs(2)
    cancel_at_once(tabs, bookings)
    assert states(admin, bookings) == ["cancelled"] * 2
    # both have called it; two workers take it at the same moment, then once more
    assert admin.call("ir.cron.trigger", "search_count", [["cron_id", "=", job]])
    for _time in range(2):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda tab: run_job(tab, job), tabs))
    [told] = admin.call("aig.position.wait", "read", [wait], ["state", "activity_ids"])
    assert told["state"] == "told"
    assert len(told["activity_ids"]) == 1
