import json
import re
from io import BytesIO
from zipfile import ZipFile

from odoo import http
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import file_open

from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet

from .figures import AigKpiCase

#: Pages of AIG by the roles that open them.
PAGES = {
    "director": ("aig_base.group_director",),
    "manager": ("aig_base.group_sales_manager",),
}


@tagged("post_install", "-at_install")
class TestSpreadsheetDashboard(AigKpiCase):
    """Pages of the dashboards: who opens them, and what becomes of them."""

    def page(self, name):
        return self.env["spreadsheet.dashboard"].search([("aig_page", "=", name)])

    def test_each_role_finds_its_pages(self):
        found = {
            user: set(
                self.env["spreadsheet.dashboard"]
                .with_user(user)
                .search([("aig_page", "in", list(PAGES))])
                .mapped("aig_page")
            )
            for user in (
                self.user_sales_north,
                self.user_manager_north,
                self.user_director,
                self.user_content_manager,
            )
        }
        self.assertEqual(
            list(found.values()), [set(), {"manager"}, {"director", "manager"}, set()]
        )

    def test_no_page_is_shared_by_a_public_link(self):
        shares = self.env["spreadsheet.dashboard.share"].with_user(self.user_director)
        for page in map(self.page, PAGES):
            copy = page.copy()
            self.assertFalse(copy.aig_page)
            for one in (page, copy):
                vals = {"dashboard_id": one.id, "spreadsheet_data": "{}"}
                with self.assertRaisesRegex(AccessError, "public link"):
                    shares.action_get_share_url(vals)
        other = copy.copy({"spreadsheet_data": "{}"})
        self.assertIn(
            "/share/", shares.action_get_share_url({"dashboard_id": other.id})
        )

    def test_nobody_sees_invented_figures(self):
        for page in map(self.page, PAGES):
            self.assertFalse(page.sample_dashboard_file_path)
            self.assertFalse(page._dashboard_is_empty())

    def test_a_page_without_the_others_reads_only_what_is_there(self):
        for name in PAGES:
            self.env["spreadsheet.dashboard"]._aig_show(name, "aig_kpi_dashboard")
            page = self.page(name)
            self.assertEqual(page.aig_addon, "aig_kpi_dashboard")
            path = f"aig_kpi_dashboard/data/files/{name}_dashboard.json"
            with file_open(path, "rb") as file:
                self.assertEqual(page.spreadsheet_data.encode(), file.read())
            models = set(fields_in_spreadsheet(json.loads(page.spreadsheet_data)))
            owner = {
                model: self.env[model]._original_module for model in models if model
            }
            self.assertEqual(set(owner.values()), {"aig_kpi_dashboard"}, owner)

    def test_its_words_are_those_of_the_addon_that_wrote_it(self):
        page = self.page("director")
        page.aig_addon = "aig_kpi_dashboard"
        sent = json.loads(page._get_serialized_readonly_dashboard())
        self.assertEqual(sent["translation_namespace"], "aig_kpi_dashboard")

    def test_a_page_comes_with_the_fields_it_reads(self):
        page = self.page("manager").with_user(self.user_manager_north)
        sent = json.loads(page._get_serialized_readonly_dashboard())["snapshot"]
        fields = self.env["aig.kpi.care"].with_user(page.env.user).fields_get()
        asked_for = json.loads(json.dumps(fields))
        self.assertEqual(sent["aig_fields"]["aig.kpi.care"], asked_for)
        self.assertEqual(set(sent["aig_fields"]), set(fields_in_spreadsheet(sent)))
        other = self.page("manager").copy({"spreadsheet_data": "{}"})
        self.assertNotIn("aig_fields", other._get_serialized_readonly_dashboard())

    def test_filters_reach_every_figure(self):
        """Nothing on a page stays when a territory or a person is chosen."""
        for page in map(self.page, PAGES):
            data = json.loads(page.spreadsheet_data)
            sources = [*data["pivots"].values(), *data["lists"].values()]
            sources += [
                figure["data"]
                for sheet in data["sheets"]
                for figure in sheet["figures"]
                if figure["data"]["type"] != "scorecard"
            ]
            for source in sources:
                self.assertLessEqual(
                    {"territory", "person"}, set(source["fieldMatching"])
                )


@tagged("post_install", "-at_install")
class TestDashboardDownload(HttpCase, AigKpiCase):
    """The workbook of a page (A14)."""

    def post(self, files):
        return self.url_open(
            "/aig/dashboard/xlsx",
            data={"name": "Quản lý", "csrf_token": http.Request.csrf_token(self)},
            files={"files": ("blob", files, "application/json")},
        )

    def test_the_parts_become_one_file(self):
        self.authenticate("manager.north", "manager.north")
        parts = [{"path": "xl/workbook.xml", "content": "<workbook/>"}]
        answer = self.post(json.dumps(parts))
        self.assertEqual(answer.status_code, 200)
        self.assertIn("xlsx", answer.headers["Content-Disposition"])
        with ZipFile(BytesIO(answer.content)) as book:
            self.assertEqual(book.read("xl/workbook.xml"), b"<workbook/>")

    def test_what_is_no_workbook_is_refused_in_a_sentence(self):
        self.authenticate("manager.north", "manager.north")
        for files in ("nonsense", "{}x", "[1]", '[{"content": "x"}]'):
            answer = self.post(files)
            self.assertEqual(answer.status_code, 400, files)
            self.assertTrue(re.search("This is no workbook", answer.text), files)

    def test_only_people_of_the_company_download(self):
        self.authenticate(None, None)
        answer = self.post("[]")
        self.assertIn("/web/login", answer.url)
