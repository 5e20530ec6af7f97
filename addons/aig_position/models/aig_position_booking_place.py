from psycopg2.errors import ExclusionViolation

from odoo import models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import format_date, mute_logger

from ..tools.slots import Full, Stay, assign


class AigPositionBooking(models.Model):
    """No slot twice: how a booking takes its place, and who has it instead."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    def _stays(self):
        # sudo: nobody has access to stays
        return (
            self.env["aig.position.stay"]
            .sudo()
            .search([("booking_id", "in", self.ids)])
        )

    def _occupy(self):
        """Take the slots in the database.

        :raises UserError: they are taken; it says until when and whom to ask
        :raises ConcurrencyError: somebody took them this moment; Odoo runs the request
            again, which then knows
        """
        self.ensure_one()
        # sudo: nobody has access to stays
        stays = self.env["aig.position.stay"].sudo()
        sites = self.position_id.sudo()._get_sites()[self.position_id]
        new_vals = []
        for site in sites:
            count = self.slots if site == self.position_id else site.slot_count
            there = stays.search([("site_id", "=", site.id)])
            old = [
                Stay(stay.date_from, stay.date_to, stay.slot, stay.id) for stay in there
            ]
            new = [Stay(self.date_from, self.date_to) for _number in range(count)]
            try:
                changed = assign(old, new, site.slot_count)
            except Full as full:
                raise UserError(self._say_taken(full, site)) from full
            new_vals += self._move(site, {stay.ref: stay.slot for stay in changed})
            new_vals += [
                {
                    "booking_id": self.id,
                    "site_id": site.id,
                    "slot": stay.slot,
                    "date_from": stay.first,
                    "date_to": stay.last,
                }
                for stay in changed
                if stay.ref is None
            ]
        self._write_stays(new_vals)

    def _move(self, site, slots):
        """Take others' stays away that get another slot; return them to be written."""
        # sudo: nobody has access to stays
        moved = (
            self.env["aig.position.stay"]
            .sudo()
            .browse([ref for ref in slots if ref is not None])
        )
        vals_list = [
            {
                "booking_id": stay.booking_id.id,
                "site_id": site.id,
                "slot": slots[stay.id],
                "date_from": stay.date_from,
                "date_to": stay.date_to,
            }
            for stay in moved
        ]
        moved.unlink()
        return vals_list

    def _write_stays(self, vals_list):
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                # sudo: nobody has access to stays
                self.env["aig.position.stay"].sudo().create(vals_list)
                self.env.flush_all()
        except ExclusionViolation as error:
            raise ConcurrencyError(str(error)) from error

    def _say_taken(self, full, site):
        """Say who has the place, as far as the user may know it."""
        others = self._get_others()
        mine = others.with_env(self.env)._filtered_access("read")
        lines = [
            self.env._(
                "“%(position)s” is taken on %(day)s: %(free)s of %(count)s slots free.",
                position=site.display_name,
                day=format_date(self.env, full.day),
                free=full.free,
                count=site.slot_count,
            )
        ]
        for other in others[:3]:
            first = format_date(self.env, other.date_from)
            last = format_date(self.env, other.date_to)
            if other in mine:
                lines.append(
                    self.env._(
                        "%(booking)s, %(customer)s, %(first)s - %(last)s: ask"
                        " %(user)s.",
                        booking=other.name,
                        customer=other.partner_id.display_name or "-",
                        first=first,
                        last=last,
                        user=other.user_id.name,
                    )
                )
            else:
                # Blind: no customer and no number of what one may not read
                lines.append(
                    self.env._(
                        "Taken %(first)s - %(last)s: ask %(user)s.",
                        first=first,
                        last=last,
                        user=other.user_id.name,
                    )
                )
        return "\n".join(lines)

    def _get_others(self):
        """Bookings that share a site and a day with this one, the earliest first."""
        # sudo: whoever asks learns no more than _say_taken tells
        sites = self.position_id.sudo()._get_sites()[self.position_id]
        stays = (
            self.env["aig.position.stay"]
            .sudo()
            .search(
                [
                    ("site_id", "in", sites.ids),
                    ("date_from", "<=", self.date_to),
                    ("date_to", ">=", self.date_from),
                    ("booking_id", "!=", self._origin.id),
                ],
                order="date_from, id",
            )
        )
        return stays.booking_id

    def _check_industry(self):
        """Check that the customer may be shown here.

        :raises UserError: the place is forbidden for the customer's industry, or
            shows another customer of it on these days
        """
        if restriction := self._find_restriction():
            raise UserError(self._say_forbidden(restriction))
        if rivals := self._find_rivals():
            raise UserError(self._say_rivals(rivals))
