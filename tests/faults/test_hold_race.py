"""Fifty people hold one place at the same moment: one has it."""

from concurrent.futures import ThreadPoolExecutor

BOOKING = "aig.position.booking"
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
