import re
from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import CareCase
from .smtp_sink import SmtpMixin

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Safari/537.36"
)
PERSON = {"User-Agent": CHROME, "Accept": "text/html,*/*", "Accept-Language": "vi"}
LINK = "https://aig.example.com/offer?a=1&b=2"
BODY = Markup('<p>Xem <a href="%s">đây</a>, <a href="mailto:a@b.vn">mail</a></p>')


@tagged("post_install", "-at_install")
class TestEvidence(SmtpMixin, CareCase, HttpCase):
    """Links and the picture of a mail, asked for by people, machines, strangers."""

    def setUp(self):
        super().setUp()
        with self.smtp_sink() as sink:
            self.log = self.send(body=BODY % LINK)
        self.mails = sink.received
        self.html = self._html(self.mails[0][1])
        # the layout's own links follow
        self.link = re.findall(r'href="[^"]*(/aig/care/l/[^"]+)"', self.html)[0]
        [self.picture] = re.findall(r'src="[^"]*(/aig/care/o/[^"]+)"', self.html)
        self.log.sent_date = fields.Datetime.now() - timedelta(hours=1)
        self.env.flush_all()

    @staticmethod
    def _html(message):
        parts = [
            part for part in message.walk() if part.get_content_subtype() == "html"
        ]
        return parts[0].get_payload(decode=True).decode()

    def _get(self, path, method="GET", **headers):
        answer = self.url_open(
            path, headers=PERSON | headers, allow_redirects=False, method=method
        )
        self.env.invalidate_all()
        return answer

    def _signs(self):
        return [
            (sign.kind, sign.by_machine, sign.partner_id, sign.url)
            for sign in self.log.evidence_ids.sorted("id")
        ]

    def test_a_mail_that_left_is_delivered(self):
        self.assertEqual(self.log.evidence, "delivered")
        self.assertFalse(self._signs())

    def test_a_person_follows_the_link(self):
        answer = self._get(self.link)
        self.assertEqual((answer.status_code, answer.headers["Location"]), (302, LINK))
        self.assertEqual(self.log.evidence, "clicked")
        customer = self.customer_north
        self.assertEqual(self._signs(), [("clicked", False, customer, LINK)])
        self._get(self.link)
        self.assertEqual(len(self._signs()), 1, "the same again is known")
        row = self.log.with_user(self.user_sales_north)
        self.assertEqual((row.clicked_count, row.opened_count), (1, 0))

    def test_a_person_opens_then_clicks_never_lowers(self):
        answer = self._get(self.picture)
        self.assertEqual(answer.headers["Content-Type"], "image/gif")
        self.assertEqual(self.log.evidence, "opened")
        self._get(self.link)
        self._get(self.picture)
        self.assertEqual(self.log.evidence, "clicked")

    def test_machines_stay_machines(self):
        self._get(self.picture, **{"User-Agent": f"{CHROME} GoogleImageProxy"})
        self.assertEqual(self.log.evidence, "machine")
        self._get(self.link, method="HEAD")
        answer = self._get(self.link, **{"User-Agent": "BarracudaCentral/1.0"})
        self.assertEqual(answer.headers["Location"], LINK, "it still leads there")
        self._get(self.link, **{"Sec-Purpose": "prefetch"})
        self.assertEqual(self.log.evidence, "machine")
        self.assertTrue(all(machine for _kind, machine, *_rest in self._signs()))
        self.assertEqual((self.log.opened_count, self.log.clicked_count), (0, 0))
        self._get(self.link)
        self.assertEqual(self.log.evidence, "clicked", "a person after a machine")

    def test_at_delivery_and_in_bursts(self):
        self.log.sent_date = fields.Datetime.now()
        self.env.flush_all()
        self._get(self.link)
        self.assertEqual(self.log.evidence, "machine")
        self.log.sent_date -= timedelta(hours=1)
        self.env.flush_all()
        other = self.log._get_evidence_token(self.customer_north.id, f"{LINK}&c=3")
        self._get(f"/aig/care/l/{other}")
        self.assertEqual(self.log.evidence, "machine", "a second link at once")

    def test_a_wrong_token_is_nothing_at_all(self):
        payload, _dot, signature = self.link.removeprefix("/aig/care/l/").partition(".")
        other = self.log._get_evidence_token(0, "https://evil.example.com")
        for token in (
            "x",
            "x.y",
            f"{payload}.{signature[:-1]}",
            f"{payload}.{'0' * len(signature)}",
            f"{other.partition('.')[0]}.{signature}",
            f"{payload[:-4]}.{signature}",
        ):
            for kind in ("l", "o"):
                with self.subTest(token=token, kind=kind):
                    answer = self._get(f"/aig/care/{kind}/{token}")
                    self.assertEqual(answer.status_code, 404)
        self.assertEqual(self._get(self.link.replace("/l/", "/o/")).status_code, 404)
        self.assertEqual(self._get(self.picture.replace("/o/", "/l/")).status_code, 404)
        self.assertEqual(self._get(self.link, method="POST").status_code, 405)
        self.assertEqual(self.log.evidence, "delivered")
        self.assertFalse(self._signs())

    def test_links_outlive_the_row(self):
        token = self.env["aig.care.log"].browse(10**9)._get_evidence_token(0, LINK)
        self.assertEqual(self._get(f"/aig/care/l/{token}").headers["Location"], LINK)

    def test_only_web_addresses_are_replaced(self):
        self.assertIn('href="mailto:a@b.vn"', self.html)
        self.assertNotIn(LINK, self.html)
        posted = self.log.mail_message_id.body
        self.assertNotIn("/aig/care/", posted, "the document keeps what was written")

    def test_each_recipient_has_links_of_its_own(self):
        contact = self.env["res.partner"].create(
            {
                "name": "Chị Hoa",
                "email": "hoa@customer.example.com",
                "parent_id": self.customer_north.id,
            }
        )
        composer = self.compose(body=BODY % LINK)
        composer.partner_ids += contact
        with self.smtp_sink() as sink:
            composer.action_send_mail()
        pages = {to[0]: self._html(mail) for to, mail in sink.received}
        self.log = self.logs()[:1]
        self.log.sent_date = fields.Datetime.now() - timedelta(hours=1)
        self.env.flush_all()
        page = pages["hoa@customer.example.com"]
        self._get(re.search(r"/aig/care/l/[^\"]+", page)[0])
        self.assertEqual(self._signs(), [("clicked", False, contact, LINK)])

    def test_other_mails_are_left_alone(self):
        mail = self.env["mail.mail"].create({"body_html": BODY % LINK})
        self.assertNotIn("/aig/care/", mail._personalize_outgoing_body(mail.body_html))

    def test_links_that_run_something_are_refused(self):
        for link in ("javascript:alert(1)", "data:text/html,x"):
            composer = self.compose()
            # past the sanitiser of the field, as an older version may have let it
            self.env.cr.execute(
                "UPDATE mail_compose_message SET body = %s WHERE id = %s",
                (str(BODY % link), composer.id),
            )
            composer.invalidate_recordset(["body"])
            with self.subTest(link), self.assertRaisesRegex(UserError, "is not sent"):
                composer.action_send_mail()
        self.assertEqual(len(self.logs()), 1)

    def test_signs_are_seen_with_the_row_and_written_by_nobody(self):
        self._get(self.link)
        signs = self.log.evidence_ids
        for user, seen in (
            (self.user_sales_north, True),
            (self.user_manager_north, True),
            (self.user_sales_south, False),
        ):
            found = signs.with_user(user).search([("log_id", "=", self.log.id)])
            self.assertEqual(bool(found), seen, user.login)
        for write in (
            lambda row: row.write({"by_machine": True}),
            lambda row: row.unlink(),
            lambda row: row.create({"log_id": self.log.id, "kind": "clicked"}),
        ):
            with self.assertRaises(AccessError):
                write(signs.with_user(self.user_director))

    def test_counts_cost_the_same_for_one_row_and_for_many(self):
        logs = self.log
        for _number in range(9):
            with self.smtp_sink():
                logs += self.send()
        logs = logs.with_user(self.user_sales_north)
        logs.mapped("clicked_count")  # rules and access are cached
        for rows in (logs[:1], logs):
            self.env.invalidate_all()
            rows.mapped("subject")
            with self.assertQueryCount(2):
                rows.mapped("clicked_count")
