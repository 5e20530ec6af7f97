from odoo import api, fields, models

CUSTOMER_TYPES = ("out_invoice", "out_refund", "out_receipt")


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "aig.history.mixin"]

    _aig_customer_path = "commercial_partner_id"

    aig_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory",
        compute="_compute_aig_territory_id",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
        help="Territory of the customer. Posted invoices keep the one they had.",
    )

    # Read by: the own-row branch of the territory rule, beside many vendor bills
    _aig_unplaced_idx = models.Index(
        "(invoice_user_id)"
        " WHERE aig_territory_id IS NULL AND invoice_user_id IS NOT NULL"
    )

    @api.depends("partner_id.aig_territory_id", "move_type")
    def _compute_aig_territory_id(self):
        for move in self:
            if move._origin and move.state != "draft":
                continue
            territory = move.partner_id.aig_territory_id
            move.aig_territory_id = territory if move.is_sale_document(True) else False

    def _aig_is_closed(self):
        return self.state == "posted" and self.is_sale_document(True)

    def write(self, vals):
        if "state" in vals:
            # A changed customer must not be overtaken by the posting.
            self._recompute_recordset(["aig_territory_id"])
        return super().write(vals)
