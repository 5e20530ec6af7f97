from odoo import api, fields, models


class AigCareCustomerMixin(models.AbstractModel):
    """Something a salesperson has for a customer: its territory stays as it began.

    The customer is the company, whichever of its people was picked.
    """

    _name = "aig.care.customer.mixin"
    _description = "Something for a Customer"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        "aig.territory",
        compute="_compute_territory_id",
        store=True,
        precompute=True,
        index=True,
        help="The territory of the customer when this was made.",
    )

    @api.depends("partner_id", "user_id")
    def _compute_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for record in self:
            record.territory_id = record.territory_id or (
                record.partner_id.commercial_partner_id.aig_territory_id
                or homes.get(record.user_id._origin.id)
            )

    @api.model_create_multi
    def create(self, vals_list):
        ids = {vals["partner_id"] for vals in vals_list if vals.get("partner_id")}
        # sudo: only read ahead, by one query; each is asked for rights below
        self.env["res.partner"].browse(ids).sudo().mapped("commercial_partner_id")
        return super().create([self._normalise(dict(vals)) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise(dict(vals)))

    @api.model
    def _normalise(self, vals):
        """Return values to write in which the customer is the company.

        :raises AccessError: the customer is none of the user's
        """
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            partner.check_access("read")
            # sudo: the rule of a contact's company may be narrower than the contact's
            vals["partner_id"] = partner.sudo().commercial_partner_id.id
        return vals
