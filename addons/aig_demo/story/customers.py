from odoo.fields import Command

from . import read
from .company import LANG


def win(env, staff, areas):
    """Make the customers with their contacts; return ``(partner, facts)`` pairs."""
    return make(env, staff, areas, read("customers.json"))


def make(env, staff, areas, told):
    """Make customers with their contacts.

    :param list told: of each customer, the facts as in ``customers.json``
    :return: ``(partner, facts)`` pairs
    """
    clients = []
    for facts in told:
        domain = f"{facts['domain']}.example.com"
        partner = env["res.partner"].create(
            {
                "name": facts["name"],
                "is_company": True,
                "lang": LANG,
                "country_id": env.ref("base.vn").id,
                "city": facts["city"],
                "email": f"lienhe@{domain}",
                "phone": facts["phone"],
                "user_id": staff[facts.get("before") or facts["salesperson"]].id,
                "aig_territory_id": areas[facts["territory"]].id,
                "child_ids": [
                    Command.create(
                        {
                            "name": contact["name"],
                            "function": contact["function"],
                            "email": f"{contact['mail']}@{domain}",
                            "lang": LANG,
                        }
                    )
                    for contact in facts["contacts"]
                ],
            }
        )
        clients.append((partner, facts))
    return clients
