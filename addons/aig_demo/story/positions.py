from datetime import timedelta

from odoo.fields import Command

from . import drawing, offers, plans, read
from .plans import MILLION

#: Code, days from today, days, and whether it is booked already or only held.
BOOKINGS = (
    ("HN-001", -20, 60, True),
    ("HN-003", 5, 30, True),
    ("HN-003", 10, 30, False),
    ("SG-001", 3, 45, False),
    ("SG-002", -5, 30, True),
)
#: Since so many days, so much of what a day costs now.
RATES = ((365, 1), (600, 0.9))


def offer(env, firm, staff, clients):
    """Make positions with their rates, and some bookings by the salespeople."""
    positions = env["aig.position"].with_user(staff["giamdoc"])
    places = {
        facts["code"]: positions.create(_prepare_position(env, firm, facts))
        for facts in read("positions.json")
    }
    offers.tell(env, staff, places, clients)
    today = firm._aig_today()
    north = [partner for partner, facts in clients if facts["territory"] == "BAC"]
    south = [partner for partner, facts in clients if facts["territory"] == "NAM"]
    for number, (code, begin, days, is_firm) in enumerate(BOOKINGS):
        customers = north if code.startswith("HN") else south
        customer = customers[number % len(customers)]
        first = today + timedelta(begin)
        booking = (
            env["aig.position.booking"]
            .with_user(customer.user_id)
            .create(
                {
                    "position_id": places[code].id,
                    "partner_id": customer.id,
                    "date_from": first,
                    "date_to": first + timedelta(days - 1),
                }
            )
        )
        if is_firm:
            booking.action_book()
        else:
            booking.action_hold()
    plans.catch_up(env)


def _prepare_position(env, firm, facts):
    latitude, longitude = facts["place"]
    width, height = facts["size"]
    return {
        "name": facts["name"],
        "code": facts["code"],
        "company_id": firm.id,
        "kind_id": env.ref(f"aig_position.aig_position_kind_{facts['kind']}").id,
        "address": facts["address"],
        "state_id": env.ref(f"base.state_vn_VN-{facts['province']}").id,
        "latitude": latitude,
        "longitude": longitude,
        "width": width,
        "height": height,
        "facing": facts["facing"],
        "daily_traffic": facts["traffic"],
        "selling_points": "\n".join(facts["points"]),
        "photo_ids": [Command.create(photo) for photo in _prepare_photos(facts)],
        "document_ids": [Command.create(paper) for paper in _prepare_papers(facts)],
        "rate_ids": [
            Command.create(
                {
                    "date_from": firm._aig_today() - timedelta(days),
                    "daily_rate": facts["million"] * part * MILLION,
                }
            )
            for days, part in RATES
        ],
    }


def _prepare_photos(facts):
    return [
        {
            "name": caption,
            "sequence": number,
            "image_1920": drawing.photo(facts, by_night=number > 0),
        }
        for number, caption in enumerate(facts["photos"])
    ]


def _prepare_papers(facts):
    if not all(facts["size"]):
        return []
    return [
        {
            "name": "Bản vẽ kích thước",
            "file_name": f"{facts['code']}.pdf",
            "file": drawing.size_sheet(facts),
            "for_customer": True,
        }
    ]
