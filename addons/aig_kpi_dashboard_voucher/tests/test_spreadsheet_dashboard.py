import json

from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase
from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet

from ..hooks import uninstall_hook


@tagged("post_install", "-at_install")
class TestSpreadsheetDashboard(AigTerritoryCase):
    """Points are on the director's page, and vouchers have a page of their own."""

    def page(self, name, user=None):
        pages = self.env["spreadsheet.dashboard"].with_user(user or self.env.user)
        return pages.search([("aig_page", "=", name)])

    def models(self, name):
        data = json.loads(self.page(name).spreadsheet_data)
        return set(fields_in_spreadsheet(data))

    def test_points_come_to_the_director_and_go_again(self):
        self.assertIn("aig.kpi.point", self.models("director"))
        self.assertEqual(self.page("director").aig_addon, "aig_kpi_dashboard_voucher")
        uninstall_hook(self.env)
        self.assertNotIn("aig.kpi.point", self.models("director"))
        self.assertIn("aig.kpi.plan", self.models("director"))
        self.assertEqual(self.page("director").aig_addon, "aig_kpi_dashboard_plan")

    def test_managers_see_the_page_of_vouchers(self):
        self.assertTrue(self.page("voucher", self.user_manager_north))
        self.assertFalse(self.page("voucher", self.user_sales_north))
        self.assertFalse(self.page("voucher", self.user_content_manager))
        self.assertEqual(self.models("voucher"), {"aig.kpi.voucher", "aig.kpi.point"})
