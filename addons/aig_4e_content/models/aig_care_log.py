from odoo import models


class AigCareLog(models.Model):
    """What follows for roadmaps when a row of the log is reversed (A45)."""

    _inherit = "aig.care.log"

    def _reverse(self, reason):
        reversal = super()._reverse(reason)
        # sudo: whoever may reverse the row need not be the one who sent the mail
        mailings = self.env["aig.content.mailing"].sudo()
        mailings.search([("log_id", "in", self.ids)])._unmark_roadmaps()
        return reversal
