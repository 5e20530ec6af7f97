from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_date

from ..tools.adjustment import QuarterShare, respread, spread_year
from ..tools.distribution import spread
from .aig_sales_plan import MONTH_NUMBERS
from .aig_sales_plan_months import MONTHS

# what planned sales are made of
SALES_FIGURES = ("renewal_revenue", "expected_revenue", "development_revenue")
ADJUSTMENTS = ("month", "quarter", "year")


class AigSalesPlan(models.Model):
    """Adjusting by month, quarter and year; what is over is history (A18)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def _get_months(self):
        """The months of the quarter, see ``aig_base/tools/period.py``."""
        return self.period_id._as_quarter().months() if self.period_id else ()

    def _get_months_over(self):
        """Whether each month of the quarter is over, on the company's day."""
        today = self.company_id._aig_today()
        over = [month.last_day < today for month in self._get_months()]
        return over or [False] * len(MONTHS)

    def _check_adjustable(self, kind, month=None):
        """Refuse an adjustment that makes no sense.

        :raises ValidationError: for a kind or a month that does not exist
        :raises UserError: when the month is over
        """
        if kind not in ADJUSTMENTS or (
            kind == "month" and str(month) not in dict(MONTH_NUMBERS)
        ):
            raise ValidationError(
                self.env._(
                    "A plan is adjusted for a month of its quarter, for the quarter or "
                    "for the year: choose one of them."
                )
            )
        if kind != "month":
            return
        for plan in self:
            if plan._get_months_over()[int(month) - 1]:
                plan._refuse_month(int(month) - 1)

    def _refuse_month(self, index):
        raise UserError(
            self.env._(
                "%(month)s is over, its planned sales stay as they are: change the "
                "months that follow.",
                month=self._get_month_name(index),
            )
        )

    def _get_month_name(self, index):
        """``11/2026`` as the reader writes it."""
        day = self._get_months()[index].first_day
        return format_date(self.env, day, date_format="MM/yyyy")

    # The year -----------------------------------------------------------------------

    def _get_year_lines(self, partner):
        """The person's rows of a customer in the year of the plan, by quarter."""
        self.ensure_one()
        lines = self.env["aig.sales.plan.line"].search(
            [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
                ("period_id.year", "=", self.year),
                ("partner_id", "=", partner.commercial_partner_id.id),
            ]
        )
        return lines.sorted(lambda line: line.plan_id.quarter)

    def _spread_year(self, partner, total):
        """Planned sales of each row of the year, if the year is to be ``total``.

        :return: dict of plan line to amount (Decimal)
        :raises UserError: if less than what is over, or no quarter is open
        """
        lines = self._get_year_lines(partner)
        shares = [line._get_quarter_share() for line in lines]
        currency = self.currency_id
        try:
            planned = spread_year(
                Decimal(str(total)), shares, digits=currency.decimal_places
            )
        except ValueError as error:
            raise self._year_error(shares, partner, float(str(error))) from error
        return dict(zip(lines, planned, strict=True))

    def _year_error(self, shares, partner, lowest):
        if not any(share.is_open for share in shares):
            return UserError(
                self.env._(
                    "No quarter of %(year)s with %(customer)s is open any more: its "
                    "planned sales stay as they are.",
                    year=self.year,
                    customer=partner.display_name,
                )
            )
        return UserError(
            self.env._(
                "%(amount)s of %(year)s were planned for months and quarters that "
                "are over: type at least as much.",
                amount=self.currency_id.format(lowest),
                year=self.year,
            )
        )

    def _adjust_year(self, partner, total, reason=None):
        """Make a customer's planned sales of the year exactly ``total`` (A18).

        The difference goes to the quarters that are not over, by what they plan; each
        approved plan that is touched gets its next revision. All or nothing.

        :raises UserError: when a plan of the year waits for approval, or the total is
            not possible
        """
        self.ensure_one()
        planned = {
            line: amount
            for line, amount in self._spread_year(partner, total).items()
            if amount != Decimal(str(line.planned_revenue))
        }
        plans = self.browse([line.plan_id.id for line in planned])
        # two adjustments at once: the second is told, or waits
        plans.lock_for_update()
        for plan in plans:
            if plan.state == "submitted":
                raise UserError(
                    self.env._(
                        "%(plan)s waits for approval: have it approved or sent back, "
                        "then adjust the year.",
                        plan=plan.display_name,
                    )
                )
        approved = plans.filtered(lambda plan: plan.state == "approved")
        approved.action_revise(reason=reason, kind="year")
        for line, amount in planned.items():
            line._set_planned_revenue(amount, reason)


class AigSalesPlanLine(models.Model):
    """Months that are over stay; a total is spread over figures and months."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_frozen_months(self):
        plan = self.plan_id
        if plan.revision <= 1:
            return super()._get_frozen_months()
        return plan._get_months_over()

    def write(self, vals):
        if vals.keys() & set(MONTHS):
            self._check_months_over(vals)
        return super().write(vals)

    def _check_months_over(self, vals):
        """Months that were over when they were adjusted are history.

        :raises UserError: naming the month
        """
        for line in self:
            for index, is_over in enumerate(line._get_frozen_months()):
                name = MONTHS[index]
                if is_over and name in vals and vals[name] != line[name]:
                    line.plan_id._refuse_month(index)

    def _get_quarter_share(self):
        """The row as a part of its year: what is over stays."""
        self.ensure_one()
        plan = self.plan_id
        over = plan._get_months_over()
        is_first = plan.state == "draft" and plan.revision == 1
        fixed = [
            Decimal(str(self[name]))
            for name, is_over in zip(MONTHS, over, strict=True)
            if is_over and not is_first
        ]
        return QuarterShare(
            Decimal(str(self.planned_revenue)),
            sum(fixed, Decimal(0)),
            is_open=plan.state != "closed" and not all(over),
        )

    def _set_planned_revenue(self, amount, reason=None):
        """Spread planned sales over (3), (4) and (6) as they are now.

        A row without any gets development (6), new sales. Months that somebody typed
        keep their proportions. ``reason`` says why figures leave their sources.
        """
        self.ensure_one()
        digits = self.currency_id.decimal_places
        weights = [Decimal(str(self[name])) for name in SALES_FIGURES]
        if not any(weights):
            weights = [Decimal(name == SALES_FIGURES[-1]) for name in SALES_FIGURES]
        figures = spread(amount, weights, digits)
        vals = dict(zip(SALES_FIGURES, map(float, figures), strict=True))
        if self.has_typed_months:
            months = [Decimal(str(self[name])) for name in MONTHS]
            parts = respread(amount, months, self._get_frozen_months(), months, digits)
            vals |= dict(zip(MONTHS, map(float, parts), strict=True))
        self.write(vals | {"override_reason": reason})
