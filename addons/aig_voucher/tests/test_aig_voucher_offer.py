from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .gifts import AMOUNT, MILLION, AigGiftCase


@tagged("post_install", "-at_install")
class TestAigVoucherOffer(AigGiftCase):
    """“Sign this much more, get this” (A25-A31)."""

    def test_the_expected_sales_give_what_the_voucher_says(self):
        offer = self.voucher._get_offer(self.voucher.expected_revenue)
        self.assertEqual(
            (offer.points, offer.amount, offer.share, offer.warns),
            (11, AMOUNT, Decimal("0.48125"), False),
        )

    def test_the_guard_warns_at_three_times(self):
        self.line_north.expectation_multiplier = 3
        self.voucher._refresh_from_line()
        offer = self.voucher._get_offer(300 * MILLION)
        self.assertEqual(
            (offer.amount, offer.share, offer.warns),
            (490 * MILLION, Decimal("0.6125"), True),
        )

    def test_what_was_sent_is_offered_whatever_the_plan_says_later(self):
        self.send()
        self.line_north.expectation_multiplier = 3
        self.assertEqual(self.voucher._get_offer(300 * MILLION).amount, AMOUNT)

    def test_what_the_sellers_slider_gets(self):
        action = self.line_north.action_voucher_offer()
        self.assertEqual(action["params"]["voucher_id"], self.voucher.id)
        data = self.voucher.get_seller_offer()
        self.assertEqual(
            (data["secured_points"], data["multiplier"], data["warn_share"]),
            ("500", "200", "50000000"),
        )
        self.assertIn("300000000", data["stops"])
        with self.assertRaises(AccessError):
            self.voucher.with_user(self.user_sales_south).get_seller_offer()

    def test_costs_are_exact_for_managers_alone(self):
        self.env["aig.voucher.gift"].search([("id", "!=", self.gift.id)]).active = False
        self.gift.unit_cost = 407_003
        parts = ("cost_part", "cost_whole")
        data = self.voucher.get_seller_offer()
        self.assertEqual([data[name] for name in parts], ["9", "20"])
        self.assertNotIn("407003", str(data))
        told = self.voucher.with_user(self.user_manager_north).get_seller_offer()
        self.assertEqual([told[name] for name in parts], ["407003", "1000000"])
        self.assertEqual(
            {**data, **dict.fromkeys(parts)}, {**told, **dict.fromkeys(parts)}
        )

    def test_the_customer_gets_results_alone(self):
        stops = self.voucher.sudo()._get_customer_offer()
        self.assertEqual(set(stops[0]), {"more", "points", "amount", "gifts"})
        self.assertEqual(set(stops[-1]["gifts"][0]), {"name", "count"})
        number = self.voucher._get_customer_stop(stops)
        self.assertEqual(stops[number]["amount"], AMOUNT)
        self.assertEqual(stops[number]["points"], 11)

    def test_all_stops_take_as_many_queries_as_one(self):
        voucher = self.voucher.sudo()
        stops = voucher._get_offer_stops()
        self.assertGreater(len(stops), 10)

        def count(stops):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            voucher._get_offers(stops)
            return self.env.cr.sql_log_count - before

        count(stops)  # what is kept longer than a transaction
        self.assertLessEqual(count(stops), count(stops[:1]))

    def test_days_of_a_position_are_no_number_of_gifts(self):
        self.time_gift.unit_value = MILLION
        data = self.voucher.get_seller_offer()
        names = [gift["name"] for gift in data["gifts"]]
        self.assertNotIn("Tặng thời gian", names)
        self.assertIn(self.gift.name, names)
