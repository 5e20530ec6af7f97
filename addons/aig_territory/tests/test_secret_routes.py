import json

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .secrets import SECRET, AigSecretCase

#: Each refusal is in the log, and wanted here.
NOISE = (
    "odoo.http",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.web.controllers.export",
    # An invoice's report writes; the server repeats the request without read-only.
    "odoo.sql_db",
)


@tagged("post_install", "-at_install")
class TestSecretRoutes(AigSecretCase, HttpCase):
    """G07: the web client's own routes tell nothing of another territory."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        pixel = (
            b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
            b"DwAChwGA60e6kgAAAABJRU5ErkJggg=="
        )
        cls.customer_south.image_1920 = pixel
        export = cls.env.ref("base.group_allow_export")
        for user in cls.user_sales_north | cls.user_sales_south:
            user.group_ids |= export
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.login_as(self.user_sales_north)

    def login_as(self, user):
        self.authenticate(user.login, user.login.ljust(8, "x"))

    def _rpc(self, route, **params):
        """Answer of a JSON route as text, refusals with all they say."""
        body = {"jsonrpc": "2.0", "id": 0, "method": "call", "params": params}
        return self._get(route, json=body).text

    def _kw(self, model, method, *args, **kwargs):
        return self._rpc(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=args,
            kwargs=kwargs,
        )

    def _get(self, url, **kwargs):
        with mute_logger(*NOISE):
            return self.url_open(url, **kwargs)

    def assertHidden(self, answer, what):
        with self.subTest(what):
            self.assertNotIn(SECRET, answer.lower())

    def assertOnlySouth(self, calls, told=()):
        """No call tells the north; those named tell the south: the test can fail."""
        for what, call in calls.items():
            self.assertHidden(call(), what)
        self.login_as(self.user_sales_south)
        for what in told or calls:
            with self.subTest(f"south {what}"):
                self.assertIn(SECRET, calls[what]().lower())
        self.login_as(self.user_sales_north)

    def test_chatter(self):
        for document in self.documents_south:
            calls = self._chatter_calls(document)
            with self.subTest(document._name):
                silent = {"from mail", "subscribe", "unsubscribe", "post"}
                self.assertOnlySouth(calls, calls.keys() - silent)

    def _chatter_calls(self, document):
        thread = {"thread_model": document._name, "thread_id": document.id}
        asked = {
            **thread,
            "request_list": [
                *("activities", "attachments", "followers", "display_name"),
                *("scheduledMessages", "suggestedRecipients", "contact_fields"),
            ],
        }
        followed = {
            "res_model": document._name,
            "res_id": document.id,
            "partner_ids": self.user_sales_north.partner_id.ids,
        }
        route = "/mail/thread/"
        return {
            "messages": lambda: self._rpc(f"{route}messages", **thread),
            "recipients": lambda: self._rpc(f"{route}recipients", **thread),
            "suggested": lambda: self._rpc(
                f"{route}recipients/get_suggested_recipients", **thread
            ),
            "from mail": lambda: self._rpc(
                "/mail/partner/from_email", **thread, emails=[self.customer_south.email]
            ).replace(self.customer_south.email, ""),
            "data": lambda: self._rpc(
                "/mail/data", fetch_params=[["mail.thread", asked]]
            ),
            "subscribe": lambda: self._rpc(f"{route}subscribe", **followed),
            "unsubscribe": lambda: self._rpc(f"{route}unsubscribe", **followed),
            "post": lambda: self._rpc(
                "/mail/message/post", **thread, post_data={"body": "Mine"}
            ),
        }

    def test_recipients(self):
        """Foreign customers are not written to, nor followed, by their ids."""
        south = self.customer_south.ids
        channel = (
            self.env["discuss.channel"]
            .with_user(self.user_sales_north)
            ._create_group(self.user_sales_north_2.partner_id.ids)
        )
        thread = {"thread_model": "crm.lead", "thread_id": self.lead_north.id}
        for what, answer in {
            "post": self._rpc(
                "/mail/message/post",
                **thread,
                post_data={"body": "Mine", "partner_ids": south},
            ),
            "suggested": self._rpc(
                "/mail/thread/recipients/get_suggested_recipients",
                **thread,
                partner_ids=south,
            ),
            "subscribe": self._rpc(
                "/mail/thread/subscribe",
                res_model="crm.lead",
                res_id=self.lead_north.id,
                partner_ids=south,
            ),
            "message_post": self._kw(
                "crm.lead",
                "message_post",
                self.lead_north.ids,
                body="Mine",
                partner_ids=south,
            ),
            "message_notify": self._kw(
                "crm.lead",
                "message_notify",
                self.lead_north.ids,
                body="Mine",
                partner_ids=south,
            ),
            "message": self._kw(
                "mail.message",
                "create",
                {
                    "model": "crm.lead",
                    "res_id": self.lead_north.id,
                    "partner_ids": south,
                },
            ),
            "composer": self._kw(
                "mail.compose.message",
                "web_save",
                [],
                {
                    "model": "crm.lead",
                    "res_ids": str(self.lead_north.ids),
                    "partner_ids": [[4, south[0]]],
                },
                specification={"partner_ids": {"fields": {"display_name": {}}}},
            ),
            "followers": self._kw(
                "mail.followers.edit",
                "web_save",
                [],
                {
                    "res_model": "crm.lead",
                    "res_ids": str(self.lead_north.ids),
                    "partner_ids": [[4, south[0]]],
                },
                specification={"partner_ids": {"fields": {"display_name": {}}}},
            ),
            "channel": self._kw("discuss.channel", "_create_group", partners_to=south),
            "member": self._kw(
                "discuss.channel", "add_members", channel.ids, partner_ids=south
            ),
            "filters": self._kw(
                "calendar.filters",
                "web_save",
                [],
                {"partner_id": south[0]},
                specification={"partner_id": {"fields": {"display_name": {}}}},
            ),
        }.items():
            self.assertHidden(answer, what)
        self.env.invalidate_all()
        self.assertNotIn(
            self.customer_south, self.lead_north.message_ids.notified_partner_ids
        )
        self.assertNotIn(self.customer_south, self.lead_north.message_partner_ids)
        members = self.env["discuss.channel.member"].search(
            [("partner_id", "in", south)]
        )
        self.assertFalse(members)

    def test_looking_for_people(self):
        card = {"model": "res.partner", "id": self.customer_south.id}
        start = ["failures", "systray_get_activities", "init_messaging"]
        self.assertOnlySouth(
            {
                "mention": lambda: self._kw(
                    "res.partner", "get_mention_suggestions", "Zui"
                ),
                "invite": lambda: self._kw(
                    "res.partner", "search_for_channel_invite", "Zui"
                ),
                "discuss": lambda: self._rpc("/discuss/search", term="Zui"),
                "card": lambda: self._rpc(
                    "/mail/data", fetch_params=[["avatar_card", card]]
                ),
                "start": lambda: self._rpc("/mail/data", fetch_params=start),
                "many2one": lambda: self._kw("res.partner", "name_search", "Zui"),
                "complete": lambda: self._kw(
                    "res.partner", "web_name_search", "Zui", {"display_name": {}}
                ),
            },
            ("mention", "card", "many2one", "complete"),
        )

    def test_files(self):
        urls = [f"/web/content/{file.id}" for file in self.attachments_south]
        urls.append(f"/web/image/res.partner/{self.customer_south.id}/avatar_128")
        urls.append(f"/web/content/res.partner/{self.customer_south.id}/image_1920")
        self.login_as(self.user_sales_south)
        seen = {url: self._get(url).content for url in urls}
        self.assertEqual(seen[urls[0]], b"Zuid file")
        self.login_as(self.user_sales_north)
        for url, content in seen.items():
            with self.subTest(url):
                self.assertNotEqual(self._get(url).content, content)
        ids = ",".join(map(str, self.attachments_south.ids))
        answer = self._get(
            "/mail/attachment/zip",
            data={
                "file_ids": ids,
                "zip_name": "all.zip",
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertNotIn(b"Zuid", answer.content)

    def test_reports(self):
        order, invoice = self.order_south.id, self.invoice_south.id
        told = [
            f"/report/html/sale.report_saleorder/{order}",
            f"/report/text/sale.report_saleorder/{order}",
            f"/report/html/account.report_invoice/{invoice}",
            f"/report/html/account.report_invoice_with_payments/{invoice}",
            f"/my/orders/{order}",
            f"/my/invoices/{invoice}",
        ]
        urls = [
            *told,
            f"/my/orders/{order}?report_type=html",
            f"/account/download_invoice_documents/{invoice}/pdf",
            f"/account/download_move_attachments/{invoice}",
            f"/mail/message/{self.messages_south[:1].id}",
        ]
        self.assertOnlySouth(
            {url: lambda url=url: self._get(url).text for url in urls}, told
        )

    def test_export(self):
        calls = {}
        for document in self.documents_south[:-1]:
            for ids in (document.ids, False):
                body = {
                    "model": document._name,
                    "fields": [{"name": "display_name", "label": "Name"}],
                    "ids": ids,
                    "domain": [],
                    "groupby": [],
                    "import_compat": False,
                }
                calls[f"{document} {ids}"] = lambda body=body: (
                    self._get(
                        "/web/export/csv",
                        data={
                            "data": json.dumps(body),
                            "csrf_token": http.Request.csrf_token(self),
                        },
                    ).text
                )
        self.assertOnlySouth(calls)
        ids = self.messages_south.ids
        answer = self._kw("mail.message", "export_data", ids, ["body"])
        self.assertIn("AccessError", answer)
        self.assertHidden(answer, "messages")

    def test_debug_mode_names_nothing(self):
        """Core lists in a refusal what is refused, if the page has ?debug=1."""
        self._get("/web/binary/company_logo?debug=1")
        for document in self.documents_south:
            answer = self._kw(document._name, "read", document.ids, ["display_name"])
            self.assertIn("AccessError", answer)
            self.assertHidden(answer, document._name)

    def test_portal_and_visitors(self):
        self.login_as(self.user_portal)
        for _who in range(2):
            for document in self.documents_south:
                thread = {"thread_model": document._name, "thread_id": document.id}
                for route in ("/mail/thread/messages", "/mail/chatter_fetch"):
                    self.assertHidden(self._rpc(route, **thread), route)
                self.assertHidden(
                    self._kw(document._name, "read", document.ids, ["display_name"]),
                    document._name,
                )
            for file in self.attachments_south:
                answer = self._get(f"/web/content/{file.id}")
                self.assertNotIn(b"Zuid", answer.content)
            self.authenticate(None, None)
