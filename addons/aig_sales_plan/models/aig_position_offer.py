from odoo import api, fields, models


class AigPositionOffer(models.Model):
    """An offer that was chosen on a plan's row counts for it (A39)."""

    _inherit = "aig.position.offer"
    _guarded_parents = ("plan_line_id",)

    plan_line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan row",
        readonly=True,
        index="btree_not_null",  # read by the row, for what is chosen
        # a row from which something was sent cannot be deleted: drafts go with it
        ondelete="cascade",
    )

    _draft_uniq = models.UniqueIndex(
        "(plan_line_id) WHERE state = 'draft'",
        "Positions are being chosen for this row already: open it again.",
    )

    @api.depends("plan_line_id")
    def _compute_territory_id(self):
        result = super()._compute_territory_id()
        for offer in self.filtered("plan_line_id"):
            offer.territory_id = offer.plan_line_id.territory_id
        return result

    @api.model
    def _get_loose_domain(self):
        return [*super()._get_loose_domain(), ("plan_line_id", "=", False)]

    def _care_plan_line_id(self):
        return self.plan_line_id.id

    def action_offer_again(self):
        """Open the row's choice with what was offered here."""
        self.ensure_one()
        if not self.plan_line_id:
            return super().action_offer_again()
        again = self.plan_line_id._get_offer()
        again._add(self.line_ids.position_id)
        return again.action_open()
