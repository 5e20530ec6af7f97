from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..builders import Place
from .access_case import NOISE, AccessCase

#: Typed into a plan by nobody else.
AMOUNT = 123_456_789


@tagged("post_install", "-at_install")
class TestContentOfficers(AccessCase):
    """They see all customers (G07), but no figure of a plan or a voucher."""

    def setUp(self):
        super().setUp()
        place = Place("", self.user_sales_north, self.territory_north)
        self.line = self.record("aig.sales.plan.line", place)
        self.line.expected_revenue = AMOUNT
        self.env.flush_all()

    def _as(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env(user=user.id)

    def test_customers_are_seen_without_money(self):
        customer = self.line.partner_id
        for user in self.user_content, self.user_content_manager:
            seen = customer.with_env(self._as(user))
            told = "".join(self._tell(seen, name) for name in seen._fields)
            self.assertIn(customer.name, told)
            self.assertNotIn(str(AMOUNT), told)

    def _tell(self, record, name):
        """One field as the web client gets it, with the names behind it."""
        asked = (
            {"fields": {"display_name": {}}} if record._fields[name].relational else {}
        )
        try:
            with mute_logger(*NOISE):
                return str(record.web_read({name: asked}))
        except AccessError:
            return ""

    def _leads_to_plans(self, field):
        return (field.comodel_name or "").startswith(("aig.sales", "aig.voucher"))

    def test_no_way_leads_to_a_plan(self):
        for user in self.user_content, self.user_content_manager:
            env = self._as(user)
            for model in self.line, self.line.plan_id:
                with self.assertRaises(AccessError):
                    env[model._name].browse(model.id).read(["display_name"])
                with self.assertRaises(AccessError):
                    env[model._name].formatted_read_group([], [], ["__count"])
            partners = env["res.partner"].browse(self.line.partner_id.id)
            for name, field in partners._fields.items():
                if self._leads_to_plans(field) and field.type != "many2one":
                    with self.subTest(name), self.assertRaises(AccessError):
                        partners.web_read({name: {"fields": {"display_name": {}}}})
