from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_date, formatLang

from ..tools.receivables import is_late_promise
from .aig_sales_plan_steps import Missing


class AigSalesPlanReceivable(models.Model):
    """What may be promised: beyond the quarter only with a reason (A06)."""

    _inherit = "aig.sales.plan.receivable"  # pylint: disable=consider-merging-classes-inherited

    promise_reason = fields.Char(
        "Why so late",
        help="Needed where debt that is due within the quarter is promised for after "
        "it.",
    )
    is_late_promise = fields.Boolean(compute="_compute_is_late_promise")

    @api.depends("promise_date", "date_maturity", "plan_id.date_to")
    def _compute_is_late_promise(self):
        for row in self:
            row.is_late_promise = is_late_promise(
                row.promise_date, row.date_maturity, row.plan_id.date_to
            )

    @api.constrains("promise_date", "promise_reason")
    def _check_promise_reason(self):
        for row in self.filtered("is_late_promise"):
            if not (row.promise_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "%(document)s is promised for %(day)s, after the quarter: say "
                        "why so late.",
                        document=row.name or row.partner_id.display_name,
                        day=format_date(self.env, row.promise_date),
                    )
                )

    def write(self, vals):
        former = {row: row.promise_date for row in self}
        result = super().write(vals)
        if "promise_date" in vals:
            self.filtered(
                lambda row: row.promise_date != former[row]
            )._check_may_promise_late()
        return result

    def _check_may_promise_late(self):
        """Where only managers promise beyond the quarter, refuse it to others."""
        is_manager = self.env.su or self.env.user.has_group(
            "aig_base.group_sales_manager"
        )
        late = self.filtered("is_late_promise")
        if late and not is_manager and late.company_id.filtered("aig_late_by_manager"):
            raise UserError(
                self.env._(
                    "Only a manager promises debt for after the quarter: choose a day "
                    "up to %(day)s, or ask your manager to type it.",
                    day=format_date(self.env, late[0].plan_id.date_to),
                )
            )


class AigSalesPlan(models.Model):
    """The step cash flow of a complete plan: overdue debt has its day (A06)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    overdue_count = fields.Integer(
        "Overdue without a promise", compute="_compute_overdue_count"
    )

    @api.depends(
        "line_ids.receivable_ids.promise_date",
        "line_ids.receivable_ids.date_maturity",
    )
    def _compute_overdue_count(self):
        for plan in self:
            plan.overdue_count = len(plan._origin.line_ids._get_overdue())

    def _get_missing(self):
        return super()._get_missing() | {
            "cash_flow": self.line_ids._get_missing_promises()
        }

    def action_promise_overdue(self):
        """Take the planned days of all overdue debt as promised, in one press (A06)."""
        return self.line_ids.action_promise_overdue()


class AigSalesPlanLine(models.Model):
    """Overdue debt of a customer, and the day on which it will be collected (A06)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    overdue_count = fields.Integer(
        "Overdue without a promise", compute="_compute_overdue_count"
    )

    @api.depends("receivable_ids.promise_date", "receivable_ids.date_maturity")
    def _compute_overdue_count(self):
        for line in self:
            line.overdue_count = len(line._origin._get_overdue())

    def _get_overdue(self):
        """Counted debt due before the quarter begins, that nobody has promised."""
        return self.receivable_ids.filtered(
            lambda row: (
                row.counted
                and row.amount > 0
                and not row.promise_date
                and row.date_maturity
                and row.date_maturity < row.plan_id.date_from
            )
        )

    def _get_missing_promises(self):
        return [
            Missing(
                self.env._(
                    "%(customer)s owes %(amount)s from before the quarter: type what "
                    "is promised under “Cash flow”, or press “Collect on the planned "
                    "day” there.",
                    customer=line.partner_id.display_name,
                    amount=formatLang(
                        self.env,
                        sum(overdue.mapped("amount")),
                        currency_obj=line.currency_id,
                    ),
                ),
                line.action_open_line(),
            )
            for line, overdue in self._get_overdue().grouped("line_id").items()
        ]

    def action_promise_overdue(self):
        """Say that overdue debt will be collected on the days planned for it (A06).

        That is the first day of the quarter, or as many days later as the company says.

        :raises UserError: for a plan that was handed in
        """
        for day, rows in self._get_overdue().grouped("planned_date").items():
            rows.write({"promise_date": day})
        return True
