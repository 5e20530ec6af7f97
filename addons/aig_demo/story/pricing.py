from odoo.fields import Command

from . import read
from .plans import MILLION

FLOOR_DISCOUNT = 15


def price(env, firm, products):
    """Make the floor, and what is known and planned of some customers."""
    firm.aig_floor_pricelist_id = _make_floor(env, firm)
    lines = {
        line.partner_id.name: line
        for line in env["aig.sales.plan.line"].search(
            [("period_id", "=", env["aig.period"]._current().id)]
        )
    }
    for name, study in read("studies.json").items():
        lines[name].write(study)
    env["aig.sales.plan.price"].create(
        [
            {
                "line_id": lines[facts["customer"]].id,
                "product_id": products[facts["product"]].id,
                "quantity": facts["quantity"],
                **{
                    name: facts[name]
                    for name in ("discount", "reason")
                    if name in facts
                },
            }
            for facts in read("prices.json")
        ]
    )


def make_products(env):
    """What is sold, by the groups of the plan's structure."""
    groups = {}
    products = env["product.product"]
    for facts in read("products.json"):
        name = facts["group"]
        groups[name] = groups.get(name) or env["product.category"].create(
            {"name": name}
        )
        products += products.create(
            {
                "name": facts["name"],
                "type": "service",
                "categ_id": groups[name].id,
                "list_price": facts["million"] * MILLION,
            }
        )
    return products


def _make_floor(env, firm):
    return env["product.pricelist"].create(
        {
            "name": "Giá sàn",
            "currency_id": firm.currency_id.id,
            "company_id": firm.id,
            "item_ids": [
                Command.create(
                    {
                        "applied_on": "3_global",
                        "compute_price": "percentage",
                        "percent_price": FLOOR_DISCOUNT,
                    }
                )
            ],
        }
    )
