from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date


class AigCareMixin(models.AbstractModel):
    """Sending many documents at once, each to its own customer (A35, A36)."""

    _inherit = "aig.care.mixin"  # pylint: disable=consider-merging-classes-inherited

    def action_care_send_many(self):
        """Prepare a sending of these documents and open it, to be looked at first.

        :raises UserError: nothing was chosen
        """
        if not self:
            raise UserError(self.env._("Choose the customers first."))
        lines = self.env["aig.care.batch.line"]
        keys = self._care_send_keys()
        vals_list = [
            lines._prepare_line(document, keys[document.id]) for document in self
        ]
        # sudo: people choose the documents, the sending is made by the system
        batch = (
            self.env["aig.care.batch"]
            .sudo()
            .create({"name": self._care_many_name(), "res_model": self._name})
        )
        lines.sudo().create([{**vals, "batch_id": batch.id} for vals in vals_list])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sending to Many"),
            "res_model": "aig.care.batch",
            "res_id": batch.id,
            "views": [(False, "form")],
        }

    def _care_many_name(self):
        kinds = dict(
            self.env["aig.care.log"]
            ._fields["care_type"]
            ._description_selection(self.env)
        )
        today = format_date(self.env, self.env.company._aig_today())
        return f"{kinds[self[:1]._care_type()]}, {today}"
