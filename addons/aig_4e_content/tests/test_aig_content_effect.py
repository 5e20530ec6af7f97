from datetime import datetime, timedelta
from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.attribution import Notice, Order, credits, total
from .mailings import AigMailingCase

MILLION = 1_000_000


@tagged("post_install", "-at_install")
class TestAigContentEffect(AigMailingCase):
    """What a post earned: sends, human clicks, replies, meetings, orders (A45)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls.env["product.product"].create({"name": "Test place"})
        cls.clicked = datetime(2026, 10, 7, 3)

    def note(self, line, kind="clicked", by_machine=False, url=None, moment=None):
        """A sign on the mail of a line, as the links' route keeps it."""
        log = line.mailing_id.log_id.sudo()
        url = url or (line.url if kind == "clicked" else "")
        log._note_sign(kind, self.customer_north.id, by_machine, url)
        sign = log.evidence_ids.filtered(lambda sign: sign.kind == kind)[:1]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE aig_care_evidence SET date = %s WHERE id = %s",
            (moment or self.clicked, sign.id),
        )
        self.env.invalidate_all()

    def make_order(self, days, amount, partner=None, state="sale"):
        """An order that was confirmed some days after the first click."""
        order = self.env["sale.order"].create(
            {
                "partner_id": (partner or self.customer_north).id,
                "user_id": self.user_sales_north.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.product.id,
                            "price_unit": amount,
                            "tax_ids": False,
                        },
                    )
                ],
            }
        )
        order.write({"state": state, "date_order": self.clicked + timedelta(days=days)})
        self.env.flush_all()
        self.env.invalidate_all()
        return order

    def figures(self, post, user=None):
        post = post.with_user(user or self.user_sales_north)
        post.invalidate_recordset()
        return (
            post.effect_sent_count,
            post.effect_clicked_count,
            post.effect_replied_count,
            post.effect_order_count,
            post.effect_order_amount,
        )

    def sent_lines(self):
        """A mail with the first two posts, and one with the third."""
        lines = self.send_to(self.customer_north, self.first | self.second).line_ids
        lines |= self.send_to(self.customer_north, self.third).line_ids
        return lines

    def test_nobody_noticed_nothing_earned(self):
        self.sent_lines()
        self.make_order(1, 5 * MILLION)
        for post in (self.first, self.second, self.third):
            self.assertEqual(self.figures(post), (1, 0, 0, 0, 0))
        self.assertEqual(self.figures(self.post), (0, 0, 0, 0, 0))

    def test_the_post_whose_link_a_person_followed_is_credited(self):
        line, other, _third = self.sent_lines()
        self.note(line, by_machine=True, moment=self.clicked - timedelta(days=9))
        self.make_order(-1, 7 * MILLION)
        self.make_order(1, 5 * MILLION, self.branch_north)
        self.make_order(89, 2 * MILLION)
        self.make_order(90, 3 * MILLION)
        self.make_order(2, 11 * MILLION, self.customer_south)
        self.make_order(3, 13 * MILLION, state="draft")
        self.assertEqual(self.figures(line.post_id), (1, 0, 0, 0, 0))
        self.note(line)
        self.assertEqual(self.figures(line.post_id), (1, 1, 0, 2, 7 * MILLION))
        self.assertEqual(self.figures(other.post_id), (1, 0, 0, 0, 0))
        self.company.aig_content_window = 1
        self.env.flush_all()
        self.assertEqual(self.figures(line.post_id), (1, 1, 0, 0, 0))

    def test_an_answer_counts_for_all_posts_of_the_mail(self):
        line, other, third = self.sent_lines()
        self.note(line, "replied")
        order = self.make_order(1, 5 * MILLION)
        for post in (line.post_id, other.post_id):
            self.assertEqual(self.figures(post), (1, 0, 1, 1, 5 * MILLION))
        self.assertEqual(self.figures(third.post_id), (1, 0, 0, 0, 0))
        orders = line.post_id.with_user(self.user_sales_north)
        domain = orders.action_open_effect_orders()["domain"]
        self.assertEqual(self.env["sale.order"].search(domain), order)

    def test_a_total_counts_an_order_once(self):
        line, other, third = self.sent_lines()
        for one in (line, other, third):
            self.note(one)
        self.make_order(1, 5 * MILLION)
        self.make_order(2, 2 * MILLION)
        effects = self.env["aig.content.effect"].with_user(self.user_sales_north)
        measures = ["sent_count:sum", "order_count:sum", "order_amount:sum"]
        [[*whole]] = effects._read_group([], [], measures)
        self.assertEqual(whole, [3, 2, 7 * MILLION])
        by_post = effects._read_group([], ["post_id"], measures)
        self.assertEqual([row[1:] for row in by_post], [(1, 2, 7 * MILLION)] * 3)
        by_mail, [everything] = effects._read_grouping_sets(
            [], [["mailing_id"], []], measures
        )
        self.assertEqual(
            [row[1:] for row in by_mail],
            [(2, 2, 7 * MILLION), (1, 2, 7 * MILLION)],
        )
        self.assertEqual(list(everything), whole)
        [nothing] = effects._read_group([("post_id", "=", 0)], [], measures)
        self.assertFalse(any(nothing))

    def test_what_another_territory_sells_since_is_not_told(self):
        [line, *_others] = self.sent_lines()
        self.note(line)
        self.make_order(1, 5 * MILLION)
        self.customer_north.aig_territory_id = self.territory_south
        self.make_order(2, 7 * MILLION)
        self.assertEqual(
            self.figures(self.first, self.user_director), (1, 1, 0, 1, 5 * MILLION)
        )

    def test_meetings_after_it(self):
        [line, *_others] = self.sent_lines()
        self.note(line)
        for days, kind in ((1, "meeting"), (2, "visit"), (3, "call"), (95, "visit")):
            self.env["aig.care.log"].with_user(self.user_sales_north).create(
                {
                    "partner_id": self.customer_north.id,
                    "care_type": kind,
                    "date": self.clicked + timedelta(days=days),
                }
            )
        self.env.flush_all()
        post = line.post_id.with_user(self.user_sales_north)
        post.invalidate_recordset()
        self.assertEqual(post.effect_meeting_count, 2)

    def test_taking_a_link_away_takes_its_credit_and_no_other(self):
        """By the tick of the line, and by reversing the row of the log."""
        line, other, third = self.sent_lines()
        for one in (line, other, third):
            self.note(one)
        self.make_order(1, 5 * MILLION)
        earned, nothing = (1, 1, 0, 1, 5 * MILLION), (0, 0, 0, 0, 0)
        line.with_user(self.user_sales_north).action_toggle_credit()
        self.env.flush_all()
        self.assertEqual(self.figures(line.post_id), nothing)
        self.assertEqual(self.figures(other.post_id), earned)
        self.assertEqual(self.figures(third.post_id), earned)
        line.is_credited = True
        log = third.mailing_id.log_id.with_user(self.user_sales_north)
        log._reverse("Nhầm khách")
        self.env.flush_all()
        self.assertEqual(self.figures(line.post_id), earned)
        self.assertEqual(self.figures(other.post_id), earned)
        self.assertEqual(self.figures(third.post_id), nothing)

    def test_as_the_rule_says(self):
        """The view against ``tools/attribution.py``."""
        lines = self.sent_lines()
        for number, line in enumerate(lines[:2]):
            self.note(line, moment=self.clicked + timedelta(days=40 * number))
        sold = [
            self.make_order(days, (number + 1) * MILLION)
            for number, days in enumerate((0, 39, 40, 89, 90, 129, 130))
        ]
        effects = self.env["aig.content.effect"].search([])
        found = {
            effect.post_id.id: {
                int(order): Decimal(amount) for order, amount in effect.orders.items()
            }
            for effect in effects
        }
        moments = {effect.post_id.id: effect.noticed_date for effect in effects}
        expected = credits(
            [
                Notice(line.post_id.id, 1, moments[line.post_id.id] or None)
                for line in lines
            ],
            [
                Order(order.id, 1, order.date_order, Decimal(str(order.amount_untaxed)))
                for order in sold
            ],
            90,
        )
        self.assertEqual(found, expected)
        [[amount]] = effects._read_group([], [], ["order_amount:sum"])
        self.assertEqual(amount, total(expected.values()))

    def test_who_sees_what(self):
        [line, *_others] = self.sent_lines()
        self.note(line)
        self.make_order(1, 5 * MILLION)
        effects = self.env["aig.content.effect"]
        for user in (self.user_manager_north, self.user_director):
            self.assertEqual(self.figures(line.post_id, user)[-1], 5 * MILLION)
        manager = self.figures(line.post_id, self.user_content_manager)
        self.assertEqual(manager, (1, 1, 0, 1, 5 * MILLION))
        south = effects.with_user(self.user_sales_south)
        self.assertFalse(south.search([]))
        self.assertFalse(south._read_group([], ["post_id"], ["order_amount:sum"]))
        self.assertEqual(
            self.figures(line.post_id, self.user_sales_south)[:4], (0,) * 4
        )
        officer = effects.with_user(self.user_content)
        post = line.post_id.with_user(self.user_content)
        post.invalidate_recordset()
        self.assertEqual((post.effect_sent_count, post.effect_order_count), (1, 1))
        for refused in (
            lambda: post.effect_order_amount,
            lambda: officer._read_group([], [], ["order_amount:sum"]),
            lambda: officer.formatted_read_group([], [], ["order_amount:sum"]),
            lambda: officer.search([("order_amount", ">", 0)]),
            lambda: officer.search([]).read(["order_amount"]),
            lambda: officer.search([]).read(["orders"]),
        ):
            with self.assertRaises(AccessError):
                refused()
        self.assertIn("90 days", post.with_context(lang="en_US").effect_rule)
