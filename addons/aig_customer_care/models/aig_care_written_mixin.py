from uuid import uuid4

from odoo import models


class AigCareWrittenMixin(models.AbstractModel):
    """One-to-one mails, written to a customer from a record of core (A35, A49).

    They leave by the composer of the documents: the guard, the customer's people, the
    preview and one row of the care log, with the purpose *One-to-one mail*.
    """

    _name = "aig.care.written.mixin"
    _inherit = ["aig.care.mail.mixin"]
    _description = "One-to-One Mail"

    def action_aig_write_mail(self):
        """Open an empty mail to this customer.

        :raises UserError: nobody there can be written to
        """
        self.ensure_one()
        action = self.action_care_compose()
        action["name"] = self.env._("Write Mail")
        action["context"]["default_subject"] = self._care_subject()
        return action

    def _care_type(self):
        return "other"

    def _care_purpose(self):
        purpose = self.env.ref("aig_customer_care.aig_care_purpose_mail", False)
        return purpose or super()._care_purpose()

    def _care_layout(self):
        # A letter from a person: no title of a record above it
        return "mail.mail_notification_layout"

    def _care_subject(self):
        """Return the subject to begin with."""
        return ""

    def _care_send_key(self):
        """Return a key of its own for each dialog: these mails differ."""
        return f"{self._care_send_key_prefix()}{uuid4().hex}"
