from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from .test_aig_territory_rule import AigRuleCase


@tagged("post_install", "-at_install")
class TestQueue(AigRuleCase):
    """Customers that nobody serves wait for a manager."""

    def _queue(self, user=None):
        """What the screen lists."""
        action = self.env.ref("aig_territory.res_partner_action_unassigned")
        partners = self.env["res.partner"].with_user(user or self.user_director)
        return partners.search(safe_eval(action.domain))

    def test_who_counts_as_a_customer(self):
        partners = self.env["res.partner"]
        person = partners.create({"name": "Person"})
        both = partners.create(
            {"name": "Both", "is_company": True, "supplier_rank": 1, "customer_rank": 1}
        )
        vendor = partners.create(
            {"name": "Vendor", "is_company": True, "supplier_rank": 1}
        )
        company = self.env["res.company"].create({"name": "Subsidiary"})
        former = new_test_user(self.env, login="former.colleague")
        former.active = False
        contact = partners.create({"name": "C", "parent_id": self.customer_free.id})
        queue = self._queue().sudo()
        waiting = self.customer_free | person | both | self.user_portal.partner_id
        others = (
            vendor
            | contact
            | company.partner_id
            | former.partner_id
            | self.user_plain.partner_id
            | self.customer_north
        )
        self.assertLessEqual(waiting, queue)
        self.assertFalse(others & queue)
        self.assertEqual(partners.search(partners._aig_domain_unassigned()), queue)

    def test_the_suggestion_is_applied(self):
        north, south = self.env["res.partner"].create(
            [{"name": "One"}, {"name": "Two", "industry_id": self.banks.id}]
        )
        north.state_id = self.province
        chosen = (north | south | self.customer_free).with_user(self.user_director)
        self.assertEqual(
            chosen.mapped("aig_suggested_territory_id.id"),
            [self.territory_north.id, self.territory_south.id],
        )
        action = chosen.action_aig_apply_suggestion()
        self.assertRegex(action["params"]["message"], "2 customers .* 1 were left")
        self.assertEqual(north.aig_territory_id, self.territory_north)
        self.assertEqual(south.aig_territory_id, self.territory_south)
        self.assertFalse(self.customer_free.aig_territory_id)
        self.assertFalse(north.aig_suggested_territory_id)

    def test_a_manager_applies_what_is_his(self):
        self.customer_free.industry_id = self.banks
        person = self.env["res.partner"].create({"name": "One"})
        person.state_id = self.province
        chosen = (self.customer_free | person).with_user(self.user_manager_south)
        chosen.action_aig_apply_suggestion()
        self.assertEqual(self.customer_free.aig_territory_id, self.territory_south)
        self.assertFalse(person.aig_territory_id)

    def test_a_salesperson_applies_nothing(self):
        self.customer_free.state_id = self.province
        chosen = self.customer_free.with_user(self.user_sales_north)
        chosen.action_aig_apply_suggestion()
        self.assertFalse(self.customer_free.aig_territory_id)

    def test_the_dialog_moves_within_ones_own(self):
        def dialog(user):
            chosen = self.customer_free | self.branch_north
            dialogs = self.env["aig.territory.assign"].with_user(user)
            return Form(
                dialogs.with_context(active_model="res.partner", active_ids=chosen.ids)
            )

        with dialog(self.user_manager_north) as form:
            self.assertEqual(form.partner_ids.ids, self.customer_free.ids)
            form.territory_id = self.territory_south
        with self.assertRaisesRegex(AccessError, "ask a sales manager"):
            form.record.action_assign()
        with dialog(self.user_manager_north) as form:
            form.territory_id = self.territory_north
        form.record.action_assign()
        self.assertEqual(self.customer_free.aig_territory_id, self.territory_north)

    def test_queries_do_not_grow(self):
        def add(count):
            self.env["res.partner"].with_user(self.user_no_territory).create(
                [
                    {"name": f"W{n}", "is_company": True, "state_id": self.province.id}
                    for n in range(count)
                ]
            )
            self.env.flush_all()

        def read():
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            rows = self._queue().web_read(
                {
                    "complete_name": {},
                    "state_id": {"fields": {"display_name": {}}},
                    "aig_suggested_territory_id": {"fields": {"display_name": {}}},
                }
            )
            return len(rows), self.env.cr.sql_log_count - start

        def apply():
            queue = self._queue()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            queue.action_aig_apply_suggestion()
            self.env.flush_all()
            return self.env.cr.sql_log_count - start

        add(10)
        read()
        rows, small = read()
        small_move = apply()
        add(rows * 5)
        more, large = read()
        self.assertGreater(more, rows)
        self.assertLessEqual(large, small + 1)
        self.assertLessEqual(apply(), small_move + 5)
