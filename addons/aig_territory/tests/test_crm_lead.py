from odoo.exceptions import AccessError
from odoo.tests import tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestCrmLead(AigDocumentCase):
    """A lead is its customer's, else its salesperson's; closed ones stay."""

    def test_from_customer_else_salesperson(self):
        nobody, none = self.env["res.users"], self.env["res.partner"]
        for partner, user, expected in (
            (self.customer_south, self.user_sales_north, self.territory_south),
            (self.branch_north, nobody, self.territory_north),
            (self.customer_free, self.user_sales_north, self.territory_north),
            (none, self.user_sales_south, self.territory_south),
            (none, self.user_no_territory, self.env["aig.territory"]),
            (none, nobody, self.env["aig.territory"]),
        ):
            with self.subTest(partner=partner.name, user=user.login):
                lead = self._new_lead(partner, user)
                self.assertEqual(lead.aig_territory_id, expected)

    def test_open_leads_follow_the_customer_closed_ones_stay(self):
        won = self._new_lead(self.customer_north, self.user_sales_north)
        lost = self._new_lead(self.customer_north, self.user_sales_north)
        won.action_set_won()
        lost.action_set_lost()
        self.customer_north.aig_territory_id = self.territory_south
        self.assertEqual(self.lead_north.aig_territory_id, self.territory_south)
        self.assertEqual(won.aig_territory_id, self.territory_north)
        self.assertEqual(lost.aig_territory_id, self.territory_north)

    def test_a_lead_won_at_once_keeps_the_last_customer(self):
        lead = self._new_lead(self.customer_north, self.user_sales_north)
        lead.partner_id = self.customer_south
        lead.action_set_won()
        self.assertEqual(lead.aig_territory_id, self.territory_south)

    def test_the_customer_made_from_a_lead(self):
        lead = self._new_lead(
            self.env["res.partner"],
            self.user_sales_north,
            partner_name="New Company",
            contact_name="Ms New",
        ).with_user(self.user_sales_north)
        partner = lead._create_customer()
        self.assertEqual(
            (partner | partner.parent_id).aig_territory_id, self.territory_north
        )
        self.assertEqual(partner.parent_id.name, "New Company")

    def test_the_copy_of_a_won_lead_is_where_the_customer_is(self):
        self.lead_north.action_set_won()
        self.customer_north.aig_territory_id = self.territory_south
        self.assertEqual(self.lead_north.copy().aig_territory_id, self.territory_south)

    def test_a_salesperson_gives_no_lead_away(self):
        lead = self.lead_north.with_user(self.user_sales_north)
        with self.assertRaisesRegex(AccessError, "ask a sales manager"):
            lead.aig_territory_id = self.territory_south
        lead = self.lead_north.with_user(self.user_manager_both)
        lead.aig_territory_id = self.territory_south
        self.assertEqual(self.lead_north.aig_territory_id, self.territory_south)

    def test_duplicates_out_of_sight_are_not_counted(self):
        for lead in self.lead_north, self.lead_south:
            lead.email_from = "buyer@one-domain.example.com"
        for user, count in ((self.user_sales_north, 0), (self.user_director, 1)):
            lead = self.lead_north.with_user(user)
            same = lead.duplicate_lead_ids.sudo() & self.lead_south.sudo()
            with self.subTest(user.login):
                self.assertEqual(len(same), count)
