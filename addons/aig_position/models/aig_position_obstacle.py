from dataclasses import dataclass
from datetime import date

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import booking as steps
from ..tools.obstacles import in_the_way
from ..tools.slots import Stay

TAKEN, RIVAL, RESTRICTION = "taken", "rival", "restriction"
LICENCE, RATE, GONE, SLOTS = "licence", "rate", "gone", "slots"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why a customer cannot have a place, or should not yet.

    ``booking`` is empty where the user may not read it: then neither the words nor
    anything else tell the customer or the number.
    """

    reason: str
    words: str
    site: models.BaseModel
    first: date | None = None
    last: date | None = None
    booking: models.BaseModel | None = None
    user: models.BaseModel | None = None


class AigPositionBooking(models.Model):
    """What is in the way of a booking: each reason, told as far as one may know."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    def _get_obstacles(self):
        """Every reason why these days cannot be had, in a list of ``Obstacle``."""
        self.ensure_one()
        return [
            *self._get_obstacles_of_place(),
            *self._get_obstacles_of_industry(),
            *self._get_obstacles_of_stays(),
        ]

    def _get_obstacles_of_place(self):
        position, found = self.position_id, []
        if not position.active:
            words = self.env._("It is not sold any more.")
            found.append(Obstacle(GONE, words, position))
        if self.slots > position.slot_count:
            words = self.env._("It has %(count)s slots.", count=position.slot_count)
            found.append(Obstacle(SLOTS, words, position))
        expiry = position.licence_expiry
        if expiry and expiry < self.date_to:
            words = self.env._(
                "Its licence ends on %(day)s: ask whether it is renewed.",
                day=format_date(self.env, expiry),
            )
            keeper = position.sudo().manager_id  # sudo: a colleague's name is told
            found.append(
                Obstacle(
                    LICENCE,
                    words,
                    position,
                    max(expiry, self.date_from),
                    self.date_to,
                    user=keeper,
                )
            )
        if self.booking_type == "paid":
            try:
                self._get_amount()
            except UserError as error:
                found.append(Obstacle(RATE, str(error), position))
        return found

    def _get_obstacles_of_industry(self):
        found = []
        if restriction := self._find_restriction():
            words = self._say_forbidden(restriction)
            found.append(Obstacle(RESTRICTION, words, self.position_id))
        rivals = self._find_rivals()
        industry = self.partner_id.industry_id.name
        for rival in rivals:
            words = self.env._(
                "Shows one customer of %(industry)s at a time.", industry=industry
            )
            found.append(self._tell_of(rival, RIVAL, words, self.position_id))
        return found

    def _get_obstacles_of_stays(self):
        # sudo: nobody has access to stays; _tell_of tells what one may know
        sites = self.position_id.sudo()._get_sites()[self.position_id.sudo()]
        stays = (
            self.env["aig.position.stay"]
            .sudo()
            .search(
                [
                    ("site_id", "in", sites.ids),
                    ("date_from", "<=", self.date_to),
                    ("date_to", ">=", self.date_from),
                    ("booking_id", "!=", self._origin.id),
                ]
            )
        )
        found = {}
        for site in sites:
            count = self.slots if site == self.position_id else site.slot_count
            there = [
                Stay(stay.date_from, stay.date_to, stay.slot, stay)
                for stay in stays
                if stay.site_id == site
            ]
            for stay in in_the_way(
                there,
                site.slot_count,
                min(count, site.slot_count),
                self.date_from,
                self.date_to,
            ):
                other = stay.ref.booking_id
                found[site, other] = self._tell_of(other, TAKEN, "", site)
        return list(found.values())

    def _tell_of(self, other, reason, words, site):
        """An obstacle that is a booking, by the rights of the user."""
        mine = other.with_env(self.env)._filtered_access("read")
        return Obstacle(
            reason,
            words,
            site,
            other.date_from,
            other.date_to,
            mine or None,
            other.user_id,
        )

    def _find_restriction(self):
        """The restriction of the place that forbids the customer's industry."""
        industry = self.partner_id.industry_id
        if not industry or self.booking_type == "maintenance":
            return self.env["aig.position.restriction"]
        return self.position_id.restriction_ids.filtered(
            lambda restriction: industry in restriction.industry_ids
        )[:1]

    def _find_rivals(self):
        """Bookings of other customers of the industry, where the place shows one."""
        industry = self.partner_id.industry_id
        is_exclusive = self.position_id.is_exclusive
        if not industry or not is_exclusive or self.booking_type == "maintenance":
            return self.browse()
        return self._get_others().filtered(
            lambda other: (
                other.state in steps.TAKING
                and other.partner_id.industry_id == industry
                and other.partner_id != self.partner_id
            )
        )

    def _say_forbidden(self, restriction):
        return self.env._(
            "“%(position)s” is not for %(industry)s: %(reason)s.",
            position=self.position_id.display_name,
            industry=self.partner_id.industry_id.name,
            reason=restriction.name,
        )

    def _say_rivals(self, rivals):
        return self.env._(
            "“%(position)s” shows one customer of %(industry)s at a time, and "
            "has one until %(day)s: ask %(user)s.",
            position=self.position_id.display_name,
            industry=self.partner_id.industry_id.name,
            day=format_date(self.env, max(rivals.mapped("date_to"))),
            user=rivals[0].user_id.name,
        )

    def action_obstacles(self):
        """Show what is in the way of these days, with the line to wait in."""
        self.ensure_one()
        return self.env["aig.position.block"]._open_for(self)

    def action_hold_or_show(self):
        """Hold, or show what is in the way instead of a bare refusal."""
        self.ensure_one()
        return self._try(self.action_hold)

    def action_book_or_show(self):
        """Book, or show what is in the way instead of a bare refusal."""
        self.ensure_one()
        return self._try(self.action_book)

    def _try(self, step):
        """Take a step; when places are refused, open the dialog that says why.

        :raises UserError: for a refusal that no place is the reason of
        """
        try:
            with self.env.cr.savepoint():
                return step()
        except UserError as refusal:
            self.env.invalidate_all(flush=False)
            if self.state not in steps.BEFORE_TAKING:
                raise
            dialog = self.env["aig.position.block"]._open_for(self, str(refusal))
            if not dialog:
                raise
            return dialog

    @api.model
    def _hold_new_or_show(self, values):
        """Make a booking and hold it, or show what is in the way.

        A refused one is not kept. The maker sees the new booking.
        """
        try:
            with self.env.cr.savepoint():
                booking = self.create(values)
                booking.action_hold()
        except UserError as refusal:
            dialog = self.env["aig.position.block"]._open_for(
                self.new(values), str(refusal)
            )
            if not dialog:
                raise
            return dialog
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Booking"),
            "res_model": booking._name,
            "res_id": booking.id,
            "views": [(False, "form")],
        }


class AigPosition(models.Model):
    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def action_obstacles(self):
        """Show what is in the way of the days that were asked for."""
        self.ensure_one()
        first, last = self._get_period_asked()
        context = self.env.context
        partner = self.env["res.partner"].browse(context.get("aig_partner_id") or ())
        slots = context.get("aig_slots") or 1
        return self.env["aig.position.block"]._open(self, first, last, slots, partner)
