from odoo.tests import Form, TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestStory(TransactionCase):
    """The story is told by people, in dong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        users = cls.env["res.users"]
        cls.salesperson = users.search([("login", "=", "sales.hanoi")])
        cls.customer = cls.env["res.partner"].search(
            [("name", "=", "Công ty Cổ phần Sữa Hoa Ban")]
        )

    def test_whoever_typed_a_figure_stands_under_its_reason(self):
        reasons = self.env["aig.sales.plan.override"].search([])
        self.assertTrue(reasons)
        for reason in reasons:
            self.assertEqual(reason.author_id, reason.line_id.user_id)

    def test_plans_and_vouchers_are_of_those_who_made_them(self):
        plans = self.env["aig.sales.plan"].search([])
        self.assertEqual(len(plans.filtered(lambda plan: plan.state == "draft")), 6)
        for plan in plans:
            self.assertEqual(plan.create_uid, plan.user_id)
        vouchers = self.env["aig.voucher"].search([])
        for voucher in vouchers:
            self.assertEqual(voucher.create_uid, voucher.user_id)

    def test_points_vest_and_are_spent_by_what_was_delivered(self):
        voucher = self.env["aig.voucher"].search(
            [("state", "=", "chosen"), ("plan_id.state", "=", "draft")]
        )
        balance = voucher.with_user(voucher.user_id)._get_balance()
        self.assertAlmostEqual(balance["promised"], voucher.total_points, 2)
        self.assertAlmostEqual(
            balance["promised"],
            balance["vested"] + balance["open"] + balance["lapsed"],
            2,
        )
        lines = voucher.chosen_package_id.line_ids
        delivered = lines.filtered("delivered_date")
        self.assertTrue(delivered.delivery_id.photo)
        self.assertGreater(lines, delivered)
        self.assertGreater(balance["spent"], 0)
        self.assertGreater(balance["reserved"], 0)

    def test_a_new_quotation_is_in_dong(self):
        form = Form(self.env["sale.order"].with_user(self.salesperson))
        form.partner_id = self.customer
        quotation = form.save()
        self.assertEqual(quotation.currency_id, self.env.ref("base.VND"))
        self.assertNotEqual(
            quotation.pricelist_id, self.env.company.aig_floor_pricelist_id
        )

    def test_one_customer_has_had_its_contacts_and_others_have_not(self):
        rows = self.env["aig.sales.plan.line"].with_user(self.salesperson)
        lines = rows.search([("period_id", "=", self.env["aig.period"]._current().id)])
        own = lines.filtered(lambda line: line.user_id == self.salesperson)
        told = own.filtered("voucher_guard_hint")
        self.assertEqual(told.partner_id.name, "Tập đoàn Bất động sản Thăng Long")
        self.assertIn("5", told.voucher_guard_hint)
        self.assertGreater(len(own), len(told))

    def test_places_are_booked_and_held_by_their_salespeople(self):
        bookings = self.env["aig.position.booking"].search(
            [("booking_type", "=", "paid"), ("state", "!=", "finished")]
        )
        self.assertEqual(
            set(bookings.mapped("state")), {"booked", "in_flight", "reserved"}
        )
        for booking in bookings:
            self.assertEqual(booking.create_uid, booking.partner_id.user_id)
            self.assertGreater(booking.amount, 0)

    def test_bookings_that_end_in_the_quarter_are_in_the_plans(self):
        plans = self.env["aig.sales.plan"].search([("state", "=", "draft")])
        for plan in plans:
            mine = plan.with_user(plan.user_id)
            self.assertFalse(
                [told.sentence for told in mine._get_missing()["renewals"]]
            )
        ending = self.env["aig.position.booking"].search(
            [
                ("booking_type", "=", "paid"),
                ("state", "in", ("booked", "in_flight")),
                ("date_to", "<=", plans[0].date_to),
            ]
        )
        self.assertLessEqual(ending, plans.line_ids.source_ids.booking_id)

    def test_each_place_has_a_photo_and_something_to_tell(self):
        positions = self.env["aig.position"].with_user(self.salesperson).search([])
        self.assertEqual(len(positions), 6)
        for position in positions:
            self.assertTrue(position.photo_ids)
            self.assertTrue(position.image_128)
            self.assertTrue(position.selling_points)
            self.assertEqual(position.state_id.country_id.code, "VN")
        self.assertEqual(len(positions.document_ids), 5)

    def test_positions_were_chosen_and_offered(self):
        lines = self.env["aig.position.offer.line"].search([])
        sent = lines.filtered("is_offered")
        self.assertEqual(sent.mapped("position_id.code"), ["SG-001", "SG-003"])
        self.assertEqual(sent[0].evidence, "clicked")
        self.assertEqual(sent[0].offer_id.plan_line_id.product_sent_count, 1)
        chosen = lines - sent
        self.assertEqual(chosen.mapped("position_id.code"), ["HN-002", "HN-003"])
        self.assertTrue(all(sent.mapped("picture_url")))
        for line in lines:
            self.assertEqual(line.create_uid, line.partner_id.user_id)

    def test_customers_wait_for_what_others_have(self):
        waits = self.env["aig.position.wait"].search([])
        self.assertEqual(len(waits), 4)
        for wait in waits:
            self.assertEqual(wait.create_uid, wait.partner_id.user_id)
        self.assertEqual(set(waits.mapped("rank")), {1, 2})
        ending = self.env["aig.position.booking"].search([("is_ending", "=", True)])
        self.assertGreater(len(ending), 1)
        self.assertTrue(any(ending.mapped("waiting_count")))

    def test_targets_of_the_quarter_are_spread_over_its_weeks(self):
        period = self.env["aig.period"]._current()
        targets = self.env["aig.content.target"].search(
            [("year", "=", period.year), ("quarter", "=", period.quarter)]
        )
        self.assertEqual(len(targets), 5)
        self.assertEqual(targets.create_uid.mapped("login"), ["truongphong.noidung"])
        today = targets.company_id._aig_today()
        for target in targets:
            weeks = target.allocation_ids
            now = weeks.filtered(
                lambda week: (week.week_start - today).days > -7  # this one and later
            )
            before = sum((weeks - now).mapped("done"))
            self.assertEqual(before + sum(now.mapped("quantity")), target.quantity)
        goals = self.env["aig.content.goal"].search([])
        self.assertEqual(sorted(goals.mapped("gap_count"))[-1], 8)
