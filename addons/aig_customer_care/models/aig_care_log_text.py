from odoo import api, models

from ..tools.mail_text import clean_line


class AigCareLog(models.Model):
    """Subjects in the log read as they are written."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [
                {**vals, "subject": clean_line(vals["subject"])}
                if vals.get("subject")
                else vals
                for vals in vals_list
            ]
        )
