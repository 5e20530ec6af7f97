from datetime import datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AigPositionCase

FREE = "aig_position.mail_activity_type_place_free"


class WaitCase(AigPositionCase):
    """The north has the billboard; others wait for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.taken = cls._new_booking()
        cls.taken.action_hold()

    @classmethod
    def _new_wait(cls, user=None, position=None, **values):
        user = user or cls.user_sales_south
        north = user in cls.user_sales_north | cls.user_sales_north_2
        customer = cls.customer_north if north else cls.customer_south
        return (
            cls.env["aig.position.wait"]
            .with_user(user)
            .create(
                {
                    "partner_id": customer.id,
                    "position_id": (position or cls.billboard).id,
                    "date_from": "2026-12-12",
                    "date_to": "2026-12-15",
                    **values,
                }
            )
        )

    def _run(self):
        cron = self.env.ref("aig_position.ir_cron_aig_position_wait")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _told(self, wait):
        return wait.sudo().activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(FREE)
        )


@tagged("post_install", "-at_install")
class TestAigPositionWait(WaitCase):
    """The line: who enters, who is told, and how it ends."""

    def test_typed_and_numbered(self):
        form = Form(self.env["aig.position.wait"].with_user(self.user_sales_south))
        form.partner_id = self.customer_south
        form.position_id = self.billboard
        form.date_from, form.date_to = "2026-12-12", "2026-12-15"
        self.assertEqual(str(form.wait_until), "2026-12-12")
        first = form.save()
        second = self._new_wait(self.user_sales_north_2)
        other_days = self._new_wait(date_from="2026-12-18", date_to="2026-12-18")
        self.assertEqual((first | second | other_days).sudo().mapped("rank"), [1, 2, 1])
        self.assertEqual(first.territory_id, self.territory_south)
        first.action_withdraw()
        self.env.invalidate_all()
        self.assertEqual(second.rank, 1)

    def test_told_once_when_the_place_is_given_back(self):
        wait = self._new_wait()
        self._run()
        self.assertEqual(wait.state, "waiting")
        self.taken.action_cancel()
        self._run()
        self._run()
        activity = self._told(wait)
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.user_sales_south)
        self.assertEqual(
            activity.summary, "T-1 is free 12/12/2026 - 12/15/2026: hold it"
        )
        self.assertEqual(wait.state, "told")

    def test_cancelling_calls_the_job(self):
        cron = self.env.ref("aig_position.ir_cron_aig_position_wait")
        calls = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        calls.unlink()
        self.taken.action_cancel()
        self.assertFalse(calls.search([("cron_id", "=", cron.id)]), "nobody waits")
        wait = self._new_wait()
        calls.search([("cron_id", "=", cron.id)]).unlink()
        booking = self._new_booking(first=12, last=12)
        booking.action_hold()
        booking.action_cancel()
        self.assertTrue(calls.search([("cron_id", "=", cron.id)]))
        self.assertEqual(wait.state, "waiting")

    def test_told_when_a_hold_ends_and_when_a_booking_is_stopped(self):
        wait = self._new_wait(wait_until="2026-12-15")
        with freeze_time("2026-12-03 17:00:00"):
            with self.enter_registry_test_mode():
                self.env.ref(
                    "aig_position.ir_cron_aig_position_booking"
                ).method_direct_trigger()
            self._run()
        self.assertEqual(wait.state, "told")
        whole = self._new_booking(self.screen, 1, 31, slots=3)
        whole.action_book()
        other = self._new_wait(position=self.screen)
        self._run()
        self.assertEqual(other.state, "waiting")
        whole.action_stop()
        self._run()
        self.assertEqual(other.state, "told")

    def test_all_are_told_or_one_after_the_other(self):
        first, second = self._new_wait(), self._new_wait(self.user_sales_north_2)
        self.company.aig_wait_head_start = 3
        self.taken.action_cancel()
        self._run()
        self.assertEqual((first | second).sudo().mapped("state"), ["told", "waiting"])
        # nine in the morning and three working hours
        self.assertEqual(first.head_start_until, datetime(2026, 12, 1, 5))
        with freeze_time("2026-12-01 04:59:00"):
            self._run()
        self.assertEqual(second.state, "waiting")
        with freeze_time("2026-12-01 05:00:00"):
            self._run()
        self.assertEqual(second.state, "told")
        self.assertEqual(len(self._told(first)), 1)

    def test_who_waits_for_the_whole_or_a_part(self):
        east = self._new_booking(self.face_east)
        east.action_hold()
        wait = self._new_wait(position=self.tower)
        self._run()
        self.assertEqual(wait.state, "waiting")
        east.action_cancel()
        self._run()
        self.assertEqual(wait.state, "told")

    def test_another_was_quicker(self):
        wait = self._new_wait()
        self.taken.action_cancel()
        self._run()
        self._new_booking().action_hold()
        self._run()
        self.assertEqual((wait.state, wait.told_at), ("waiting", False))
        self.assertFalse(self._told(wait), "not free any more")

    def test_it_ends_with_the_place(self):
        wait = self._new_wait()
        self.taken.action_cancel()
        self._run()
        action = wait.action_hold()
        booking = self.env["aig.position.booking"].browse(action["res_id"])
        self.assertEqual(booking.partner_id, self.customer_south)
        self.assertEqual(booking.state, "reserved")
        self.assertEqual(wait.state, "done")
        self.assertFalse(self._told(wait))

    def test_some_of_the_days_do_not_end_it(self):
        wait = self._new_wait()
        self.taken.action_cancel()
        self._new_booking(first=12, last=14, user=self.user_sales_south).action_hold()
        self.assertEqual(wait.state, "waiting")

    def test_any_of_a_kind(self):
        wait = self._new_wait(position_id=False, kind_id=self.kind.id, slots=2)
        self._new_booking(self.screen, slots=2).action_hold()
        self._run()
        self.assertEqual(wait.state, "waiting")
        self.screen.slot_count = 4
        self._run()
        self.assertIn("T-2 is free", self._told(wait).summary)
        action = wait.action_hold()
        found = self.env["aig.position"].search(action["domain"])
        self.assertEqual(found, self.screen)
        self._new_booking(
            self.screen, 12, 15, self.user_sales_south, slots=2
        ).action_hold()
        self.assertEqual(wait.state, "done")

    def test_not_told_of_what_the_industry_may_not_have(self):
        bank = self.env["res.partner.industry"].create({"name": "Bank"})
        (self.customer_north | self.customer_south).industry_id = bank
        self.screen.is_exclusive = True
        rival = self._new_booking(self.screen)
        rival.action_hold()
        wait = self._new_wait(position=self.screen)
        self._run()
        self.assertEqual(wait.state, "waiting")
        rival.action_cancel()
        self._run()
        self.assertEqual(wait.state, "told")

    def test_it_ends_when_its_days_pass_in_vietnam(self):
        wait = self._new_wait()
        with freeze_time("2026-12-12 16:59:00"):
            self._run()
        self.assertEqual(wait.state, "waiting")
        with freeze_time("2026-12-12 17:00:00"):
            self._run()
        self.assertEqual(wait.state, "over")
        self.assertFalse(self._told(wait))

    def test_bad_input(self):
        with self.assertRaisesRegex(ValidationError, "has 3 slots"):
            self._new_wait(position=self.screen, slots=4)
        for values, name in (
            ({"date_from": "2026-12-16"}, "dates_ordered"),
            ({"wait_until": "2026-12-16"}, "until_check"),
            ({"position_id": False}, "place_check"),
            ({"kind_id": self.kind.id}, "place_check"),
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaisesRegex(IntegrityError, name),
                self.env.cr.savepoint(),
            ):
                self._new_wait(**values)

    def test_state_is_not_typed(self):
        wait = self._new_wait()
        for values in ({"state": "told"}, {"told_at": "2026-12-01"}):
            with self.assertRaises(AccessError):
                wait.write(values)
        with self.assertRaises(AccessError):
            wait.with_user(self.user_sales_north).action_withdraw()

    def test_others_read_no_entry_and_learn_the_number(self):
        self._new_wait()
        waits = self.env["aig.position.wait"]
        for user, count in (
            (self.user_sales_north, 0),
            (self.user_sales_south, 1),
            (self.user_director, 1),
        ):
            self.assertEqual(waits.with_user(user).search_count([]), count)
        self.assertEqual(self.taken.waiting_count, 0, "it wants days before the end")
        self._new_wait(date_from="2026-12-20", date_to="2026-12-24")
        self.env.invalidate_all()
        self.assertEqual(self.taken.waiting_count, 1)
        action = self.taken.action_waiting()
        self.assertFalse(
            waits.with_user(self.user_sales_north).search(action["domain"])
        )

    def test_entered_where_nothing_is_free(self):
        search = (
            self.env["aig.position.find"]
            .with_user(self.user_sales_south)
            .create(
                {
                    "date_from": "2026-12-12",
                    "date_to": "2026-12-15",
                    "kind_ids": self.kind.ids,
                    "partner_id": self.customer_south.id,
                }
            )
        )
        action = search.action_find_taken()
        taken = self.env["aig.position"].search(action["domain"])
        self.assertEqual(taken, self.billboard)
        search.highest_rate = 1
        self.assertEqual(search.action_find_taken()["domain"], [("id", "in", [])])
        here = taken.with_user(self.user_sales_south).with_context(**action["context"])
        answer = here.action_wait_here()
        self.assertIn("number 1 in line", answer["params"]["message"])
        here.action_wait_here()
        wait = self.env["aig.position.wait"].search([("position_id", "in", taken.ids)])
        self.assertEqual(len(wait), 1)
        form = search.action_wait()
        self.assertEqual(form["context"]["default_kind_id"], self.kind.id)
        search.kind_ids = False
        with self.assertRaisesRegex(UserError, "Choose one kind"):
            search.action_wait()

    def test_queries_do_not_grow_with_the_line(self):
        def run(number):
            partners = self.env["res.partner"].create(
                [{"name": f"Waits {n}"} for n in range(number)]
            )
            waits = self.env["aig.position.wait"].create(
                [
                    {
                        "partner_id": partner.id,
                        "position_id": self.billboard.id,
                        "date_from": "2026-12-12",
                        "date_to": "2026-12-13",
                    }
                    for partner in partners
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            waits._get_free_places()
            waits.mapped("rank")
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(run(40), run(4) + 1)
