from datetime import timedelta

#: Position, first and last day from today, and which customers wait for them.
WAITING = (
    ("SG-001", 5, 25, ("NAM", 3)),
    ("SG-001", 10, 20, ("BAC", 2)),
    ("HN-001", 45, 75, ("NAM", 1)),
    ("HN-001", 50, 60, ("BAC", 3)),
)
#: Position, first and last day from today, of a place that is repaired.
MAINTENANCE = ("HN-002", 120, 122)


def wait(env, firm, staff, clients):
    """Put customers in line for places others have, and plan a repair."""
    places = {place.code: place for place in env["aig.position"].search([])}
    today = firm._aig_today()
    of = {
        area: [partner for partner, facts in clients if facts["territory"] == area]
        for area in ("BAC", "NAM")
    }
    for code, first, last, (area, number) in WAITING:
        customer = of[area][number % len(of[area])]
        env["aig.position.wait"].with_user(customer.user_id).create(
            {
                "partner_id": customer.id,
                "position_id": places[code].id,
                "date_from": today + timedelta(first),
                "date_to": today + timedelta(last),
            }
        )
    code, first, last = MAINTENANCE
    repair = (
        env["aig.position.booking"]
        .with_user(staff["quanly.bac"])
        .create(
            {
                "position_id": places[code].id,
                "booking_type": "maintenance",
                "date_from": today + timedelta(first),
                "date_to": today + timedelta(last),
                "note": "Thay bạt và sơn lại khung",
            }
        )
    )
    repair.action_book()
