from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from odoo.addons.aig_kpi_dashboard.tests.checks import FactChecks
from odoo.addons.aig_sales_plan.tests.common import MILLION
from odoo.addons.aig_voucher.tests.pages import AigVoucherPageCase
from odoo.addons.aig_voucher.tools.ledger import POCKETS

from ..report.aig_kpi_point import MEASURES


@tagged("post_install", "-at_install")
class TestAigKpiVoucher(FactChecks, AigVoucherPageCase):
    """Figures of points and vouchers are those of ledger and vouchers."""

    def make_sides(self):
        """A voucher of the south beside that of the north, each with points."""
        south = self.user_sales_south
        line = self.make_line(
            self.make_plan(south),
            self.customer_south,
            development_revenue=700 * MILLION,
        )
        other = self.env["aig.voucher"].with_user(south)
        other = other.create({"plan_line_id": line.id})
        other.action_review()
        other._promise()
        self.send()
        self.voucher._promise()
        self.voucher.with_user(self.user_manager_north)._advance(2.5, "Khách gấp")
        self.voucher._choose(self.package)
        return other

    def test_figures_add_up_and_open_what_they_count(self):
        self.make_sides()
        users = (self.user_sales_north, self.user_manager_both, self.user_director)
        amounts = {name: name for name in ("amount", "total_points")}
        self.check_all("aig.kpi.voucher", users, amounts)
        self.check_all("aig.kpi.point", users)

    def test_a_manager_is_told_of_the_own_subtree(self):
        self.make_sides()
        self.check_subtrees("aig.kpi.point", "aig.kpi.voucher")

    def points(self, user, by, domain=()):
        names = [f"{MEASURES[pocket]}:sum" for pocket in POCKETS]
        found = self.sums("aig.kpi.point", user, by, names, domain)
        return {
            key: tuple(round(value, 2) for value in values)
            for key, values in found.items()
        }

    def balances(self, user, by):
        self.env.flush_all()
        names = [f"{pocket}_points:sum" for pocket in POCKETS]
        groups = self.env["aig.voucher.balance"].with_user(user)
        return {
            key: tuple(round(value, 2) for value in values)
            for key, *values in groups._read_group([], by, names)
        }

    def test_points_of_all_days_are_the_balance(self):
        """Promised, vested, advanced, reserved, spent, expired, from before (A33)."""
        self.env["aig.voucher.opening"].create(
            {
                "reference": "T-1",
                "partner_id": self.customer_north.id,
                "points": 3.5,
                "expiry_date": self.company._aig_today() + timedelta(40),
            }
        )
        self.send()
        self.voucher._promise()
        self.voucher.with_user(self.user_manager_north)._advance(2.5, "Khách gấp")
        self.voucher._choose(self.other)
        self.voucher._spend(0.02, "Thay bạt")
        user = self.user_manager_both
        for by in (["voucher_id"], ["partner_id"], ["user_id"], ["territory_id"]):
            with self.subTest(by):
                found = self.points(user, by)
                self.assertTrue(found)
                self.assertEqual(found, self.balances(user, by))
        dated = [("expiry_date", "!=", False)]
        owed = self.sums(
            "aig.kpi.point",
            user,
            ["expiry_date:day"],
            ["outstanding_points:sum"],
            dated,
        )
        self.env.flush_all()
        lots = self.env["aig.voucher.balance"].with_user(user)
        groups = lots._read_group(dated, ["expiry_date:day"], ["liability:sum"])
        self.assertEqual(
            {day: round(points, 2) for day, points in owed.items()},
            {day: round(points, 2) for day, points in groups},
        )

    def test_what_is_used_up_adds_nothing_to_today(self):
        """Of rows whose points are not all used up, today's figures are the same."""
        other = self.make_sides()
        opening = {"reference": "T-2", "partner_id": self.customer_south.id}
        self.env["aig.voucher.opening"].create({**opening, "points": 3.5})
        points = other.total_points
        other.with_user(self.user_manager_south)._advance(points, "Khách gấp")
        other.with_user(self.user_sales_south)._spend(points, "Thay bạt")
        users = (self.user_sales_north, self.user_manager_both, self.user_director)
        parts = ("user_id", "territory_id", "partner_id", "voucher_id")

        @settings(max_examples=20, deadline=None)
        @given(st.sampled_from(users), self.filters("aig.kpi.point"), st.data())
        def check(user, domain, data):
            rest = [one for one in domain if one[0] != "date"]
            # open points have no last day
            lots = [
                (name.replace("date", "expiry_date"), *more) for name, *more in domain
            ]
            self.check_left(
                user, rest, data.draw(st.sampled_from(parts)), "open_points"
            )
            self.check_left(user, lots, data.draw(st.sampled_from(parts)))
            self.check_left(user, rest, "expiry_date:day")

        check()
        rows = self.facts("aig.kpi.point", self.user_director)
        for value in (True, False):
            some = rows.search([("has_points_left", "=", value)])
            self.assertTrue(some)
            self.assertEqual(set(some.mapped("has_points_left")), {value})

    def check_left(self, user, domain, by, *more):
        """Figures of today by a field, from the rows that something is left of."""
        names = ("outstanding_points", "reserved_points", "amount", *more)
        measures = [f"{name}:sum" for name in names]
        left = ("has_points_left", "=", True)
        said, found = (
            {
                key: values
                for key, values in self.sums(
                    "aig.kpi.point", user, [by], measures, rows
                ).items()
                if any(values)
            }
            for rows in (domain, [*domain, left])
        )
        self.assertEqual(found, said, (by, domain))

    def test_today_is_asked_of_an_index(self):
        query = self.facts("aig.kpi.point", self.user_director)._search(
            [("has_points_left", "=", True)]
        )
        query = query.select("SUM(outstanding_points)")
        # so small a table is read as a whole, whatever indexes it has
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute("EXPLAIN " + query.code, query.params)
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.env.cr.execute("SET LOCAL enable_seqscan = on")
        for index in ("point_aig_kpi_holder_idx", "balance_aig_kpi_left_idx"):
            self.assertIn(f"aig_voucher_{index}", plan)

    def test_a_figure_opens_rows_of_the_ledger(self):
        self.send()
        self.voucher._promise()
        user = self.user_manager_north
        rows = self.records_of("aig.kpi.point", user, [], "promised_points")
        self.assertEqual(set(rows.mapped("move_type")), {"promise"})
        self.assertEqual(rows.voucher_id.ids, self.voucher.ids)
        row = self.facts("aig.kpi.point", user).search([], limit=1)
        self.assertEqual(row.action_open_records()["res_id"], self.voucher.id)

    def test_vouchers_by_what_became_of_them(self):
        measures = [
            *("issued_count:sum", "sent_count:sum", "chosen_count:sum"),
            *("delivered_count:sum", "amount:sum", "gift_value:sum"),
        ]
        user = self.user_sales_north
        amount = 385 * MILLION
        mine = [("voucher_id", "=", self.voucher.id)]
        for step, expected in (
            (lambda: None, (1, 0, 0, 0, amount, 0)),
            (self.send, (1, 1, 0, 0, amount, 0)),
            (
                lambda: self.voucher._choose(self.package),
                (1, 1, 1, 0, amount, amount),
            ),
        ):
            step()
            figures = self.sums("aig.kpi.voucher", user, [], measures, mine)
            self.assertEqual(list(figures.values()), [expected])
        opened = self.records_of("aig.kpi.voucher", user, mine, "chosen_count")
        self.assertEqual(opened.ids, self.voucher.ids)
        self.assertFalse(
            self.records_of("aig.kpi.voucher", user, mine, "delivered_count")
        )

    def test_the_share_of_sales_is_that_of_the_effect(self):
        self.send()
        self.make_invoice(self.customer_north, 770 * MILLION, self.company._aig_today())
        self.voucher._choose(self.package)
        figures = self.sums(
            "aig.kpi.voucher",
            self.user_sales_north,
            ["voucher_id"],
            ["gift_share:avg", "revenue_after:sum"],
        )
        self.assertEqual(figures[self.voucher], (0.5, 770 * MILLION))

    def test_an_effect_that_nobody_asks_for_is_not_read(self):
        facts = self.facts("aig.kpi.voucher", self.user_manager_both)
        query = facts._search([]).select("SUM(issued_count)")
        self.env.cr.execute("EXPLAIN " + query.code, query.params)
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertNotIn("account_move", plan)

    def test_others_are_told_nothing(self):
        self.send()
        self.voucher._promise()
        for model in ("aig.kpi.point", "aig.kpi.voucher"):
            for user in (
                self.user_sales_north_2,
                self.user_sales_south,
                self.user_manager_south,
            ):
                with self.subTest(model=model, user=user.login):
                    mine = [("voucher_id", "=", self.voucher.id)]
                    self.assertFalse(self.facts(model, user).search(mine))
                    self.assertFalse(self.records_of(model, user, mine, "__count"))
