from datetime import timedelta

from odoo.fields import Command

#: Forty days at 4,000,000 VND: what the worked package wants of 385,000,000
CODE, BEGIN, DAYS = "HN-003", 60, 40
PACKAGE = "Gói toàn diện"


def give_time(env, firm):
    """Add display time to the package of the worked example: it fits to the dong."""
    package = env["aig.voucher.package"].search(
        [("company_id", "=", firm.id), ("name", "=", PACKAGE)]
    )
    position = env["aig.position"].search([("code", "=", CODE)])
    first = firm._aig_today() + timedelta(BEGIN)
    env["aig.voucher.package.line"].with_user(package.user_id).create(
        {
            "package_id": package.id,
            "gift_id": gift(env, "time").id,
            "position_id": position.id,
            "date_from": first,
            "date_to": first + timedelta(DAYS - 1),
        }
    )


def pack(env, packages):
    """Packages of a new voucher: name -> kind of gift -> how many."""
    return [
        Command.create(
            {
                "name": name,
                "line_ids": [
                    Command.create({"gift_id": gift(env, kind).id, "quantity": number})
                    for kind, number in gifts.items()
                ],
            }
        )
        for name, gifts in packages.items()
    ]


def gift(env, kind):
    """One of the six gifts of the catalogue, by the end of its id."""
    return env.ref(f"aig_voucher.aig_voucher_gift_{kind}")
