from odoo.tests import tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestAccountMove(AigDocumentCase):
    """An invoice keeps the territory its customer had when it was posted."""

    def test_drafts_follow_posted_invoices_stay(self):
        draft = self._new_invoice(
            self.customer_north, self.user_sales_north, post=False
        )
        self.assertEqual(draft.aig_territory_id, self.territory_north)
        self.customer_north.aig_territory_id = self.territory_south
        self.assertEqual(draft.aig_territory_id, self.territory_south)
        self.assertEqual(self.invoice_north.aig_territory_id, self.territory_north)

    def test_posted_at_once_with_the_last_customer(self):
        draft = self._new_invoice(
            self.customer_north, self.user_sales_north, post=False
        )
        draft.partner_id = self.customer_south
        draft.action_post()
        self.assertEqual(draft.aig_territory_id, self.territory_south)

    def test_other_entries_have_none(self):
        entry = self.env["account.move"].create(
            {"move_type": "in_invoice", "partner_id": self.customer_north.id}
        )
        self.assertFalse(entry.aig_territory_id)

    def test_the_analysis_groups_by_territory(self):
        groups = self.env["account.invoice.report"]._read_group(
            [("move_id", "in", (self.invoice_north | self.invoice_south).ids)],
            ["aig_territory_id"],
            ["price_subtotal:sum"],
        )
        self.assertEqual(
            dict(groups),
            {self.territory_north: 1000.0, self.territory_south: 1000.0},
        )
