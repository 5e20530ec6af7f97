from odoo import api, fields, models


class AigSalesPlanDetail(models.AbstractModel):
    """A row below a plan line: it lies where the line does, and freezes with it."""

    _name = "aig.sales.plan.detail"
    _description = "Row of a Plan Line"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("line_id",)

    line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan row",
        required=True,
        index=True,
        ondelete="cascade",
    )
    plan_id = fields.Many2one(
        related="line_id.plan_id", store=True, precompute=True, index=True
    )
    partner_id = fields.Many2one(
        related="line_id.partner_id",
        string="Customer",
        store=True,
        precompute=True,
        index=True,
    )
    user_id = fields.Many2one(
        related="plan_id.user_id",
        string="Salesperson",
        store=True,
        precompute=True,
        index=True,
    )
    territory_id = fields.Many2one(
        related="plan_id.territory_id", store=True, precompute=True, index=True
    )
    period_id = fields.Many2one(
        related="plan_id.period_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records.line_id._check_plan_open()
        return records

    def write(self, vals):
        self.line_id._check_plan_open()
        result = super().write(vals)
        if "line_id" in vals:
            self.line_id._check_plan_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        self.line_id._check_plan_open()
