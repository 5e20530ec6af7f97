from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.rates import NoRate, Rate, price


class AigPositionRate(models.Model):
    """What one slot of a position costs a day, from a day on."""

    _name = "aig.position.rate"
    _description = "Rate of a Position"
    _order = "position_id, date_from desc"
    _rec_name = "date_from"

    # Read by: the rate card of a position
    position_id = fields.Many2one(
        "aig.position", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="position_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._aig_today(),
        help="It holds until the next rate of the position begins.",
    )
    daily_rate = fields.Monetary(
        required=True, help="Price of one slot for one day, without tax."
    )

    _date_from_uniq = models.Constraint(
        "UNIQUE (position_id, date_from)",
        "The position has a rate from this day already: change that one.",
    )
    _daily_rate_check = models.Constraint(
        "CHECK (daily_rate > 0)", "A daily rate is more than 0."
    )


class AigPosition(models.Model):
    """The rate card of a position."""

    _inherit = "aig.position"

    rate_ids = fields.One2many("aig.position.rate", "position_id", string="Rate Card")
    daily_rate = fields.Monetary(
        string="Rate Today",
        compute="_compute_daily_rate",
        help="Price of one slot for one day, without tax. Empty: no rate yet.",
    )

    @api.depends("rate_ids.date_from", "rate_ids.daily_rate")
    def _compute_daily_rate(self):
        today = self.env.company._aig_today()
        for position in self:
            begun = position.rate_ids.filtered(
                lambda rate: rate.date_from and rate.date_from <= today
            )
            latest = begun.sorted("date_from")[-1:]
            position.daily_rate = latest.daily_rate

    def _get_price(self, first, last, slots=1):
        """The price of some slots from ``first`` to ``last``, VND without tax.

        :raises UserError: a day lies before the first rate
        """
        self.ensure_one()
        card = [
            Rate(rate.date_from, Decimal(str(rate.daily_rate)))
            for rate in self.rate_ids
        ]
        try:
            return float(price(card, first, last, slots))
        except NoRate as missing:
            raise UserError(
                self.env._(
                    "“%(position)s” has no rate on %(day)s: ask a director to add one.",
                    position=self.display_name,
                    day=format_date(self.env, missing.day),
                )
            ) from missing
