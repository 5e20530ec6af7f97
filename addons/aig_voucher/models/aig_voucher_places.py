from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.aig_position.tools import booking as steps

from ..tools.places import Stay, to_hold
from .aig_voucher_package_line_place import PLACE_FIELDS


class AigVoucher(models.Model):
    """Display time: held while the customer may choose, booked when it is chosen."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _get_offer_end(self):
        """Until when packages can be chosen, a local time: while the link works."""
        self.ensure_one()
        company = self.company_id
        last = company._aig_today() + timedelta(company.aig_position_link_days)
        return datetime.combine(last + timedelta(1), time(0))

    def _care_check_ready(self):
        result = super()._care_check_ready()
        for voucher in self:
            voucher.package_ids._check_time_has_place()
            taken = voucher._get_placed_lines().filtered("is_taken")
            if taken:
                raise UserError(
                    self.env._(
                        "“%(position)s” is not free from %(first)s to %(last)s: choose "
                        "other days in “%(package)s”.",
                        **taken[0]._name_days(),
                        package=taken[0].package_id.name,
                    )
                )
        return result

    def _care_after_send(self, log):
        result = super()._care_after_send(log)
        self.filtered(lambda voucher: voucher.state == "sent")._hold_places()
        return result

    def _care_after_cancel(self, log):
        result = super()._care_after_cancel(log)
        self.filtered(lambda voucher: voucher.state == "reviewed")._give_places_back()
        return result

    def _get_placed_lines(self):
        lines = self.package_ids.line_ids
        return lines.filtered(lambda line: line._has_days())

    def _hold_places(self):
        """Hold the days of all packages; days that two of them share, once.

        What is held already stays, to the new end.

        :raises UserError: somebody has a place
        """
        for voucher in self:
            lines = voucher._get_placed_lines()
            wanted = to_hold(line._stay() for line in lines)
            held = {
                Stay(
                    booking.position_id.id, booking.date_from, booking.date_to
                ): booking
                for booking in lines.booking_id
                if booking.state in steps.HELD
            }
            useless = [held.pop(stay) for stay in held.keys() - set(wanted)]
            lines.booking_id.browse().union(*useless)._give_back_gift()
            for stay in wanted:
                if stay not in held:
                    held[stay] = voucher._new_booking(stay)
                    held[stay].action_hold()
                held[stay]._hold_until(voucher._get_offer_end())
            for line in lines:
                line._set_booking(
                    next(
                        booking for booking in held.values() if line._is_within(booking)
                    )
                )

    def _new_booking(self, stay):
        return self.env["aig.position.booking"].create(
            {
                "booking_type": "gift",
                "position_id": stay.place,
                "date_from": stay.first,
                "date_to": stay.last,
                "partner_id": self.partner_id.id,
                "user_id": self.user_id.id,
                "note": self.name,
            }
        )

    def _hold_choice(self):
        result = super()._hold_choice()
        self.chosen_package_id._check_time_has_place()
        self._book_places()
        return result

    def _book_places(self):
        """Make the days of the chosen package firm, and give the others back.

        :raises UserError: the hold has ended, and somebody has a place by now
        """
        self.ensure_one()
        # sudo: the customer's choice makes the places firm, whoever records it
        voucher = self.sudo()
        chosen = voucher.chosen_package_id.line_ids.filtered(
            lambda line: line._has_days()
        )
        kept = chosen.filtered(lambda line: line._has_exactly_its_hold()).booking_id
        (voucher._get_placed_lines().booking_id - kept)._give_back_gift()
        for line in chosen:
            if line.booking_id not in kept or not line._has_exactly_its_hold():
                line._set_booking(voucher._new_booking(line._stay()))
            elif line.booking_id.state == steps.REQUESTED:
                line.booking_id._step(steps.RESERVED)
            line.booking_id.action_book()

    def _release_choice(self):
        result = super()._release_choice()
        self._give_places_back()
        return result

    def _withdraw(self):
        result = super()._withdraw()
        self._give_places_back()
        return result

    def _give_places_back(self):
        # sudo: whoever may withdraw a voucher gives its places back
        self.sudo().package_ids.line_ids.booking_id._give_back_gift()

    def _revise(self):
        revision = super()._revise()
        try:
            with self.env.cr.savepoint():
                revision._hold_places()
        except UserError:
            # taken meanwhile: the line says so, and nothing is sent before it changes
            self.env.invalidate_all(flush=False)
        return revision


class AigVoucherPackage(models.Model):
    _inherit = "aig.voucher.package"  # pylint: disable=consider-merging-classes-inherited

    def unlink(self):
        # one by one: what the database deletes gives no place back
        self.line_ids.unlink()
        return super().unlink()


class AigVoucherPackageLine(models.Model):
    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._hold_if_sent()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if {*PLACE_FIELDS, "package_id"} & vals.keys():
            self._hold_if_sent()
        return result

    def unlink(self):
        vouchers = self.package_id.voucher_id
        # sudo: whoever may take a gift out gives its place back
        bookings = self.sudo().booking_id
        result = super().unlink()
        others = vouchers.sudo().package_ids.line_ids.booking_id
        (bookings - others)._give_back_gift()
        return result

    def _hold_if_sent(self):
        """The customer may choose already: days that are new are held at once."""
        vouchers = self.filtered("position_id").package_id.voucher_id
        vouchers.filtered(lambda voucher: voucher.state == "sent")._hold_places()

    def _has_exactly_its_hold(self):
        booking = self.booking_id
        days = Stay(booking.position_id.id, booking.date_from, booking.date_to)
        return booking.state in steps.HELD and days == self._stay()

    def _set_booking(self, booking):
        # sudo: nobody types what holds the place
        self.sudo().booking_id = booking


class AigPositionBooking(models.Model):
    _inherit = "aig.position.booking"

    def _give_back_gift(self):
        """End bookings of gifts that are not given; running ones are stopped."""
        for booking in self:
            if steps.may_follow(steps.CANCELLED, booking.state):
                booking.action_cancel()
            elif booking.state == steps.IN_FLIGHT:
                booking.action_stop()
