from .registry import Wizard


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
