from odoo.fields import Command


def draw(env, staff):
    """Draw the country, its north and its south; return them by code."""

    def territory(code, name, manager, *members, parent=None):
        return env["aig.territory"].create(
            {
                "code": code,
                "name": name,
                "manager_id": staff[manager].id,
                "parent_id": parent.id if parent else False,
                "member_ids": [Command.set([staff[login].id for login in members])],
            }
        )

    country = territory("VN", "Việt Nam", "giamdoc")
    return {
        "VN": country,
        "BAC": territory(
            "BAC",
            "Miền Bắc",
            "quanly.bac",
            "sales.hanoi",
            "sales.haiphong",
            parent=country,
        ),
        "NAM": territory(
            "NAM",
            "Miền Nam",
            "quanly.nam",
            "sales.saigon",
            "sales.cantho",
            parent=country,
        ),
    }
