from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestCrmLead(AigTerritoryCase):
    """Open deals without a next step are flagged (S02)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company._aig_today()
        cls.deal = cls._new_deal()

    @classmethod
    def _new_deal(cls, **values):
        return cls.env["crm.lead"].create(
            {
                "name": "Deal",
                "type": "opportunity",
                "partner_id": cls.customer_north.id,
                "user_id": cls.user_sales_north.id,
                **values,
            }
        )

    def _plan(self, days, user=None):
        return self.deal.activity_schedule(
            "mail.mail_activity_data_call",
            date_deadline=self.today + timedelta(days=days),
            user_id=(user or self.user_sales_north).id,
        )

    def _assert_flagged(self, deal, flagged):
        deal = deal.with_user(self.user_sales_north)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(deal.aig_lacks_next_step, flagged)
        for value in (True, False):
            found = deal.search(
                [("aig_lacks_next_step", "=", value), ("id", "=", deal.id)]
            )
            self.assertEqual(bool(found), value == flagged)

    def test_nothing_planned(self):
        self._assert_flagged(self.deal, True)

    def test_planned_today_and_done(self):
        activity = self._plan(0)
        self._assert_flagged(self.deal, False)
        activity.action_feedback("Done")
        self._assert_flagged(self.deal, True)

    def test_overdue_is_not_a_next_step(self):
        self._plan(-1)
        self._assert_flagged(self.deal, True)

    def test_a_colleagues_step_counts(self):
        self._plan(2, self.user_manager_north)
        self._assert_flagged(self.deal, False)

    def test_closed_deals_and_leads_need_none(self):
        self.deal.action_set_won()
        self._assert_flagged(self.deal, False)
        self._assert_flagged(self._new_deal(type="lead"), False)

    def test_as_many_queries_for_many(self):
        deals = self.deal
        for _number in range(50):
            deals += self._new_deal()
        self.env.flush_all()

        def count(size):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            deals[:size].with_user(self.user_sales_north).mapped("aig_lacks_next_step")
            return self.env.cr.sql_log_count - before

        count(5)
        self.assertEqual(count(5), count(50))
