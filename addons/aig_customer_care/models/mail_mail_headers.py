from odoo import api, models
from odoo.tools import formataddr

from ..tools.mail_text import clean_line

LINES = ("subject", "email_from", "reply_to")


class MailMail(models.Model):
    """The head of a mail of the care log shows all it says, on one line each (T9)."""

    _inherit = "mail.mail"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [
                {**vals, **self._aig_clean_lines(vals)}
                if vals.get("aig_care_log_id")
                else vals
                for vals in vals_list
            ]
        )

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        results = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        if not self.aig_care_log_id:
            return results
        for values in results:
            values.update(self._aig_clean_lines(values))
            values["headers"] = {
                name: clean_line(value) if isinstance(value, str) else value
                for name, value in values["headers"].items()
            }
            partner = values["partner_id"]
            if partner and values["email_to_normalized"]:
                name = clean_line(partner.name or "")
                values["email_to"] = [
                    formataddr((name, address))
                    for address in values["email_to_normalized"]
                ]
        return results

    @api.model
    def _aig_clean_lines(self, values):
        return {name: clean_line(values[name]) for name in LINES if values.get(name)}
