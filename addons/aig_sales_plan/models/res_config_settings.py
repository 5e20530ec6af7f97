from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_plan_with_tax = fields.Boolean(
        related="company_id.aig_plan_with_tax", readonly=False
    )
    aig_plan_deals = fields.Selection(
        related="company_id.aig_plan_deals", readonly=False
    )
    aig_plan_fresh_days = fields.Integer(
        related="company_id.aig_plan_fresh_days", readonly=False
    )
    aig_floor_pricelist_id = fields.Many2one(
        related="company_id.aig_floor_pricelist_id", readonly=False
    )
    aig_sales_distribution_id = fields.Many2one(
        related="company_id.aig_sales_distribution_id", readonly=False
    )
    aig_plan_first_reminder = fields.Integer(
        related="company_id.aig_plan_first_reminder", readonly=False
    )
    aig_plan_last_reminder = fields.Integer(
        related="company_id.aig_plan_last_reminder", readonly=False
    )
    aig_collect_after_days = fields.Integer(
        related="company_id.aig_collect_after_days", readonly=False
    )
    aig_late_by_manager = fields.Boolean(
        related="company_id.aig_late_by_manager", readonly=False
    )
