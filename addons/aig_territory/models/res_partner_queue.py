from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, groupby

from .res_partner_assignment import RULE_FIELDS


class ResPartner(models.Model):
    """The queue of customers that nobody serves yet (G06)."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    aig_suggested_territory_id = fields.Many2one(
        "aig.territory",
        string="Suggestion",
        compute="_compute_aig_suggested_territory_id",
        help="What the territory rules say of a customer without a territory.",
    )

    aig_waits_for_territory = fields.Boolean(
        string="Without a territory",
        compute="_compute_aig_waits_for_territory",
        search="_search_aig_waits_for_territory",
    )

    @api.depends(
        "aig_territory_id",
        "aig_has_own_territory",
        "parent_id",
        "is_company",
        *RULE_FIELDS,
    )
    def _compute_aig_suggested_territory_id(self):
        asked = self.filtered(
            lambda p: not p.aig_territory_id and not p._aig_follows_parent()
        )
        (self - asked).aig_suggested_territory_id = False
        matches = self.env["aig.territory.rule"]._match(asked._aig_rule_customers())
        for partner, match in zip(asked, matches, strict=True):
            partner.aig_suggested_territory_id = match.territory_id if match else False

    def _compute_aig_waits_for_territory(self):
        own = Domain("id", "in", self.ids)
        waiting = self.with_context(active_test=False).search(
            own & self._aig_domain_unassigned()
        )
        for partner in self:
            partner.aig_waits_for_territory = partner._origin in waiting

    @api.model
    def _search_aig_waits_for_territory(self, operator, value):
        return self._aig_domain_unassigned() if operator == "in" else NotImplemented

    @api.model
    def _aig_domain_unassigned(self):
        """Customers without a territory.

        A customer is a company, or a person of no company, who is neither a vendor
        only nor a colleague (of today or of the past) nor one of our own companies.
        """
        return (
            Domain("aig_territory_id", "=", False)
            & self.env["aig.territory"]._domain_commercial()
            & (Domain("supplier_rank", "=", 0) | Domain("customer_rank", ">", 0))
            & Domain("id", "not in", self._aig_query_own_people())
        )

    @api.model
    def _aig_query_own_people(self):
        """Partners that stand for colleagues, of today or before, and companies."""
        # sudo: companies that the user may not enter are no customers either.
        env = self.sudo().with_context(active_test=False).env
        users = env["res.users"]._search([("share", "=", False)])
        companies = env["res.company"]._search([])
        return SQL(
            "(%s UNION ALL %s)",
            users.select(SQL.identifier(users.table, "partner_id")),
            companies.select(SQL.identifier(companies.table, "partner_id")),
        )

    def action_aig_apply_suggestion(self):
        """Give the chosen customers the territory that the rules suggest.

        Left out are those without a suggestion, or with one to where the person may
        not move customers.
        """
        waiting = self.filtered("aig_waits_for_territory")
        may = waiting.filtered(
            lambda p: (
                p.aig_suggested_territory_id
                and self.env.user._aig_may_move_to(p.aig_suggested_territory_id)
            )
        )
        by_territory = groupby(may, lambda p: p.aig_suggested_territory_id)
        for territory, partners in by_territory:
            self.browse().concat(*partners).write({"aig_territory_id": territory.id})
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if may else "warning",
                "message": self.env._(
                    "%(done)s customers have their territory now, %(left)s were left: "
                    "the rules suggest none, or one that is not yours.",
                    done=len(may),
                    left=len(self) - len(may),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
