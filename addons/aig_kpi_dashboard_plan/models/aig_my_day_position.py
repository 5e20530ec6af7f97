from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from odoo.addons.aig_kpi_dashboard.models.aig_my_day import (
    APPROVE,
    CONTACT,
    DRAFT,
    EXPIRE,
    MOST,
    Source,
)
from odoo.addons.aig_position.tools import booking as steps

#: Holds that end within so many days are shown.
HOLD_DAYS = 3


class AigMyDay(models.AbstractModel):
    """Positions in one's day: free for who waits, held, ending, offered."""

    _inherit = "aig.my.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((CONTACT,), self._find_free_places),
            Source((DRAFT,), self._find_offers),
            Source((EXPIRE,), self._find_holds),
            Source((EXPIRE,), self._find_ending),
            Source((APPROVE,), self._find_holds_to_approve),
        ]

    @api.model
    def _find_free_places(self):
        """Places that one's customers wait for, and that are free now."""
        waits = self.env["aig.position.wait"].search(
            [("user_id", "=", self.env.uid), ("state", "=", "told")], limit=MOST
        )
        customers = self._get_customers(waits.partner_id)
        return [
            self._make_row(
                CONTACT,
                wait,
                self.env._(
                    "%(place)s is free %(days)s: they wait for it",
                    place=wait._name_place(),
                    days=wait._name_days(),
                ),
                customers[wait.partner_id.id],
                due=self._get_day(wait.told_at),
                buttons=[
                    self._make_button(
                        wait, "action_hold", self.env._("Hold"), "fa-lock"
                    )
                ],
            )
            for wait in waits
        ]

    @api.model
    def _find_offers(self):
        """Positions that were chosen for a customer and not sent."""
        offers = self.env["aig.position.offer"].search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "=", "draft"),
                ("line_ids", "!=", False),
            ],
            limit=MOST,
        )
        customers = self._get_customers(offers.partner_id)
        return [
            self._make_row(
                DRAFT,
                offer,
                self.env._("Positions to offer: %(number)s", number=offer.line_count),
                customers[offer.partner_id.id],
                buttons=[self._make_send(offer)],
            )
            for offer in offers
        ]

    @api.model
    def _find_holds(self):
        """One's holds that end in the next days."""
        limit = fields.Datetime.now() + timedelta(HOLD_DAYS)
        holds = self.env["aig.position.booking"].search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "in", list(steps.HELD)),
                ("hold_until", "<=", limit),
            ],
            order="hold_until, id",
            limit=MOST,
        )
        customers = self._get_customers(holds.partner_id)
        return [
            self._make_row(
                EXPIRE,
                hold,
                self._say_hold(hold),
                customers.get(hold.partner_id.id),
                due=self._get_day(hold.hold_until),
                buttons=self._get_hold_buttons(hold),
            )
            for hold in holds
        ]

    @api.model
    def _say_hold(self, hold):
        zone = self.env.company._aig_timezone_name()
        return self.env._(
            "%(place)s is held until %(moment)s",
            place=hold.position_id.code,
            moment=format_datetime(
                self.env, hold.hold_until, tz=zone, dt_format="HH:mm dd/MM"
            ),
        )

    @api.model
    def _get_hold_buttons(self, hold):
        buttons = [
            self._make_button(
                hold, "action_prolong", self.env._("Prolong"), "fa-clock-o"
            )
        ]
        if steps.may_follow(steps.BOOKED, hold.state):
            book = self._make_button(
                hold, "action_book", self.env._("Book"), "fa-check"
            )
            buttons.insert(0, book)
        return buttons

    @api.model
    def _find_ending(self):
        """One's bookings that end soon, and are neither renewed nor given up."""
        bookings = self.env["aig.position.booking"].search(
            [
                ("user_id", "=", self.env.uid),
                ("is_ending", "=", True),
                ("not_renewed_reason_id", "=", False),
            ],
            order="date_to, id",
            limit=MOST,
        )
        renewed = bookings._read_later() if bookings else {}
        ending = bookings.filtered(lambda booking: booking.id not in renewed)
        customers = self._get_customers(ending.partner_id)
        return [
            self._make_row(
                EXPIRE,
                booking,
                self.env._(
                    "The booking of %(place)s ends", place=booking.position_id.code
                ),
                customers.get(booking.partner_id.id),
                due=booking.date_to,
                buttons=[
                    self._make_button(
                        booking, "action_renew", self.env._("Renew"), "fa-refresh"
                    )
                ],
            )
            for booking in ending
        ]

    @api.model
    def _find_holds_to_approve(self):
        """Holds of others that wait for a manager."""
        if not self.env.user.has_group("aig_base.group_sales_manager"):
            return []
        holds = self.env["aig.position.booking"].search(
            [("state", "=", steps.REQUESTED), ("user_id", "!=", self.env.uid)],
            order="hold_until, id",
            limit=MOST,
        )
        customers = self._get_customers(holds.partner_id)
        return [
            self._make_row(
                APPROVE,
                hold,
                self._say_hold(hold),
                customers.get(hold.partner_id.id),
                due=self._get_day(hold.hold_until),
                buttons=[self._make_approve(hold)],
            )
            for hold in holds
        ]
