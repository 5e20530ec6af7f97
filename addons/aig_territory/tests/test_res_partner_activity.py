from freezegun import freeze_time

from odoo.tests import tagged

from .documents import AigDocumentCase

#: 23:30 on 15 January 2027 in Vietnam; twelve months back is 15 January 2026.
NOW = "2027-01-15 16:30:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestResPartnerActivity(AigDocumentCase):
    """S19: active customers and prospects."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        moves = cls.invoice_north | cls.invoice_south
        moves.button_draft()
        cls.north = cls.customer_north.with_user(cls.user_sales_north_2)

    def _is_active(self, partner=None):
        """By the field; and the search must say the same."""
        partner = partner or self.north
        self.env.flush_all()
        self.env.invalidate_all()
        for wanted in (True, False):
            for domain in (
                [("aig_is_active_customer", "=", wanted)],
                [("aig_is_active_customer", "!=", not wanted)],
            ):
                self.assertEqual(
                    bool(partner.filtered_domain(domain)),
                    bool(partner.search_count([("id", "=", partner.id), *domain])),
                )
        return partner.aig_is_active_customer

    def _order(self, moment, state="sale"):
        self.order_north.write({"state": state, "date_order": moment})

    def _invoice(self, day, **values):
        return self._new_invoice(
            self.customer_north, self.user_sales_north, invoice_date=day, **values
        )

    def test_nothing_bought(self):
        self.assertFalse(self._is_active())

    def test_an_order_counts_for_twelve_months_of_vietnamese_days(self):
        for moment, expected in (
            ("2026-01-14 16:59:59", False),  # 14 January, 23:59:59
            ("2026-01-14 17:00:00", True),  # 15 January, 0:00
            ("2027-01-15 16:59:59", True),  # today, 23:59:59
            ("2027-01-15 17:00:00", False),  # tomorrow
        ):
            with self.subTest(moment):
                self._order(moment)
                self.assertEqual(self._is_active(), expected)

    def test_a_quotation_does_not_count(self):
        for state in ("draft", "sent", "cancel"):
            self._order("2026-12-01", state)
            self.assertFalse(self._is_active())

    def test_a_posted_invoice_counts_for_twelve_months(self):
        for day, expected in (
            ("2026-01-14", False),
            ("2026-01-15", True),
            ("2027-01-15", True),
            ("2027-01-16", False),
        ):
            with self.subTest(day):
                invoice = self._invoice(day)
                self.assertEqual(self._is_active(), expected)
                invoice.button_draft()
                self.assertFalse(self._is_active(), "a draft")

    def test_a_refund_alone_does_not_count(self):
        self._invoice("2026-12-01", move_type="out_refund")
        self.assertFalse(self._is_active())

    def test_contacts_answer_for_their_company(self):
        branch = self.branch_north.with_user(self.user_sales_north_2)
        self._order("2026-12-01")
        self.assertTrue(self._is_active(branch))
        self._order("2026-12-01", "draft")
        self.assertFalse(self._is_active(branch))
        self.order_north.partner_id = self.branch_north
        self._order("2026-12-01")
        self.assertTrue(self._is_active())
        self.assertFalse(self._is_active(self.customer_south))

    def test_it_tells_the_same_to_everybody_who_reads_the_customer(self):
        self._order("2026-12-01")
        for user in (
            self.user_sales_north,
            self.user_sales_north_2,
            self.user_manager_both,
            self.user_director,
            self.user_content,
        ):
            with self.subTest(user.login):
                self.assertTrue(self._is_active(self.customer_north.with_user(user)))
        found = self.env["res.partner"].with_user(self.user_sales_south)
        self.assertNotIn(
            self.customer_north, found.search([("aig_is_active_customer", "=", True)])
        )

    def test_other_companies_count_when_they_are_chosen(self):
        other = self.env["res.company"].create({"name": "Second company"})
        self.user_director.company_ids += other
        self._order("2026-12-01")
        customer = self.customer_north.with_user(self.user_director)
        for companies, expected in ((other, False), (other | self.company, True)):
            partner = customer.with_context(allowed_company_ids=companies.ids)
            self.assertEqual(self._is_active(partner), expected)

    def test_through_a_relation(self):
        leads = self.env["crm.lead"].with_user(self.user_manager_north)
        domain = [("partner_id.aig_is_active_customer", "=", True)]
        self.assertFalse(leads.search(domain))
        self._order("2026-12-01")
        self.assertEqual(
            leads.search(domain),
            self.lead_north | self.lead_north_2 | self.lead_unassigned,
        )

    def test_query_budget(self):
        partners = self.env["res.partner"].with_user(self.user_manager_both)
        for count in (5, 50):
            self.env["res.partner"].create(
                [
                    {
                        "name": f"Customer {number}",
                        "is_company": True,
                        "aig_territory_id": self.territory_north.id,
                    }
                    for number in range(count)
                ]
            )
            customers = partners.search([("is_company", "=", True)])
            self.assertGreaterEqual(len(customers), count)
            self.env.flush_all()
            self.env.invalidate_all()
            customers.mapped("commercial_partner_id")
            with self.subTest(count), self.assertQueryCount(2):
                customers.mapped("aig_is_active_customer")
