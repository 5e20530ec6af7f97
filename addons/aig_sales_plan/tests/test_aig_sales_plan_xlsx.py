import io

import openpyxl

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanXlsx(AigPlanCase, HttpCase):
    """Plans as a workbook: complete, with formulas, and nothing one may not see."""

    def download(self, plans, user, formulas=False):
        """The sheet that a person downloads, and the row of its headings."""
        self.authenticate(user.login, user.login)
        action = plans.with_user(user).action_export_xlsx()
        response = self.url_open(action["url"])
        self.assertEqual(response.status_code, 200)
        book = openpyxl.load_workbook(
            io.BytesIO(response.content), data_only=not formulas
        )
        self.addCleanup(book.close)
        return book.active

    def rows(self, sheet):
        """Rows below the headings, as dicts by heading."""
        headings = [cell.value for cell in sheet[5]]
        return [
            dict(zip(headings, (cell.value for cell in row), strict=True))
            for row in sheet.iter_rows(min_row=6)
        ]

    def test_a_plan_with_its_figures(self):
        sheet = self.download(self.plan_north, self.user_sales_north)
        row, total = self.rows(sheet)
        self.assertEqual(row["Customer"], self.customer_north.name)
        self.assertEqual(row["(3) Renewal"], 200 * MILLION)
        self.assertEqual(row["Secured"], 500 * MILLION)
        self.assertEqual(row["Stretch"], 600 * MILLION)
        self.assertEqual(total["Customer"], "Total")
        self.assertEqual(sheet.freeze_panes, "B6")

    def test_sums_are_formulas(self):
        sheet = self.download(self.plan_north, self.user_sales_north, formulas=True)
        row, total = self.rows(sheet)
        self.assertEqual(row["Secured"], "=E6+F6+G6+J6")
        self.assertEqual(row["Stretch"], "=ROUND(H6*I6,0)")
        self.assertEqual(total["Secured"], "=SUBTOTAL(109,K6:K6)")

    def test_a_name_that_looks_like_a_formula_is_text(self):
        self.customer_north.name = "=cmd|' /C calc'!A1"
        sheet = self.download(self.plan_north, self.user_sales_north, formulas=True)
        self.assertEqual(sheet["A6"].value, "=cmd|' /C calc'!A1")
        self.assertEqual(sheet["A6"].data_type, "s")

    def test_headings_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.user_sales_north.lang = "vi_VN"
        sheet = self.download(self.plan_north, self.user_sales_north)
        self.assertIn("(3) Tái ký", [cell.value for cell in sheet[5]])
        self.assertEqual(sheet["A1"].value.split(" - ")[0], "Quý 4/2026")

    def test_foreign_plans_are_left_out(self):
        south = self.make_plan(self.user_sales_south)
        self.make_line(south, self.customer_south)
        self.authenticate("sales.north", "sales.north")
        both = f"{self.plan_north.id},{south.id}"
        response = self.url_open(f"/aig/sales-plan/xlsx?ids={both}")
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        names = [cell.value for cell in book.active["A"]]
        self.assertIn(self.customer_north.name, names)
        self.assertNotIn(self.customer_south.name, names)
        with mute_logger("odoo.http"):
            foreign = self.url_open(f"/aig/sales-plan/xlsx?ids={south.id}")
            nonsense = self.url_open("/aig/sales-plan/xlsx?ids=1;DROP")
        self.assertEqual((foreign.status_code, nonsense.status_code), (404, 404))

    def test_without_logging_in(self):
        response = self.url_open(f"/aig/sales-plan/xlsx?ids={self.plan_north.id}")
        self.assertIn("/web/login", response.url)

    def test_an_empty_plan(self):
        plan = self.make_plan(self.user_sales_south)
        sheet = self.download(plan, self.user_sales_south)
        self.assertEqual(self.rows(sheet), [])

    def test_queries_do_not_grow_with_rows(self):
        small = self.make_plan(self.user_sales_north, quarter="1")
        large = self.make_plan(self.user_sales_north, quarter="2")
        customers = self.make_customers(110)
        for plan, partners in ((small, customers[:10]), (large, customers[10:])):
            for partner in partners:
                self.make_line(plan, partner)
        counts = []
        for plan in (small, small, large):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            plan._write_xlsx(io.BytesIO())
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1])
