from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    aig_care_voucher_count = fields.Integer(
        string="Vouchers Sent", compute="_compute_aig_care_counts"
    )
    aig_care_product_count = fields.Integer(
        string="Product Updates Sent", compute="_compute_aig_care_counts"
    )
    aig_care_article_count = fields.Integer(
        string="4E Articles Sent", compute="_compute_aig_care_counts"
    )
    aig_care_contact_count = fields.Integer(
        string="Calls and Visits", compute="_compute_aig_care_counts"
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("uid")
    def _compute_aig_care_counts(self):
        counts = self.env["aig.care.log"]._count_sent(
            "partner_id", self.commercial_partner_id.ids
        )
        for partner in self:
            customer_id = partner.commercial_partner_id.id
            for kind in ("voucher", "product", "article"):
                partner[f"aig_care_{kind}_count"] = counts.get((customer_id, kind), 0)
            partner.aig_care_contact_count = sum(
                counts.get((customer_id, kind), 0)
                for kind in ("call", "meeting", "visit", "other")
            )

    def action_aig_care_log(self):
        """Open what was sent to or done with this customer."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_customer_care.aig_care_log_action_partner", self.commercial_partner_id
        )
