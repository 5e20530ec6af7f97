from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_aig_content_robot import MONDAYS, AigRobotCase


def monday_morning(monday):
    """00:30 of a Monday in Vietnam."""
    return freeze_time(f"{monday - timedelta(1)} 17:30:00")


@tagged("post_install", "-at_install")
class TestAigContentReminder(AigRobotCase):
    """Whoever is behind is reminded once, whoever is on plan never (A55)."""

    def get_tasks(self, user=None):
        activities = self.env["mail.activity"].with_user(user or self.user_content)
        return activities.search(
            [
                ("res_model", "=", "aig.content.target"),
                ("user_id", "=", activities.env.uid),
            ]
        )

    def test_a_week_that_closed_behind_gives_one_task(self):
        target = self.make_target(40)
        other = self.channel.copy({"name": "Another channel"})
        self.make_target(13, channel_id=other.id)
        planned = target.allocation_ids[1].quantity
        self.publish("2026-10-06")
        with monday_morning(MONDAYS[2]):
            self.run_robot()
            self.run_robot()
            [task] = self.get_tasks()
        self.assertEqual(task.res_id, target.id)
        self.assertEqual(task.summary, f"Posts missing from last week: {planned}")
        self.assertIn(f"Test channel: {planned} planned, 1 published", task.note)
        self.assertIn("Another channel: 1 planned, 0 published", task.note)
        self.assertEqual(task.date_deadline, MONDAYS[2] + timedelta(4))

    def test_on_plan_there_is_none(self):
        target = self.make_target(40)
        self.publish("2026-10-06", target.allocation_ids[1].quantity)
        self.post.week_planned = MONDAYS[2]
        with monday_morning(MONDAYS[2]):
            self.run_robot()
            self.assertFalse(self.get_tasks())
        self.assertFalse(self.env["aig.content.reminder"].search([]))

    def test_a_post_set_into_the_week_and_left_there_is_missed(self):
        target = self.make_target(40)
        self.publish("2026-10-06", target.allocation_ids[1].quantity)
        with monday_morning(MONDAYS[2]):
            self.run_robot()
            [task] = self.get_tasks()
        self.assertEqual(task.summary, "Posts missing from last week: 1")

    def test_it_closes_when_caught_up(self):
        target = self.make_target(40)
        missed = target.allocation_ids[1].quantity
        with monday_morning(MONDAYS[2]):
            self.run_robot()
        with freeze_time("2026-10-13 02:00:00"):
            self.publish("2026-10-13", missed - 1)
            self.assertTrue(self.get_tasks())
            self.publish("2026-10-13")
            self.assertFalse(self.get_tasks())
            self.run_robot()
            self.assertFalse(self.get_tasks())

    def test_the_next_week_takes_the_place_of_the_task(self):
        self.make_target(40)
        for monday in MONDAYS[2:4]:
            with monday_morning(monday):
                self.run_robot()
        self.assertEqual(len(self.get_tasks()), 1)

    def test_the_manager_is_told_once(self):
        self.company.aig_content_manager_id = self.user_content_manager
        self.make_target(40)
        for number, monday in enumerate(MONDAYS[2:6], 1):
            with monday_morning(monday):
                self.run_robot()
            tasks = self.get_tasks(self.user_content_manager)
            self.assertEqual(len(tasks), int(number >= 2), monday)
        self.assertEqual(tasks.summary, "Mai Nội Dung has been behind for 2 weeks")

    def test_zero_weeks_means_never(self):
        self.company.aig_content_manager_id = self.user_content_manager
        self.company.aig_content_escalation_weeks = 0
        self.make_target(40)
        for monday in MONDAYS[2:6]:
            with monday_morning(monday):
                self.run_robot()
        self.assertFalse(self.get_tasks(self.user_content_manager))

    def test_whoever_left_is_not_reminded(self):
        self.make_target(40)
        other = self._new_user("content.2", "Oanh", "aig_base.group_content_user")
        self.make_target(40, other)
        self.user_content.active = False
        other.group_ids = self.env.ref("base.group_user")
        with monday_morning(MONDAYS[2]):
            self.run_robot()
        self.assertFalse(self.env["aig.content.reminder"].search([]))

    def test_reminders_are_read_by_their_person_and_typed_by_nobody(self):
        target = self.make_target(40)
        missed = target.allocation_ids[1].quantity
        with monday_morning(MONDAYS[2]):
            self.run_robot()
        reminder = self.env["aig.content.reminder"].search([])
        self.assertEqual(reminder.with_user(self.user_content).missed, missed)
        other = self._new_user("content.2", "Oanh", "aig_base.group_content_user")
        with self.assertRaises(AccessError):
            reminder.with_user(other).read(["missed"])
        with self.assertRaises(AccessError):
            reminder.with_user(self.user_content_manager).unlink()

    # A recorded quarter ---------------------------------------------------------------

    def test_a_quarter_of_twelve_people(self):
        """Exactly who closed a week behind is reminded, in the week after."""
        people = self.env["res.users"]
        for number in range(12):
            people |= self._new_user(
                f"c.{number}", f"C{number}", "aig_base.group_content_user"
            )
        with monday_morning(date(2026, 9, 28)):
            targets = {
                user: self.make_target(26 + index, user)
                for index, user in enumerate(people)
            }
        expected = set()
        for number, monday in enumerate(MONDAYS):
            with freeze_time(f"{monday + timedelta(3)} 02:00:00"):
                for index, user in enumerate(people):
                    week = targets[user].allocation_ids[number]
                    # person 0 keeps to the plan; others miss a post every so often
                    misses = bool(index and (number + index) % (index + 1) == 0)
                    done = max(week.quantity - misses, 0)
                    self.publish(monday + timedelta(3), done, user, week_planned=False)
                    if done < week.quantity:
                        expected.add((user, monday))
            with monday_morning(monday + timedelta(7)):
                self.run_robot()
        given = {
            (one.user_id, one.week_start)
            for one in self.env["aig.content.reminder"].search([])
        }
        self.assertEqual(given, expected)
        self.assertNotIn(people[0], {user for user, _monday in given})
        self.assertGreater(len(expected), 20)


@tagged("post_install", "-at_install")
class TestAigContentDigest(AigRobotCase):
    """The week's plan by mail, where a company wants it (A55)."""

    def get_mails(self):
        return self.env["mail.mail"].search(
            [("email_to", "like", self.user_content.email)]
        )

    def test_each_person_gets_one_a_week(self):
        self.company.aig_content_digest = True
        target = self.make_target(40)
        with monday_morning(MONDAYS[2]):
            self.run_robot()
            self.run_robot()
        planned = target.allocation_ids[2].quantity
        [mail] = self.get_mails()
        self.assertEqual(mail.subject, f"4E posts of the week: {planned}")
        self.assertIn(f"Test channel: {planned} to publish", mail.body_html)
        with monday_morning(MONDAYS[3]):
            self.run_robot()
        self.assertEqual(len(self.get_mails()), 2)

    def test_nobody_gets_it_where_it_is_off(self):
        self.make_target(40)
        with monday_morning(MONDAYS[2]):
            self.run_robot()
        self.assertFalse(self.get_mails())

    def test_a_week_without_posts_and_who_left_get_none(self):
        self.company.aig_content_digest = True
        self.make_target(40)
        self.make_target(0, user_id=self.user_content_manager.id)
        self.user_content.active = False
        with monday_morning(MONDAYS[2]):
            self.run_robot()
        self.assertFalse(self.env["mail.mail"].search([("subject", "like", "4E")]))
