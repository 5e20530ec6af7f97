import json
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_sales_plan.tests.common import WORKED_EXAMPLE

from .common import AMOUNT, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherRpc(AigVoucherCase, HttpCase):
    """The worked example over the wire: the web client's route, and JSON-2."""

    @mute_logger("odoo.http", "odoo.sql_db")
    def call_kw(self, model, method, *args, login="sales.north"):
        """Call as the web client does; return ``(result, error message)``."""
        self.authenticate(login, login)
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": {},
                    }
                }
            ),
            headers={"Content-Type": "application/json"},
        ).json()
        error = response.get("error") or {}
        return response.get("result"), error.get("data", {}).get("message")

    @mute_logger("odoo.http", "odoo.sql_db")
    def json_2(self, model, method, **body):
        """Call as another program does, with an API key; return the response."""
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.user_sales_north)
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(hours=1))
        )
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(body),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"bearer {key}",
            },
        )

    def line_vals(self, **vals):
        customer = self.make_customers(1)
        return {
            "plan_id": self.plan_north.id,
            "partner_id": customer.id,
            **WORKED_EXAMPLE,
            **vals,
        }

    def package_vals(self, value):
        line = {"gift_id": self.gift.id, "quantity": 1, "unit_value": value}
        return {
            "name": "Gói RPC",
            "voucher_id": self.voucher.id,
            "line_ids": [[0, 0, line]],
        }

    def test_the_worked_example_by_the_web_client(self):
        ids, error = self.call_kw("aig.sales.plan.line", "create", [self.line_vals()])
        self.assertFalse(error)
        line = self.env["aig.sales.plan.line"].browse(ids)
        self.assertEqual((line.total_points, line.voucher_amount), (11, AMOUNT))

    def test_the_worked_example_by_json_2(self):
        response = self.json_2(
            "aig.sales.plan.line", "create", vals_list=[self.line_vals()]
        )
        self.assertEqual(response.status_code, 200, response.text)
        line = self.env["aig.sales.plan.line"].browse(response.json())
        self.assertEqual((line.total_points, line.voucher_amount), (11, AMOUNT))

    def test_one_dong_more_is_refused_by_the_web_client(self):
        ids, error = self.call_kw(
            "aig.voucher.package", "create", [self.package_vals(AMOUNT)]
        )
        self.assertTrue(ids, error)
        ids, error = self.call_kw(
            "aig.voucher.package", "create", [self.package_vals(AMOUNT + 1)]
        )
        self.assertFalse(ids)
        self.assertIn("more than the voucher", error)

    def test_one_dong_more_is_refused_by_json_2(self):
        response = self.json_2(
            "aig.voucher.package", "create", vals_list=[self.package_vals(AMOUNT + 1)]
        )
        self.assertEqual(response.status_code, 422, response.text)
        self.assertIn("more than the voucher", response.json()["message"])

    def test_bad_input_is_one_clear_sentence(self):
        for vals, sentence in (
            ({"expectation_multiplier": 0}, "greater than 0"),
            ({"expectation_multiplier": -2}, "greater than 0"),
            ({"renewal_revenue": -1}, "cannot be negative"),
            ({"partner_id": self.branch_north.id}, "in this plan already"),
        ):
            with self.subTest(vals=vals):
                ids, error = self.call_kw(
                    "aig.sales.plan.line", "create", [self.line_vals(**vals)]
                )
                self.assertFalse(ids)
                self.assertIn(sentence, error)
                self.assertNotIn("\n", error.strip())

    def test_bad_plans_are_one_clear_sentence(self):
        for vals, sentence in (
            ({"year": 2026, "quarter": "5"}, "no quarter 5"),
            ({"year": 2026, "quarter": "4"}, "already has a plan"),
            ({"year": 1026, "quarter": "4"}, "2100"),
        ):
            with self.subTest(vals=vals):
                ids, error = self.call_kw("aig.sales.plan", "create", [vals])
                self.assertFalse(ids)
                self.assertIn(sentence, error)

    def test_a_foreign_row_by_its_id(self):
        rows, error = self.call_kw(
            "aig.sales.plan.line",
            "read",
            self.line_north.ids,
            ["total_points"],
            login="sales.south",
        )
        self.assertFalse(rows)
        self.assertIn("sales.plan.line", error.lower())
