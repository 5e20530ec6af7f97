from .registry import Builder, Wizard


class SalesPlanAdjust(Wizard, model="aig.sales.plan.adjust"):
    """The dialog that asks why a plan is adjusted."""

    def vals(self, case, place):
        return {"plan_id": case.record("aig.sales.plan", place).id, "reason": "Talks"}

    def change(self, case, place):
        return {"reason": f"Talks {case.number()}"}


class SalesPlanRevisionDiff(Wizard, model="aig.sales.plan.revision.diff"):
    """Two versions of a plan side by side."""

    def vals(self, case, place):
        kept = case.record("aig.sales.plan.revision", place)
        return {"plan_id": kept.plan_id.id, "before_id": kept.id}

    def change(self, case, place):
        return {"after_id": case.record("aig.sales.plan.revision", place).id}


class SalesPlanBridge(Wizard, model="aig.sales.plan.bridge"):
    """A bar of the bridge that somebody has opened."""

    def vals(self, case, place):
        plan = case.record("aig.sales.plan", place)
        return {"plan_id": plan.id, "step": "1_plan", "amount": case.number()}

    def change(self, case, place):
        return {"amount": case.number()}


class SalesPlanCashFlow(Wizard, model="aig.sales.plan.cash.flow"):
    """A month of the cash flow that somebody has opened."""

    def vals(self, case, place):
        plan = case.record("aig.sales.plan", place)
        return {"plan_id": plan.id, "kind": "sale", "amount": case.number()}

    def change(self, case, place):
        return {"amount": case.number()}


class SalesForecast(Builder, model="aig.sales.forecast"):
    """A month of a plan's row: nobody makes it, the row has it."""

    def vals(self, case, place):
        line = case.record("aig.sales.plan.line", place)
        return {"plan_line_id": line.id, "planned_revenue": 1}

    def change(self, case, place):
        return {"planned_revenue": case.number()}

    def build(self, case, place):
        """Find what the database shows of a new row."""
        line = case.record("aig.sales.plan.line", place)
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        forecast = case.env[self.model].sudo()
        return forecast.search([("plan_line_id", "=", line.id)], limit=1)
