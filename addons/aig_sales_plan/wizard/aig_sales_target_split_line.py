from odoo import api, fields, models


class AigSalesTargetSplitLine(models.TransientModel):
    """One territory, person or customer in the draft of a split."""

    _name = "aig.sales.target.split.line"
    _description = "Split Target Line"
    _inherit = ["aig.guard.mixin", "aig.visible.partner.mixin"]
    _guarded_parents = ("split_id", "child_id")

    split_id = fields.Many2one(
        "aig.sales.target.split", required=True, index=True, ondelete="cascade"
    )
    child_id = fields.Many2one(
        "aig.sales.target", string="Present target", readonly=True, ondelete="cascade"
    )
    territory_id = fields.Many2one("aig.territory", readonly=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Salesperson", readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, ondelete="cascade"
    )
    name = fields.Char("For", compute="_compute_name")
    currency_id = fields.Many2one(related="split_id.currency_id")
    present_amount = fields.Monetary("Set now", related="child_id.amount")
    history = fields.Monetary(
        "Invoiced last year", readonly=True, help="Without tax, less credit notes."
    )
    amount = fields.Monetary("Proposed target")

    _amount_check = models.Constraint(
        "CHECK (amount >= 0)", "A target cannot be negative: type 0 or more."
    )

    @api.depends("territory_id", "user_id", "partner_id")
    def _compute_name(self):
        for line in self:
            line.name = (
                line.partner_id.display_name
                or line.user_id.name
                or line.territory_id.display_name
            )

    def _prepare_child(self):
        """Values of the new target below."""
        parent = self.split_id.target_id
        return {
            "company_id": parent.company_id.id,
            "year": parent.year,
            "distribution_id": parent.distribution_id.id,
            "territory_id": self.territory_id.id,
            "user_id": self.user_id.id,
            "partner_id": self.partner_id.id,
        }
