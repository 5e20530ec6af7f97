from odoo import api, fields, models


class AigContentMailing(models.Model):
    """A 4E mail that was begun on a plan's row counts for it (A45, A49)."""

    _inherit = "aig.content.mailing"
    _guarded_parents = ("plan_line_id",)

    plan_line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan Row",
        readonly=True,
        index="btree_not_null",  # read by the row, for what is chosen
        # a row from which something was sent cannot be deleted: drafts go with it
        ondelete="cascade",
    )

    _draft_uniq = models.UniqueIndex(
        "(plan_line_id) WHERE state = 'draft'",
        "Posts are being chosen for this row already: open it again.",
    )

    @api.depends("plan_line_id")
    def _compute_territory_id(self):
        result = super()._compute_territory_id()
        for mailing in self.filtered("plan_line_id"):
            mailing.territory_id = mailing.plan_line_id.territory_id
        return result

    @api.model
    def _get_loose_domain(self):
        return [*super()._get_loose_domain(), ("plan_line_id", "=", False)]

    def _care_plan_line_id(self):
        return self.plan_line_id.id
