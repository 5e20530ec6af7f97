import json

from odoo.exceptions import ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from .gifts import MILLION, AigGiftCase

SECRET = 400_123


@tagged("post_install", "-at_install")
class TestAigVoucherGiftCost(AigGiftCase, HttpCase):
    """What gifts cost is for managers, whatever a salesperson asks (A31)."""

    def setUp(self):
        super().setUp()
        self.gift.unit_cost = SECRET
        self.choose(self.make_package(10 * MILLION))
        self.order = self.voucher.gift_order_id
        self.product = self.gift.product_id
        self.env.flush_all()

    @mute_logger("odoo.http")
    def ask(self, model, method, *args, **kwargs):
        """The answer over the wire, as text: a result, or why it was refused."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).text

    def test_no_route_tells_a_salesperson(self):
        self.authenticate("sales.north", "sales.north")
        template = self.product.product_tmpl_id
        for record, cost in (
            (self.gift, "unit_cost"),
            (self.product, "standard_price"),
            (template, "standard_price"),
            (self.order.order_line, "aig_gift_cost"),
        ):
            model, mine = record._name, [("id", "=", record.id)]
            above = [*mine, (cost, ">", 1)]
            spec = {"display_name": {}, cost: {}}
            for method, args, kwargs in (
                ("read", [record.ids], {}),
                ("read", [record.ids, [cost]], {}),
                ("search_read", [mine, [cost]], {}),
                ("web_search_read", [mine], {"specification": spec}),
                ("web_read", [record.ids], {"specification": spec}),
                ("formatted_read_group", [mine, [cost], ["__count"]], {}),
                ("formatted_read_group", [mine, ["id"], [f"{cost}:sum"]], {}),
                ("export_data", [record.ids, [cost]], {}),
                ("copy_data", [record.ids], {}),
            ):
                answer = self.ask(model, method, *args, **kwargs)
                self.assertNotRegex(answer, "400[,.]?123", (model, method, args))
            found = json.loads(self.ask(model, "search", above))
            self.assertFalse(found.get("result"), "searching for it finds nothing")

    def test_a_manager_reads_it_on_the_gift_and_the_order(self):
        gift = self.gift.with_user(self.user_manager_north)
        line = self.order.order_line.with_user(self.user_manager_north)
        self.assertEqual((gift.unit_cost, line.aig_gift_cost), (SECRET, SECRET))
        self.gift.unit_cost = 2 * SECRET
        self.assertEqual(line.aig_gift_cost, SECRET, "as it was when it was chosen")

    def test_a_gifts_product_has_no_cost(self):
        with self.assertRaisesRegex(ValidationError, "write its cost on the gift"):
            self.product.standard_price = 5
        costly = self.env["product.product"].create(
            {"name": "Mockup", "standard_price": 5}
        )
        form = Form(self.gift.with_user(self.user_manager_north))
        form.product_id = costly
        with self.assertRaisesRegex(ValidationError, "choose a product without"):
            form.save()
        costly.standard_price = 0
        self.assertEqual(form.save().product_id, costly)
