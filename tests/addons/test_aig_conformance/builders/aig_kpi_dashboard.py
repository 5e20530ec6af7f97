from .registry import Builder, Catalogue


class TaskEffort(Catalogue, model="aig.task.effort"):
    """A task that comes with the addon: nobody makes one."""

    def vals(self, case, place):
        return {"name": f"Task {case.number()}", "actions_now": 1, "counted": "voucher"}

    def change(self, case, place):
        return {"steps_before": case.number()}

    def build(self, case, place):
        return case.env.ref("aig_kpi_dashboard.aig_task_effort_voucher")


class TaskSaved(Builder, model="aig.task.saved"):
    """The time that a call to a customer of the place saved."""

    def vals(self, case, place):
        return {"number": 1}

    def change(self, case, place):
        return {"number": case.number()}

    def build(self, case, place):
        log = case.record("aig.care.log", place)
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        return (
            case.env[self.model]
            .sudo()
            .search(
                [
                    ("user_id", "=", log.user_id.id),
                    ("territory_id", "=", log.territory_id.id),
                    ("month", "=", log.care_month),
                ],
                limit=1,
            )
        )
