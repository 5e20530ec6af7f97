from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.figures import ZERO
from ..tools.targets import month_weights

#: names of the twelve months, of percentages here and of money on targets
YEAR_MONTHS = tuple(f"month_{number:02}" for number in range(1, 13))


def percentage(label):
    """A share of the year; two decimals, as the database keeps it."""
    return fields.Float(label, digits=(5, 2), required=True, default=0, aggregator=None)


class AigSalesDistribution(models.Model):
    """How a year's sales spread over its months: twelve percentages, 100 together.

    It says how what is typed from now on spreads (A05). What was spread before stays.
    """

    _name = "aig.sales.distribution"
    _description = "Sales Distribution"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    month_01 = percentage("January (%)")
    month_02 = percentage("February (%)")
    month_03 = percentage("March (%)")
    month_04 = percentage("April (%)")
    month_05 = percentage("May (%)")
    month_06 = percentage("June (%)")
    month_07 = percentage("July (%)")
    month_08 = percentage("August (%)")
    month_09 = percentage("September (%)")
    month_10 = percentage("October (%)")
    month_11 = percentage("November (%)")
    month_12 = percentage("December (%)")
    total = fields.Float(
        "Total (%)", digits=(6, 2), compute="_compute_total", aggregator=None
    )

    _total_check = models.Constraint(
        f"CHECK ({' + '.join(YEAR_MONTHS)} = 100)",
        "The twelve percentages must total exactly 100: change one of them.",
    )
    _share_check = models.Constraint(
        f"CHECK (LEAST({', '.join(YEAR_MONTHS)}) >= 0)",
        "A percentage cannot be negative: type 0 for a month without sales.",
    )

    @api.depends(*YEAR_MONTHS)
    def _compute_total(self):
        for distribution in self:
            distribution.total = float(sum(distribution._get_percentages(), ZERO))

    @api.constrains(*YEAR_MONTHS)
    def _check_total(self):
        """The sentence with the number; the database decides.

        :raises ValidationError: when the year is not 100 %
        """
        for distribution in self:
            percentages = distribution._get_percentages()
            if min(percentages) < 0:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” has a negative percentage: type 0 for a month "
                        "without sales.",
                        name=distribution.name,
                    )
                )
            total = sum(percentages, ZERO)
            if total != 100:
                raise ValidationError(
                    self.env._(
                        "The percentages of “%(name)s” total %(total)s, but they must "
                        "total exactly 100: change one of them by %(missing)s.",
                        name=distribution.name,
                        total=total,
                        missing=100 - total,
                    )
                )

    def _get_percentages(self):
        self.ensure_one()
        return [Decimal(f"{self[name]:.2f}") for name in YEAR_MONTHS]

    def _get_month_weights(self):
        """Weights of the twelve months; without a distribution they are equal."""
        return month_weights(self._get_percentages() if self else ())
