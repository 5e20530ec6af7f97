from odoo import models

from ..models.mail_activity import DONE_BY


class AigCareContact(models.TransientModel):
    """A contact that was told of needs no reminder any more (S34)."""

    _inherit = "aig.care.contact"

    def action_save(self):
        """Log the contact, and end the reminders of the contact that were due."""
        # asked before: the next step may be due today, too
        due = self._get_due_activities()
        result = super().action_save()
        if due:
            due.action_feedback()
        return result

    def _get_due_activities(self):
        """The user's reminders of such a contact with the customer, or on the deal."""
        activities = self.env["mail.activity"]
        if self.care_type not in DONE_BY:
            return activities
        partners = self.partner_id | self.partner_id.commercial_partner_id
        places = [("res.partner", partners.ids), ("crm.lead", self.lead_id.ids)]
        due = activities.search(
            [
                ("user_id", "=", self.env.uid),
                ("date_deadline", "<=", self.env.company._aig_today()),
                ("activity_type_id.category", "=", DONE_BY[self.care_type]),
                ("res_model", "in", [model for model, _ids in places]),
                ("res_id", "in", [key for _model, ids in places for key in ids]),
            ]
        )
        return due.filtered(
            lambda one: any(
                one.res_model == model and one.res_id in ids for model, ids in places
            )
        )
