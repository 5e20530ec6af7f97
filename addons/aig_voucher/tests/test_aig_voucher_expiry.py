from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .test_aig_voucher_statement import AigStatementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigVoucherExpiry(AigStatementCase):
    """Points that expire soon: on the statement, and as a task (A28)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer_north.user_id = cls.user_sales_north

    def remind(self):
        with self.enter_registry_test_mode():
            cron = self.env.ref("aig_voucher.ir_cron_aig_voucher_balance_remind")
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def get_tasks(self, customer=None):
        kind = self.env.ref("aig_voucher.mail_activity_type_expiry")
        tasks = (customer or self.customer_north).activity_ids
        return tasks.filtered(lambda task: task.activity_type_id == kind)

    def test_the_next_last_day_opens_its_rows(self):
        self.make_opening(2, expiry_date="2027-03-31")
        self.make_opening(3, expiry_date="2026-12-10")
        self.make_opening(4, expiry_date=False)
        statement = self.get_statement().with_user(self.user_sales_north)
        self.assertEqual(
            (statement.expiring_points, statement.expiring_date),
            (3, fields.Date.to_date("2026-12-10")),
        )
        action = statement.action_open_expiring()
        rows = self.env["aig.voucher.point"].with_user(self.user_sales_north)
        rows = rows.with_context(**action["context"]).search(action["domain"])
        self.assertEqual(sum(rows.mapped("change")), 3)

    def test_points_without_a_last_day_are_not_spoken_of(self):
        self.make_opening(4, expiry_date=False)
        self.assertFalse(self.get_statement().expiring_date)
        self.remind()
        self.assertFalse(self.get_tasks())

    def test_one_task_for_a_customer_and_a_last_day(self):
        self.make_opening(2, expiry_date="2026-12-20")
        self.make_opening(3, expiry_date="2026-12-21")
        for _run in range(2):
            self.remind()
            [task] = self.get_tasks()
        self.assertEqual(task.user_id, self.user_sales_north)
        self.assertEqual(task.date_deadline, fields.Date.to_date("2026-12-20"))
        self.assertIn("2.00 points expire after", task.summary)
        with freeze_time("2026-11-21 08:00:00"):
            self.remind()
            self.assertEqual(len(self.get_tasks()), 2)
        # who has done it is not asked again
        self.get_tasks().action_feedback()
        self.remind()
        self.assertFalse(self.get_tasks())

    def test_the_days_are_the_companys(self):
        self.make_opening(2, expiry_date="2026-12-31")
        self.remind()
        self.assertFalse(self.get_tasks())
        self.company.aig_points_remind_days = 60
        self.remind()
        self.assertTrue(self.get_tasks())

    def test_without_a_salesperson_the_manager_is_asked(self):
        self.customer_north.user_id = False
        self.make_opening(2, expiry_date="2026-12-20")
        self.remind()
        self.assertEqual(self.get_tasks().user_id, self.user_manager_north)

    def test_whoever_has_the_customer_no_more_is_not_asked(self):
        self.make_opening(2, expiry_date="2026-12-20")
        self.customer_north.aig_territory_id = self.territory_south
        self.env.flush_all()
        self.remind()
        self.assertNotIn(self.user_sales_north, self.get_tasks().user_id)
