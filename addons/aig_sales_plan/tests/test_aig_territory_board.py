from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.aig_territory.tools.board import ratio

from .common import MILLION, QUARTER, YEAR, AigPlanCase

PLANNED = ("renewal_revenue", "expected_revenue", "development_revenue")


@tagged("post_install", "-at_install")
@freeze_time("2026-11-16 03:00:00")
class TestAigTerritoryBoard(AigPlanCase):
    """G09: planned sales and attainment on the territory board."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        second = cls.make_plan(cls.user_sales_north_2)
        south = cls.make_plan(cls.user_sales_south)
        cls.make_line(second, cls.make_customers(1), renewal_revenue=50 * MILLION)
        cls.make_line(south, cls.customer_south, expected_revenue=0)
        invoice = cls.make_invoice(cls.customer_north, 150 * MILLION, "2026-10-05")
        invoice.invoice_user_id = cls.user_sales_north

    def _board(self, user, territory, year=YEAR, quarter=QUARTER):
        self.env.flush_all()
        self.env.invalidate_all()
        model = self.env["aig.territory.board"].with_user(user)
        return model.get_board(territory.id, year, quarter)

    def _cells(self, board, kind, record):
        return next(
            row["cells"]
            for row in board["rows"]
            if (row["kind"], row["id"]) == (kind, record.id)
        )

    def test_planned_sales_are_renewal_expected_and_development(self):
        board = self._board(self.user_manager_both, self.territory_vn)
        for kind, record, planned, attainment in (
            ("person", self.user_sales_north, 600, 0.25),
            ("person", self.user_sales_north_2, 450, 0),
            ("person", self.user_sales_south, 300, 0),
            ("territory", self.territory_north, 1050, 150 / 1050),
            ("total", self.territory_vn, 1350, 150 / 1350),
        ):
            cells = self._cells(board, kind, record)
            with self.subTest(record=record.name):
                self.assertEqual(cells["plan"]["value"], planned * MILLION)
                self.assertAlmostEqual(cells["attainment"]["value"], attainment)

    def test_the_plan_stands_before_the_actual(self):
        board = self._board(self.user_manager_both, self.territory_vn)
        names = [figure["name"] for figure in board["figures"]]
        self.assertEqual(names[-3:], ["plan", "actual", "attainment"])

    def test_without_a_plan_there_is_no_attainment(self):
        board = self._board(self.user_manager_both, self.territory_vn, 2026, 3)
        cells = self._cells(board, "total", self.territory_vn)
        self.assertIsNone(cells["plan"]["value"])
        self.assertIsNone(cells["attainment"]["value"])
        self.assertIsNone(ratio(1, 0), "planned sales of zero neither")

    def test_planned_sales_open_their_lines(self):
        for user, territory in (
            (self.user_director, self.territory_vn),
            (self.user_manager_north, self.territory_north),
            (self.user_sales_north, self.territory_north),
        ):
            for row in self._board(user, territory)["rows"]:
                cell = row["cells"]["plan"]
                lines = self.env["aig.sales.plan.line"].with_user(user)
                found = lines.search(cell["domain"])
                total = sum(sum(found.mapped(name)) for name in PLANNED)
                with self.subTest(user=user.login, row=row["name"]):
                    self.assertEqual(cell["value"], total if found else None)

    def test_a_salesperson_sees_the_own_plan_only(self):
        board = self._board(self.user_sales_north_2, self.territory_north)
        cells = self._cells(board, "total", self.territory_north)
        self.assertEqual(cells["plan"]["value"], 450 * MILLION)

    def test_the_manager_sees_the_sum_of_the_own_boards(self):
        board = self._board(self.user_manager_north, self.territory_north)
        total = self._cells(board, "total", self.territory_north)["plan"]["value"]
        own = [
            self._cells(
                self._board(user, self.territory_north), "total", self.territory_north
            )["plan"]["value"]
            for user in (self.user_sales_north, self.user_sales_north_2)
        ]
        self.assertEqual(total, sum(own))
