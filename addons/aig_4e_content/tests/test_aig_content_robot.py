from datetime import date, timedelta
from itertools import count as counter

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models import aig_content_robot
from .common import AigContentCase

#: Weeks of the fourth quarter of 2026: it begins on a Thursday and ends on one.
MONDAYS = [date(2026, 9, 28) + timedelta(7 * number) for number in range(14)]

#: Each post has a link of its own.
NUMBERS = counter()


class AigRobotCase(AigContentCase):
    """Targets of ``user_content``, as a content manager gives them."""

    @classmethod
    def make_target(cls, quantity, user=None, **values):
        targets = cls.env["aig.content.target"].with_user(cls.user_content_manager)
        return targets.create(
            {
                "user_id": (user or cls.user_content).id,
                "channel_id": cls.channel.id,
                "year": 2026,
                "quarter": "4",
                "quantity": quantity,
                **values,
            }
        )

    @classmethod
    def publish(cls, day, count=1, user=None, **values):
        posts = cls.env["aig.content.post"]
        for _number in range(count):
            link = f"https://aig.vn/{next(NUMBERS)}"
            posts |= cls.make_post(user, **{"url": link, **values})
        # the workflow's own tests show how a post is published
        posts._decide({"state": "published", "date_published": day})
        return posts

    def weeks(self, target):
        target.invalidate_recordset()
        return {week.week_start: week.quantity for week in target.allocation_ids}

    def quantities(self, target):
        weeks = self.weeks(target)
        return [weeks[monday] for monday in sorted(weeks)]

    def run_robot(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            cron = self.env.ref("aig_4e_content.ir_cron_aig_content_target_spread")
            cron.method_direct_trigger()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestAigContentRobot(AigRobotCase):
    """Posts of a quarter are split over its weeks (A56)."""

    # The rule -------------------------------------------------------------------------

    def test_the_weeks_add_up_to_the_target_and_are_even(self):
        with freeze_time("2026-09-14 02:00:00"):
            target = self.make_target(40)
        self.assertEqual(sorted(self.weeks(target)), MONDAYS)
        quantities = self.quantities(target)
        self.assertEqual(sum(quantities), 40)
        self.assertEqual(quantities, [1, *[3] * 12, 3])
        self.assertEqual(target.allocation_ids[:2].mapped("days"), [2, 5])

    def test_a_target_of_a_running_quarter_begins_this_week(self):
        self.assertEqual(self.quantities(self.make_target(13)), [0, *[1] * 13])

    def test_channels_of_a_person_take_turns(self):
        other = self.channel.copy({"name": "Another channel"})
        first = self.make_target(6)
        second = self.make_target(6, channel_id=other.id)
        together = [
            sum(pair)
            for pair in zip(
                self.quantities(first), self.quantities(second), strict=True
            )
        ]
        self.assertEqual(sum(together), 12)
        self.assertLessEqual(max(together), 1)

    def test_what_is_missed_is_spread_over_all_weeks_left(self):
        with freeze_time("2026-09-28 02:00:00"):
            target = self.make_target(40)
        self.assertEqual(self.quantities(target)[:3], [1, 3, 3])
        with freeze_time("2026-10-12 02:00:00"):
            self.run_robot()
            quantities = self.quantities(target)
            self.assertEqual(quantities[:2], [1, 3])  # frozen
            self.assertEqual(sum(quantities[2:]), 40)
            self.assertLessEqual(max(quantities[2:]) - min(quantities[2:]), 1)
            self.assertEqual(target.behind_count, 4)
            self.assertEqual(target.behind_since, MONDAYS[0])
            week = target.allocation_ids[2]
            self.assertIn("1 more than first planned", week.explanation)

    def test_posts_done_early_relieve_the_weeks_to_come(self):
        target = self.make_target(13)
        self.post.week_planned = False
        self.publish("2026-10-06", 4)
        quantities = self.quantities(target)
        self.assertEqual(quantities[1], 4)
        self.assertEqual(sum(quantities), 13)
        self.assertEqual(target.done_count, 4)
        self.assertEqual(target.left_count, 9)
        self.assertEqual(target.this_week_done, 4)

    def test_more_than_the_target_leaves_nothing(self):
        target = self.make_target(2)
        self.publish("2026-10-06", 3)
        self.assertEqual(sum(self.quantities(target)[2:]), 0)
        self.assertEqual(target.left_count, 0)
        self.assertEqual(target.allocation_ids[-1].explanation, "The target is met.")

    def test_nobody_works_on_holidays_and_in_leave(self):
        self.env["aig.care.quiet.day"].create(
            {"name": "Rest", "date_from": "2026-10-12", "date_to": "2026-10-18"}
        )
        calendar = self.company.resource_calendar_id
        resource = self.env["resource.resource"].create(
            {
                "name": "Mai",
                "user_id": self.user_content.id,
                "calendar_id": calendar.id,
                "company_id": self.company.id,
            }
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Leave",
                "resource_id": resource.id,
                "calendar_id": calendar.id,
                "date_from": "2026-10-18 17:00:00",  # Monday, midnight in Vietnam
                "date_to": "2026-10-21 16:59:59",
            }
        )
        target = self.make_target(56)
        weeks = {week.week_start: week for week in target.allocation_ids}
        self.assertEqual(weeks[MONDAYS[2]].days, 0)
        self.assertEqual(weeks[MONDAYS[2]].quantity, 0)
        self.assertEqual(weeks[MONDAYS[2]].explanation, "No working day in this week.")
        self.assertEqual(weeks[MONDAYS[3]].days, 2)
        self.assertEqual(weeks[MONDAYS[3]].quantity, 2)

    def test_a_new_holiday_moves_the_weeks_at_the_next_run(self):
        target = self.make_target(26)
        self.assertFalse(target.needs_spread)
        self.env["aig.care.quiet.day"].create(
            {"name": "Rest", "date_from": "2026-10-12", "date_to": "2026-10-18"}
        )
        self.assertTrue(target.needs_spread)
        self.run_robot()
        self.assertFalse(target.needs_spread)
        self.assertEqual(self.weeks(target)[MONDAYS[2]], 0)

    def test_leave_and_working_hours_are_followed(self):
        target = self.make_target(26)
        calendar = self.company.resource_calendar_id
        leave = self.env["resource.calendar.leaves"].create(
            {
                "calendar_id": calendar.id,
                "date_from": "2026-10-12 00:00:00",
                "date_to": "2026-10-16 12:00:00",
            }
        )
        self.run_robot()
        self.assertEqual(self.weeks(target)[MONDAYS[2]], 0)
        leave.unlink()
        calendar.attendance_ids.filtered(lambda line: line.dayofweek != "0").unlink()
        self.assertTrue(target.needs_spread)
        self.run_robot()
        self.assertEqual(target.allocation_ids[2].days, 1)
        self.assertEqual(self.weeks(target)[MONDAYS[2]], 2)

    def test_a_quarter_that_is_over_plans_nothing(self):
        target = self.make_target(5, quarter="3")
        self.assertEqual(sum(self.quantities(target)), 0)
        self.assertEqual(target.left_count, 5)

    def test_the_last_days_take_all_that_is_left(self):
        with freeze_time("2026-12-31 02:00:00"):
            target = self.make_target(5)
            self.assertEqual(self.quantities(target), [0] * 13 + [5])

    # When it runs ---------------------------------------------------------------------

    def test_a_second_run_writes_nothing(self):
        target = self.make_target(26)
        self.publish("2026-10-06", 3)
        self.env.flush_all()
        written = []
        columns = aig_content_robot._columns
        self.patch(
            aig_content_robot,
            "_columns",
            lambda rows: written.append(rows) or columns(rows),
        )
        target._spread()
        self.assertEqual(written, [])
        target.quantity = 27
        self.assertTrue(written)

    def test_a_changed_target_is_planned_at_once(self):
        target = self.make_target(13)
        with Form(target) as form:
            form.quantity = 26
        self.assertEqual(sum(self.quantities(target)), 26)

    def test_another_person_gets_fresh_weeks(self):
        other = self._new_user("content.2", "Oanh", "aig_base.group_content_user")
        self.publish("2026-10-06", 2)
        target = self.make_target(13)
        self.assertEqual(target.done_count, 2)
        target.user_id = other
        target.invalidate_recordset()
        self.assertEqual(target.done_count, 0)
        self.assertEqual(set(target.allocation_ids.user_id), {other})

    def test_a_post_taken_back_counts_no_more(self):
        target = self.make_target(13)
        post = self.publish("2026-10-06")
        self.assertEqual(target.done_count, 1)
        post._decide({"state": "cancelled", "date_published": False})
        self.assertEqual(target.done_count, 0)

    def test_a_deleted_post_counts_no_more(self):
        target = self.make_target(13)
        post = self.publish("2026-10-06")
        self.assertEqual(target.done_count, 1)
        post.action_take_back()
        self.assertEqual(target.done_count, 0)
        post.unlink()
        self.assertEqual(target.done_count, 0)

    # Weeks that people set ------------------------------------------------------------

    def test_a_post_moved_to_another_week_moves_the_weeks_and_back(self):
        target = self.make_target(13)
        posts = [
            self.make_post(week_planned=monday, name="Bài") for monday in MONDAYS[2:5]
        ]
        even = self.quantities(target)
        self.assertEqual(even, [0, *[1] * 13])
        posts[1].week_planned = MONDAYS[2]
        moved = self.quantities(target)
        self.assertEqual(moved[2], 2)
        self.assertEqual(sum(moved), 13)
        weeks = target.allocation_ids
        self.assertIn("2 posts are planned for this week", weeks[2].explanation)
        [fewer] = [week for week in weeks[1:] if not week.quantity]
        self.assertFalse(fewer.pinned)
        self.assertIn("posts are planned for other weeks", fewer.explanation)
        posts[1].week_planned = MONDAYS[3]
        self.assertEqual(self.quantities(target), even)

    def test_a_week_has_no_more_posts_set_than_the_target(self):
        target = self.make_target(2)
        for _number in range(4):
            self.make_post(week_planned=MONDAYS[6])
        quantities = self.quantities(target)
        self.assertEqual((sum(quantities), quantities[1], quantities[6]), (2, 1, 1))

    def test_posts_given_up_archived_or_deleted_hold_no_week(self):
        target = self.make_target(13)
        posts = [self.make_post(week_planned=MONDAYS[3]) for _number in range(4)]
        self.assertEqual(self.weeks(target)[MONDAYS[3]], 4)
        posts[0].action_cancel()
        self.assertEqual(self.weeks(target)[MONDAYS[3]], 3)
        posts[1].action_archive()
        self.assertEqual(self.weeks(target)[MONDAYS[3]], 2)
        posts[2].unlink()
        self.assertEqual(self.weeks(target)[MONDAYS[3]], 1)

    def test_a_week_that_is_over_stays_when_posts_leave_it(self):
        with freeze_time("2026-09-28 02:00:00"):
            target = self.make_target(40)
            posts = [self.make_post(week_planned=MONDAYS[1]) for _number in range(6)]
            self.assertEqual(self.weeks(target)[MONDAYS[1]], 7)  # with the case's own
        with freeze_time("2026-10-12 02:00:00"):
            self.run_robot()
            posts[0].week_planned = MONDAYS[5]
            self.assertEqual(self.weeks(target)[MONDAYS[1]], 7)
            self.assertEqual(target.allocation_ids[1].pinned, 7)
            self.assertEqual(sum(self.quantities(target)[2:]), 40)

    def test_a_step_of_the_workflow_plans_nothing_anew(self):
        self.make_target(13)
        post = self.make_post(week_planned=MONDAYS[3])
        targets = type(self.env["aig.content.target"])
        planned = []
        self.patch(targets, "_spread", lambda rows: planned.extend(rows))
        post.action_draft()
        self.assertEqual(planned, [])
        post.week_planned = MONDAYS[4]
        self.assertEqual(len(planned), 1)

    # Which target ---------------------------------------------------------------------

    def test_the_target_of_the_topic_comes_first(self):
        general = self.make_target(13)
        post = self.publish("2026-10-06")
        self.assertEqual(post.target_id, general)
        special = self.make_target(2, topic_id=self.topic.id)
        self.assertEqual(post.target_id, special)
        self.assertEqual((general.done_count, special.done_count), (0, 1))
        special.unlink()
        self.assertEqual(post.target_id, general)
        self.assertEqual(general.done_count, 1)

    def test_the_day_of_publication_decides_the_quarter(self):
        third, fourth = self.make_target(5, quarter="3"), self.make_target(5)
        post = self.make_post(week_planned="2026-09-28")
        self.assertEqual(post.target_id, fourth)  # most days of the week
        post._decide({"state": "published", "date_published": "2026-09-30"})
        self.assertEqual(post.target_id, third)
        self.assertEqual((third.done_count, fourth.done_count), (1, 0))

    def test_posts_in_work_are_counted_apart(self):
        target = self.make_target(13)
        self.make_post()
        self.publish("2026-10-06")
        self.assertEqual(target.planned_count, 2)  # with that of the test case
        self.assertEqual(target.done_count, 1)

    # Refusals -------------------------------------------------------------------------

    def test_nobody_who_left_gets_a_target(self):
        self.user_content.active = False
        with self.assertRaisesRegex(ValidationError, "no content officer"):
            self.make_target(5)
        with self.assertRaisesRegex(ValidationError, "An Bắc is no content officer"):
            self.make_target(5, self.user_sales_north)

    def test_the_weeks_and_figures_are_not_typed(self):
        target = self.make_target(13)
        for vals in ({"done_count": 3}, {"behind_count": 0}):
            with self.assertRaises(AccessError):
                target.write(vals)
        with self.assertRaises(AccessError):
            target.allocation_ids.write({"quantity": 1})

    def test_officers_do_not_set_targets(self):
        target = self.make_target(13)
        with self.assertRaises(AccessError):
            target.with_user(self.user_content).quantity = 1

    def test_a_second_target_of_the_same_kind_is_refused(self):
        self.make_target(13)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.make_target(1)

    # Figures --------------------------------------------------------------------------

    def test_the_forecast_follows_the_closed_weeks(self):
        with freeze_time("2026-09-28 02:00:00"):
            target = self.make_target(64)
        self.assertFalse(target.has_forecast)
        self.publish("2026-10-01", 2)
        with freeze_time("2026-10-06 02:00:00"):
            self.run_robot()
        # 2 posts in 2 of 66 working days
        self.assertTrue(target.has_forecast)
        self.assertEqual(target.forecast, 66)

    def test_a_person_is_as_long_behind_as_the_oldest_of_the_targets(self):
        def sums():
            [person] = targets.formatted_read_group(
                [], ["user_id"], ["behind_weeks:max", "forecast:sum"]
            )
            return person["behind_weeks:max"], person["forecast:sum"]

        other = self.channel.copy({"name": "Another channel"})
        targets = self.env["aig.content.target"].with_user(self.user_content_manager)
        with freeze_time("2026-09-28 02:00:00"):
            self.make_target(64)
            self.assertEqual(sums(), (0, False))  # no data is not 0
        self.make_target(64, channel_id=other.id)
        with freeze_time("2026-10-19 02:00:00"):
            self.run_robot()
            self.assertEqual(targets.search([]).mapped("behind_weeks"), [2, 3])
            self.assertEqual(sums(), (3, 0))

    def test_queries_do_not_grow_with_people(self):
        def people(number):
            return [
                self._new_user(
                    f"c.{number}.{index}", "C", "aig_base.group_content_user"
                )
                for index in range(number)
            ]

        def prepare(number):
            targets = self.env["aig.content.target"]
            for user in people(number):
                targets |= self.make_target(20, user)
            self.env["aig.content.post"].flush_model()
            targets.sudo().allocation_ids.unlink()
            self.env.invalidate_all()
            return targets

        few, many = prepare(2), prepare(12)
        counts = []
        for targets in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            targets._spread()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
