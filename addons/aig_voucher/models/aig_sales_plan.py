from odoo import api, fields, models

from odoo.addons.aig_sales_plan.report.plan_workbook import Column


class AigSalesPlan(models.Model):
    _inherit = "aig.sales.plan"

    voucher_policy_id = fields.Many2one(
        "aig.voucher.policy",
        compute="_compute_voucher_policy_id",
        store=True,
        precompute=True,
        help="The voucher policy in force on the first day of the quarter.",
    )
    total_points = fields.Float(digits=(16, 2), compute="_compute_totals")
    voucher_amount = fields.Monetary(compute="_compute_totals")

    @api.depends("company_id", "date_from")
    def _compute_voucher_policy_id(self):
        Policy = self.env["aig.voucher.policy"]
        for (company, day), plans in self.grouped(
            lambda plan: (plan.company_id, plan.date_from)
        ).items():
            plans.voucher_policy_id = day and Policy._get_policy(company, day)

    @api.depends("line_ids.total_points", "line_ids.voucher_amount")
    def _compute_totals(self):
        return super()._compute_totals()

    @api.model
    def _get_summed_fields(self):
        return [*super()._get_summed_fields(), "total_points", "voucher_amount"]

    @api.model
    def _get_xlsx_columns(self):
        line = self.env["aig.sales.plan.line"]

        def column(name, kind, formula=""):
            label = line._fields[name]._description_string(self.env)
            return Column(name, label, kind, formula)

        return (
            *super()._get_xlsx_columns(),
            column("secured_points", "number"),
            column("stretch_points", "number"),
            column("total_points", "number", "{secured_points}+{stretch_points}"),
            column("voucher_amount", "money"),
        )
