from odoo.fields import Command

from .registry import Builder, Catalogue, Wizard


class Territory(Catalogue, model="aig.territory"):
    """The tree is known to everybody inside: it holds names, no figures."""

    def vals(self, case, place):
        number = case.number()
        return {"name": f"Territory {number}", "code": f"CONF-{number}"}

    def change(self, case, place):
        return {"name": f"Renamed {case.number()}"}


class Membership(Catalogue, model="aig.territory.membership"):
    """A day long past, in a territory of its own."""

    def vals(self, case, place):
        return {
            "territory_id": case.territory_south.id,
            "user_id": case.user_plain.id,
            **dict.fromkeys(("date_from", "date_to"), case.date(case.number("day"))),
        }

    def change(self, case, place):
        return {"territory_id": case.territory_north.id}


class TerritoryRule(Catalogue, model="aig.territory.rule"):
    """A rule in force, for a name that no customer has."""

    def vals(self, case, place):
        return {
            "territory_id": case.territory_south.id,
            "partner_names": f"Nobody {case.number()}",
        }

    def change(self, case, place):
        return {"sequence": 100 + case.number()}


class TerritoryAssign(Wizard, model="aig.territory.assign"):
    """The dialog that takes customers to a territory."""

    def vals(self, case, place):
        return {
            "partner_ids": [Command.link(case.customer(case.territory_north).id)],
            "territory_id": case.territory_south.id,
        }

    def change(self, case, place):
        return {"territory_id": case.territory_north.id}


class Delegation(Builder, model="aig.territory.delegation"):
    """Customers of the place, handed over on days to come.

    Free customers may be handed over too: their documents without a territory go along.
    """

    territory_field = "home_territory_id"

    def vals(self, case, place):
        others = case.user_sales_south | case.user_sales_north_2
        return {
            "user_id": place.owner.id,
            "delegate_id": (others - place.owner)[:1].id,
            "date_from": "2099-01-01",
            "date_to": "2099-01-31",
            "partner_ids": [Command.set(case.customer(place.territory).ids)],
            "reason": f"Holiday {case.number()}",
        }

    def change(self, case, place):
        return {"reason": f"Changed {case.number()}"}


class Rehearsal(Builder, model="aig.territory.rehearsal"):
    """A draft of its owner; it lies in no territory."""

    territory_field = None

    def vals(self, case, place):
        return {"name": f"Rehearsal {case.number()}", "user_id": place.owner.id}

    def change(self, case, place):
        return {"name": f"Renamed {case.number()}"}


class RehearsalLine(Builder, model="aig.territory.rehearsal.line"):
    """A customer that the draft takes to the north."""

    owner_field = "owner_id"
    territory_field = None

    def vals(self, case, place):
        return {
            "rehearsal_id": case.record("aig.territory.rehearsal", place).id,
            "partner_id": case.customer(case.territory_north).id,
            "new_territory_id": case.territory_north.id,
        }

    def change(self, case, place):
        return {"new_territory_id": case.territory_hanoi.id}


class RehearsalPerson(Builder, model="aig.territory.rehearsal.person"):
    """What a person has in a draft; the system counts it."""

    owner_field = "owner_id"
    territory_field = None

    def vals(self, case, place):
        return {
            "rehearsal_id": case.record("aig.territory.rehearsal", place).id,
            "user_id": case.user_sales_north.id,
        }

    def change(self, case, place):
        return {"before_customers": case.number()}
