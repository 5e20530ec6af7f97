from odoo import api, models
from odoo.tools import format_date, formatLang

from ..tools.time_saved import hours_saved


class AigMyDay(models.AbstractModel):
    """What the system gives back: the time that it saved this month (A57, S37)."""

    _inherit = "aig.my.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_saved(self, today):
        saved = self.env["aig.task.saved"]
        if not saved.has_access("read"):
            return super()._get_saved(today)
        company, month = self.env.company, today.replace(day=1)
        groups = saved._read_group(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", company.id),
                ("month", "=", month),
            ],
            ["task_id"],
            ["number:sum"],
        )
        done = [(task._as_effort(), number) for task, number in groups]
        hours = hours_saved(done, company.aig_step_seconds)
        return {
            # no data is not zero
            "hours": "—"
            if hours is None
            else formatLang(self.env, float(hours), digits=1),
            "month": format_date(self.env, month, date_format="MM/yyyy"),
            "rule": self._say_saved_rule(),
        }

    @api.model
    def _say_saved_rule(self):
        return self.env._(
            "Times done x (steps before - actions now) x %(seconds)s seconds.",
            seconds=self.env.company.aig_step_seconds,
        )
