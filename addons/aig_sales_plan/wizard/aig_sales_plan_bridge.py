from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.aig_base.tools.period import month_of

from ..models.aig_sales_plan_outcome import WAY


class AigSalesPlanBridge(models.TransientModel):
    """The way from planned to actual sales, per customer and month.

    One row per bar: plan + slipped + lost + shrunk + new + early + still to come =
    actual, exactly. The rows are written anew each time somebody opens the bridge.
    """

    _name = "aig.sales.plan.bridge"
    _description = "Plan Bridge"
    _order = "date, partner_id, step, id"
    _rec_names_search = ("partner_id",)

    plan_id = fields.Many2one("aig.sales.plan", readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="plan_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", "Customer", readonly=True, ondelete="cascade"
    )
    date = fields.Date("Month", readonly=True)
    step = fields.Selection(WAY, readonly=True)
    amount = fields.Monetary("Value of the step", readonly=True)
    name = fields.Char("What", readonly=True)
    source_id = fields.Many2one(
        "aig.sales.plan.source", readonly=True, ondelete="cascade"
    )
    move_id = fields.Many2one(
        "account.move", "Invoice", readonly=True, ondelete="cascade"
    )

    def action_open_source(self):
        """Open the deal, the order, the invoice or the plan row behind a bar."""
        self.ensure_one()
        if self.move_id:
            return self._prepare_form_action(self.move_id)
        if self.source_id:
            return self.source_id.action_open_source()
        line = self.plan_id.line_ids.filtered(
            lambda line: line.partner_id == self.partner_id
        )
        if self.step == "1_plan" and line:
            return self._prepare_form_action(line)
        return self._prepare_invoices_action()

    def _prepare_form_action(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def _prepare_invoices_action(self):
        """The invoices of the customer and month, that make up actual sales."""
        domain = (
            self.plan_id._get_actual_domain()
            & Domain("invoice_user_id", "=", self.plan_id.user_id.id)
            & Domain("commercial_partner_id", "=", self.partner_id.id)
            & Domain("invoice_date", ">=", self.date)
            & Domain("invoice_date", "<=", month_of(self.date).last_day)
        )
        return self.plan_id.line_ids._prepare_records_action(
            "account.move",
            list(domain),
            self.env._("Invoices of the month"),
            "account_move_view_list_plan",
        )
