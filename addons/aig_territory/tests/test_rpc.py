import json
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestRpc(AigDocumentCase, HttpCase):
    """The web client's route and JSON-2 obey the same rules as the ORM."""

    def setUp(self):
        super().setUp()
        # Each refusal is a warning in the log, and wanted here.
        muted = mute_logger("odoo.http")
        muted.__enter__()
        self.addCleanup(muted.__exit__)

    def _call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def _json2(self, user, model, method, **params):
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(1))
        )
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(params),
            headers={
                "Authorization": f"bearer {key}",
                "Content-Type": "application/json",
            },
        )

    def test_web_client(self):
        self.authenticate("sales.north", "sales.north")
        for model, own, foreign in (
            ("res.partner", self.customer_north, self.customer_south),
            ("crm.lead", self.lead_north, self.lead_south),
        ):
            with self.subTest(model):
                result = self._call(
                    model,
                    "web_search_read",
                    domain=[["id", "in", [own.id, foreign.id]]],
                    specification={"display_name": {}},
                )
                self.assertEqual([row["id"] for row in result["records"]], [own.id])
                for method, args in (
                    ("read", [[foreign.id], ["display_name"]]),
                    ("web_save", [[foreign.id], {"name": "Mine"}]),
                    ("write", [[foreign.id], {"name": "Mine"}]),
                ):
                    kwargs = {"specification": {}} if method == "web_save" else {}
                    with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                        self._call(model, method, *args, **kwargs)
                self.assertNotEqual(foreign.name, "Mine")

    def test_json2(self):
        ids = (self.customer_north | self.customer_south).ids
        answer = self._json2(
            self.user_sales_north,
            "res.partner",
            "search_read",
            domain=[["id", "in", ids]],
            fields=["name"],
        )
        self.assertEqual(
            answer.json(), [{"id": self.customer_north.id, "name": "North Customer"}]
        )
        answer = self._json2(
            self.user_sales_north,
            "crm.lead",
            "read",
            ids=self.lead_south.ids,
            fields=["name"],
        )
        self.assertEqual(answer.status_code, 403)
        self.assertNotIn(self.lead_south.name, answer.text)

    def test_moving_a_customer_by_json2(self):
        answer = self._json2(
            self.user_sales_north,
            "res.partner",
            "write",
            ids=self.customer_north.ids,
            vals={"aig_territory_id": self.territory_south.id},
        )
        self.assertEqual(answer.status_code, 403)
        self.assertIn("ask a sales manager", answer.json()["message"])
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_north)
