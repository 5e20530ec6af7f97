from freezegun import freeze_time
from psycopg2.errors import CheckViolation, RestrictViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.aig_sales_plan.tests.common import MILLION

from .common import AMOUNT, AigVoucherCase

POCKETS = [
    "promised",
    "vested",
    "open",
    "lapsed",
    "available",
    "reserved",
    "spent",
    "expired",
    "recover",
]


class AigLedgerCase(AigVoucherCase):
    """A voucher whose points were promised, as sending does."""

    def assert_points(self, voucher=None, **points):
        """The voucher's pockets; those not named are empty. Both identities hold."""
        balance = (voucher or self.voucher)._get_balance()
        found = {name: round(balance[name], 2) for name in POCKETS if balance[name]}
        self.assertEqual(found, points)
        self.assertAlmostEqual(
            balance["promised"],
            balance["vested"] + balance["open"] + balance["lapsed"],
        )
        self.assertAlmostEqual(
            balance["vested"],
            balance["available"]
            + balance["reserved"]
            + balance["spent"]
            + balance["expired"],
        )

    def send(self, voucher=None):
        """What sending does to a voucher and its points."""
        voucher = voucher or self.voucher
        voucher._decide(state="sent")
        voucher._promise()

    def pay(self, invoice, amount=None, day="2026-11-20"):
        """Register a payment of an invoice; return it."""
        return (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"payment_date": day, "amount": amount or invoice.amount_residual})
            ._create_payments()
        )


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigVoucherLedger(AigLedgerCase):
    """Points are promised, kept for a choice, spent; nobody rewrites a row."""

    def vest(self, points, source="renewal"):
        """Points whose cause has happened, without the books."""
        self.send()
        cause = self.voucher.cause_ids.filtered(lambda one: one.source == source)
        self.env["aig.voucher.point"]._post(
            [
                {
                    "voucher_id": self.voucher.id,
                    "move_type": "vest",
                    "cause_id": cause.id,
                    "points": points,
                    "expiry_date": "2027-03-31",
                }
            ]
        )

    def test_the_promise_is_the_voucher_to_the_hundredth(self):
        self.assert_points()
        self.send()
        self.assert_points(promised=11, open=11)
        self.assertEqual(
            [
                (row.source, row.move_type, row.points)
                for row in self.voucher.point_ids.sorted("id")
            ],
            [
                ("receivable", "promise", 2),
                ("renewal", "promise", 2),
                ("development", "promise", 1),
                ("stretch", "promise", 6),
            ],
        )
        self.voucher._promise()  # sent a second time
        self.assert_points(promised=11, open=11)

    def test_thirds_sum_exactly(self):
        line = self.make_line(
            self.plan_north,
            self.make_customers(1),
            receivable_due=100 * MILLION,
            receivable_not_due=0,
            renewal_revenue=100 * MILLION,
            development_revenue=100 * MILLION + 1_990_000,
            expected_revenue=0,
        )
        voucher = self.voucher.create({"plan_line_id": line.id})
        self.send(voucher)
        self.assertEqual(voucher.cause_ids.mapped("points"), [1, 1, 1.01])
        self.assert_points(voucher, promised=3.01, open=3.01)

    def test_a_choice_sets_points_aside_as_far_as_they_have_vested(self):
        self.vest(2)
        package = self.make_package(35 * MILLION * 3)
        self.assertEqual(self.voucher._points_needed(package), 3)
        # what no books bear out goes back when a choice looks at them
        self.voucher._decide(chosen_package_id=package.id, state="chosen")
        ledgers = self.voucher._ledgers()
        self.voucher._reserve_chosen(ledgers)
        self.voucher._append(ledgers)
        self.assert_points(promised=11, open=9, vested=2, reserved=2)
        self.voucher._release_choice()
        self.assert_points(promised=11, open=9, vested=2, available=2)

    def test_a_dong_more_takes_a_hundredth_more(self):
        package = self.make_package(35 * MILLION + 1)
        self.assertEqual(self.voucher._points_needed(package), 1.01)
        self.assertEqual(self.voucher._points_needed(self.make_package(AMOUNT)), 11)

    def test_only_vested_points_are_spent(self):
        self.vest(2)
        with self.assertRaisesRegex(UserError, "2.00 have vested"):
            self.voucher._spend(2.01, "Thay bạt")
        self.voucher._spend(1.5, "Thay bạt")
        self.assert_points(promised=11, open=9, vested=2, spent=1.5, available=0.5)
        row = self.voucher.point_ids.filtered(lambda one: one.move_type == "spend")
        self.assertEqual(
            (row.note, row.create_uid), ("Thay bạt", self.user_sales_north)
        )

    def test_a_manager_advances_with_a_reason(self):
        self.send()
        for user, reason, error in (
            (self.user_sales_north, "Khách quen", "Only a manager"),
            (self.user_manager_north, " ", "one sentence"),
        ):
            with self.assertRaisesRegex((AccessError, UserError), error):
                self.voucher.with_user(user)._advance(2, reason)
        manager = self.voucher.with_user(self.user_manager_north)
        with self.assertRaisesRegex(UserError, "11.00 points are open"):
            manager._advance(12, "Khách quen")
        manager._advance(2.5, "Khách quen")
        self.assert_points(
            promised=11, open=8.5, vested=2.5, available=2.5, recover=2.5
        )
        row = self.voucher.point_ids.filtered("is_advance")[:1]
        self.assertEqual(
            (row.note, row.create_uid), ("Khách quen", self.user_manager_north)
        )

    def test_nobody_changes_a_row(self):
        self.send()
        row = self.voucher.point_ids[0]
        for user in (
            self.user_sales_north,
            self.user_director,
            self.env.ref("base.user_admin"),
        ):
            mine = row.with_user(user)
            for change in (
                lambda mine=mine: mine.write({"points": 99}),
                lambda mine=mine: mine.unlink(),
                lambda mine=mine: mine.create(
                    {"voucher_id": self.voucher.id, "move_type": "adjust", "points": 9}
                ),
            ):
                with self.assertRaises(AccessError):
                    change()
        with self.assertRaises(AccessError):
            row.sudo().points = 99

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_what_is_no_new_row(self):
        self.send()
        self.env.flush_all()
        for statement in (
            "UPDATE aig_voucher_point SET points = points + 1 WHERE voucher_id = %s",
            "DELETE FROM aig_voucher_point WHERE voucher_id = %s",
        ):
            with self.assertRaises(RestrictViolation), self.cr.savepoint():
                self.cr.execute(statement, [self.voucher.id])

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_to_overspend(self):
        self.vest(2)
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.env["aig.voucher.point"]._post(
                [
                    {
                        "voucher_id": self.voucher.id,
                        "move_type": "reserve",
                        "points": 1.01,
                        "expiry_date": "2027-03-31",
                    }
                ]
                * 2  # a bulk confirmation, in one statement
            )
        self.assert_points(promised=11, open=9, vested=2, available=2)

    def test_a_withdrawn_voucher_gives_all_points_back(self):
        self.vest(2)
        new = self.voucher._revise()
        self.assert_points()
        self.send(new)
        self.assert_points(new, promised=11, open=11)

    def test_a_voucher_with_delivered_gifts_is_not_withdrawn(self):
        self.vest(2)
        self.voucher._spend(1, "Thay bạt")
        with self.assertRaisesRegex(UserError, "delivered already"):
            self.voucher.action_cancel()

    def test_points_expire_after_their_last_day(self):
        self.vest(2)
        self.voucher._spend(0.5, "Thay bạt")
        with freeze_time("2027-03-31 08:00:00"):
            self.voucher._expire_points()
        self.assert_points(promised=11, open=9, vested=2, spent=0.5, available=1.5)
        with freeze_time("2027-04-01 08:00:00"):
            self.voucher._expire_points()
            self.voucher._expire_points()
        self.assert_points(promised=11, open=9, vested=2, spent=0.5, expired=1.5)

    def test_the_rule_of_the_policy_says_when_points_expire(self):
        self.assertEqual(str(self.voucher._get_expiry()), "2027-03-31")
        for rule, day in (("months", "2027-11-30"), ("none", "None")):
            self.voucher.sudo().expiry_rule = rule
            self.assertEqual(str(self.voucher._get_expiry()), day)


@freeze_time("2026-11-20 08:00:00")
class AigVestCase(AigLedgerCase):
    """A row whose figures are an invoice, an order, a deal; its voucher is promised."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.make_tax(10)
        cls.customer = cls.make_customers(1)
        cls.invoice = cls.make_invoice(
            cls.customer, 200 * MILLION, "2026-08-10", "2026-09-10", cls.tax
        )
        cls.order = cls.make_order(cls.customer, 100 * MILLION, "2026-12-15")
        cls.deal = cls.make_deal(cls.customer, 50 * MILLION, "2026-12-01")
        cls.line = (
            cls.env["aig.sales.plan.line"]
            .with_user(cls.user_sales_north)
            .create(
                {
                    "plan_id": cls.plan_north.id,
                    "partner_id": cls.customer.id,
                    "expected_revenue": 100 * MILLION,
                    "expectation_multiplier": 2,
                }
            )
        )
        cls.voucher = (
            cls.env["aig.voucher"]
            .with_user(cls.user_sales_north)
            .create({"plan_line_id": cls.line.id})
        )

    def setUp(self):
        super().setUp()
        self.send()

    def invoice_deal(self):
        """An order of the deal, invoiced in full."""
        order = self.make_order(self.customer, 50 * MILLION, False, confirm=False)
        order.write(
            {"opportunity_id": self.deal.id, "user_id": self.user_sales_north.id}
        )
        order.order_line.product_id.invoice_policy = "order"
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_date = "2026-11-20"
        invoice.action_post()
        return invoice


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigVoucherVest(AigVestCase):
    """Points vest when the books say so, and go back when the books do."""

    def test_causes_are_the_records_of_the_row(self):
        self.assertRecordValues(
            self.voucher.cause_ids.sudo(),
            [
                {
                    "name": self.invoice.name,
                    "points": 2,
                    "move_line_id": self.line.receivable_ids.move_line_id.id,
                    "open_amount": 220 * MILLION,
                },
                {
                    "name": f"{self.order.name}: Billboard",
                    "points": 1,
                    "move_line_id": False,
                    "open_amount": 0,
                },
                {
                    "name": self.deal.name,
                    "points": 0.5,
                    "move_line_id": False,
                    "open_amount": 0,
                },
                {
                    "name": False,
                    "points": 2,
                    "move_line_id": False,
                    "open_amount": 0,
                },
            ],
        )
        rest = self.voucher.cause_ids.filtered(lambda one: not one.name)
        # in the language of whoever reads, not of whoever sent
        for lang, words in (("en_US", "Sales above plan"), ("vi_VN", "Doanh số vượt")):
            self.assertIn(words, rest.with_context(lang=lang).display_name)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=5.5)

    def test_paid_debt_vests_pro_rata_and_once(self):
        self.pay(self.invoice, 110 * MILLION)
        for _run in range(2):
            self.voucher._vest()
            self.assert_points(promised=5.5, open=4.5, vested=1, available=1)
        self.pay(self.invoice)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=3.5, vested=2, available=2)

    def test_an_unmatched_payment_takes_exactly_its_points_back(self):
        self.pay(self.invoice)
        self.voucher._vest()
        rows = len(self.voucher.point_ids)
        self.invoice.line_ids.remove_move_reconcile()
        rest = self.voucher.cause_ids.filtered(lambda one: not one.name)
        # in the language of whoever reads, not of whoever sent
        for lang, words in (("en_US", "Sales above plan"), ("vi_VN", "Doanh số vượt")):
            self.assertIn(words, rest.with_context(lang=lang).display_name)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=5.5)
        self.assertEqual(self.voucher.point_ids[0].move_type, "reverse")
        self.assertEqual(len(self.voucher.point_ids), rows + 1)

    def test_a_refund_takes_points_back_also_before_it_is_matched(self):
        self.pay(self.invoice)
        self.voucher._vest()
        self.voucher._spend(1.25, "LED")
        refund = self.invoice._reverse_moves([{"invoice_date": "2026-11-20"}])
        refund.action_post()
        self.voucher._vest()
        self.assert_points(
            promised=5.5, open=4.25, vested=1.25, spent=1.25, recover=1.25
        )

    def test_a_credit_note_pays_no_debt(self):
        refund = self.invoice._reverse_moves([{"invoice_date": "2026-11-20"}])
        refund.action_post()
        self.assertEqual(self.invoice.amount_residual, 0)
        rest = self.voucher.cause_ids.filtered(lambda one: not one.name)
        # in the language of whoever reads, not of whoever sent
        for lang, words in (("en_US", "Sales above plan"), ("vi_VN", "Doanh số vượt")):
            self.assertIn(words, rest.with_context(lang=lang).display_name)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=5.5)

    def test_a_renewal_vests_when_it_is_signed(self):
        again = self.make_order(
            self.customer,
            90 * MILLION,
            "2027-03-31",
            confirm=False,
            aig_date_from="2026-12-16",
        )
        rest = self.voucher.cause_ids.filtered(lambda one: not one.name)
        # in the language of whoever reads, not of whoever sent
        for lang, words in (("en_US", "Sales above plan"), ("vi_VN", "Doanh số vượt")):
            self.assertIn(words, rest.with_context(lang=lang).display_name)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=5.5)
        again.action_confirm()
        self.voucher._vest()
        self.assert_points(promised=5.5, open=4.5, vested=1, available=1)

    def test_development_vests_when_it_is_invoiced(self):
        invoice = self.invoice_deal()
        self.voucher._vest()
        self.assert_points(promised=5.5, open=5, vested=0.5, available=0.5)
        invoice.button_draft()
        invoice.button_cancel()
        rest = self.voucher.cause_ids.filtered(lambda one: not one.name)
        # in the language of whoever reads, not of whoever sent
        for lang, words in (("en_US", "Sales above plan"), ("vi_VN", "Doanh số vượt")):
            self.assertIn(words, rest.with_context(lang=lang).display_name)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=5.5)

    def test_stretch_vests_by_what_is_above_the_secured_sales(self):
        # 350 million are secured, of them 200 of old debt
        self.pay(self.invoice)
        more = self.make_invoice(self.customer, 200 * MILLION, "2026-11-20")
        self.assertEqual(more.invoice_user_id, self.env.user)
        more.invoice_user_id = self.user_sales_north
        self.voucher._vest()
        # 200 collected + 200 invoiced - 350 = 50 of 100 million
        self.assert_points(promised=5.5, open=2.5, vested=3, available=3)

    def test_what_is_open_lapses_when_the_quarter_ends(self):
        self.pay(self.invoice, 110 * MILLION)
        self.voucher._vest()
        with freeze_time("2027-01-01 08:00:00"):
            self.voucher._vest()
            self.assert_points(promised=5.5, lapsed=4.5, vested=1, available=1)
            # too late for this quarter
            self.pay(self.invoice, day="2027-01-05")
            self.voucher._vest()
            self.assert_points(promised=5.5, lapsed=4.5, vested=1, available=1)
            # booked late, paid in time
            self.invoice.line_ids.remove_move_reconcile()
            self.env["account.payment"].search([]).action_draft()
            self.pay(self.invoice, day="2026-12-30")
            self.voucher._vest()
            self.assert_points(promised=5.5, lapsed=3.5, vested=2, available=2)

    def test_a_choice_fills_up_as_points_vest(self):
        package = self.make_package(35 * MILLION * 2, voucher=self.voucher)
        self.voucher._choose(package)
        self.assert_points(promised=5.5, open=5.5)
        self.pay(self.invoice, 110 * MILLION)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=4.5, vested=1, reserved=1)
        self.pay(self.invoice)
        self.invoice_deal()
        self.voucher._vest()
        self.assert_points(promised=5.5, open=3, vested=2.5, reserved=2, available=0.5)

    def test_an_advance_is_settled_by_its_cause(self):
        self.voucher.with_user(self.user_manager_north)._advance(2, "Giao sớm")
        self.voucher._spend(2, "LED")
        self.assert_points(promised=5.5, open=3.5, vested=2, spent=2, recover=2)
        self.pay(self.invoice, 110 * MILLION)
        self.voucher._vest()
        self.assert_points(promised=5.5, open=3.5, vested=2, spent=2, recover=1)

    def test_the_job_asks_as_often_for_many_vouchers_as_for_few(self):
        lines = [
            self.make_line(self.plan_north, customer)
            for customer in self.make_customers(12)
        ]
        vouchers = self.voucher.create([{"plan_line_id": line.id} for line in lines])
        self.send(vouchers)
        self.assert_same_budget(
            lambda records: records._vest(), vouchers[:2], vouchers[2:]
        )

    def test_the_job_does_it_all(self):
        self.pay(self.invoice)
        cron = self.env.ref("aig_voucher.ir_cron_aig_voucher_vest")
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]))
        self.env.flush_all()
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assert_points(promised=5.5, open=3.5, vested=2, available=2)
