from odoo.tests import tagged

from .mailings import AigMailingCase


@tagged("post_install", "-at_install")
class TestBasePartnerMerge(AigMailingCase):
    """Merged customers: roadmaps and mails follow, a post stays once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls._new_customer(
            "North Double", cls.territory_north, user_id=cls.user_sales_north.id
        )

    def test_what_one_has_both_have(self):
        mailing = self.send_to(self.double, self.first)
        waiting = self.plan_post(self.first, "2026-10-12")
        later = self.plan_post(self.second, "2026-10-19")
        earlier = self.plan_post(self.second, "2026-10-12", self.double)
        only = self.plan_post(self.third, partner=self.double)
        sent = self.roadmaps.search([("mailing_id", "=", mailing.id)])
        self.env.flush_all()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((self.double | self.customer_north).ids, self.customer_north)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse((waiting | later).exists())
        rows = sent | earlier | only
        self.assertEqual(rows.partner_id, self.customer_north)
        self.assertEqual(rows.mapped("state"), ["sent", "planned", "planned"])
        self.assertEqual(mailing.partner_id, self.customer_north)
        self.assertEqual(mailing.line_ids.partner_id, self.customer_north)
        effects = self.env["aig.content.effect"].search([])
        self.assertEqual(effects.partner_id, self.customer_north)
