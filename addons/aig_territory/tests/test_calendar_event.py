from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .documents import AigDocumentCase

NOW = datetime(2026, 3, 10, 3, 0)
TOMORROW = datetime(2026, 3, 11, 3, 0)
YESTERDAY = datetime(2026, 3, 9, 3, 0)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCalendarEvent(AigDocumentCase):
    """G07: meetings with customers are seen in the customers' territory."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_sales_south.email = False
        cls.meeting_north = cls._new_meeting(cls.user_sales_north, cls.branch_north)
        cls.meeting_south = cls._new_meeting(cls.user_sales_south, cls.customer_south)
        nobody = cls.env["res.partner"]
        cls.meeting_office = cls._new_meeting(cls.user_plain, nobody)
        cls.env.flush_all()

    @classmethod
    def _new_meeting(cls, user, partners, start=TOMORROW, **values):
        return cls.env["calendar.event"].create(
            {
                "name": f"Secret of {partners[:1].name or 'the office'}",
                "user_id": user.id,
                "partner_ids": [(6, 0, (user.partner_id | partners).ids)],
                "start": start,
                "stop": start + timedelta(hours=1),
                **values,
            }
        )

    def _as(self, user, records):
        self._next_request()
        return records.with_env(self.env(user=user.id))

    def _seen(self, user, model="calendar.event"):
        return self._as(user, self.env[model]).search([]).sudo()

    def test_the_territory_of_a_meeting(self):
        self.assertEqual(self.meeting_north.aig_territory_id, self.territory_north)
        self.assertEqual(self.meeting_north.aig_partner_id, self.customer_north)
        self.assertFalse(self.meeting_office.aig_territory_id)
        of_lead = self._new_meeting(
            self.user_plain, self.customer_north, opportunity_id=self.lead_south.id
        )
        self.assertEqual(of_lead.aig_territory_id, self.territory_south)
        self.assertEqual(of_lead.aig_partner_id, self.customer_south)
        of_order = self._new_meeting(
            self.user_plain,
            self.env["res.partner"],
            res_model_id=self.env["ir.model"]._get_id("sale.order"),
            res_id=self.order_south.id,
        )
        self.assertEqual(of_order.aig_territory_id, self.territory_south)

    def test_past_meetings_stay(self):
        past = self._new_meeting(
            self.user_sales_north, self.customer_north, start=YESTERDAY
        )
        self.assertEqual(past.aig_territory_id, self.territory_north)
        self.customer_north.aig_territory_id = self.territory_south
        self.assertEqual(past.aig_territory_id, self.territory_north)
        self.assertEqual(self.meeting_north.aig_territory_id, self.territory_south)

    def test_who_sees_which_meeting(self):
        meetings = self.meeting_north | self.meeting_south | self.meeting_office
        for user, expected in (
            (self.user_sales_north, meetings - self.meeting_south),
            (self.user_sales_north_2, meetings - self.meeting_south),
            (self.user_manager_south, meetings - self.meeting_north),
            (self.user_manager_both, meetings),
            (self.user_director, meetings),
            (self.user_accountant, meetings),
            (self.user_no_territory, self.meeting_office),
            (self.user_content, self.meeting_office),
            (self.user_plain, self.meeting_office),
        ):
            with self.subTest(user.login):
                self.assertEqual(self._seen(user) & meetings, expected)
                attendees = (
                    self._seen(user, "calendar.attendee") & meetings.attendee_ids
                )
                self.assertEqual(attendees, expected.attendee_ids)
                for meeting in meetings - expected:
                    meeting = self._as(user, meeting)
                    with self.assertRaises(AccessError):
                        meeting.read(["name"])
                    with self.assertRaises(AccessError):
                        meeting.attendee_ids.sudo(False).read(["email"])

    def test_a_colleague_who_is_invited_opens_the_meeting(self):
        self.meeting_south.partner_ids += self.user_plain.partner_id
        meeting = self._as(self.user_plain, self.meeting_south)
        with Form(meeting) as form:
            form.location = "Café"
        self.assertEqual(self.meeting_south.location, "Café")
        self.assertIn(self.customer_south, self.meeting_south.partner_ids)
        self.assertIn(self.meeting_south, self._seen(self.user_plain))

    def test_recurrences_name_no_foreign_meeting(self):
        meeting = self._new_meeting(
            self.user_sales_south,
            self.customer_south,
            recurrency=True,
            rrule_type="weekly",
            wed=True,
            count=3,
        )
        recurrence = meeting.recurrence_id
        self.assertTrue(recurrence)
        self.assertNotIn(
            recurrence, self._seen(self.user_sales_north, "calendar.recurrence")
        )
        self.assertIn(
            recurrence, self._seen(self.user_sales_south, "calendar.recurrence")
        )

    def test_portal_users_see_their_own_invitations_only(self):
        self.assertFalse(self._seen(self.user_portal))
        self.meeting_south.partner_ids += self.user_portal.partner_id
        self.assertEqual(self._seen(self.user_portal), self.meeting_south)
        with self.assertRaises(AccessError):
            self._seen(self.env.ref("base.public_user"))

    def test_a_foreign_customer_is_not_invited(self):
        """The invitation would tell name, mail and phone."""
        events = self._as(self.user_sales_north, self.env["calendar.event"])
        foreign = self.customer_south.id
        for values in (
            {"partner_ids": [(4, foreign)]},
            {"partner_ids": [(6, 0, [foreign])]},
            {"partner_ids": [foreign]},
        ):
            with self.assertRaises(AccessError):
                events.create({"name": "Mine", **values})
            with self.assertRaises(AccessError):
                events.browse(self.meeting_north.id).write(values)
            with self.assertRaises(AccessError):
                events.onchange(values, ["partner_ids"], {"attendee_ids": {}})
        for context in (
            {"active_model": "res.partner", "active_id": foreign},
            {"default_partner_ids": [foreign]},
        ):
            with self.assertRaises(AccessError):
                events.with_context(**context).create({"name": "Mine"})

    def test_moving_a_customer_with_many_meetings(self):
        def queries():
            self._next_request()
            start = self.env.cr.sql_log_count
            self.customer_south.aig_territory_id = self.territory_north
            self.env.flush_all()
            self.customer_south.aig_territory_id = self.territory_south
            self.env.flush_all()
            return self.env.cr.sql_log_count - start

        def add(count):
            for _number in range(count):
                self._new_meeting(self.user_sales_south, self.customer_south)

        add(5)
        queries()
        small = queries()
        add(20)
        self.assertLessEqual(queries(), small)
