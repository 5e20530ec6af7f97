import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_voucher.models import aig_voucher_attempt

from .common import MILLION
from .pages import AigVoucherPageCase


@tagged("post_install", "-at_install")
class TestAigVoucherReply(AigVoucherPageCase, HttpCase):
    """What the customer does on the page: choose once, comment, ask for a change."""

    def setUp(self):
        super().setUp()
        self.send()

    def _choose(self, package=None, path=None, **form):
        path = path or self.path(self.contact)
        form.setdefault("package_id", (package or self.package).id)
        return self.post(f"{path}/choose", **form)

    def test_a_choice_is_kept_with_who_when_and_from_where(self):
        answer = self._choose(amount="1", total_value="1", state="done", value="0")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Thank you", answer.text)
        self.assertRecordValues(
            self.voucher,
            [
                {
                    "state": "chosen",
                    "chosen_package_id": self.package.id,
                    "chosen_as_id": self.contact.id,
                    "chosen_from": "127.0.0.1",
                    "amount": 385 * MILLION,
                }
            ],
        )
        self.assertTrue(self.voucher.chosen_with)
        self.assertTrue(self.voucher.chosen_date)
        self.flush_tracking()
        tracked = self.voucher.sudo().message_ids.filtered("tracking_value_ids")
        self.assertEqual(tracked[0].author_id, self.contact)
        self.assertEqual(self.package.total_value, 385 * MILLION)
        [task] = self.customer_north.activity_ids
        self.assertEqual(task.user_id, self.user_sales_north)
        self.assertIn("Chị Lan", task.summary)
        self.assertIn("Gói A", task.summary)

    def test_pressing_twice_or_replaying_changes_nothing(self):
        path = self.path(self.contact)
        page = self.get(path).text
        for _time in range(2):
            answer = self.post(f"{path}/choose", page=page, package_id=self.package.id)
            self.assertEqual(answer.status_code, 200)
        self.assertEqual(len(self.customer_north.activity_ids), 1)
        first = self.voucher.chosen_date
        answer = self.post(f"{path}/choose", page=page, package_id=self.other.id)
        self.assertEqual(answer.status_code, 409)
        self.assertIn("has been chosen already", answer.text)
        self.assertEqual(self.voucher.chosen_package_id, self.package)
        self.assertEqual(self.voucher.chosen_date, first)

    @freeze_time("2026-11-20 08:00:00")
    def test_another_package_is_chosen_while_nothing_is_delivered(self):
        self.gift.needs_proof = False
        path = self.path(self.contact)
        first_page = self.get(path).text
        self._choose()
        page = self.get(path).text
        self.assertEqual(page.count("/choose"), 1, "the other one alone")
        change = {"package_id": self.other.id, "instead": self.package.id}
        order = self.voucher.gift_order_id
        for _time in range(2):
            answer = self.post(f"{path}/choose", page=page, **change)
            self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.voucher.chosen_package_id, self.other)
        self.assertEqual(self.voucher.chosen_as_id, self.contact)
        self.assertEqual(order.state, "cancel")
        self.assertEqual(self.voucher.gift_order_id.state, "sale")
        told = self.customer_north.activity_ids.mapped("summary")
        self.assertEqual(len(told), 2)
        self.assertIn("instead of “Gói A”", told[0] + told[1])
        [kept] = self.voucher.sudo().message_ids.filtered(
            lambda message: "former choice" in str(message.body)
        )
        for known in ("Gói A", "Chị Lan", "127.0.0.1"):
            self.assertIn(known, str(kept.body))
        # a page from before: the choice it showed is not the one that would go
        for stale in (page, first_page):
            answer = self.post(
                f"{path}/choose",
                page=stale,
                package_id=self.package.id,
                instead=self.package.id,
            )
            self.assertEqual(answer.status_code, 409)
            self.assertIn("Choose once more", answer.text)
        self.voucher.with_user(self.user_manager_north)._advance(1, "Khách quen")
        self.env["aig.voucher.delivery"].with_user(self.user_sales_north).create(
            {"line_id": self.other.line_ids.id}
        )
        self.voucher._decide(state="chosen")
        answer = self.post(
            f"{path}/choose",
            page=page,
            package_id=self.package.id,
            instead=self.other.id,
        )
        self.assertEqual(answer.status_code, 409)
        self.assertIn("Ask for a change", answer.text)
        self.assertEqual(self.voucher.chosen_package_id, self.other)
        self.assertNotIn("/choose", self.get(path).text)

    @freeze_time("2026-11-20 08:00:00")
    def test_points_go_over_to_the_other_package(self):
        self.voucher.with_user(self.user_manager_north)._advance(11, "Khách quen")
        self._choose()
        self.assertEqual(self.voucher.reserved_points, 11)
        self._choose(self.other, instead=self.package.id)
        self.assertEqual(self.voucher.reserved_points, 0.03)
        self.assertEqual(self.voucher.available_points, 10.97)

    def test_packages_that_are_not_offered(self):
        line = self.make_line(self.plan_north, self.make_customers(1))
        foreign = (
            self.env["aig.voucher"]
            .with_user(self.user_sales_north)
            .create({"plan_line_id": line.id})
        )
        theirs = self.make_package(MILLION, voucher=foreign)
        empty = self.make_package()
        self.voucher.action_review()
        for package_id in (theirs.id, empty.id, 0, "-1", "x", "9" * 30, ""):
            with self.subTest(package_id=package_id):
                answer = self._choose(package_id=package_id)
                self.assertEqual(answer.status_code, 409)
        self.assertFalse(self.voucher.chosen_package_id)
        self.assertFalse(foreign.chosen_package_id)

    def test_a_form_of_another_site_is_refused(self):
        path = self.path(self.contact)
        with mute_logger("odoo.http"):
            for token in ("", "x" * 60):
                answer = self.url_open(
                    f"{path}/choose",
                    data={"package_id": self.package.id, "csrf_token": token},
                )
                self.assertEqual(answer.status_code, 400)
            # a link alone, as a mail program may open it ahead
            self.assertNotEqual(self.get(f"{path}/choose").status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.voucher.chosen_package_id)

    def test_without_a_right_link_nothing_is_taken(self):
        page = self.get(self.path()).text
        path = self.path()[:-3] + "000"
        for action, form in (
            ("choose", {"package_id": self.package.id}),
            ("reply", {"opinion": "change", "words": "Đổi"}),
        ):
            answer = self.post(f"{path}/{action}", page=page, **form)
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.voucher.state, "sent")

    def test_we_do_not_answer_for_the_customer(self):
        user = self.user_sales_north
        self.authenticate(user.login, user.login.ljust(8, "x"))
        self.assertNotIn("/choose", self.get(self.path()).text)
        answer = self.post(
            f"{self.path()}/choose",
            page="-",
            csrf_token=Request.csrf_token(self),
            package_id=self.package.id,
        )
        self.assertEqual(answer.status_code, 409)
        self.assertFalse(self.voucher.chosen_package_id)

    def test_a_comment_reaches_the_salesperson(self):
        path = self.path(self.contact)
        for _time in range(2):
            answer = self.post(f"{path}/reply", opinion="fair", words=" Bao giờ treo? ")
            self.assertIn("Thank you", answer.text)
        [feedback] = self.voucher.care_log_ids.feedback_ids
        self.assertRecordValues(
            feedback,
            [
                {
                    "opinion": "fair",
                    "words": "Bao giờ treo?",
                    "contact_id": self.contact.id,
                    "address": "127.0.0.1",
                }
            ],
        )
        self.assertEqual(self.voucher.state, "sent")
        [task] = self.customer_north.activity_ids
        self.assertEqual(task.user_id, self.user_sales_north)
        self.assertIn("Bao giờ treo?", str(task.note))
        for form in (
            {"opinion": "bad", "words": "x"},
            {"opinion": "good", "words": " "},
        ):
            answer = self.post(f"{path}/reply", **form)
            self.assertEqual(answer.status_code, 409)
        self.assertEqual(len(self.voucher.care_log_ids.feedback_ids), 1)
        # nobody types what the page notes
        with self.assertRaises(AccessError):
            self.env["aig.care.feedback"].with_user(self.user_sales_north).create(
                {
                    "log_id": feedback.log_id.id,
                    "next_step": "x",
                    "contact_id": self.contact.id,
                }
            )

    def test_a_wish_for_changes_makes_a_revision_and_closes_the_page(self):
        path = self.path(self.contact)
        page = self.get(path).text
        for time in range(2):
            answer = self.post(
                f"{path}/reply", page=page, opinion="change", words="Thêm màn LED"
            )
            self.assertEqual(answer.status_code, 410)
            self.assertEqual("has your words" in answer.text, time == 0)
            self.assertIn("Your voucher is being adjusted", answer.text)
            self.assertIn(f"mailto:{self.user_sales_north.email}", answer.text)
        new = self.voucher.superseded_by_ids
        self.assertEqual((len(new), new.revision, new.state), (1, 2, "draft"))
        self.assertEqual(new.user_id, self.user_sales_north)
        self.assertFalse(new.chosen_as_id)
        answer = self.post(f"{path}/choose", page=page, package_id=self.package.id)
        self.assertEqual(answer.status_code, 410)
        self.assertFalse(self.voucher.chosen_package_id)
        # the next one has a page of its own when it was sent
        former, path = path, self.path(self.contact, voucher=new)
        self.assertEqual(self.get(path).status_code, 404)
        new = new.with_user(self.user_sales_north)
        self.send(new)
        self.assertIn("A newer voucher", self.get(former).text)
        package = new.package_ids[0]
        self._choose(package, path)
        self.assertEqual(new.chosen_package_id, package)

    def test_what_keeps_a_choice_from_being_made_stays_inside(self):
        def refuse(_self):
            raise UserError("Margin is 3 %")  # pylint: disable=translation-required

        hook = "odoo.addons.aig_voucher.models.aig_voucher_choice.AigVoucher"
        with patch(f"{hook}._hold_choice", refuse):
            self._choose()
            answer = self._choose()
        self.assertEqual(answer.status_code, 409)
        self.assertNotIn("Margin", answer.text)
        self.assertEqual(self.voucher.state, "sent")
        [task] = self.customer_north.activity_ids
        self.assertIn("Margin is 3 %", str(task.note))

    def test_a_choice_noted_inside_forgets_the_page(self):
        self._choose()
        self.voucher.with_user(self.user_manager_north)._choose(self.other)
        self.assertEqual(self.voucher.chosen_by_id, self.user_manager_north)
        self.assertFalse(self.voucher.chosen_as_id)
        self.assertFalse(self.voucher.chosen_from)
        with self.assertRaises(AccessError):
            self.voucher.write({"chosen_as_id": self.contact.id})

    def test_too_many_tries(self):
        path = self.path(self.contact)
        page = self.get(path).text
        limits = {"guess": (3, None), "reply": (9, 2)}
        with patch.object(aig_voucher_attempt, "LIMITS", limits):
            for expected in (409, 409, 429):
                answer = self.post(f"{path}/choose", page=page, package_id=0)
                self.assertEqual(answer.status_code, expected)
            # for this voucher, from elsewhere too; looking is not limited
            self.assertEqual(self.get(path).status_code, 200)
            for expected in (404, 404, 404, 429):
                answer = self.get(f"/aig/voucher/{self.voucher.id}/x")
                self.assertEqual(answer.status_code, expected)
            self.assertEqual(self.get(path).status_code, 429)
            attempts = self.env["aig.voucher.attempt"]
            self.assertFalse(attempts._is_limited("guess", "192.0.2.1"))
            self.assertTrue(attempts._is_limited("reply", "192.0.2.1", self.voucher.id))
        self.assertEqual(self.voucher.state, "sent")

    def test_attempts_are_forgotten(self):
        attempts = self.env["aig.voucher.attempt"]
        attempts._note("guess", "192.0.2.1", 99999999999999)
        attempts._note("guess", "192.0.2.1")
        old, new = attempts.search([("address", "=", "192.0.2.1")])
        self.env.cr.execute(
            "UPDATE aig_voucher_attempt SET create_date = create_date"
            " - interval '2 days' WHERE id = %s",
            [old.id],
        )
        self.env.invalidate_all()
        attempts._gc_attempts()
        self.assertEqual(attempts.search([("address", "=", "192.0.2.1")]), new)


@tagged("post_install", "-at_install")
class TestAigVoucherPortal(AigVoucherPageCase, HttpCase):
    """A customer who is logged in finds the vouchers of the own company."""

    def setUp(self):
        super().setUp()
        self.send()
        self.user_portal.partner_id.parent_id = self.customer_north

    def _login(self):
        login = self.user_portal.login
        self.authenticate(login, login.ljust(8, "x"))

    def test_own_vouchers_alone(self):
        self._login()
        self.assertIn(self.voucher.name, self.get("/my/vouchers").text)
        self.assertIn("/my/vouchers", self.get("/my/home").text)
        answer = self.get(f"/my/vouchers/{self.voucher.id}")
        self.assertIn("385", answer.text)
        token = re.search(r"/aig/voucher/\d+/(\d+)-", answer.url)
        self.assertEqual(int(token[1]), self.user_portal.partner_id.id)
        path = answer.url.removeprefix(self.base_url())
        answer = self.post(
            f"{path}/choose", page=answer.text, package_id=self.package.id
        )
        self.assertEqual(self.voucher.chosen_as_id, self.user_portal.partner_id)
        self.assertEqual(self.voucher.chosen_by_id, self.user_portal)
        self.user_portal.partner_id.parent_id = self.customer_south
        self.assertNotIn(self.voucher.name, self.get("/my/vouchers").text)
        with mute_logger("odoo.http"):
            answer = self.get(f"/my/vouchers/{self.voucher.id}")
        self.assertEqual(answer.status_code, 404)

    def test_drafts_and_cancelled_ones_are_not_there(self):
        self.voucher.action_cancel()
        self._login()
        self.assertNotIn(self.voucher.name, self.get("/my/vouchers").text)
        with mute_logger("odoo.http"):
            answer = self.get(f"/my/vouchers/{self.voucher.id}")
        self.assertEqual(answer.status_code, 404)
