from odoo import api, models
from odoo.tools.safe_eval import safe_eval


class IrActionsActWindow(models.Model):
    """Lists of what belongs to one record, opened from its form."""

    _inherit = "ir.actions.act_window"

    @api.model
    def _aig_open_for(self, xmlid, record, name=None, **context):
        """Return the action of a list of what belongs to a record.

        The action's domain and context name the record as ``active_id``. Its address
        does too: going back and loading the page anew lead to the same list, which a
        domain made in Python would not survive.

        :param str name: a headline that names the record; lost when loaded anew
        :param context: what else buttons of the list need; lost when loaded anew
        """
        record.ensure_one()
        action = self._for_xml_id(xmlid)
        names = {"active_id": record.id, "uid": self.env.uid}
        return action | {
            "name": name or action["name"],
            "domain": safe_eval(action["domain"] or "[]", names),
            "context": {
                **safe_eval(action["context"] or "{}", names),
                **context,
                "active_id": record.id,
            },
        }
