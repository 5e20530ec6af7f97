import re
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import hmac, mute_logger

from .common import MILLION
from .pages import SECRET_COST, AigVoucherPageCase

#: What may be on no page: how it reads in either language.
MONEY = (
    100 * MILLION,  # sales for a point, and (6) development
    35 * MILLION,  # what a point is worth
    150 * MILLION,  # (2) debt that is due
    50 * MILLION,  # (2) debt that is not due
    200 * MILLION,  # (2) debt, (3) renewal
    300 * MILLION,  # (4) expected
    600 * MILLION,  # stretch
    500 * MILLION,  # secured
    SECRET_COST,
)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


#: The slider of the page.
OFFER = re.compile(r'<section class="offer">.*?</section>', re.DOTALL)


@tagged("post_install", "-at_install")
class TestAigVoucherPage(AigVoucherPageCase, HttpCase):
    """Who has the personal link sees the voucher, and nothing else (A33, A36)."""

    def setUp(self):
        super().setUp()
        self.send()

    def _internal(self):
        """Everything that a customer must not read."""
        line = self.line_north
        yield from (f"{value:,}" for value in MONEY)
        yield from (f"{value:,}".replace(",", ".") for value in MONEY)
        yield from (
            "multiplier",
            "Tỷ lệ kỳ vọng",
            line.study_budget,
            line.study_relationship,
            self.policy.name,
            self.plan_north.display_name,
            self.territory_north.name,
            self.customer_south.name,
            self.user_sales_south.name,
        )

    def test_what_the_page_says(self):
        answer = self.get(self.path())
        self.assertEqual(answer.status_code, 200)
        for words in (
            'lang="vi"',
            self.customer_north.name,
            self.voucher.name,
            self.company.name,
            self.user_sales_north.name,
            "0901 234 567",
            "11,00",
            "2,00",  # debt, renewal
            "1,00",  # development
            "6,00",  # growth
            "Thanh toán công nợ",
            "385.000.000",
            "Ba trăm tám mươi lăm triệu đồng",
            "Gói A",
            "Gói B",
            "Thay bạt",
            "<li>Đến hết tháng 12</li>",
            "<li>Không quy đổi thành tiền</li>",
        ):
            self.assertIn(words, answer.text)
        english = self.get(self.path(self.contact)).text
        for words in ('lang="en"', "11.00", "385,000,000", "Worth", "eighty-five"):
            self.assertIn(words.lower(), english.lower())
        self.assertIn('lang="en"', self.get(f"{self.path()}?lang=en_US").text)
        self.assertIn('lang="vi"', self.get(f"{self.path()}?lang=../..").text)

    def test_nothing_internal_is_said(self):
        texts = {
            "page": self.get(self.path()).text,
            "English": self.get(self.path(self.contact)).text,
            "file": self.voucher._render_file(),
            "mail": str(self.voucher.message_ids[:1].body),
            "over": self._over().text,
        }
        for name, text in texts.items():
            self.assertIn(self.company.name, text)
            # what signing more gives are round sums, whatever the rates are
            text = OFFER.sub("", text)
            for words in self._internal():
                with self.subTest(text=name, words=words):
                    self.assertNotIn(words, text)

    def _over(self):
        path = self.path()
        with freeze_time("2099-01-01"):
            return self.get(path)

    def test_the_answer_keeps_to_itself(self):
        headers = self.get(self.path()).headers
        self.assertIn("noindex", headers["X-Robots-Tag"])
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertIn("no-store", headers["Cache-Control"])
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertIn("form-action 'self'", headers["Content-Security-Policy"])

    def test_links_that_open_nothing(self):
        path, number = self.path(), self.voucher.id
        line = self.make_line(self.plan_north, self.make_customers(1))
        other = self.env["aig.voucher"].sudo().create({"plan_line_id": line.id})
        other.state = "sent"
        token = path.rsplit("/", 1)[1]
        contact, until, signature = token.split("-")
        wrong = "0" if signature[-1] != "0" else "1"
        for guess in (
            f"/aig/voucher/{number}/x",
            f"/aig/voucher/{number}/{contact}-20991231-{'0' * 64}",
            path[:-1] + wrong,
            path[:-1],
            path.replace(f"/{number}/", f"/{other.id}/"),
            path.replace(f"/{number}/", "/99999999999999999999/"),
            path.replace(f"/{contact}-", f"/{self.customer_south.id}-"),
            path.replace(until, "20991231"),
            self.path(self.customer_south),  # signed, but not of this customer
        ):
            with self.subTest(guess=guess):
                answer = self.get(guess)
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn(self.customer_north.name, answer.text)
                self.assertNotIn(self.voucher.name, answer.text)
        # somebody who left the customer
        link = self.path(self.contact)
        self.assertEqual(self.get(link).status_code, 200)
        self.contact.parent_id = False
        self.assertEqual(self.get(link).status_code, 404)

    def test_a_link_that_was_sent_years_ago(self):
        """How links are written and signed never changes: customers keep them."""
        says = f"{self.contact.id}-20991231"
        text = f"{self.voucher.id}-0-{says}"
        signature = hmac(self.env(su=True), "aig_voucher.page", text)
        path = f"/aig/voucher/{self.voucher.id}/{says}-{signature}"
        self.assertEqual(self.get(path).status_code, 200)

    def test_revoked(self):
        path = self.path()
        with self.assertRaises(AccessError):
            self.voucher.with_user(self.user_sales_north_2).action_revoke_links()
        with self.assertRaises(AccessError):
            self.voucher.write({"link_number": 9})
        self.voucher.action_revoke_links()
        self.assertEqual(self.get(path).status_code, 404)
        self.assertEqual(self.get(self.path()).status_code, 200)

    def test_a_link_that_is_over(self):
        path = self.path()
        last = self.company._aig_today() + timedelta(
            self.company.aig_position_link_days
        )
        # the company's days end at 17:00 UTC
        with freeze_time(f"{last} 16:59:00"):
            opened = self.get(path)
            self.assertEqual(opened.status_code, 200)
        with freeze_time(f"{last} 17:00:00"):
            answer = self.get(path)
            self.assertEqual(answer.status_code, 410)
            self.assertNotIn("385", answer.text)
            self.assertIn(f"mailto:{self.user_sales_north.email}", answer.text)
            # a page that was opened before its end chooses nothing any more
            form = {"page": opened.text, "package_id": self.package.id}
            answer = self.post(f"{path}/choose", **form)
            self.assertEqual(answer.status_code, 410)
            self.assertFalse(self.voucher.chosen_package_id)

    def test_not_sent_yet(self):
        line = self.make_line(self.plan_north, self.make_customers(1))
        draft = (
            self.env["aig.voucher"]
            .with_user(self.user_sales_north)
            .create({"plan_line_id": line.id})
        )
        path = self.path(voucher=draft)
        self.assertEqual(self.get(path).status_code, 404)
        answers = {self.user_sales_north: 200, self.user_sales_south: 404}
        for user, status in answers.items():
            self.authenticate(user.login, user.login.ljust(8, "x"))
            answer = self.get(path)
            self.assertEqual(answer.status_code, status)
            self.assertNotIn("/choose", answer.text)

    def test_what_nobody_has_reviewed_is_not_shown(self):
        path = self.path()
        page = self.get(path).text
        self.package.name = "Gói chưa xem"
        answer = self.get(path)
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn("Gói chưa xem", answer.text)
        self.assertNotIn("385.000.000", answer.text)
        self.post(f"{path}/choose", page=page, package_id=self.package.id)
        self.assertFalse(self.voucher.chosen_package_id)
        self.voucher.action_review()
        self.assertIn("Gói chưa xem", self.get(path).text)

    def test_hostile_texts_are_shown_as_they_are(self):
        self.package.name = HOSTILE
        self.voucher.action_review()
        self.gift.write({"name": HOSTILE, "description": HOSTILE})
        self.customer_north.name = HOSTILE
        text = self.get(self.path()).text
        self.assertNotIn("<script>alert", text)
        self.assertNotIn("<img src=x", text)
        self.assertIn("&lt;script&gt;", text)

    def test_pictures_of_its_own_gifts_alone(self):
        product = self.env["product.product"].create({"name": "Bạt"})
        product.image_1920 = (
            b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
            b"DwAChwGA60e6kgAAAABJRU5ErkJggg=="
        )
        foreign = self.gift.copy({"product_id": product.id})
        path = self.path()
        self.assertNotIn("/gift/", self.get(path).text)
        with mute_logger("odoo.http"):
            for gift in (self.gift, foreign):
                answer = self.get(f"{path}/gift/{gift.id}")
                self.assertEqual(answer.status_code, 404)
        self.gift.product_id = product
        self.assertIn(f"{path}/gift/{self.gift.id}", self.get(path).text)
        answer = self.get(f"{path}/gift/{self.gift.id}")
        self.assertEqual(answer.headers["Content-Type"], "image/png")
        self.assertIn("data:image/png;base64", self.voucher._render_file())

    def test_each_person_gets_a_link_of_their_own(self):
        [mail] = [
            mail
            for mail in self._mails
            if self.customer_north.email in mail["email_to"][0]
        ]
        self.assertTrue(mail["attachments"])
        found = re.search(
            r"/aig/voucher/\d+/(\d+)-", str(self.voucher.message_ids[:1].body)
        )
        self.assertEqual(int(found[1]), self.customer_north.id)
        body = f'<a href="{self.voucher._get_customer_url()}">A</a> <a href="/x">B</a>'
        voucher = self.voucher.sudo()
        personal = voucher._make_links_personal(body, self.contact)
        self.assertIn(self.path(self.contact), personal)
        self.assertNotIn(self.path(), personal)
        self.assertIn('<a href="/x">', personal)
        self.assertEqual(voucher._make_links_personal(body, self.customer_south), body)
        forged = re.sub(r"-20(\d{6}-)", r"-21\1", body)
        self.assertNotEqual(forged, body)
        self.assertEqual(voucher._make_links_personal(forged, self.contact), forged)

    def test_queries_do_not_grow(self):
        small = self._count_queries()
        for _number in range(10):
            self.make_package(MILLION, MILLION, MILLION)
        self.assertEqual(self._count_queries(), small)
        self.assertLess(small, 40)

    def _count_queries(self):
        counts = []
        for _time in range(2):  # the first fills caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(self.voucher.sudo()._prepare_page()["packages"])
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]
