from odoo import models

#: Kinds of activities that a contact of a kind takes care of.
DONE_BY = {"call": "phonecall", "meeting": "meeting", "visit": "meeting"}


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _aig_is_contact(self):
        """Whether it reminds of a call or a meeting."""
        self.ensure_one()
        return self.activity_type_id.category in DONE_BY.values()

    def action_aig_contact(self):
        """Ask what came of the contact that this reminds of (S34).

        Saving the answer ends the reminder.
        """
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id)
        document.check_access("read")
        action = self.env["aig.my.day"]._get_partner(document).action_aig_contact()
        is_meeting = self.activity_type_id.category == "meeting"
        action["context"] |= {
            "default_care_type": "meeting" if is_meeting else "call",
            "default_lead_id": document.id if document._name == "crm.lead" else False,
        }
        return action
