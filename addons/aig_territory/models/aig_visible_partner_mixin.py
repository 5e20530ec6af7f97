from odoo import api, models
from odoo.fields import Command


class AigVisiblePartnerMixin(models.AbstractModel):
    """Refuses partners and documents by id that the user may not read (G07).

    The ORM does not ask whether a relation's target may be read: it tells its name, and
    documents copy address, mail and phone of the partner they name. Without this,
    naming a foreign customer by RPC would show what the rules hide.
    """

    _name = "aig.visible.partner.mixin"
    _description = "Documents of Visible Partners"

    #: The pair of fields, model and id, by which a record may name any document.
    _aig_document_fields = ()

    @api.model
    def _aig_partner_fields(self):
        """Relations to what must be readable to be named; override to add."""
        return ["partner_id"]

    @api.model_create_multi
    def create(self, vals_list):
        self._aig_check_partners(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._aig_check_partners([vals])
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        """Defaults from a request's context are as good as typed values."""
        values = super().default_get(fields)
        self._aig_check_partners([values])
        self._aig_check_documents([values])
        return values

    def onchange(self, values, field_names, fields_spec):
        defaults = {
            name: self.env.context.get(f"default_{name}")
            for name in self._aig_partner_fields()
        }
        self._aig_check_partners([values, defaults])
        self._aig_check_documents([values])
        return super().onchange(values, field_names, fields_spec)

    def _aig_is_unchecked(self):
        """Superusers may all; what portal users may write, core's rules say."""
        return self.env.su or self.env.user.share

    def _aig_check_partners(self, vals_list):
        """Check what is not named by all of these records already.

        :raises AccessError: if something is out of the user's sight
        """
        if self._aig_is_unchecked():
            return
        for name in self._aig_partner_fields():
            new_ids = set()
            for vals in vals_list:
                new_ids.update(self._aig_named_ids(name, vals.get(name)))
            if new_ids and self:
                # A customer may have moved away since the document was made.
                known = [set(record[name].ids) for record in self.sudo()]
                new_ids -= set.intersection(*known)
            if new_ids:
                named = self.env[self._fields[name].comodel_name].browse(new_ids)
                if named._name == "res.partner":
                    named = named._aig_filter_customers()
                named.check_access("read")

    def _aig_check_documents(self, vals_list):
        """Check documents named by model and id.

        :raises AccessError: if one of them is out of the user's sight
        """
        if self._aig_is_unchecked() or not self._aig_document_fields:
            return
        model_field, id_field = self._aig_document_fields
        for vals in vals_list:
            if not vals.get(id_field):
                continue
            name = vals.get(model_field) or self[:1].sudo()[model_field]
            if vals.get("res_model_id"):
                ids = self._aig_named_ids("res_model_id", vals["res_model_id"])
                # sudo: names of models are no secret.
                name = self.env["ir.model"].sudo().browse(ids).model
            if name in self.env:
                self.env[name].browse(vals[id_field]).check_access("read")

    @api.model
    def _aig_named_ids(self, name, value):
        """Ids in a value for a relation, as the ORM or the web client gives it."""
        if self._fields[name].type == "many2one":
            value = value.get("id") if isinstance(value, dict) else value
            value = value if isinstance(value, models.BaseModel) else [value]
        ids = set()
        for item in value or ():
            ids.update(self._aig_command_ids(item))
        return {key for key in ids if isinstance(key, int) and key}

    @api.model
    def _aig_command_ids(self, item):
        """Ids that one item of a relation's value names: id, record or command."""
        if isinstance(item, models.BaseModel):
            return item.ids
        if not isinstance(item, (list, tuple)):
            return [item]
        if item[0] == Command.SET:
            return item[2]
        return [item[1]] if item[0] in (Command.LINK, Command.UPDATE) else []
