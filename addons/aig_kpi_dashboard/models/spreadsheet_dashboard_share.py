from odoo import api, models
from odoo.exceptions import AccessError


class SpreadsheetDashboardShare(models.Model):
    """Pages with figures of customers and colleagues are not for strangers."""

    _inherit = "spreadsheet.dashboard.share"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse a link that opens one of our pages to whoever has it.

        :raises AccessError: for a page of AIG
        """
        dashboards = self.env["spreadsheet.dashboard"].browse(
            vals["dashboard_id"] for vals in vals_list
        )
        # sudo: which page it is decides, not whether one may open it
        if any(dashboards.sudo().mapped("aig_page")):
            raise AccessError(
                self.env._(
                    "This page is not shared by a public link: download it, and send "
                    "the file to whom it concerns."
                )
            )
        return super().create(vals_list)
