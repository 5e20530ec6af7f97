import io
import json

import openpyxl

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import hmac, mute_logger

from .common import CareCase
from .smtp_sink import SmtpMixin

SECRET = "Bimat"
NOISE = (
    "odoo.http",
    "odoo.addons.base.models.ir_access",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.web.controllers.export",
)


@tagged("post_install", "-at_install")
class TestStrangers(SmtpMixin, CareCase, HttpCase):
    """Who has no role in sales asks the server for what was sent to a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_sales_north.group_ids += cls.env.ref("base.group_allow_export")
        cls.document.name = SECRET

    def setUp(self):
        super().setUp()
        composer = self.compose(subject=f"{SECRET} =1+1", body=f"<p>{SECRET}</p>")
        composer.attachment_ids = (
            self.env["ir.attachment"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "name": f"{SECRET}.txt",
                    "raw": SECRET.encode(),
                    "res_model": "mail.compose.message",
                }
            )
        )
        with self.smtp_sink():
            composer.action_send_mail()
        self.log = self.logs()
        self.message = self.log.mail_message_id
        self.file = self.message.attachment_ids
        self.rows = self.make_rows()
        self.env.flush_all()

    def make_rows(self):
        """One row of each model of the addon that holds something of a customer."""
        customer = {"partner_id": self.customer_north.id}
        batch = self.env["aig.care.batch"].create(
            {
                "name": SECRET,
                "res_model": self.document._name,
                "user_id": self.user_sales_north.id,
            }
        )
        plan = (
            self.env["aig.care.contact.plan"]
            .with_user(self.user_sales_north)
            .create({"week_start": "2026-11-23"})
        )
        values = {
            "aig.care.batch.line": {
                "batch_id": batch.id,
                "res_id": self.document.id,
                "recipients": SECRET,
            },
            "aig.care.evidence": {
                "log_id": self.log.id,
                "kind": "clicked",
                "date": "2026-11-20 03:00:00",
                "url": f"https://aig.example.com/{SECRET}",
            },
            "aig.care.feedback": {
                "log_id": self.log.id,
                "words": SECRET,
                "next_step": SECRET,
                "next_date": "2026-12-01",
            },
            "aig.care.contact": customer | {"note": SECRET},
            "aig.care.contact.plan.line": customer
            | {"plan_id": plan.id, "day": "2026-11-24"},
            "aig.care.log.reverse": {"log_id": self.log.id, "reason": SECRET},
            "aig.care.quiet.day": customer
            | {"name": SECRET, "date_from": "2026-12-24", "date_to": "2026-12-24"},
        }
        rows = [
            # superuser, in the name of the salesperson: some rows are the system's
            self.env[model].with_user(self.user_sales_north).sudo().create(vals)
            for model, vals in values.items()
        ]
        self.env.flush_all()
        figures = [
            self.env[model].search([], limit=1)
            for model in (
                "aig.care.contact.report",
                "aig.care.count",
                "aig.care.count.report",
            )
        ]
        return [self.log, batch, plan, *rows, *figures]

    # Asking

    def ask(self, route, **params):
        body = {"jsonrpc": "2.0", "id": 0, "method": "call", "params": params}
        return self.get(route, json=body)

    def kw(self, record, method, *args, **kwargs):
        return self.ask(
            f"/web/dataset/call_kw/{record._name}/{method}",
            model=record._name,
            method=method,
            args=args,
            kwargs=kwargs,
        )

    def get(self, url, **kwargs):
        with mute_logger(*NOISE):
            return self.url_open(url, **kwargs).text

    def export(self, record, fields, ending):
        names = [
            {"name": name, "label": name, "type": "char", "store": True}
            for name in fields
        ]
        body = {
            "model": record._name,
            "fields": names,
            "ids": record.ids,
            "domain": [],
            "groupby": [],
            "import_compat": False,
        }
        data = {
            "data": json.dumps(body),
            "csrf_token": http.Request.csrf_token(self),
        }
        with mute_logger(*NOISE):
            return self.url_open(f"/web/export/{ending}", data=data)

    def calls(self):
        """What can be asked for, and what of it shows the secret to its salesperson."""
        thread = {
            "thread_model": self.document._name,
            "thread_id": self.document.id,
        }
        message, files = self.message, self.file.ids
        request = ["attachments", "followers", "display_name", "suggestedRecipients"]
        yield "thread", True, lambda: self.ask("/mail/thread/messages", **thread)
        yield (
            "data",
            True,
            lambda: self.ask(
                "/mail/data",
                fetch_params=[["mail.thread", {**thread, "request_list": request}]],
            ),
        )
        yield "file", True, lambda: self.get(f"/web/content/{files[0]}")
        yield "file by name", True, lambda: self.get(f"/web/content/{files[0]}/a.txt")
        yield (
            "file by field",
            True,
            lambda: self.get(f"/web/content/ir.attachment/{files[0]}/raw"),
        )
        yield "link to message", False, lambda: self.get(f"/mail/message/{message.id}")
        yield (
            "view",
            False,
            lambda: self.get(
                f"/mail/view?model={message.model}&res_id={message.res_id}"
            ),
        )
        for record in (message, self.file, self.document):
            yield (
                f"{record._name} read",
                True,
                lambda record=record: self.kw(
                    record, "read", record.ids, ["display_name"]
                ),
            )
        for record in self.rows:
            yield from self.calls_of(record)

    def calls_of(self, record):
        name, domain = record._name, [("id", "=", record.id)]
        fields = [
            field
            for field in ("name", "subject", "url", "words", "note", "reason")
            if field in record
        ] or ["recipients" if "recipients" in record else "display_name"]
        shown = SECRET in str(record.read(fields))
        yield f"{name} read", shown, lambda: self.kw(record, "read", record.ids, fields)
        yield (
            f"{name} search_read",
            shown,
            lambda: self.kw(record, "search_read", domain, fields),
        )
        yield (
            f"{name} web_read",
            shown,
            lambda: self.kw(
                record, "web_read", record.ids, {field: {} for field in fields}
            ),
        )
        yield (
            f"{name} export_data",
            shown,
            lambda: self.kw(record, "export_data", record.ids, fields),
        )
        yield (
            f"{name} csv",
            shown,
            lambda: self.export(record, fields, "csv").text,
        )
        yield (
            f"{name} name_search",
            False,
            lambda: self.kw(record, "name_search", SECRET),
        )
        yield (
            f"{name} group",
            shown and record._fields[fields[0]].store,
            lambda: self.kw(
                record, "formatted_read_group", domain, fields[:1], ["__count"]
            ),
        )

    def login_as(self, user):
        if user:
            self.authenticate(user.login, user.login.ljust(8, "x"))
        else:
            self.logout(keep_db=True)
            self.authenticate(None, None)

    def test_strangers_are_told_nothing(self):
        calls = list(self.calls())
        self.login_as(self.user_sales_north)
        for name, shown, call in calls:
            with self.subTest(name, user="salesperson"):
                self.assertTrue(
                    not shown or SECRET in call(), "the test could not fail"
                )
        for user in (self.user_portal, self.user_plain, None):
            self.login_as(user)
            for name, _shown, call in calls:
                with self.subTest(name, user=user and user.login):
                    self.assertNotIn(SECRET, call())

    def test_each_model_of_the_addon_is_asked_for(self):
        """A new model needs a row in ``make_rows``."""
        #: what says nothing of a customer
        common = {
            "aig.care.cap",
            "aig.care.departure",
            "aig.care.purpose",
            "aig.care.turn",
        }
        ours = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "aig_customer_care" and not model._abstract
        }
        self.assertEqual({row._name for row in self.rows}, ours - common)

    def test_tokens_of_another_kind_open_nothing(self):
        token = self.log._get_evidence_token(self.customer_north.id, "https://aig.vn")
        payload = token.partition(".")[0]
        for signature in (
            hmac(self.env, "aig_sales_plan.letter", payload),
            # of another row, of another kind
            self.log._get_evidence_token(0).partition(".")[2],
            "",
        ):
            for kind in ("l", "o"):
                url = f"/aig/care/{kind}/{payload}.{signature}"
                with self.subTest(url), mute_logger(*NOISE):
                    answer = self.url_open(url, allow_redirects=False)
                    self.assertEqual(answer.status_code, 404)
        self.env.invalidate_all()
        self.assertEqual(self.log.evidence, "delivered")

    def test_formulas_in_the_log_are_text_in_excel(self):
        log = self.log.create(
            {"partner_id": self.customer_north.id, "subject": "=1+1", "note": "@SUM(1)"}
        )
        self.env.flush_all()
        self.login_as(self.user_sales_north)
        answer = self.export(log, ["subject", "note"], "xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        cells = [(cell.value, cell.data_type) for cell in sheet[2]]
        self.assertEqual(cells, [("=1+1", "s"), ("@SUM(1)", "s")])
