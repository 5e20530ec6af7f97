from datetime import timedelta

from odoo import fields

from . import mails

#: Chosen for a customer by its salesperson, and not sent yet.
CHOSEN = ("Công ty Cổ phần Dược phẩm Hồ Gươm", ("HN-002", "HN-003"))
#: Sent so many days ago; the customer has one of the places held since.
SENT = ("Công ty Cổ phần Viễn thông Sao Nam", ("SG-001", "SG-003"), 5)


def tell(env, staff, places, clients):
    """A manager looks at the positions; some are chosen, some were sent."""
    env["aig.position"].concat(*places.values()).with_user(
        staff["quanly.bac"]
    ).action_review()
    customers = {facts["name"]: partner for partner, facts in clients}
    name, codes = CHOSEN
    _choose(customers[name], [places[code] for code in codes])
    name, codes, days = SENT
    offer = _choose(customers[name], [places[code] for code in codes])
    mails.sent(offer, fields.Datetime.now() - timedelta(days=days))


def _choose(customer, positions):
    """The choice on the row of this quarter, as its salesperson made it."""
    lines = customer.env["aig.sales.plan.line"].with_user(customer.user_id)
    line = lines.search([("partner_id", "=", customer.id)], limit=1)
    offer = line._get_offer()
    offer._add(offer.env["aig.position"].browse([place.id for place in positions]))
    return offer
