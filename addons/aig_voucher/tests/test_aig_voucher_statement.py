from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_sales_plan.tests.common import MILLION

from .common import AMOUNT
from .test_aig_voucher_ledger import POCKETS, AigLedgerCase


class AigStatementCase(AigLedgerCase):
    """Points that customers bring along, and their statement."""

    def make_opening(self, points=2, user=None, **vals):
        return (
            self.env["aig.voucher.opening"]
            .with_user(user or self.user_director)
            .create(
                {
                    "reference": f"OLD-{points}",
                    "partner_id": self.customer_north.id,
                    "points": points,
                    "expiry_date": "2026-12-31",
                    **vals,
                }
            )
        )

    def get_statement(self, user=None):
        action = self.customer_north.with_user(
            user or self.user_sales_north
        ).action_aig_points()
        return self.env[action["res_model"]].browse(action["res_id"])


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigVoucherStatement(AigStatementCase):
    """Each number of a statement opens its rows; opening balances; advances."""

    def test_each_number_is_the_sum_of_the_rows_it_opens(self):
        self.send()
        self.make_opening(2)
        manager = self.voucher.with_user(self.user_manager_north)
        manager._advance(3, "Khách quen")
        manager._spend(1.25, "LED")
        statement = self.get_statement().with_user(self.user_sales_north)
        for record in (self.voucher, statement):
            for pocket in POCKETS:
                with self.subTest(pocket, model=record._name):
                    action = record.with_context(aig_pocket=pocket).action_open_points()
                    rows = self.env["aig.voucher.point"].with_user(
                        self.user_sales_north
                    )
                    rows = rows.with_context(**action["context"])
                    rows = rows.search(action["domain"])
                    self.assertAlmostEqual(
                        sum(rows.mapped("change")), record[f"{pocket}_points"]
                    )
                    self.assertTrue(all(rows.mapped("change")))
        self.assertEqual(statement.promised_points, 13)
        self.assertEqual(statement.amount, round((3 - 1.25 + 2) * 35 * MILLION))
        self.assertEqual(sum(statement.balance_ids.mapped("liability")), 3.75)

    def test_a_customer_without_points_is_said_so(self):
        with self.assertRaisesRegex(UserError, "no points yet"):
            self.customer_south.action_aig_points()

    def test_the_other_territory_sees_nothing(self):
        self.send()
        self.env.flush_all()
        for model in (
            "aig.voucher.point",
            "aig.voucher.cause",
            "aig.voucher.balance",
            "aig.voucher.statement",
        ):
            for user, sees in (
                (self.user_sales_south, False),
                (self.user_manager_north, True),
                (self.user_director, True),
            ):
                with self.subTest(model, user=user.login):
                    found = self.env[model].with_user(user).search([])
                    self.assertEqual(bool(found), sees)

    def test_a_statement_asks_as_often_for_many_rows_as_for_few(self):
        self.send()
        self.make_opening(1)
        point = self.env["aig.voucher.point"]
        vals = {
            "partner_id": self.customer_north.id,
            "company_id": self.company.id,
            "user_id": self.user_sales_north.id,
            "territory_id": self.territory_north.id,
            "move_type": "adjust",
            "points": 0.01,
            "date": "2026-11-20",
        }

        def read():
            statement = self.get_statement().with_user(self.user_sales_north)
            statement.read([f"{pocket}_points" for pocket in POCKETS])
            statement.read(["expiring_points", "expiring_date"])
            statement.balance_ids.read(["liability"])

        few = [self.count_queries(read) for _run in range(2)][-1]
        point._post(
            [
                vals | {"expiry_date": f"20{27 + n % 9}-0{1 + n % 9}-01"}
                for n in range(200)
            ]
        )
        self.assertEqual(self.count_queries(read), few)

    def test_points_owed_by_quarter_of_expiry(self):
        self.make_opening(2)
        self.make_opening(3, expiry_date="2027-02-01")
        groups = (
            self.env["aig.voucher.balance"]
            .with_user(self.user_manager_north)
            .formatted_read_group(
                [("partner_id", "=", self.customer_north.id), ("liability", ">", 0)],
                ["expiry_date:quarter"],
                ["liability:sum", "amount:sum"],
            )
        )
        self.assertEqual(
            [(group["liability:sum"], group["amount:sum"]) for group in groups],
            [(2, 70 * MILLION), (3, 105 * MILLION)],
        )

    def test_an_opening_balance_is_drawn_by_a_choice_and_given_back(self):
        self.make_opening(2)
        self.make_opening(3, expiry_date="2027-02-01")
        self.voucher._choose(self.make_package(35 * MILLION * 4))
        self.assert_points(promised=15, open=11, vested=4, reserved=4)
        self.assertEqual(self.get_statement().available_points, 1)
        self.voucher.action_cancel()
        self.assert_points()
        self.assertEqual(self.get_statement().available_points, 5)

    def test_merged_customers_bring_their_points_together(self):
        self.make_opening(2)
        twin = self.make_customers(1)
        self.make_opening(3, partner_id=twin.id)
        self.env.flush_all()
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (twin + self.customer_north).ids, self.customer_north
        )
        self.env.invalidate_all()
        statement = self.get_statement()
        self.assertEqual(
            (statement.available_points, statement.amount), (5, 5 * 35 * MILLION)
        )

    def test_opening_balances_are_the_directors(self):
        for user in (self.user_sales_north, self.user_manager_north):
            with self.assertRaises(AccessError):
                self.make_opening(user=user)
        opening = self.make_opening()
        for change in (lambda: opening.write({"points": 9}), opening.unlink):
            with self.assertRaises(AccessError):
                change()

    def load(self, rows, opening=None):
        if opening is None:
            opening = self.env["aig.voucher.opening"]
        return opening.with_user(self.user_director).load(
            ["reference", "partner_id", "points", "expiry_date"], rows
        )

    @mute_logger("odoo.sql_db")
    def test_an_import_names_bad_rows_and_takes_nothing(self):
        rows = [[f"N-{n}", "North Customer", "1.5", "2027-03-31"] for n in range(40)]
        rows[7][1] = "Nobody Knows"
        rows[20][2] = "-3"
        rows[33][3] = "2020-01-01"
        result = self.load(rows)
        self.assertFalse(result["ids"])
        self.assertEqual(
            {message["rows"]["from"] for message in result["messages"]}, {7, 20, 33}
        )
        self.assertFalse(self.env["aig.voucher.point"].search([]))
        rows[7][1], rows[20][2], rows[33][3] = "North Customer", "3", "2027-03-31"
        result = self.load(rows)
        self.assertEqual(len(result["ids"]), 40, result["messages"])
        self.assertEqual(self.get_statement().available_points, 39 * 1.5 + 3)
        self.assertFalse(self.load(rows)["ids"], "the same file twice")

    def test_of_10000_rows_37_bad_ones_are_named_and_none_is_taken(self):
        customers = self.make_customers(500)
        names = customers.mapped("name")
        good = [
            [f"L-{n}", names[n % len(names)], "1.5", "2027-03-31"]
            for n in range(10_000)
        ]
        rows = [list(row) for row in good]
        bad = range(250, 10_000, 270)
        for n in bad:
            column, value = [(1, "Nobody"), (2, "0"), (3, "2020-01-01"), (0, "L-1")][
                n // 270 % 4
            ]
            rows[n][column] = value
        named = {*bad, 1}  # the first row of the repeated reference, too
        # the web client asks for parts of 2,000 rows
        opening = self.env["aig.voucher.opening"].with_context(_import_limit=2000)
        result = self.load(rows, opening)
        self.assertEqual((len(bad), result["ids"]), (37, False))
        self.assertEqual({one["rows"]["from"] for one in result["messages"]}, named)
        self.assertEqual(len(result["messages"]), len(named), "one sentence each")
        own = [one for one in result["messages"] if not one.get("field")]
        # the client shows equal sentences once, without their rows
        self.assertEqual(len({one["message"] for one in own}), len(own))
        for one in own:
            self.assertEqual(one["record"], one["rows"]["from"] + 1)
        self.assertFalse(self.env["aig.voucher.point"].search_count([]))
        result = self.load(good, opening)
        self.assertEqual((len(result["ids"]), result["nextrow"]), (10_000, 0))
        balance = self.env["aig.voucher.balance"].search(
            [("partner_id", "=", customers[0].id)]
        )
        self.assertEqual(sum(balance.mapped("available_points")), 20 * 1.5)

    def test_a_manager_advances_in_the_dialog(self):
        self.voucher._choose(self.make_package(AMOUNT))
        voucher = self.voucher.with_user(self.user_manager_north)
        action = voucher.action_open_advance()
        dialog = Form(
            self.env[action["res_model"]]
            .with_user(self.user_manager_north)
            .with_context(**action["context"])
        )
        self.assertEqual(dialog.points, 11)
        dialog.points = 4
        dialog.reason = "Giao sớm"
        dialog.save().action_advance()
        self.assert_points(promised=11, open=7, vested=4, reserved=4, recover=4)
        with self.assertRaises(AccessError):
            self.voucher.action_open_advance()

    @mute_logger("odoo.sql_db")
    def test_a_balance_is_never_negative_by_hand_either(self):
        self.make_opening(2)
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.cr.execute("UPDATE aig_voucher_balance SET available_points = -1")
