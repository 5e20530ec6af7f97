from odoo import api, fields, models

OPEN_STATES = ("draft", "sent")


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "aig.visible.partner.mixin", "aig.history.mixin"]

    aig_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory",
        compute="_compute_aig_territory_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        copy=False,
        help="From the customer, else from the opportunity or the salesperson. "
        "Confirmed and cancelled orders keep the territory they had.",
    )

    @api.depends("partner_id.aig_territory_id", "user_id", "opportunity_id")
    def _compute_aig_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for order in self:
            if order._origin and order.state not in OPEN_STATES:
                continue
            order.aig_territory_id = (
                order.partner_id.aig_territory_id
                or order.opportunity_id.aig_territory_id
                or homes.get(order.user_id._origin.id)
                or order.aig_territory_id
            )

    def _aig_is_closed(self):
        return self.state == "sale"

    @api.model
    def _aig_partner_fields(self):
        return [
            *super()._aig_partner_fields(),
            "partner_invoice_id",
            "partner_shipping_id",
            "opportunity_id",
        ]

    def write(self, vals):
        if "aig_territory_id" in vals and not self.env.su:
            new = self.env["aig.territory"].browse(vals["aig_territory_id"] or ())
            for order in self:
                self.env.user._aig_check_move(
                    order.aig_territory_id, new, order.name, by_manager=False
                )
        if "state" in vals:
            # A changed customer must not be overtaken by the confirmation.
            self._recompute_recordset(["aig_territory_id"])
        return super().write(vals)
