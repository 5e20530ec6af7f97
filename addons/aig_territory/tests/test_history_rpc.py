from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .history import AigHistoryCase


@tagged("post_install", "-at_install")
class TestHistoryRpc(AigHistoryCase, HttpCase):
    """A moved customer's past by the web client's route."""

    def _call(self, model, method, *args, **kwargs):
        with mute_logger("odoo.http"):
            return self.make_jsonrpc_request(
                f"/web/dataset/call_kw/{model}/{method}",
                {"model": model, "method": method, "args": args, "kwargs": kwargs},
            )

    def _found(self, model, records):
        result = self._call(
            model,
            "web_search_read",
            domain=[["id", "in", records.ids]],
            specification={"display_name": {}},
        )
        return {row["id"] for row in result["records"]}

    def test_the_new_salesperson_reads_and_does_not_write(self):
        self.authenticate("sales.south", "sales.south")
        for model, records in self.past.items():
            with self.subTest(model):
                self.assertEqual(self._found(model, records), set(records.ids))
                for method, args in (
                    ("write", [records.ids, {"name": "Mine"}]),
                    ("unlink", [records.ids]),
                    ("web_save", [records.ids[:1], {"name": "Mine"}]),
                ):
                    kwargs = {"specification": {}} if method == "web_save" else {}
                    with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                        self._call(model, method, *args, **kwargs)
                self.assertNotIn("Mine", records.mapped("name"))

    def test_the_neighbour_finds_nothing(self):
        self.authenticate("sales.west", "sales.west")
        for model, records in self.past.items():
            with self.subTest(model):
                self.assertFalse(self._found(model, records))
                with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                    self._call(model, "read", records.ids, ["display_name"])

    def test_where_the_customer_went_is_not_told(self):
        self.authenticate("sales.north", "sales.north")
        with self.assertRaisesRegex(JsonRpcException, "AccessError"):
            self._call(
                "account.move",
                "read",
                self.invoice_north.ids,
                ["aig_later_territory_id"],
            )
