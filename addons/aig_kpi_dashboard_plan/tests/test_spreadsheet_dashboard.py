import json

from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase
from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet

from ..hooks import uninstall_hook


@tagged("post_install", "-at_install")
class TestSpreadsheetDashboard(AigTerritoryCase):
    """The pages have the plan while it is there, and are whole without it."""

    def models(self, name):
        page = self.env["spreadsheet.dashboard"].search([("aig_page", "=", name)])
        return set(fields_in_spreadsheet(json.loads(page.spreadsheet_data)))

    def test_the_plan_is_on_the_pages(self):
        for name in ("director", "manager"):
            self.env["spreadsheet.dashboard"]._aig_show(name, "aig_kpi_dashboard_plan")
            found = self.models(name)
            self.assertLessEqual({"aig.kpi.plan", "aig.kpi.target"}, found)
            self.assertNotIn("aig.kpi.point", found)

    def test_without_the_plan_the_pages_are_as_before(self):
        uninstall_hook(self.env)
        for name in ("director", "manager"):
            found = self.models(name)
            self.assertIn("aig.kpi.revenue", found)
            self.assertFalse(found & {"aig.kpi.plan", "aig.kpi.target"})
