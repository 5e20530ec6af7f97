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
