from odoo import models

from ..tools import booking as steps


class AigPosition(models.Model):
    """For which customers a position is: restrictions, one customer per industry."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def _get_unfit(self, partner, first, last):
        """Say why a customer may not be shown at some of these positions (A39).

        In two queries, however many positions there are. Whose booking stands against
        it is not told.

        :return: {position id: sentence}
        """
        industry = partner.commercial_partner_id.industry_id
        if not industry:
            return {}
        reasons = {}
        exclusive = self.filtered("is_exclusive")
        for position, rivals in exclusive._get_rivals(partner, first, last).items():
            if rivals:
                reasons[position.id] = self.env._(
                    "“%(position)s” shows one customer of %(industry)s at a time, and "
                    "has one in these days.",
                    position=position.display_name,
                    industry=industry.name,
                )
        for position in self:
            forbidding = position.restriction_ids.filtered(
                lambda restriction: industry in restriction.industry_ids
            )
            if forbidding:
                reasons[position.id] = self.env._(
                    "“%(position)s” is not for %(industry)s: %(reason)s.",
                    position=position.display_name,
                    industry=industry.name,
                    reason=forbidding[0].name,
                )
        return reasons

    def _get_rivals(self, partner, first, last):
        """Bookings of other customers of the industry, by position; in sudo."""
        if not self:
            return {}
        # sudo: that there is one counts, whoever may see it
        sites = self.sudo()._get_sites()
        stays = (
            self.env["aig.position.stay"]
            .sudo()
            .search(
                [
                    ("site_id", "in", self.browse().union(*sites.values()).ids),
                    ("date_from", "<=", last),
                    ("date_to", ">=", first),
                    ("booking_id.state", "in", list(steps.TAKING)),
                    (
                        "booking_id.partner_id.industry_id",
                        "=",
                        partner.commercial_partner_id.industry_id.id,
                    ),
                    (
                        "booking_id.partner_id",
                        "!=",
                        partner.commercial_partner_id.id,
                    ),
                ]
            )
        )
        by_site = stays.grouped("site_id")
        return {
            position: stays.browse().union(
                *(by_site[site] for site in parts if site in by_site)
            )
            for position, parts in sites.items()
        }
