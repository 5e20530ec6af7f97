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
