from contextlib import contextmanager

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestDelegatedVisibility(AigDocumentCase):
    """What a stand-in sees: during the days, of the customers, and no more."""

    def setUp(self):
        super().setUp()
        self.giver, self.delegate = self.user_sales_north, self.user_sales_south
        self.other_north = self._new_customer("Other North", self.territory_north)
        self.lead_other = self._new_lead(self.other_north, self.giver)

    def _hand_over(self, **values):
        days = {"date_from": "2026-05-11", "date_to": "2026-05-15"}
        return super()._hand_over(delegate_id=self.delegate.id, **days, **values)

    def _hand_over_territory(self, **values):
        return self._hand_over(
            partner_ids=False, territory_id=self.territory_north.id, **values
        )

    @contextmanager
    def _on(self, moment):
        with freeze_time(moment):
            self._next_request()
            yield

    def _sees(self, record, user=None):
        records = self.env(user=(user or self.delegate).id)[record._name]
        return record.id in records.search([("id", "=", record.id)]).ids

    def assertSees(self, records, others=(), user=None):
        for record in records:
            self.assertTrue(self._sees(record, user), record.display_name)
        for record in others:
            self.assertFalse(self._sees(record, user), record.display_name)

    def test_in_its_days_only(self):
        self._hand_over()
        for moment, seen in (
            ("2026-05-10 16:59:00", False),
            ("2026-05-10 17:01:00", True),
            ("2026-05-15 16:59:00", True),
            ("2026-05-15 17:01:00", False),
        ):
            with self._on(moment), self.subTest(moment):
                for record in (
                    self.customer_north,
                    self.branch_north,
                    self.lead_north,
                    self.order_north,
                    self.order_north.order_line,
                ):
                    self.assertEqual(self._sees(record), seen, record)
                self.assertFalse(self._sees(self.other_north))
                self.assertFalse(self._sees(self.lead_other))

    def test_begins_and_ends_at_once(self):
        with self._on("2026-05-11 03:00:00"):
            self.assertFalse(self._sees(self.customer_north))
            delegation = self._hand_over()
            self.assertTrue(self._sees(self.customer_north))
            delegation.with_user(self.giver).action_end()
            self.assertFalse(self._sees(self.customer_north))
            self.assertFalse(self._sees(self.lead_north))

    def test_no_more_than_the_colleague_sees(self):
        self._hand_over()
        elsewhere = self._new_order(self.customer_north, self.giver)
        elsewhere.aig_territory_id = self.territory_vn
        lost = self._new_lead(self.customer_north, self.giver, name="Free")
        lost.aig_territory_id = False
        with self._on("2026-05-12 03:00:00"):
            self.assertSees([lost], [elsewhere, self.lead_north_2])
            self.assertSees([lost], [elsewhere, self.lead_north_2], self.giver)
            self.customer_north.aig_territory_id = self.territory_vn
            self.env.flush_all()
            self.assertSees([], [self.customer_north, self.branch_north])

    def test_ends_with_the_colleagues_membership(self):
        self._hand_over()
        self._hand_over_territory()
        with self._on("2026-05-12 03:00:00"):
            self.assertSees([self.customer_north, self.other_north])
            self.giver.aig_membership_ids.date_to = "2026-05-11"
            self.assertSees([], [self.customer_north, self.other_north])

    def test_a_colleague_of_the_same_territory(self):
        """The territory is seen anyway, the documents of the other are not."""
        self.delegate = self.user_sales_north_2
        self._hand_over()
        with self._on("2026-05-10 03:00:00"):
            self.assertSees([self.customer_north], [self.lead_north, self.order_north])
        with self._on("2026-05-12 03:00:00"):
            self.assertSees(
                [self.customer_north, self.lead_north, self.order_north],
                [self.lead_other],
            )

    def test_a_whole_territory(self):
        self._hand_over_territory()
        foreign = self._new_lead(self.other_north, self.user_sales_north_2)
        with self._on("2026-05-12 03:00:00"):
            self.assertEqual(
                self.delegate.aig_territory_ids,
                self.territory_north | self.territory_south,
            )
            self.assertEqual(self.delegate.aig_own_territory_ids, self.territory_south)
            self.assertSees(
                [self.customer_north, self.other_north, self.lead_other], [foreign]
            )
        with self._on("2026-05-16 03:00:00"):
            self.assertSees([], [self.customer_north, self.lead_other])

    def test_a_whole_territory_as_far_as_it_is_the_colleagues(self):
        self._hand_over_territory(user_id=self.user_manager_south.id)
        with self._on("2026-05-12 03:00:00"):
            self.assertSees([], [self.customer_north])

    def test_nobody_else_gains(self):
        self._hand_over()
        with self._on("2026-05-12 03:00:00"):
            for user in (self.user_manager_south, self.user_no_territory):
                self.assertSees([], [self.customer_north, self.lead_north], user)

    def test_the_stand_in_moves_nothing(self):
        self._hand_over_territory()
        self.delegate.group_ids += self.env.ref("aig_base.group_sales_manager")
        with self._on("2026-05-12 03:00:00"):
            for record in (self.customer_north, self.lead_north):
                with self.assertRaises(AccessError):
                    record.with_user(self.delegate).write(
                        {"aig_territory_id": self.territory_south.id}
                    )
            with self.assertRaises(AccessError):
                self.env["res.partner"].with_user(self.delegate).create(
                    {
                        "name": "New",
                        "is_company": True,
                        "aig_territory_id": self.territory_north.id,
                    }
                )

    def test_the_stand_in_rehearses_nothing(self):
        self._hand_over_territory()
        self.delegate.group_ids += self.env.ref("aig_base.group_sales_manager")
        with self._on("2026-05-12 03:00:00"):
            rehearsal = self.env["aig.territory.rehearsal"].with_user(self.delegate)
            reach = rehearsal._territories_in_reach()
            self.assertEqual(reach.sudo(), self.territory_south)

    def test_works_on_leads_and_orders(self):
        self._hand_over()
        with self._on("2026-05-12 03:00:00"):
            lead = self.lead_north.with_user(self.delegate)
            lead.write({"expected_revenue": 5})
            order = self.order_north.with_user(self.delegate)
            order.write({"client_order_ref": "Ref"})
            order.order_line = [
                Command.create({"product_id": self.product.id, "tax_ids": False})
            ]
            order.action_confirm()
            self.env.flush_all()
            self.assertEqual(self.order_north.state, "sale")
            new = order.create({"partner_id": self.customer_north.id})
            self.assertEqual(new.aig_territory_id, self.territory_north)
            with self.assertRaises(AccessError):
                self.lead_other.with_user(self.delegate).write({"name": "Mine"})
        with self._on("2026-05-16 03:00:00"), self.assertRaises(AccessError):
            self.lead_north.with_user(self.delegate).write({"expected_revenue": 6})

    def test_invoices_are_read(self):
        self._hand_over()
        move = self.invoice_north
        for moment, seen in (
            ("2026-05-12 03:00:00", True),
            ("2026-05-16 03:00:00", False),
        ):
            with self._on(moment):
                self.assertEqual(self._sees(move), seen)
                self.assertEqual(self._sees(move.invoice_line_ids), seen)
                with self.assertRaises(AccessError):
                    move.with_user(self.delegate).write({"ref": "Mine"})

    def test_reports(self):
        self._hand_over()
        for moment, seen in (
            ("2026-05-12 03:00:00", True),
            ("2026-05-16 03:00:00", False),
        ):
            with self._on(moment):
                env = self.env(user=self.delegate.id)
                for model in ("sale.report", "crm.activity.report"):
                    found = env[model].search(
                        [("partner_id.commercial_partner_id", "!=", False)]
                    )
                    customers = found.sudo().partner_id
                    with self.subTest(model):
                        self.assertEqual(self.customer_north in customers, seen)

    def test_chatter_and_attachments_follow(self):
        self._hand_over()
        message = self.customer_north.message_post(body="About the customer")
        attachment = self.env["ir.attachment"].create(
            {
                "name": "contract.txt",
                "raw": b"secret",
                "res_model": "res.partner",
                "res_id": self.customer_north.id,
            }
        )
        for moment, seen in (
            ("2026-05-10 03:00:00", False),
            ("2026-05-12 03:00:00", True),
            ("2026-05-16 03:00:00", False),
        ):
            with self._on(moment), self.subTest(moment):
                for record, field in ((message, "body"), (attachment, "raw")):
                    mine = record.with_user(self.delegate)
                    if seen:
                        self.assertTrue(mine.read([field]))
                    else:
                        with self.assertRaises(AccessError):
                            mine.read([field])

    def test_meetings_follow(self):
        self._hand_over()
        meeting = self.env["calendar.event"].create(
            {
                "name": "About a campaign",
                "start": "2026-05-20 03:00:00",
                "stop": "2026-05-20 04:00:00",
                "user_id": self.giver.id,
                "partner_ids": [
                    Command.set((self.giver.partner_id | self.customer_north).ids)
                ],
            }
        )
        for moment, seen in (
            ("2026-05-12 03:00:00", True),
            ("2026-05-16 03:00:00", False),
        ):
            with self._on(moment):
                self.assertEqual(self._sees(meeting), seen)

    def test_the_rules_stay_the_same_for_others(self):
        """Who stands in for nobody gets no extra term."""
        paths = ("aig_territory_id", "user_id", "partner_id.commercial_partner_id")
        plain = self.delegate._aig_territory_domain(*paths)
        self.assertEqual(plain, self.delegate._aig_territory_domain(*paths[:2]))
        self.assertEqual(self.delegate._aig_entrusted_documents(*paths), [(0, "=", 1)])
