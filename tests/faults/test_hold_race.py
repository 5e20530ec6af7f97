"""Fifty people hold one place at the same moment: one has it.

Two give it back at the same moment: who waits is told once.
"""

from concurrent.futures import ThreadPoolExecutor

BOOKING = "aig.position.booking"
WAIT = "aig.position.wait"
PEOPLE = 50


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


def run_job(tab):
    """Run the job that tells who waits; false when another tab is at it."""
    [job] = tab.call("ir.cron", "search", [["model_id.model", "=", WAIT]])
    try:
        tab.call("ir.cron", "method_direct_trigger", [job])
    except RuntimeError:
        return False
    return True


def test_who_waits_is_told_once(admin, open_tabs):
    screen = new_position(admin, name="Race screen", code="RACE-3", slot_count=2)
    bookings = new_bookings(admin, screen, 2)
    admin.call(BOOKING, "action_hold", bookings)
    wait = admin.create(
        WAIT,
        partner_id=admin.create("res.partner", name="Waits", is_company=True),
        position_id=screen,
        date_from="2030-01-05",
        date_to="2030-01-09",
        slots=2,
    )
    tabs = open_tabs(4)
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda pair: pair[0].call(BOOKING, "action_cancel", [pair[1]]),
                zip(tabs, bookings, strict=False),
            )
        )
        list(pool.map(run_job, tabs))
    assert any(run_job(admin) for _turn in range(50))
    assert admin.call(WAIT, "read", [wait], ["state"])[0]["state"] == "told"
    of_wait = [["res_model", "=", WAIT], ["res_id", "=", wait]]
    assert admin.call("mail.activity", "search_count", of_wait) == 1
