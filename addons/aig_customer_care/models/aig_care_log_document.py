from odoo import api, models


class AigCareLog(models.Model):
    """The document behind a row."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    def action_open_document(self):
        """Open the document that was sent."""
        self.ensure_one()
        return self._prepare_document_action(self.res_model, self.res_id)

    @api.model
    def _prepare_document_action(self, model, res_id):
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": res_id,
            "views": [(False, "form")],
        }

    @api.model
    def _is_care_model(self, name):
        """Whether documents of this model are sent to customers."""
        return name in self.env and isinstance(
            self.env[name], self.env.registry["aig.care.mail.mixin"]
        )

    def _get_care_document(self):
        """Return the document that was sent, None when it is gone or was none."""
        self.ensure_one()
        if not self.res_id or not self._is_care_model(self.res_model):
            return None
        return self.env[self.res_model].browse(self.res_id).exists() or None

    def _follow_document(self):
        """Let the salesperson of each row be told of what comes in."""
        for log in self:
            document = log._get_care_document()
            if document and log.user_id.active:
                document.message_subscribe(log.user_id.partner_id.ids)
