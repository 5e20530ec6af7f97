from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class ResUsers(models.Model):
    """What becomes of the territories of a person who leaves.

    Memberships end with the archiving and stay as history. A territory must not be
    left without its manager by accident: that is refused, naming the territories.
    """

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    @api.constrains("group_ids")
    def _check_aig_inside(self):
        """A colleague who becomes a portal user has no territory any more."""
        for user in self.filtered("share"):
            if user._aig_lasting_memberships() or user.aig_managed_territory_ids:
                raise ValidationError(
                    self.env._(
                        "%(person)s still has territories and cannot become a portal "
                        "user: end the memberships and name other managers first.",
                        person=user.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_territory(self):
        self._aig_check_manages_nothing()
        for user in self:
            if user.sudo().aig_membership_ids:  # sudo: hidden from HR
                raise UserError(
                    self.env._(
                        "%(person)s was a member of territories: archive the person "
                        "instead, so that old figures keep their territory.",
                        person=user.name,
                    )
                )

    def write(self, vals):
        leaving = self.browse()
        if "active" in vals and not vals["active"]:
            leaving = self.filtered("active")
            leaving._aig_check_manages_nothing()
        result = super().write(vals)
        if leaving:
            leaving._aig_leave_territories()
        return result

    def _aig_check_manages_nothing(self):
        """
        :raise UserError: naming the territories the person manages
        """
        for user in self:
            if territories := user.aig_managed_territory_ids:
                raise UserError(
                    self.env._(
                        "%(person)s manages %(territories)s: name another manager "
                        "there first.",
                        person=user.name,
                        territories=", ".join(territories.mapped("name")),
                    )
                )

    def _aig_leave_territories(self):
        """Today is the last day; what was to begin later never does."""
        today = self.env.company._aig_today()
        lasting = self._aig_lasting_memberships()
        planned = lasting.filtered(lambda m: m.date_from > today)
        planned.unlink()
        (lasting - planned).write({"date_to": today})
        # sudo: whoever archives people need not be a director
        delegations = self.env["aig.territory.delegation"].sudo()
        delegations.search(
            Domain("delegate_id", "in", self.ids) & Domain("date_to", ">=", today)
        ).action_end()

    def _aig_lasting_memberships(self):
        """Memberships that are open, or last longer than today."""
        # sudo: whoever archives people need not be a director
        memberships = self.env["aig.territory.membership"].sudo()
        today = self.env.company._aig_today()
        return memberships.search(
            Domain("user_id", "in", self.ids)
            & (Domain("date_to", "=", False) | Domain("date_to", ">", today))
        )
