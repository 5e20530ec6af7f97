from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AigMyDayCase

CONTACT = "odoo.addons.aig_kpi_dashboard.models.aig_my_day_contact.AigMyDay"


@tagged("post_install", "-at_install")
class TestAigMyDay(AigMyDayCase):
    """Whom to contact today, and why; each one's own, and nothing twice."""

    def make_deal(self, partner, user=None, **vals):
        return self.env["crm.lead"].create(
            {
                "name": "LED for spring",
                "type": "opportunity",
                "partner_id": partner.id,
                "user_id": (user or self.user_sales_north).id,
                **vals,
            }
        )

    def test_the_lists_of_a_salesperson(self):
        day = self.get_day()
        keys = [section["key"] for section in day["sections"]]
        self.assertEqual(keys[:4], ["contact", "reply", "draft", "expire"])
        self.assertIn("pace", keys)
        self.assertFalse(day["is_partial"])
        self.assertTrue(day["sections"][1]["empty"])

    def test_nothing_fails_for_whoever_has_nothing(self):
        for user in (
            self.user_no_territory,
            self.user_manager_south,
            self.user_director,
            self.user_content_manager,
        ):
            with self.subTest(user=user.login):
                self.assertFalse(self.get_day(user)["is_partial"])

    def test_somebody_without_a_role_has_no_list(self):
        for user in (self.user_plain, self.user_portal):
            with self.subTest(user=user.login):
                day = self.get_day(user)
                self.assertEqual(day["sections"], [])
                self.assertIsNone(day["saved"])

    def test_late_before_today_before_any_day(self):
        other = self._new_customer(
            "Second", self.territory_north, user_id=self.user_sales_north.id
        )
        third = self._new_customer(
            "Third", self.territory_north, user_id=self.user_sales_north.id
        )
        self.remind(self.customer_north, days=0)
        self.remind(other, days=-3)
        rows = self.get_rows("contact")
        self.assertEqual(
            [row["title"] for row in rows], ["Second", "North Customer", third.name]
        )
        self.assertEqual([row["when"] for row in rows], ["3 days late", "Today", ""])
        self.assertEqual([row["tone"] for row in rows], ["late", "today", "open"])
        self.assertEqual(rows[2]["reasons"], ["Nobody has contacted them yet"])

    def test_what_is_due_later_waits(self):
        self.remind(self.customer_north, days=1)
        self.assertEqual(self.get_titles("contact"), [])

    def test_a_customer_has_one_row_with_all_reasons(self):
        self.remind(self.customer_north, days=-1, summary="Call back")
        self.remind(self.branch_north, kind="todo", summary="Send photos")
        deal = self.make_deal(self.branch_north)
        [row] = self.get_rows("contact")
        self.assertEqual(
            row["reasons"],
            ["Call back", "Send photos", f"“{deal.name}” has no next step"],
        )
        self.assertEqual(row["id"], self.customer_north.id)

    def test_a_late_step_of_a_deal_is_no_missing_step(self):
        deal = self.make_deal(self.customer_north)
        self.remind(deal, days=-2, summary="Ask for the budget")
        [row] = self.get_rows("contact")
        self.assertEqual(len(row["reasons"]), 1)
        self.assertEqual((row["model"], row["id"]), ("crm.lead", deal.id))

    def test_a_deal_waits_when_its_customer_is_called_tomorrow(self):
        self.make_deal(self.customer_north)
        self.assertEqual(len(self.get_rows("contact")), 1)
        self.remind(self.customer_north, days=1)
        self.assertEqual(self.get_rows("contact"), [])

    def test_own_tasks_and_customers_only(self):
        self.remind(self.customer_south, self.user_sales_south, -1)
        self.make_deal(self.customer_south, self.user_sales_south)
        self.assertEqual(self.get_titles("contact"), ["North Customer"])
        colleague = self.get_rows("contact", self.user_sales_north_2)
        self.assertEqual(colleague, [])
        self.assertEqual(
            self.get_titles("contact", self.user_sales_south), ["South Customer"]
        )

    def test_a_task_on_a_customer_who_moved_away(self):
        self.remind(self.customer_north)
        self.customer_north.aig_territory_id = self.territory_south
        self.customer_north.user_id = self.user_sales_south
        self.assertEqual(self.get_titles("contact"), [])

    def test_a_task_about_no_document(self):
        task = (
            self.env["mail.activity"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "summary": "Order name cards",
                    "date_deadline": self.today,
                    "user_id": self.user_sales_north.id,
                }
            )
        )
        self.assertFalse(task.res_model)
        [row] = self.get_rows("other")
        self.assertEqual((row["model"], row["id"]), (task._name, task.id))
        self.assertEqual(row["title"], "Order name cards")
        self.assertEqual(self.get_rows("other", self.user_sales_north_2), [])
        self.press(row)
        self.assertEqual(self.get_rows("other"), [])

    def test_the_call_answers_its_reminder(self):
        activity = self.remind(self.customer_north)
        self.remind(self.customer_north, kind="todo", summary="Send photos")
        [row] = self.get_rows("contact")
        [button] = row["buttons"]
        self.assertEqual(button["phone"], "024 3936 1111")
        action = self.press(row)
        contact = (
            self.env[action["res_model"]]
            .with_user(self.user_sales_north)
            .with_context(**action["context"], aig_follow_up_days=1)
            .create({"outcome": "later"})
        )
        contact.action_save()
        self.assertFalse(activity.exists().active)
        [row] = self.get_rows("contact")
        self.assertEqual(row["reasons"], ["Send photos"])
        self.assertEqual(row["buttons"][0]["method"], "action_done")
        self.press(row)
        self.assertEqual(self.get_titles("contact"), [])

    def test_a_meeting_does_not_end_a_call(self):
        call = self.remind(self.customer_north)
        contact = (
            self.env["aig.care.contact"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "partner_id": self.customer_north.id,
                    "care_type": "meeting",
                    "outcome": "refused",
                }
            )
        )
        contact.action_save()
        self.assertTrue(call.exists().active)

    def test_without_a_number_only_the_result_is_asked(self):
        self.customer_north.phone = False
        [row] = self.get_rows("contact")
        self.assertEqual(row["buttons"][0]["phone"], "")
        self.assertEqual(row["buttons"][0]["label"], "Result")

    def test_planned_contacts_until_they_took_place(self):
        monday = self.company._aig_this_monday()
        (
            self.env["aig.care.contact.plan"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "week_start": monday,
                    "line_ids": [
                        (0, 0, {"partner_id": self.customer_north.id, "day": monday})
                    ],
                }
            )
        )
        [row] = self.get_rows("contact")
        self.assertEqual(row["reasons"], ["Planned: Call"])
        action = self.press(row)
        self.assertEqual(action["context"]["default_care_type"], "call")
        self.log(self.customer_north)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.get_titles("contact"), [])

    def test_whom_nobody_has_contacted_for_long(self):
        self.company.aig_idle_days = 10
        self.log(self.customer_north, self.user_sales_north_2, days=-9)
        self.assertEqual(self.get_titles("contact"), [])
        self.company.aig_idle_days = 8
        self.assertEqual(self.get_titles("contact"), ["North Customer"])
        # a mail is no contact; what is planned is waited for
        self.log(self.customer_north, care_type="other")
        self.assertEqual(self.get_titles("contact"), ["North Customer"])
        self.remind(self.customer_north, days=2)
        self.assertEqual(self.get_titles("contact"), [])

    def test_a_list_that_fails_is_left_out(self):
        self.remind(self.customer_north, summary="Call back")

        def fail(_self):
            raise ValueError("broken")

        with (
            patch(f"{CONTACT}._find_deals", fail),
            mute_logger("odoo.addons.aig_kpi_dashboard.models.aig_my_day"),
        ):
            day = self.get_day()
        self.assertTrue(day["is_partial"])
        self.assertEqual(day["sections"][0]["rows"][0]["reasons"], ["Call back"])

    def test_a_list_that_one_may_not_read_is_left_out_silently(self):
        refusal = patch(f"{CONTACT}._find_deals", side_effect=AccessError(""))
        with refusal:
            self.assertFalse(self.get_day()["is_partial"])
