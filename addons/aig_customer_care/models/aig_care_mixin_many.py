from odoo import models
from odoo.tools import format_date


class AigCareMixin(models.AbstractModel):
    """Sending many documents at once, each to its own customer (A35, A36)."""

    _inherit = "aig.care.mixin"  # pylint: disable=consider-merging-classes-inherited

    def action_care_send_many(self):
        """Prepare a sending of these documents and open it, to be looked at first.

        :raises UserError: nothing was chosen
        """
        lines = self.env["aig.care.batch.line"]
        documents = self._care_read_ahead()
        vals_list = [lines._prepare_line(document) for document in documents]
        return self.env["aig.care.batch"]._open_new(self._name, vals_list)

    def _care_many_name(self):
        kinds = dict(
            self.env["aig.care.log"]
            ._fields["care_type"]
            ._description_selection(self.env)
        )
        today = format_date(self.env, self.env.company._aig_today())
        return f"{kinds[self[:1]._care_type()]}, {today}"
