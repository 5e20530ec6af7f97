from odoo import api, fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

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

    @api.depends("partner_id.aig_territory_id", "move_type")
    def _compute_aig_territory_id(self):
        for move in self:
            if move._origin and move.state != "draft":
                continue
            territory = move.partner_id.aig_territory_id
            move.aig_territory_id = territory if move.is_sale_document(True) else False

    def write(self, vals):
        if "state" in vals:
            # A changed customer must not be overtaken by the posting.
            self._recompute_recordset(["aig_territory_id"])
        return super().write(vals)
