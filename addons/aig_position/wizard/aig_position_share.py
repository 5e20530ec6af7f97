from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.rates import per_thousand
from ..tools.sheet import pages

MOST_POSITIONS = 40


class AigPositionShare(models.TransientModel):
    """Show positions to a customer: links to their pages, or side by side (S07)."""

    _name = "aig.position.share"
    _description = "Show Positions to a Customer"

    position_ids = fields.Many2many("aig.position", string="Positions", required=True)
    date_from = fields.Date(
        string="First Day",
        required=True,
        default=lambda self: self._get_default_days()[0],
    )
    date_to = fields.Date(
        string="Last Day",
        required=True,
        default=lambda self: self._get_default_days()[1],
    )
    with_rate = fields.Boolean(string="With Price", default=True)
    links = fields.Text(
        compute="_compute_links",
        help="Everybody who has a link sees that page, until the link ends.",
    )

    def _get_default_days(self):
        """The days that were asked for, else the next thirty."""
        context = self.env.context
        first = fields.Date.to_date(context.get("aig_free_from"))
        first = first or self.env.company._aig_today()
        last = fields.Date.to_date(context.get("aig_free_to"))
        return first, last or first + timedelta(29)

    @api.depends("position_ids", "date_from", "date_to", "with_rate")
    def _compute_links(self):
        for share in self:
            first, last = share.date_from, share.date_to
            share.links = bool(first and last and first <= last) and "\n".join(
                f"{position.name}: "
                f"{position._origin._get_customer_url(first, last, share.with_rate)}"
                for position in share.position_ids
            )

    @api.constrains("date_from", "date_to", "position_ids")
    def _check_what_is_shown(self):
        for share in self:
            if share.date_from > share.date_to:
                raise UserError(self.env._("The last day is before the first day."))
            if len(share.position_ids) > MOST_POSITIONS:
                raise UserError(
                    self.env._(
                        "%(chosen)s positions are too many to compare: choose at most "
                        "%(limit)s.",
                        chosen=len(share.position_ids),
                        limit=MOST_POSITIONS,
                    )
                )

    def action_preview(self):
        """Open the page of the first position as its customer sees it."""
        self.ensure_one()
        position = self.position_ids[:1]
        return {
            "type": "ir.actions.act_url",
            "url": position._get_customer_url(
                self.date_from, self.date_to, self.with_rate
            ),
            "target": "new",
        }

    def action_print(self):
        """The comparison sheet of the positions."""
        self.ensure_one()
        report = self.env.ref("aig_position.aig_position_share_report")
        return report.report_action(self)

    def _say_title(self):
        return self.env._(
            "Advertising positions, %(first)s – %(last)s",
            first=format_date(self.env, self.date_from),
            last=format_date(self.env, self.date_to),
        )

    def _say_price(self):
        days = (self.date_to - self.date_from).days + 1
        return self.env._("Price of %(days)s days", days=days)

    def _prepare_seller(self):
        return self.position_ids._prepare_contact(self.env.user.partner_id)

    def _prepare_sheet(self):
        """The positions side by side: pages of up to four, as plain values."""
        self.ensure_one()
        first, last = self.date_from, self.date_to
        periods = self.position_ids._prepare_periods(first, last)
        return pages(
            [
                self._prepare_column(position, periods[position.id])
                for position in self.position_ids
            ]
        )

    def _prepare_column(self, position, period):
        days = (self.date_to - self.date_from).days + 1
        amount = None
        if self.with_rate:
            amount = position._get_price_or_none(self.date_from, self.date_to)
        return {
            **position._prepare_facts(),
            "photo": position.image_512,
            "period": position._say_period(period),
            "free_days": period.get("free_days"),
            "amount": amount,
            "money": {
                "widget": "monetary",
                "display_currency": position.currency_id,
            },
            "per_thousand": amount
            and per_thousand(Decimal(str(amount)), position.daily_traffic, days),
        }


class AigPosition(models.Model):
    """From positions to what a customer is shown of them."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def action_share(self):
        """Open the dialog for these positions, with the days that were asked for."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Show to a Customer"),
            "res_model": "aig.position.share",
            "views": [(False, "form")],
            "target": "new",
            "context": {**self.env.context, "default_position_ids": self.ids},
        }


class AigPositionFind(models.TransientModel):
    """From what was found to a sheet of it."""

    _inherit = "aig.position.find"  # pylint: disable=consider-merging-classes-inherited

    def action_share(self):
        """Show what is free in these days to a customer."""
        action = self.action_find()
        positions = self.env["aig.position"].search(action["domain"])
        if not positions:
            raise UserError(
                self.env._(
                    "Nothing is free like this: ask for other days, places or prices."
                )
            )
        return positions.with_context(**action["context"]).action_share()
