from freezegun import freeze_time

from odoo.tests import tagged

from .test_aig_kpi_money import MONEY, MoneyCase


@tagged("post_install", "-at_install", "aig_performance")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiPerformance(MoneyCase):
    """What a screen asks does not grow with the rows behind it."""

    def make(self, count):
        """As many more records of each kind, each of another customer."""
        user = self.user_sales_north
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "is_company": True,
                    "aig_territory_id": self.territory_north.id,
                    "property_account_receivable_id": self.receivable.id,
                }
                for number in range(count)
            ]
        )
        for customer in customers:
            self._new_lead(customer, user, expected_revenue=1)
            self._new_order(customer, user).action_confirm()
            self.pay(self.invoice(customer, user, "2026-11-10", 10), "2026-11-11", 4)
            self.env["aig.care.log"].create(
                {"partner_id": customer.id, "user_id": user.id, "care_type": "call"}
            )

    def queries(self, ask):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        ask()
        return self.env.cr.sql_log_count - before

    def screens(self, model):
        """What list, pivot, graph and a touch on a figure ask the server."""
        facts = self.env[model].with_user(self.user_manager_north)
        names = ["date", "partner_id", "user_id", "territory_id", "currency_id"]
        measure = "number" if model == "aig.kpi.care" else "__count"
        aggregate = "number:sum" if model == "aig.kpi.care" else "__count"
        fields = {name: {"fields": {"display_name": {}}} for name in names[1:]}
        fields["date"] = {}

        def open_cell():
            action = facts.open_records([], measure)
            records = facts.env[action["res_model"]].with_context(**action["context"])
            records.web_search_read(action["domain"], {"display_name": {}}, limit=80)

        return {
            "list": lambda: facts.web_search_read([], fields, limit=80),
            "pivot": lambda: facts.formatted_read_grouping_sets(
                [], [["user_id", "date:month"], ["user_id"], []], [aggregate]
            ),
            "by customer": lambda: facts.formatted_read_group(
                [], ["partner_id"], [aggregate]
            ),
            "cell": open_cell,
        }

    def measure(self):
        return {
            (model, name): self.queries(ask)
            for model in (*MONEY, "aig.kpi.care")
            for name, ask in self.screens(model).items()
        }

    def make_and_measure(self, count):
        self.make(count)
        self.measure()  # rights and rules are read once
        return self.measure()

    def test_two_sizes(self):
        few, many = (self.make_and_measure(count) for count in (2, 12))
        grown = {key: (few[key], many[key]) for key in few if many[key] > few[key]}
        self.assertFalse(grown)
        self.assertLessEqual(max(many.values()), 20)
