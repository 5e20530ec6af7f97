from odoo import api, models


class AigVisiblePartnerMixin(models.AbstractModel):
    """Refuses partners by id that the user may not read.

    The ORM does not ask whether a many2one's target may be read, and documents copy
    address, mail and phone of the partner they name. Without this, naming a foreign
    customer by RPC would show what the rules hide.
    """

    _name = "aig.visible.partner.mixin"
    _description = "Documents of Visible Partners"

    @api.model
    def _aig_partner_fields(self):
        """Fields that name a partner whose data are copied; override to add."""
        return ["partner_id"]

    @api.model_create_multi
    def create(self, vals_list):
        self._aig_check_partners(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._aig_check_partners([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        defaults = {
            name: self.env.context.get(f"default_{name}")
            for name in self._aig_partner_fields()
        }
        self._aig_check_partners([values, defaults])
        return super().onchange(values, field_names, fields_spec)

    def _aig_check_partners(self, vals_list):
        """Check the partners that are not named by all of these records already.

        :raises AccessError: if one of them is out of the user's sight
        """
        if self.env.su:
            return
        partner_ids = set()
        for name in self._aig_partner_fields():
            new_ids = {self._aig_named_id(vals.get(name)) for vals in vals_list}
            new_ids -= {False}
            if new_ids and self:
                # A customer may have moved away since the document was made.
                known = {record[name].id for record in self.sudo()}
                new_ids -= known if len(known) == 1 else set()
            partner_ids |= new_ids
        self.env["res.partner"].browse(partner_ids).check_access("read")

    @api.model
    def _aig_named_id(self, value):
        """Id in a value for a many2one, as the ORM or the web client gives it."""
        if isinstance(value, models.BaseModel):
            return value.id
        if isinstance(value, dict):
            value = value.get("id")
        return value if isinstance(value, int) and value else False
