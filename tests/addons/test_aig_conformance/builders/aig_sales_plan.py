from .registry import Builder

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
