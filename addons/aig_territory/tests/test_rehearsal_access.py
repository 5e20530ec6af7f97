from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .rehearsals import AigRehearsalCase


@tagged("post_install", "-at_install")
class TestRehearsalAccess(AigRehearsalCase):
    """Managers rehearse within their own territories, directors everywhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._new_rehearsal(cls.user_manager_both)

    def test_each_manager_sees_the_own_ones(self):
        line = self._draft(self.customer_north, self.territory_south, self.mine)
        rule = self._draft_rule(self.territory_north, self.mine)
        person = self.mine.person_ids[0]
        for record in (self.mine, line, rule, person):
            with self.subTest(record._name):
                for user, seen in (
                    (self.user_manager_both, True),
                    (self.user_director, True),
                    (self.user_manager_north, False),
                ):
                    found = record.with_user(user).search([("id", "=", record.id)])
                    self.assertEqual(bool(found), seen, user.login)
                for user in (self.user_sales_north, self.user_plain):
                    with self.assertRaises(AccessError):
                        record.with_user(user).search([])

    def test_a_manager_drafts_within_sight(self):
        rehearsal = self._new_rehearsal(self.user_manager_north)
        self._draft(self.customer_free, self.territory_north, rehearsal)
        with self.assertRaisesRegex(AccessError, "ask a sales manager"):
            self._draft(self.customer_north, self.territory_south, rehearsal)
        with self.assertRaises(AccessError):
            self._draft(self.customer_south, self.territory_north, rehearsal)
        with self.assertRaises(AccessError):
            self._draft(
                self.customer_north,
                self.territory_north,
                self.mine,
                user=self.user_manager_north,
            )

    def test_rules_reach_as_far_as_their_manager(self):
        rehearsal = self._new_rehearsal(self.user_manager_north)
        self._draft_rule(self.territory_north, rehearsal, partner_names="Customer")
        rehearsal.action_apply_rules()
        self.assertEqual(rehearsal.line_ids.partner_id.sudo(), self.customer_free)
        rehearsal.rule_ids.territory_id = self.territory_south
        rehearsal.action_apply_rules()
        self.assertFalse(rehearsal.line_ids)

    def test_a_managers_rules_are_put_in_force_by_a_director(self):
        self._draft(self.customer_north, self.territory_south, self.mine)
        rule = self._draft_rule(self.territory_north, self.mine)
        with self.assertRaisesRegex(UserError, "ask a director"):
            self.mine.action_activate()
        with self.assertRaises(AccessError):
            rule.write({"rehearsal_id": False})
        self.mine.with_user(self.user_director).action_activate()
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_south)

    def test_a_manager_activates_and_undoes_moves(self):
        self._draft(self.customer_north, self.territory_south, self.mine)
        self.mine.action_activate()
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_south)
        self.assertEqual(self.lead_north.user_id, self.user_sales_south)
        self.mine.action_undo()
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_north)
        self.assertEqual(self.lead_north.user_id, self.user_sales_north)

    def test_nobody_activates_a_foreign_one(self):
        self._draft(self.customer_north, self.territory_south, self.mine)
        for user in (self.user_manager_north, self.user_sales_north):
            for name in ("action_activate", "action_cancel", "action_apply_rules"):
                with (
                    self.subTest(user=user.login, name=name),
                    self.assertRaises(AccessError),
                ):
                    getattr(self.mine.with_user(user), name)()

    def test_nobody_types_figures(self):
        self._draft(self.customer_north, self.territory_south, self.mine)
        with self.assertRaises(AccessError):
            self.mine.person_ids[0].with_user(self.user_director).before_customers = 9
        with self.assertRaises(AccessError):
            self._new_rehearsal(self.user_manager_north, user_id=self.user_director.id)
