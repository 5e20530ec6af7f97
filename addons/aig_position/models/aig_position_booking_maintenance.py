from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

ASKED = "aig_position.mail_activity_type_maintenance"


class AigPositionBooking(models.Model):
    """Maintenance: planned by managers, and asking those who have the place."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("booking_type")
    @api.depends_context("lang")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        repairs = self.filtered(lambda booking: booking.booking_type == "maintenance")
        types = dict(self._fields["booking_type"]._description_selection(self.env))
        for booking in repairs:
            word = types[booking.booking_type]
            booking.display_name = f"{booking.display_name} {word}"
        return result

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        bookings._check_maintenance()
        return bookings

    def write(self, vals):
        # before: nobody makes another booking of a maintenance either
        self._check_maintenance()
        result = super().write(vals)
        if "booking_type" in vals:
            self._check_maintenance()
        return result

    def _check_maintenance(self):
        """Leave maintenance to managers and directors.

        :raises AccessError: for everybody else
        """
        if self._is_manager():
            return
        if any(booking.booking_type == "maintenance" for booking in self):
            raise AccessError(self.env._("Managers and directors plan maintenance."))

    def _say_days(self, first, last):
        return f"{format_date(self.env, first)} - {format_date(self.env, last)}"

    def _ask_to_give_back(self, block):
        """An activity for each salesperson who has the place, once.

        Maintenance takes no place away: whoever has it gives it back or does not.

        :param block: the ``aig.position.block`` that asks
        """
        known = self.activity_search([ASKED])
        asked = self.browse(known.mapped("res_id"))
        for booking in self - asked:
            theirs = booking.with_context(lang=booking.user_id.lang)
            booking.activity_schedule(
                ASKED,
                date_deadline=booking.company_id._aig_today(),
                summary=theirs.env._(
                    "%(position)s needs maintenance %(days)s: another place or other "
                    "days for %(customer)s? Ask %(user)s.",
                    position=block.position_id.code,
                    days=theirs._say_days(block.date_from, block.date_to),
                    customer=booking.partner_id.name or "-",
                    user=block.env.user.name,
                ),
                user_id=booking.user_id.id,
            )
