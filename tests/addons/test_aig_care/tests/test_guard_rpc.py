import json

from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import CareCase

SECRET = "Thương lượng kín"
ROUTES = (
    ("search_read", [[["care_type", "=", "voucher"]]]),
    ("web_search_read", [[["care_type", "=", "voucher"]], {"subject": {}}]),
    ("search_count", [[["care_type", "=", "voucher"]]]),
    ("name_search", ["North"]),
    ("formatted_read_group", [[["care_type", "=", "voucher"]], ["partner_id"]]),
)


@tagged("post_install", "-at_install")
class TestGuardRpc(CareCase, HttpCase):
    """A collision between departments, as the web client of the other one sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.care.cap"].search([]).unlink()
        cls.env["aig.care.cap"].create({"maximum": 1, "severity": "block"})
        # In this company communication officers send such documents, too
        cls.env["ir.model.access"].create(
            {
                "name": "documents of communication",
                "model_id": cls.env["ir.model"]._get_id(cls.document._name),
                "group_id": cls.env.ref("aig_base.group_content_user").id,
                "perm_read": True,
                "perm_write": True,
            }
        )
        cls.theirs = cls.env["test.aig.care.document"].create(
            {"name": "POST1", "partner_id": cls.customer_north.id}
        )

    def call_kw(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def test_another_department_learns_that_and_whom_to_ask(self):
        log = self.send(subject=SECRET)
        self.authenticate(self.user_content.login, self.user_content.login)
        [ours] = [self.theirs.id]
        action = self.call_kw(self.theirs._name, "action_care_compose", [ours])
        context = action["context"]
        [composer] = self.call_kw(
            "mail.compose.message",
            "create",
            [{"partner_ids": [self.customer_north.id]}],
            context=context,
        )
        names = [
            name
            for name in self.env["mail.compose.message"]._fields
            if name.startswith("aig_") or name in ("subject", "body", "display_name")
        ]
        [told] = self.call_kw("mail.compose.message", "read", [composer], names)
        self.assertEqual(told["aig_guard_state"], "block")
        self.assertIn(self.user_sales_north.name, told["aig_guard_message"])
        self.assertIn("Voucher", told["aig_guard_message"])
        self.assertTrue(told["aig_guard_slot"])
        for secret in (SECRET, self.document.name, f'"{log.id}"'):
            self.assertNotIn(secret, json.dumps(told, ensure_ascii=False))

    @mute_logger("odoo.http")
    def test_no_route_tells_more(self):
        log = self.send(subject=SECRET)
        self.authenticate(self.user_content.login, self.user_content.login)
        for method, args in ROUTES:
            with self.subTest(method=method):
                answer = self.call_kw("aig.care.log", method, *args)
                self.assertNotIn(SECRET, json.dumps(answer, ensure_ascii=False))
                self.assertFalse(
                    answer["records"] if method == "web_search_read" else answer
                )
        for method, args in (
            ("read", [[log.id], ["subject"]]),
            ("export_data", [[log.id], ["subject"]]),
            ("action_open_document", [[log.id]]),
        ):
            with (
                self.subTest(method=method),
                self.assertRaises(JsonRpcException) as refused,
            ):
                self.call_kw("aig.care.log", method, *args)
            self.assertNotIn(SECRET, str(refused.exception))
