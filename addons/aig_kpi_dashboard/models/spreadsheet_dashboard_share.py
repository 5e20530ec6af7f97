from odoo import api, models
from odoo.exceptions import AccessError


class SpreadsheetDashboardShare(models.Model):
    """Pages with figures of customers and colleagues are not for strangers."""

    _inherit = "spreadsheet.dashboard.share"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse a link that opens one of our pages to whoever has it.

        :raises AccessError: for a page of AIG, or any that has figures of ours
        """
        dashboards = self.env["spreadsheet.dashboard"].browse(
            vals["dashboard_id"] for vals in vals_list if vals.get("dashboard_id")
        )
        # sudo: which page it is decides, not whether one may open it
        if any(one._aig_has_figures() for one in dashboards.sudo()):
            raise AccessError(
                self.env._(
                    "This page is not shared by a public link: download it, and send "
                    "the file to whom it concerns."
                )
            )
        return super().create(vals_list)
