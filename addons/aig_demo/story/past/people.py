"""Who worked where: a territory is split off, a colleague leaves."""

from datetime import timedelta

from odoo.fields import Command

from ..company import LANG

#: Who left, and whose customers those of the past in the north are now.
FORMER = "sales.bac"
FORMER_NAME = "Trần Nguyên Hãn"
#: The territory that was split off the south, its manager and its people.
CODE, NAME, FROM, MANAGER = "NTB", "Nam Trung Bộ", "NAM", "quanly.trung"
MEMBERS = ("sales.danang", "sales.nhatrang")


def begin(tale):
    """All have been there since the story begins; one has left since."""
    env = tale.env
    tale.staff[FORMER] = _hire(tale)
    memberships = env["aig.territory.membership"]
    memberships.search([]).date_from = tale.first
    places = {FORMER: "BAC", **dict.fromkeys(MEMBERS, FROM)}
    memberships.create(
        [
            {
                "user_id": tale.staff[login].id,
                "territory_id": tale.areas[code].id,
                "date_from": tale.first,
            }
            for login, code in places.items()
        ]
    )


def _hire(tale):
    users = tale.env["res.users"].with_context(no_reset_password=True)
    groups = ("base.group_user", "aig_base.group_sales_user")
    return users.create(
        {
            "name": FORMER_NAME,
            "login": FORMER,
            "email": f"{FORMER}@aig.example.com",
            "lang": LANG,
            "tz": "Asia/Ho_Chi_Minh",
            "company_id": tale.firm.id,
            "company_ids": [Command.set(tale.firm.ids)],
            "group_ids": [Command.link(tale.env.ref(group).id) for group in groups],
        }
    )


def split(tale):
    """A territory of its own for the middle of the country, with all its customers."""
    env = tale.env
    place = env["aig.territory"].create(
        {
            "code": CODE,
            "name": NAME,
            "parent_id": tale.areas[FROM].id,
            "manager_id": tale.staff[MANAGER].id,
        }
    )
    tale.areas[CODE] = place
    memberships = env["aig.territory.membership"]
    users = [tale.staff[login].id for login in MEMBERS]
    former = memberships.search([("user_id", "in", users)])
    former.date_to = tale.split - timedelta(1)
    memberships.create(
        [
            {"user_id": user, "territory_id": place.id, "date_from": tale.split}
            for user in users
        ]
    )
    partners = env["res.partner"].concat(*(p for p, _facts in tale.newcomers))
    moved = partners.filtered(lambda partner: partner.user_id.id in users)
    moved.aig_territory_id = place


def leave(tale):
    """The colleague is gone; who has the customers now reads their past."""
    former = tale.staff.pop(FORMER)
    for partner, facts in tale.newcomers:
        if facts.get("before") == FORMER:
            partner.user_id = tale.staff[facts["salesperson"]]
    membership = tale.env["aig.territory.membership"].search(
        [("user_id", "=", former.id)]
    )
    membership.date_to = tale.departure - timedelta(1)
    former.active = False
