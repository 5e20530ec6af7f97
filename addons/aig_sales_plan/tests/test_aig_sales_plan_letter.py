from unittest.mock import patch

from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from .common import MILLION, AigPlanCase

PDF_STATE = (
    "odoo.addons.base.models.ir_actions_report.IrActionsReport.get_wkhtmltopdf_state"
)


class AigLetterCase(AigPlanCase, MailCase):
    """The worked example's row with an offer, a debt, and words nobody outside sees."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.customer_north.lang = "vi_VN"
        cls.product = cls.env["product.product"].create(
            {"name": "Billboard Cầu Giấy", "list_price": 120 * MILLION}
        )
        cls.price = (
            cls.env["aig.sales.plan.price"]
            .with_user(cls.user_sales_north)
            .create(
                {
                    "line_id": cls.line_north.id,
                    "product_id": cls.product.id,
                    "quantity": 2,
                    "planned_price": 100 * MILLION,
                    "reason": "Khách hàng thân thiết",
                }
            )
        )
        cls.letter = cls.open_letter()

    @classmethod
    def open_letter(cls):
        return (
            cls.env["aig.sales.plan.letter"]
            .with_user(cls.user_sales_north)
            ._for_line(cls.line_north)
        )

    def compose(self):
        action = self.line_north.action_send_plan()
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        composer = self.env["mail.compose.message"].with_user(self.user_sales_north)
        return Form(composer.with_context(**action["context"]), view=view).save()

    def send(self):
        with self.mock_mail_gateway(), patch(PDF_STATE, return_value="install"):
            self.compose().action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestAigSalesPlanLetter(AigLetterCase):
    """The plan for a customer: made, mailed, filed, and frozen (A11, A19)."""

    def test_only_what_concerns_the_customer(self):
        self.assertEqual(set(self.letter.content), {"offers", "renewals", "payments"})
        page = self.letter.with_context(lang="vi_VN")._render_page()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertNotIn("&lt;", page)
        self.assertIn("Billboard Cầu Giấy", page)
        self.assertIn("200.000.000", page)
        for internal in (
            "Khách hàng thân thiết",  # the reason of a price
            "300.000.000",  # (4) expected
            "600.000.000",  # stretch
            "500.000.000",  # secured
        ):
            self.assertNotIn(internal, page)

    def test_the_mail_is_ready_in_the_customers_language(self):
        with patch(PDF_STATE, return_value="install"):
            composer = self.compose()
        self.assertIn("Kính gửi", composer.body)
        self.assertIn(self.letter.access_token, composer.body)
        self.assertIn(self.customer_north, composer.partner_ids)
        self.assertEqual(len(composer.attachment_ids), 1)

    def test_many_at_once_and_who_has_it_already_or_nothing_to_get(self):
        has, bare = self.make_customers(2)
        has.email, bare.email = "has@customer.example.com", "bare@customer.example.com"
        rows = self.line_north
        for customer in has, bare:
            rows |= self.make_line(self.plan_north, customer, renewal_revenue=0)
        had, _ready, nothing = rows
        self.make_price(rows[1], self.product)
        self.send()
        letters = self.env["aig.sales.plan.letter"].search_count([])
        action = rows.action_send_plans()
        batch = self.env["aig.care.batch"].browse(action["res_id"])
        self.assertEqual((batch.waiting_count, batch.skipped_count), (1, 2))
        reasons = {line.source_id: line.reason for line in batch.line_ids}
        self.assertIn(", and nothing has changed", reasons[had.id])
        self.assertIn("There is nothing to tell", reasons[nothing.id])
        self.assertFalse(nothing.letter_ids)
        made = self.env["aig.sales.plan.letter"].search_count([]) - letters
        self.assertEqual(made, 1)

    def test_sending_logs_files_and_freezes(self):
        self.send()
        self.assertEqual(self.letter.state, "sent")
        self.assertTrue(self.letter.sent_date)
        self.assertRecordValues(
            self.line_north.care_log_ids,
            [
                {
                    "partner_id": self.customer_north.id,
                    "care_type": "other",
                    "state": "sent",
                    "res_model": "aig.sales.plan.letter",
                }
            ],
        )
        filed = self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", self.customer_north.id)]
        )
        self.assertIn("Billboard Cầu Giấy", filed.raw.decode())
        self.assertTrue(filed.name.endswith(".html"))

    def test_what_was_sent_stays_and_a_change_is_the_next_version(self):
        self.send()
        before = self.letter.content
        self.price.planned_price = 90 * MILLION
        following = self.open_letter()
        self.assertEqual(following.version, 2)
        self.assertEqual(self.letter.content, before)
        self.assertEqual(self.open_letter(), following, "one draft at a time")
        self.assertEqual(following.content["offers"][0]["price"], 90 * MILLION)

    def test_an_unchanged_plan_is_the_same_letter(self):
        self.send()
        self.assertEqual(self.open_letter(), self.letter)

    def test_two_presses_at_once_meet_in_one_letter(self):
        letters = self.env.registry["aig.sales.plan.letter"]
        nothing_yet = self.env["aig.sales.plan.letter"].sudo()
        with (
            patch.object(letters, "search", lambda *_args, **_kwargs: nothing_yet),
            self.assertRaises(ConcurrencyError),
        ):
            self.open_letter()

    def test_a_draft_follows_the_row(self):
        self.price.quantity = 3
        self.assertEqual(self.open_letter(), self.letter)
        self.assertEqual(self.letter.content["offers"][0]["quantity"], 3)

    def test_nobody_changes_or_deletes_what_was_sent(self):
        with self.assertRaises(AccessError):
            self.letter.content = {}
        self.send()
        with self.assertRaisesRegex(UserError, "was sent"):
            self.letter.sudo().unlink()
        with self.assertRaises(UserError):
            self.line_north.unlink()

    def test_a_handed_on_plan_rewrites_nothing(self):
        self.send()
        plan = self.plan_north.with_user(self.user_manager_north)
        plan.user_id = self.user_manager_north
        self.assertEqual(self.letter.user_id, self.user_sales_north)

    def test_nothing_to_tell_is_one_clear_sentence(self):
        self.price.unlink()
        with self.assertRaisesRegex(UserError, "nothing to tell"):
            self.line_north.action_send_plan()

    def test_a_pdf_where_one_can_be_made(self):
        reports = self.env["ir.actions.report"]
        with (
            patch(PDF_STATE, return_value="ok"),
            patch.object(type(reports), "_run_wkhtmltopdf", return_value=b"%PDF-1.4"),
        ):
            name, _content = self.letter.with_context(
                force_report_rendering=True
            )._make_file()
        self.assertTrue(name.endswith(".pdf"))

    def test_the_internal_report_lists_every_customer(self):
        self.plan_north.write(
            {"scope_resources": "Hai nhân viên", "scope_time": "Tháng 10 đến 12"}
        )
        html, kind = self.env["ir.actions.report"]._render_qweb_html(
            "aig_sales_plan.aig_sales_plan_report", self.plan_north.ids
        )
        self.assertEqual(kind, "html")
        self.assertIn(self.customer_north.name, html.decode())
        for words in ("600,000,000", "Hai nhân viên", "Tháng 10 đến 12"):
            self.assertIn(words, html.decode())

    def test_a_neighbour_may_not_send(self):
        with self.assertRaises(AccessError):
            self.line_north.with_user(self.user_sales_south).action_send_plan()


@tagged("post_install", "-at_install")
class TestAigSalesPlanLetterPage(AigLetterCase, HttpCase):
    """The signed link: the customer's page, and nobody else's."""

    def fetch(self, url):
        with mute_logger("odoo.http"):
            return self.url_open(url)

    def test_the_customer_needs_no_login(self):
        self.send()
        response = self.fetch(self.letter._get_share_url())
        self.assertEqual(response.status_code, 200)
        self.assertIn("Billboard Cầu Giấy", response.text)

    def test_a_stranger_sees_nothing(self):
        self.send()
        for url in (
            self.letter.access_url,
            f"{self.letter.access_url}?access_token=guess",
            f"/aig/plan/{self.letter.id + 1}?access_token={self.letter.access_token}",
        ):
            with self.subTest(url):
                self.assertEqual(self.fetch(url).status_code, 404)

    def test_a_draft_is_for_inside(self):
        url = self.letter._get_share_url()
        self.assertEqual(self.fetch(url).status_code, 404)
        self.authenticate("sales.south", "sales.south")
        self.assertEqual(self.fetch(url).status_code, 404)
        self.authenticate("sales.north", "sales.north")
        self.assertEqual(self.fetch(self.letter.access_url).status_code, 200)

    def test_script_in_a_name_is_text(self):
        self.product.name = "<script>alert(1)</script>"
        letter = self.open_letter()
        self.assertNotIn("<script>", letter._render_page())

    def test_the_report_is_for_whoever_has_the_customer(self):
        report = f"aig_sales_plan.report_letter/{self.letter.id}"
        urls = [f"/report/{kind}/{report}" for kind in ("html", "text", "pdf")]
        urls.append(
            f"/report/html/aig_sales_plan.report_letter?docids={self.letter.id}"
        )
        self.authenticate("sales.north", "sales.north")
        self.assertIn("Billboard Cầu Giấy", self.fetch(urls[0]).text)
        for login in ("sales.south", "plain", "portal.north", None):
            self.authenticate(login, login and login.ljust(8, "x"))
            for url in urls:
                with self.subTest(url, login=login):
                    answer = self.fetch(url)
                    self.assertNotIn("Billboard", answer.text)
                    # who has not logged in is asked to
                    is_login = answer.url.partition("?")[0].endswith("/web/login")
                    self.assertTrue(is_login if not login else answer.status_code > 400)
