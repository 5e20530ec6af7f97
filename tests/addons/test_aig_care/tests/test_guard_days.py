from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestGuardDays(AigTerritoryCase):
    """The managers are asked for the coming year's holidays; what the guard costs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.days = cls.env["aig.care.quiet.day"]
        cls.days.search([]).unlink()
        cls.env["res.company"].search([]).aig_care_holidays_year = 0
        cls.managers = (
            cls.user_manager_north
            | cls.user_manager_south
            | cls.user_manager_both
            | cls.user_director
        )

    def ask(self):
        """Run the job; return the tasks of our people that are new."""
        domain = [("user_id", "in", self.env["res.users"].search([]).ids)]
        before = self.env["mail.activity"].search(domain)
        self.days._cron_ask_for_holidays()
        return self.env["mail.activity"].search(domain) - before

    def test_one_task_for_each_manager_in_autumn(self):
        with freeze_time("2026-09-30 16:59:00") as clock:
            self.assertFalse(self.ask(), "still September in Vietnam")
            clock.move_to("2026-09-30 17:00:00")
            mails = self.env["mail.mail"].search_count([])
            tasks = self.ask()
            self.assertEqual(self.env["mail.mail"].search_count([]), mails)
            ours = tasks.filtered(lambda task: task.user_id in self.managers)
            self.assertEqual(ours.user_id, self.managers)
            self.assertEqual(len(ours), len(self.managers))
            self.assertFalse(tasks.user_id & self.user_sales_north)
            self.assertIn("no public holiday of 2027", ours[0].note)
            ours.unlink()
            clock.move_to("2026-12-31 03:00:00")
            self.assertFalse(self.ask(), "once")
            clock.move_to("2027-10-01 03:00:00")
            self.assertTrue(self.ask(), "the next autumn again")

    def test_the_task_counts_what_is_there(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.user_manager_north.lang = "vi_VN"
        company = self.env.company
        self.days.create(
            [
                {"name": "Tết", "date_from": "2027-02-04", "date_to": "2027-02-10"},
                {"name": "Cũ", "date_from": "2026-02-04", "date_to": "2026-02-10"},
                {
                    "name": "Riêng",
                    "date_from": "2027-03-01",
                    "date_to": "2027-03-01",
                    "partner_id": self.customer_north.id,
                },
            ]
        )
        with freeze_time("2026-11-20 03:00:00"):
            tasks = self.ask()
        for manager, words in (
            (self.user_manager_south, f"{company.name} has 1 public holidays of 2027"),
            (self.user_manager_north, "2027"),
        ):
            task = tasks.filtered(
                lambda task, manager=manager: (
                    task.user_id == manager and company.name in task.note
                )
            )
            self.assertIn(words, task.note)
            self.assertIn("aig_care_quiet_day_action", task.note)
        self.assertNotIn("has 1", task.note, "in the manager's language")

    @freeze_time("2026-12-08 03:00:00")
    def test_the_guard_costs_the_same_for_few_contacts_and_many(self):
        self.env["aig.care.cap"].search([]).unlink()
        self.env["aig.care.cap"].create([{"maximum": 1}, {"maximum": 9}])
        customers = self.env["res.partner"].concat(
            *(self._new_customer(f"G {n}", self.territory_north) for n in range(20))
        )
        guard = self.env["aig.care.guard"].with_user(self.user_sales_north)
        purpose = self.env.ref("aig_customer_care.aig_care_purpose_voucher")
        counts = {}
        for contacts in (1, 8):
            self.env["aig.care.log"].create(
                [
                    {"partner_id": customer.id, "user_id": self.user_sales_north.id}
                    for customer in customers
                    for _contact in range(contacts)
                ]
            )
            # what is cached for good is asked for once
            guard._evaluate_many(customers, self.env.company, "voucher", purpose)
            for some in (customers[:1], customers):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                answers = guard._evaluate_many(
                    some, self.env.company, "voucher", purpose
                )
                counts[contacts, len(some)] = self.env.cr.sql_log_count - before
                self.assertEqual(
                    {state for state, *_rest in answers.values()}, {"warn"}
                )
        self.assertEqual(len(set(counts.values())), 1, counts)
        self.assertLessEqual(counts[1, 1], 12)
