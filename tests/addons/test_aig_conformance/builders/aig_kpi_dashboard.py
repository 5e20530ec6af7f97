from .aig_customer_care import CareMonth
from .registry import Catalogue


class TaskEffort(Catalogue, model="aig.task.effort"):
    """A task that comes with the addon: nobody makes one."""

    def vals(self, case, place):
        return {"name": f"Task {case.number()}", "actions_now": 1, "counted": "voucher"}

    def change(self, case, place):
        return {"steps_before": case.number()}

    def build(self, case, place):
        return case.env.ref("aig_kpi_dashboard.aig_task_effort_voucher")


class TaskSaved(CareMonth, model="aig.task.saved"):
    """The time that a call saved."""

    month = "month"
