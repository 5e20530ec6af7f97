from datetime import timedelta
from itertools import pairwise

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

LATE_PAYER = "Tập đoàn Du lịch Biển Xanh"
FORMER = "sales.bac"


@tagged("post_install", "-at_install")
class TestPast(TransactionCase):
    """Eighteen months of the company, as its books and logs have them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm = cls.env.ref("base.main_company")
        cls.today = cls.firm._aig_today()
        cls.period = cls.env["aig.period"]._current()

    def user(self, login):
        users = self.env["res.users"].with_context(active_test=False)
        return users.search([("login", "=", login)])

    def by_month(self, model, day, value, domain=()):
        groups = self.env[model]._read_group(domain, [f"{day}:month"], [value])
        return {month: total for month, total in groups if month}

    def invoiced(self):
        return self.by_month(
            "account.move",
            "invoice_date",
            "amount_untaxed_signed:sum",
            [("move_type", "=", "out_invoice"), ("state", "=", "posted")],
        )

    def test_eighteen_months_have_orders_invoices_and_contacts(self):
        invoiced = self.invoiced()
        self.assertGreaterEqual(len(invoiced), 17)
        first = min(invoiced)
        self.assertLessEqual(first, self.today - timedelta(days=480))
        for model, day in (
            ("sale.order", "date_order"),
            ("aig.care.log", "date"),
            ("aig.content.post", "date_published"),
        ):
            self.assertGreater(len(self.by_month(model, day, "__count")), 12, model)

    def test_the_months_before_tet_sell_more_than_summer(self):
        usual = {"peak": [], "dip": []}
        for month, amount in self.invoiced().items():
            if month.replace(day=1) >= self.today.replace(day=1):
                continue
            if month.month in (12, 1):
                usual["peak"].append(amount)
            elif month.month in (6, 7):
                usual["dip"].append(amount)
        peak, dip = (sum(found) / len(found) for found in usual.values())
        self.assertGreater(peak, 2 * dip)

    def test_orders_were_quoted_on_the_day_of_their_confirmation(self):
        past = self.env["sale.order"].search([("invoice_status", "=", "invoiced")])
        self.assertTrue(past)
        for order in past:
            self.assertLessEqual(order.create_date, order.date_order)

    def test_the_books_agree_with_the_ledger(self):
        """Open amounts of the invoices are what the receivable account says."""
        moves = self.env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("state", "=", "posted")]
        )
        lines = self.env["account.move.line"].search(
            [
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        self.assertEqual(
            sum(moves.mapped("amount_residual")), sum(lines.mapped("balance"))
        )
        states = set(moves.mapped("payment_state"))
        self.assertLessEqual({"paid", "partial", "not_paid"}, states)

    def test_invoices_are_of_their_orders(self):
        invoiced = self.env["sale.order"].search([("invoice_status", "=", "invoiced")])
        self.assertGreater(len(invoiced), 100)
        for order in invoiced:
            self.assertEqual(order.amount_untaxed, order.invoice_ids.amount_untaxed)
            self.assertEqual(order.aig_territory_id, order.invoice_ids.aig_territory_id)

    def test_one_customer_is_long_overdue(self):
        customer = self.env["res.partner"].search([("name", "=", LATE_PAYER)])
        overdue = self.env["account.move"].search(
            [
                ("partner_id", "=", customer.id),
                ("payment_state", "=", "not_paid"),
                ("invoice_date_due", "<", self.today - timedelta(days=60)),
            ]
        )
        self.assertGreater(len(overdue), 1)
        paid = customer.invoice_ids.filtered(lambda m: m.payment_state == "paid")
        self.assertTrue(paid)

    def test_deals_were_lost_with_reasons_and_won_with_orders(self):
        leads = self.env["crm.lead"].with_context(active_test=False)
        last = self.period.date_from
        lost = leads.search([("won_status", "=", "lost"), ("date_closed", "<", last)])
        won = leads.search([("won_status", "=", "won"), ("date_closed", "<", last)])
        self.assertTrue(all(lost.mapped("lost_reason_id")))
        self.assertGreater(len(lost.lost_reason_id), 2)
        self.assertGreater(len(won), len(lost))
        for lead in won:
            self.assertEqual(lead.order_ids.amount_untaxed, lead.expected_revenue)
            self.assertLess(lead.create_date, lead.date_closed)
        pending = leads.search([("won_status", "=", "pending")])
        self.assertGreater(len(pending.stage_id), 2)

    def test_past_plans_are_decided_and_stand_beside_what_came(self):
        plans = self.env["aig.sales.plan"].search(
            [("date_to", "<", self.period.date_from)]
        )
        self.assertEqual(set(plans.mapped("state")), {"approved", "closed"})
        self.assertGreaterEqual(len(plans.period_id), 5)
        self.assertTrue(all(plans.mapped("approved_by_id")))
        self.assertFalse(plans.filtered(lambda p: p.approved_by_id == p.user_id))
        self.assertTrue(plans.line_ids.filtered("planned_revenue"))

    def test_the_split_keeps_the_past_and_shows_it_to_the_new_territory(self):
        place = self.env["aig.territory"].search([("code", "=", "NTB")])
        self.assertEqual(place.parent_id.code, "NAM")
        memberships = self.env["aig.territory.membership"].search(
            [("user_id.login", "=", "sales.danang")], order="date_from"
        )
        self.assertEqual(memberships.territory_id.mapped("code"), ["NAM", "NTB"])
        self.assertEqual(
            memberships[0].date_to + timedelta(1), memberships[1].date_from
        )
        invoices = self.env["account.move"].search(
            [
                ("partner_id.aig_territory_id", "=", place.id),
                ("move_type", "=", "out_invoice"),
            ]
        )
        self.assertEqual(set(invoices.aig_territory_id.mapped("code")), {"NAM", "NTB"})
        mine = invoices.with_user(self.user("quanly.trung"))
        seen = mine.search_count([("id", "in", invoices.ids)])
        self.assertEqual(seen, len(invoices))

    def test_who_left_is_on_the_papers_and_the_successor_reads_them(self):
        former, successor = self.user(FORMER), self.user("sales.hanoi")
        self.assertFalse(former.active)
        orders = self.env["sale.order"].search([("user_id", "=", former.id)])
        self.assertTrue(orders)
        self.assertEqual(orders.partner_id.user_id, successor)
        mine = orders.with_user(successor)
        self.assertEqual(mine.search_count([("id", "in", orders.ids)]), len(orders))

    def test_vouchers_are_at_every_stage(self):
        states = self.env["aig.voucher"].search([]).mapped("state")
        self.assertEqual(
            set(states), {"draft", "reviewed", "sent", "chosen", "done", "cancelled"}
        )
        moves = self.env["aig.voucher.point"].search([])
        self.assertLessEqual(
            {"promise", "vest", "lapse", "reserve", "spend", "expire"},
            set(moves.mapped("move_type")),
        )
        self.assertLess(min(moves.mapped("date")), self.today - timedelta(days=300))

    def test_vouchers_were_issued_in_their_quarters(self):
        for voucher in self.env["aig.voucher"].search([]):
            day = self.firm._aig_local(voucher.create_date).date()
            self.assertLessEqual(voucher.period_id.date_from, day)
            self.assertLessEqual(day, voucher.period_id.date_to)

    def test_gifts_of_past_quarters_were_ordered_then(self):
        past = self.env["aig.voucher"].search(
            [("state", "=", "done"), ("gift_order_id", "!=", False)]
        )
        self.assertTrue(past)
        today = self.firm._aig_day_start_utc(self.today)
        for order in past.gift_order_id:
            self.assertLess(order.date_order, today)
            self.assertLess(order.create_date, today)

    def test_the_counter_is_the_log(self):
        self.env.flush_all()
        counted = self.env.execute_query(
            SQL(
                "SELECT user_id, care_type, care_month, SUM(number)"
                " FROM aig_care_count GROUP BY 1, 2, 3 HAVING SUM(number) <> 0"
                " ORDER BY 1, 2, 3"
            )
        )
        logged = self.env.execute_query(
            SQL(
                "SELECT user_id, care_type, care_month, COUNT(*) FROM aig_care_log"
                " WHERE is_counted GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
            )
        )
        self.assertEqual(counted, logged)

    def test_nothing_waits_to_be_mailed(self):
        self.assertFalse(self.env["mail.mail"].search([("state", "=", "outgoing")]))
        logs = self.env["aig.care.log"]
        self.assertFalse(logs.search([("state", "!=", "sent")]))
        kinds = set(logs.search([]).mapped("care_type"))
        self.assertLessEqual({"voucher", "product", "article", "call", "visit"}, kinds)

    def test_something_is_to_be_renewed_within_sixty_days(self):
        ending = self.env["sale.order.line"].search(
            [
                ("state", "=", "sale"),
                ("aig_date_to", ">=", self.today),
                ("aig_date_to", "<=", self.today + timedelta(days=60)),
            ]
        )
        self.assertGreater(len(ending), 2)

    def test_positions_stood_empty_between_bookings(self):
        for place in self.env["aig.position"].search([]):
            over = self.env["aig.position.booking"].search(
                [("position_id", "=", place.id), ("state", "=", "finished")],
                order="date_from",
            )
            self.assertGreater(len(over), 2)
            for one, later in pairwise(over):
                self.assertLess(one.date_to + timedelta(1), later.date_from)

    def test_past_content_targets_were_met_and_the_present_is_behind(self):
        targets = self.env["aig.content.target"].search([])
        past = targets.filtered(lambda one: one.date_to < self.today)
        self.assertGreaterEqual(len(past), 12)
        self.assertTrue(all(one.done_count >= one.quantity for one in past))
        present = targets - past
        self.assertGreater(sum(present.mapped("left_count")), 0)

    def test_every_post_has_a_topic_and_some_are_of_each(self):
        posts = self.env["aig.content.post"].search([])
        self.assertTrue(all(post.topic_id for post in posts))
        self.assertEqual(posts.topic_id, self.env["aig.content.topic"].search([]))
