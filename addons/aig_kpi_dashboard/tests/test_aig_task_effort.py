from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AigMyDayCase


@tagged("post_install", "-at_install")
class TestAigTaskEffort(AigMyDayCase):
    """Hours saved: times done x (before - now) x seconds of a step (A57, S32)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.aig_step_seconds = 36
        cls.task = cls.env.ref("aig_kpi_dashboard.aig_task_effort_voucher")
        cls.task.write({"steps_before": 15, "actions_now": 5})
        for _number in range(10):
            cls.log(cls.customer_north, care_type="voucher")
        cls.log(cls.customer_north, care_type="visit")

    def read_saved(self, user):
        saved = self.env["aig.task.saved"].with_user(user)
        groups = saved._read_group(
            [("user_id", "in", [self.user_sales_north.id, self.user_sales_south.id])],
            ["user_id", "task_id"],
            ["number:sum", "hours:sum"],
        )
        return {
            (user.login, task.counted): (number, round(hours, 1))
            for user, task, number, hours in groups
        }

    def test_hours_by_person_and_task(self):
        self.assertEqual(
            self.read_saved(self.user_director),
            {
                ("sales.north", "voucher"): (10, 1.0),
                ("sales.north", "contact"): (1, 0.0),
            },
        )

    def test_the_page_says_the_same_with_its_rule(self):
        saved = self.get_day()["saved"]
        self.assertEqual(saved["hours"], "1.0")
        self.assertIn("36 seconds", saved["rule"])

    def test_nothing_that_can_be_compared_is_no_zero(self):
        self.log(self.customer_south, self.user_sales_south)
        self.assertEqual(self.get_day(self.user_sales_south)["saved"]["hours"], "—")

    def test_managers_see_their_people_and_salespeople_themselves(self):
        self.log(self.customer_south, self.user_sales_south, care_type="voucher")
        for user, seen in (
            (self.user_sales_north, {"sales.north"}),
            (self.user_sales_north_2, set()),
            (self.user_manager_north, {"sales.north"}),
            (self.user_manager_south, {"sales.south"}),
            (self.user_manager_both, {"sales.north", "sales.south"}),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(
                    {login for login, _task in self.read_saved(user)}, seen
                )

    def test_what_was_measured_is_not_typed(self):
        task = self.task.with_user(self.user_director)
        task.steps_before = 9
        self.assertEqual(task.steps_saved, 4)
        with self.assertRaisesRegex(AccessError, "cannot be typed"):
            task.actions_now = 1
        with self.assertRaises(AccessError):
            self.task.with_user(self.user_manager_north).steps_before = 9
