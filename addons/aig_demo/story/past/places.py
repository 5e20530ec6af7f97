"""Who had which position in the past, with the days on which it stood empty."""

from datetime import datetime, time, timedelta

from ...tools.chance import between, choose
from .tale import backdate

STAY, GAP, ASKED = (20, 75), (4, 40), (5, 30)  # days
#: The present tells of the last days.
QUIET_DAYS = 25
NORTH = "HN"
#: The hold of a customer that ends in so many hours.
HELD, FROM, DAYS, HOURS = "SG-002", 100, 30, 6
HOUR = time(2)


def book(env, firm, past_clients, first):
    """Bookings that are over, one after the other, on each position.

    :param date first: the first day of the story
    """
    groups = {True: [], False: []}
    for partner, facts in past_clients:
        groups[facts["territory"] == "BAC"].append(partner)
    last = firm._aig_today() - timedelta(QUIET_DAYS)
    made, moments = env["aig.position.booking"], []
    for place in env["aig.position"].search([], order="code"):
        customers = groups[place.code.startswith(NORTH)]
        day = first + timedelta(between(*GAP, place.code, "begin"))
        while customers:
            key = (place.code, day)
            end = day + timedelta(between(*STAY, *key, "stay"))
            if end > last:
                break
            made += _book(place, choose(customers, *key, "customer"), day, end)
            asked = day - timedelta(between(*ASKED, *key, "asked"))
            moments.append(datetime.combine(asked, HOUR))
            day = end + timedelta(between(*GAP, *key, "gap"))
    backdate(made, moments)


def _book(place, customer, first, last):
    booking = (
        place.env["aig.position.booking"]
        .with_user(customer.user_id)
        .create(
            {
                "position_id": place.id,
                "partner_id": customer.id,
                "date_from": first,
                "date_to": last,
            }
        )
    )
    booking.action_book()
    return booking.with_env(place.env)


def hold(env, firm, customer):
    """A customer holds a screen, and must decide today."""
    first = firm._aig_today() + timedelta(FROM)
    booking = (
        env["aig.position.booking"]
        .with_user(customer.user_id)
        .create(
            {
                "position_id": env["aig.position"].search([("code", "=", HELD)]).id,
                "partner_id": customer.id,
                "date_from": first,
                "date_to": first + timedelta(DAYS - 1),
            }
        )
    )
    booking.action_hold()
    now = firm._aig_now().replace(tzinfo=None)
    booking._hold_until(now + timedelta(hours=HOURS))
