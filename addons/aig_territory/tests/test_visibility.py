from odoo.exceptions import AccessError
from odoo.tests import tagged

from .documents import TERRITORY_FIELDS, AigDocumentCase


@tagged("post_install", "-at_install")
class TestVisibility(AigDocumentCase):
    """G07, G08: nobody gets another territory's row on any route of the ORM."""

    def _env_as(self, user):
        return self.env(user=user.id)

    def assertSeesOnly(self, user, territories):
        """No row of a foreign territory, and at least one of each own."""
        known = self.territory_north | self.territory_south
        for model, field in TERRITORY_FIELDS.items():
            with self.subTest(user=user.login, model=model):
                records = self._env_as(user)[model]
                if records.has_access("read"):
                    found = records.search([]).sudo().mapped(field) & known
                    self.assertEqual(found.sudo(), territories.sudo())
                else:
                    self.assertEqual(model, "account.invoice.report")

    def test_salesperson_sees_the_own_territory(self):
        self.assertSeesOnly(self.user_sales_north, self.territory_north)
        self.assertSeesOnly(self.user_sales_south, self.territory_south)

    def test_manager_sees_the_subtree(self):
        self.assertSeesOnly(self.user_manager_north, self.territory_north)
        self.assertSeesOnly(
            self.user_manager_both, self.territory_north | self.territory_south
        )

    def test_director_sees_everything(self):
        self.assertSeesOnly(
            self.user_director, self.territory_north | self.territory_south
        )
        leads = self._env_as(self.user_director)["crm.lead"].search([])
        self.assertIn(self.lead_nowhere, leads)

    def test_nobody_is_placed_nobody_is_seen(self):
        self.assertSeesOnly(self.user_no_territory, self.env["aig.territory"])

    def test_leads_without_salesperson(self):
        """Core shows them to every salesperson: that ends here."""
        for user, expected in (
            (self.user_sales_north, self.lead_north | self.lead_unassigned),
            (self.user_sales_south, self.lead_south),
            (self.user_no_territory, self.lead_unplaced),
            (
                self.user_manager_north,
                self.lead_north | self.lead_north_2 | self.lead_unassigned,
            ),
        ):
            with self.subTest(user.login):
                leads = self._env_as(user)["crm.lead"].search([])
                self.assertEqual(leads.sudo(), expected.sudo())

    def test_customers(self):
        own = self.customer_north | self.branch_north
        everybody = own | self.customer_south | self.customer_free
        for user, expected in (
            (self.user_sales_north, own | self.customer_free),
            (self.user_sales_south, self.customer_south | self.customer_free),
            (self.user_no_territory, self.customer_free),
            (self.user_plain, self.customer_free),
            (self.user_manager_both, everybody),
            (self.user_content, everybody),
            (self.user_content_manager, everybody),
            (self.user_accountant, everybody),
            (self.user_director, everybody),
        ):
            with self.subTest(user.login):
                found = self._env_as(user)["res.partner"].search(
                    [("id", "in", everybody.ids)]
                )
                self.assertEqual(found.sudo(), expected.sudo())

    def test_content_roles_have_no_leads_and_orders(self):
        for model in ("crm.lead", "sale.order", "account.move"):
            with self.subTest(model), self.assertRaises(AccessError):
                self._env_as(self.user_content_manager)[model].search([])

    def test_accounting_sees_all_invoices(self):
        moves = self._env_as(self.user_accountant)["account.move"].search([])
        self.assertLessEqual(
            (self.invoice_north | self.invoice_south).sudo(), moves.sudo()
        )

    def test_name_search(self):
        env = self._env_as(self.user_sales_north)
        for model, name in (
            ("res.partner", "South Customer"),
            ("crm.lead", "Lead of South"),
            ("sale.order", self.order_south.name),
            ("account.move", self.invoice_south.name),
        ):
            with self.subTest(model):
                self.assertEqual(env[model].name_search(name), [])
                self.assertTrue(self.env[model].name_search(name))
        found = env["res.partner"].web_name_search(
            "South Customer", {"display_name": {}}
        )
        self.assertEqual(found, [])

    def test_grouping(self):
        env = self._env_as(self.user_sales_north)
        for model, field in TERRITORY_FIELDS.items():
            if not env[model].has_access("read"):
                continue
            with self.subTest(model):
                groups = env[model]._read_group([], [field], ["__count"])
                self.assertNotIn(self.territory_south, [group[0] for group in groups])
                groups = env[model].formatted_read_group([], [field], ["__count"])
                ids = [group[field] and group[field][0] for group in groups]
                self.assertNotIn(self.territory_south.id, ids)
                groups = env[model].web_read_group([], [field], ["__count"])["groups"]
                ids = [group[field] and group[field][0] for group in groups]
                self.assertNotIn(self.territory_south.id, ids)

    def test_sums_hold_no_foreign_money(self):
        env = self._env_as(self.user_sales_north)
        for model, measure, own in (
            ("sale.order", "amount_total:sum", self.order_north.amount_total),
            ("sale.report", "price_total:sum", self.order_north.amount_total),
            ("account.move.line", "price_subtotal:sum", 1000.0),
        ):
            with self.subTest(model):
                [(total,)] = env[model]._read_group([], [], [measure])
                self.assertEqual(total, own)

    def test_export_and_web_search_read(self):
        self.user_sales_north.group_ids += self.env.ref("base.group_allow_export")
        env = self._env_as(self.user_sales_north)
        for model, foreign in self._foreign_records():
            records = env[model].browse(foreign.id)
            with self.subTest(model):
                with self.assertRaises(AccessError):
                    records.export_data(["id", "display_name"])
                read = env[model].web_search_read([], {"display_name": {}})
                self.assertNotIn(foreign.id, [row["id"] for row in read["records"]])

    def test_by_id(self):
        env = self._env_as(self.user_sales_north)
        for model, foreign in self._foreign_records():
            record = env[model].browse(foreign.id)
            with self.subTest(model):
                with self.assertRaises(AccessError):
                    record.read(["display_name"])
                with self.assertRaises(AccessError):
                    record.web_read({"display_name": {}})
                with self.assertRaises(AccessError):
                    record.write({"name": "Mine"})
                with self.assertRaises(AccessError):
                    record.unlink()

    def test_search_through_a_relation(self):
        """A condition on a foreign record's fields finds nothing either."""
        env = self._env_as(self.user_sales_north)
        orders = env["sale.order"].search([("partner_id.name", "=", "South Customer")])
        self.assertFalse(orders)
        lines = env["sale.order.line"].search(
            [("order_id", "=", self.order_south.name)]
        )
        self.assertFalse(lines)

    def test_nothing_foreign_is_created(self):
        env = self._env_as(self.user_sales_north)
        with self.assertRaises(AccessError):
            env["crm.lead"].create(
                {"name": "Theirs", "aig_territory_id": self.territory_south.id}
            )
        with self.assertRaises(AccessError):
            env["res.partner"].create(
                {"name": "Theirs", "aig_territory_id": self.territory_south.id}
            )
        with self.assertRaises(AccessError):
            env["sale.order"].create(
                {"partner_id": self.customer_south.id}
            ).flush_recordset()

    def _foreign_records(self):
        return (
            ("res.partner", self.customer_south),
            ("crm.lead", self.lead_south),
            ("sale.order", self.order_south),
            ("sale.order.line", self.order_south.order_line),
            ("account.move", self.invoice_south),
            ("account.move.line", self.invoice_south.invoice_line_ids),
        )
