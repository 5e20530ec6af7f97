from odoo.fields import Command

from .registry import Builder, Catalogue, Wizard

MILLION = 1_000_000


class SalesPlan(Builder, model="aig.sales.plan"):
    """A draft plan of a quarter of its own."""

    def vals(self, case, place):
        return {"user_id": place.owner.id, **self.change(case, place)}

    def change(self, case, place):
        number = case.number("plan")
        return {"year": 2027 + number // 4 % 70, "quarter": str(number % 4 + 1)}


class SalesPlanLine(Builder, model="aig.sales.plan.line"):
    """A customer of the place in a plan of the place: 5 points."""

    def vals(self, case, place):
        return {
            "plan_id": case.record("aig.sales.plan", place).id,
            "partner_id": case.customer(place.territory).id,
            "renewal_revenue": 500 * MILLION,
        }

    def change(self, case, place):
        return {"expected_revenue": case.number() * MILLION}


class SalesPlanRevision(Builder, model="aig.sales.plan.revision"):
    """What was once approved."""

    def vals(self, case, place):
        return {
            "plan_id": case.record("aig.sales.plan", place).id,
            "revision": case.number(),
            "territory_id": place.territory.id,
            "secured_revenue": 500 * MILLION,
        }

    def change(self, case, place):
        return {"secured_revenue": case.number()}


class SalesGoal(Catalogue, model="aig.sales.goal"):
    """What the company wants to reach."""

    def vals(self, case, place):
        return {"name": f"Goal {case.number()}", "year": 2030}

    def change(self, case, place):
        return {"amount": case.number() * MILLION}


class SalesPlanIdea(Builder, model="aig.sales.plan.idea"):
    """An idea of the person for a plan of the place."""

    def vals(self, case, place):
        return {
            "name": f"Idea {case.number()}",
            "plan_id": case.record("aig.sales.plan", place).id,
            "user_id": place.owner.id,
        }

    def change(self, case, place):
        return {"budget": case.number() * MILLION}


class SalesPlanDecision(Wizard, model="aig.sales.plan.decision"):
    """A manager's answer to plans."""

    def vals(self, case, place):
        plan = case.record("aig.sales.plan", place)
        return {"decision": "approve", "plan_ids": [Command.link(plan.id)]}

    def change(self, case, place):
        return {"comment": f"Comment {case.number()}"}


class SalesPlanGuide(Wizard, model="aig.sales.plan.guide"):
    """The newcomer's page."""

    def vals(self, case, place):
        return {}

    def change(self, case, place):
        return {}
