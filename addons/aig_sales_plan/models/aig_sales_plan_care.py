from odoo import api, fields, models


class AigSalesPlanLine(models.Model):
    """The row everything starts from: opening it, and what was sent from it."""

    _inherit = "aig.sales.plan.line"

    care_log_ids = fields.One2many("aig.care.log", "plan_line_id", readonly=True)
    voucher_sent_count = fields.Integer("Vouchers sent", compute="_compute_sent_counts")
    product_sent_count = fields.Integer(
        "Product updates sent", compute="_compute_sent_counts"
    )
    article_sent_count = fields.Integer(
        "4E articles sent", compute="_compute_sent_counts"
    )

    @api.depends("care_log_ids.is_counted")
    def _compute_sent_counts(self):
        counts = self.env["aig.care.log"]._count_sent("plan_line_id", self.ids)
        for care_type in ("voucher", "product", "article"):
            self[f"{care_type}_sent_count"] = 0
        lines = {line._origin.id: line for line in self}
        for (line_id, care_type), count in counts.items():
            if care_type in ("voucher", "product", "article"):
                lines[line_id][f"{care_type}_sent_count"] = count

    @api.model
    def action_open_financial_plan(self):
        """Open the customers of the present quarter (A20)."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "aig_sales_plan.aig_sales_plan_line_action"
        )
        period = self.env["aig.period"]._current()
        is_manager = self.env.user.has_group("aig_base.group_sales_manager")
        action["context"] = {
            "searchpanel_default_period_id": period.id,
            "search_default_mine": not is_manager,
        }
        return action

    def action_open_line(self):
        """Open one row as a form, from the list that is edited in place."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_open_invoices(self):
        """Open the invoices that figure (1) was read from."""
        self.ensure_one()
        domain = self._get_revenue_domain(
            self.company_id, self.plan_id.year, self.partner_id
        )
        return self._prepare_records_action(
            "account.move",
            domain,
            self.env._("Invoices of the year"),
            "account_move_view_list_plan",
        )

    def action_open_receivables(self):
        """Open the receivables that figure (2) was read from."""
        self.ensure_one()
        # sudo: a branch with a territory of its own may be out of the user's sight,
        # and a path to its customer would leave out what it paid.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        family = partners.search([("commercial_partner_id", "=", self.partner_id.id)])
        domain = [
            ("company_id", "=", self.company_id.id),
            ("parent_state", "=", "posted"),
            ("reconciled", "=", False),
            ("account_type", "=", "asset_receivable"),
            ("partner_id", "in", family.ids),
        ]
        return self._prepare_records_action(
            "account.move.line",
            domain,
            self.env._("Open receivables"),
            "account_move_line_view_list_plan",
        )

    def action_open_care_logs(self):
        """Open everything that was sent or done from this row."""
        return self._prepare_records_action(
            "aig.care.log",
            [("plan_line_id", "in", self.ids)],
            self.env._("Sent from this row"),
        )

    def _prepare_records_action(self, model, domain, name, list_view=None):
        """Open records as a list, in a list of ours that opens no form if given."""
        views = [(False, "list"), (False, "form")]
        if list_view:
            views = [(self.env.ref(f"aig_sales_plan.{list_view}").id, "list")]
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": views,
            "domain": domain,
            "context": {"create": False},
        }
