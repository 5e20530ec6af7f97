from odoo.fields import Command

from .registry import Builder, Catalogue, Linked, Wizard

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


class SalesPlanReceivable(Linked, model="aig.sales.plan.receivable"):
    """A receivable as the books wrote it; people type only the promise."""

    def vals(self, case, place):
        return {
            "line_id": case.record("aig.sales.plan.line", place).id,
            "name": f"INV/{case.number()}",
            "amount": 110 * MILLION,
        }

    def change(self, case, place):
        return {"promise_date": str(case.date(case.number()))}

    def assert_changed(self, case, record, change):
        case.assertEqual(str(record.promise_date), change["promise_date"])

    def owner(self, record):
        return record.user_id


class SalesPlanSource(Linked, model="aig.sales.plan.source"):
    """A deal of the plan's salesperson, as development."""

    def vals(self, case, place):
        line = case.record("aig.sales.plan.line", place)
        # superuser: the deal is there before anybody plans with it
        lead = (
            case.env["crm.lead"]
            .sudo()
            .create(
                {
                    "name": f"Planned deal {case.number()}",
                    "type": "opportunity",
                    "user_id": place.owner.id,
                    "partner_id": line.partner_id.id,
                    "expected_revenue": 100 * MILLION,
                }
            )
        )
        return {"line_id": line.id, "lead_id": lead.id, "figure": "development"}

    def change(self, case, place):
        return {"is_chosen": False}

    def owner(self, record):
        return record.user_id


class SalesPlanOverride(Linked, model="aig.sales.plan.override"):
    """Why somebody typed over a figure."""

    def vals(self, case, place):
        return {
            "line_id": case.record("aig.sales.plan.line", place).id,
            "figure": "receivable_due",
            "reason": f"Paid in cash {case.number()}",
            "author_id": place.owner.id,
        }

    def change(self, case, place):
        return {"reason": f"Another reason {case.number()}"}

    def owner(self, record):
        return record.user_id


class SalesPlanRefresh(Wizard, model="aig.sales.plan.refresh"):
    """What would change in a plan of the place."""

    def vals(self, case, place):
        return {"plan_id": case.record("aig.sales.plan", place).id}

    def change(self, case, place):
        return {"plan_id": case.record("aig.sales.plan", place).id}


class SalesPlanRefreshLine(Wizard, model="aig.sales.plan.refresh.line"):
    """One figure that would change."""

    def vals(self, case, place):
        return {
            "refresh_id": case.record("aig.sales.plan.refresh", place).id,
            "plan_line_id": case.record("aig.sales.plan.line", place).id,
            "figure": "renewal_revenue",
        }

    def change(self, case, place):
        return {"is_chosen": True}


class SalesPlanGenerate(Wizard, model="aig.sales.plan.generate"):
    """The question whose plan is wanted, and for which quarter."""

    def vals(self, case, place):
        return {"year": 2030, "quarter": "1"}

    def change(self, case, place):
        return {"quarter": "2"}


class SalesPlanPrice(Builder, model="aig.sales.plan.price"):
    """A product in a row of the place, at list price."""

    def vals(self, case, place):
        return {
            "line_id": case.record("aig.sales.plan.line", place).id,
            "product_id": self.product(case).id,
        }

    def product(self, case):
        """A product of its own."""
        return case.env["product.product"].create({"name": f"Site {case.number()}"})

    def change(self, case, place):
        return {"quantity": 1 + case.number()}


class SalesPlanStructure(Builder, model="aig.sales.plan.structure"):
    """The renewal of a row of the place: nobody makes it, the row has it."""

    def vals(self, case, place):
        return {"line_id": case.record("aig.sales.plan.line", place).id, "amount": 1}

    def change(self, case, place):
        return {"amount": case.number()}

    def build(self, case, place):
        """Find what the database shows of a new row."""
        line = case.record("aig.sales.plan.line", place)
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        structure = case.env[self.model].sudo()
        return structure.search([("line_id", "=", line.id)], limit=1)


class SalesDistribution(Catalogue, model="aig.sales.distribution"):
    """A year that is sold in two months."""

    def vals(self, case, place):
        return {"name": f"Season {case.number()}", "month_01": 40, "month_12": 60}

    def change(self, case, place):
        return {"sequence": case.number()}


class SalesTarget(Builder, model="aig.sales.target"):
    """A customer of the place, in a year of its own."""

    def vals(self, case, place):
        return {
            "year": 2001 + case.number("target") % 99,
            "user_id": place.owner.id,
            "territory_id": place.territory.id,
            "partner_id": case.customer(place.territory).id,
            "amount": 12 * MILLION,
        }

    def change(self, case, place):
        return {"month_05": case.number() * MILLION}


class SalesTargetReport(Builder, model="aig.sales.target.report"):
    """The first month of a target of the place."""

    def vals(self, case, place):
        return {"customer_amount": MILLION}

    def change(self, case, place):
        return {"customer_amount": case.number()}

    def build(self, case, place):
        target = case.record("aig.sales.target", place)
        # superuser: the tests need records in places their user cannot reach
        return case.env[self.model].sudo().search([("target_id", "=", target.id)])[0]


class SalesTargetSplit(Wizard, model="aig.sales.target.split"):
    """The draft below a target of the place."""

    def vals(self, case, place):
        return {"target_id": case.record("aig.sales.target", place).id}

    def change(self, case, place):
        return {"target_id": case.record("aig.sales.target", place).id}


class SalesTargetSplitLine(Wizard, model="aig.sales.target.split.line"):
    """One line of such a draft."""

    def vals(self, case, place):
        split = case.record("aig.sales.target.split", place)
        return {"split_id": split.id, "amount": MILLION}

    def change(self, case, place):
        return {"amount": case.number() * MILLION}


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


class SalesPlanLetter(Builder, model="aig.sales.plan.letter"):
    """What the customer of a row of the place is told."""

    def vals(self, case, place):
        return {
            "plan_line_id": case.record("aig.sales.plan.line", place).id,
            "version": 1 + case.number(),
        }

    def change(self, case, place):
        return {"version": 1 + case.number()}
