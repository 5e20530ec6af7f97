from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestAigCareContact(AigTerritoryCase):
    """The result of a contact, and what follows from it (S02, S34)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deal = cls.env["crm.lead"].create(
            {
                "name": "Deal",
                "type": "opportunity",
                "partner_id": cls.customer_north.id,
                "user_id": cls.user_sales_north.id,
            }
        )

    def _ask(self, user=None, document=None):
        document = (document or self.customer_north).with_user(
            user or self.user_sales_north
        )
        action = document.action_aig_contact()
        wizard = self.env[action["res_model"]].with_user(document.env.user)
        return Form(wizard.with_context(**action["context"]))

    def _answer(self, outcome, days=None, **options):
        form = self._ask(**options)
        form.outcome = outcome
        form.save().with_context(aig_follow_up_days=days).action_save()
        return self.env["aig.care.log"].search([], order="id desc", limit=1)

    @freeze_time("2026-11-27 03:00:00")
    def test_two_answers_are_a_row_and_a_reminder(self):
        log = self._answer("interested", 3)
        self.assertRecordValues(
            log,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "care_type": "call",
                    "contact_result": "reached",
                    "evidence": "talked",
                    "next_step": "meeting",
                    "next_date": date(2026, 11, 30),
                    "contact_week": date(2026, 11, 23),
                    "is_counted": True,
                    "date": datetime(2026, 11, 27, 3),
                }
            ],
        )
        self.assertRecordValues(
            self.customer_north.activity_ids,
            [
                {
                    "user_id": self.user_sales_north.id,
                    "date_deadline": date(2026, 11, 30),
                    "summary": "Meet",
                    "activity_type_id": self.env.ref(
                        "mail.mail_activity_data_meeting"
                    ).id,
                }
            ],
        )
        seen = self.env["aig.care.log"].with_user(self.user_manager_north)
        self.assertEqual(seen.search([("id", "=", log.id)]).outcome, "interested")

    def test_nobody_answered(self):
        log = self._answer("no_answer", 1)
        self.assertRecordValues(
            log,
            [
                {
                    "contact_result": "not_reached",
                    "evidence": "none",
                    "next_step": "call",
                }
            ],
        )

    def test_nothing_more_to_do(self):
        log = self._answer("refused", 1)
        self.assertFalse(log.next_date)
        self.assertFalse(self.customer_north.activity_ids)

    def test_a_typed_day_and_another_step(self):
        form = self._ask()
        form.outcome = "interested"
        form.next_step = "offer"
        form.next_date = "2027-01-15"
        form.save().action_save()
        [activity] = self.customer_north.activity_ids
        self.assertEqual(activity.date_deadline, date(2027, 1, 15))
        self.assertEqual(
            activity.activity_type_id, self.env.ref("mail.mail_activity_data_todo")
        )

    def test_a_deal_gets_its_own_reminder(self):
        log = self._answer("later", 7, document=self.deal)
        self.assertEqual((log.res_model, log.res_id), ("crm.lead", self.deal.id))
        self.assertFalse(self.customer_north.activity_ids)
        self.assertEqual(self.deal.activity_ids.user_id, self.user_sales_north)

    def test_one_sentence_when_something_is_missing(self):
        wizard = self._ask().save()
        with self.assertRaisesRegex(UserError, "Touch what came of it"):
            wizard.action_save()
        wizard.outcome = "interested"
        with self.assertRaisesRegex(ValidationError, "on which day"):
            wizard.action_save()
        lonely = self.deal.copy({"partner_id": False})
        with self.assertRaisesRegex(UserError, "Choose the customer"):
            lonely.action_aig_contact()

    def test_reminders_speak_the_salespersons_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.user_sales_north.lang = "vi_VN"
        self._answer("no_answer", 1)
        self.assertEqual(self.customer_north.activity_ids.summary, "Gọi điện")

    def test_a_reversal_reminds_of_nothing(self):
        log = self._answer("interested", 1)
        log.with_user(self.user_sales_north)._reverse("Nhầm khách")
        self.assertEqual(len(self.customer_north.activity_ids), 1)

    def test_foreign_customers_and_deals_are_refused(self):
        contacts = self.env["aig.care.contact"].with_user(self.user_sales_south)
        for values in (
            {"partner_id": self.customer_north.id},
            {"partner_id": self.customer_south.id, "lead_id": self.deal.id},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                contacts.create(values)

    def test_rows_by_rpc_are_about_the_customers_deal_only(self):
        logs = self.env["aig.care.log"].with_user(self.user_sales_north)
        other = self._new_customer("Other", self.territory_north)
        for values in (
            {"partner_id": other.id, "res_model": "crm.lead", "res_id": self.deal.id},
            {
                "partner_id": self.customer_north.id,
                "res_model": "res.users",
                "res_id": self.user_director.id,
            },
            {"partner_id": self.customer_north.id, "res_model": "crm.lead"},
        ):
            with self.subTest(values), self.assertRaisesRegex(AccessError, "a deal of"):
                logs.create(values)
        logs = self.env["aig.care.log"].with_user(self.user_sales_south)
        with self.assertRaises(AccessError):
            logs.create(
                {
                    "partner_id": self.customer_south.id,
                    "res_model": "crm.lead",
                    "res_id": self.deal.id,
                }
            )
