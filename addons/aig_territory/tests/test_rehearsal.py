from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..models.aig_territory_rehearsal_columns import FEW
from .rehearsals import AigRehearsalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 03:00:00")
class TestRehearsal(AigRehearsalCase):
    """A draft says who would gain and who would lose, and changes nothing."""

    # -- lines ------------------------------------------------------------------------

    def test_a_customer_is_dragged(self):
        line = self._draft(self.customer_north, self.territory_north)
        self.assertFalse(line.moves)
        self.assertEqual(self.rehearsal.line_count, 0)
        line.new_territory_id = self.territory_south
        self.assertRecordValues(
            line,
            [
                {
                    "old_territory_id": self.territory_north.id,
                    "new_territory_id": self.territory_south.id,
                    "old_user_id": self.user_sales_north.id,
                    "new_user_id": self.user_sales_south.id,
                    "moves": True,
                    "origin": "hand",
                    "state": "pending",
                }
            ],
        )
        self.assertEqual(self.rehearsal.line_count, 1)
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_north)

    def test_the_salesperson_stays_where_a_member(self):
        self.customer_north.user_id = self.user_sales_north_2
        self.territory_south.membership_ids = self._members(self.user_no_territory)
        line = self._draft(self.customer_north, self.territory_south)
        self.assertEqual(line.old_user_id, self.user_sales_north_2)
        self.assertEqual(line.new_user_id, self.user_sales_south)
        line.new_territory_id = self.territory_vn
        self.assertFalse(line.new_user_id, "nobody is a member")

    def test_members_count_on_the_day_of_activation(self):
        self.rehearsal.date = "2026-04-01"
        membership = self.territory_south.membership_ids
        membership.date_to = "2026-03-31"
        line = self._draft(self.customer_north, self.territory_south)
        self.assertFalse(line.new_user_id)
        self.rehearsal.date = "2026-03-31"
        self.assertEqual(line.new_user_id, self.user_sales_south)

    def test_every_territory_has_a_column(self):
        lines = self.env["aig.territory.rehearsal.line"]
        self._draft(self.customer_north, self.territory_south)
        for user, expected in (
            (self.user_director, self.territory_vn | self.territory_north),
            (self.user_manager_both, self.territory_vn | self.territory_north),
        ):
            columns = lines.with_user(user)._read_group_new_territory_id(
                self.env["aig.territory"], []
            )
            self.assertLessEqual(expected, columns.sudo())
        board = lines.with_user(self.user_director)
        groups = board.with_context(read_group_expand=True).web_read_group(
            [("rehearsal_id", "=", self.rehearsal.id)], ["new_territory_id"]
        )
        empty = [group for group in groups["groups"] if not group["__count"]]
        self.assertTrue(empty)
        columns = lines.with_user(self.user_manager_north)
        columns = columns._read_group_new_territory_id(self.env["aig.territory"], [])
        self.assertEqual(columns.ids, self.territory_north.ids)

    def _columns(self, rehearsal):
        """Columns of the board as its owner opens it, by name."""
        action = rehearsal.action_view_lines()
        lines = self.env[action["res_model"]].with_user(rehearsal.user_id)
        board = lines.with_context(**action["context"], read_group_expand=True)
        groups = board.web_read_group(action["domain"], ["new_territory_id"])
        return {group["new_territory_id"][0] for group in groups["groups"]}

    def test_of_many_territories_those_concerned_have_a_column(self):
        many = self.env["aig.territory"].create(
            [{"name": f"Many {n}", "code": f"MANY{n}"} for n in range(FEW)]
        )
        self.assertFalse(self._columns(self.rehearsal))
        self._draft(self.customer_north, self.territory_south)
        self._draft_rule(many[0])
        self.rehearsal.source_territory_id = many[1]
        self.rehearsal.column_ids = many[2] | many[3]
        expected = self.territory_north | self.territory_south | many[:4]
        self.assertEqual(self._columns(self.rehearsal), set(expected.ids))
        mine = self._new_rehearsal(self.user_manager_north)
        self.assertEqual(self._columns(mine), set(self.territory_north.ids))

    def test_a_customer_is_dragged_to_a_column_of_ones_own(self):
        many = self.env["aig.territory"].create(
            [{"name": f"Many {n}", "code": f"MANY{n}"} for n in range(FEW)]
        )
        line = self._draft(self.customer_north, self.territory_south)
        with Form(self.rehearsal) as form:
            form.column_ids.add(many[5])
        self.assertIn(many[5].id, self._columns(self.rehearsal))
        line.write({"new_territory_id": many[5].id})
        self.assertEqual((line.moves, line.origin), (True, "hand"))
        self.assertIn(self.territory_north.id, self._columns(self.rehearsal))

    def test_bring_in_the_customers_of_a_territory(self):
        self.rehearsal.source_territory_id = self.territory_north
        self.rehearsal.action_bring_in()
        self.rehearsal.action_bring_in()
        self.assertEqual(self.rehearsal.line_ids.partner_id, self.customer_north)
        self.assertEqual(self.rehearsal.line_count, 0)

    def test_bad_lines(self):
        self._draft(self.customer_north, self.territory_south)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "rehearsal_line_unique_partner"),
            self.env.cr.savepoint(),
        ):
            self._draft(self.customer_north, self.territory_vn)
        with self.assertRaisesRegex(ValidationError, "follows the customer"):
            self._draft(self.branch_north, self.territory_south)
        for partner in (self.company.partner_id, self.user_plain.partner_id):
            with self.assertRaisesRegex(ValidationError, "not a customer"):
                self._draft(partner, self.territory_south)
        with self.assertRaisesRegex(AccessError, "cannot be typed"):
            self.rehearsal.line_ids.with_user(self.user_director).state = "moved"
        with self.assertRaisesRegex(AccessError, "cannot be typed"):
            self.rehearsal.with_user(self.user_director).state = "active"

    # -- rules ------------------------------------------------------------------------

    def test_rules_draft_lines_and_spare_what_is_placed_by_hand(self):
        by_hand = self._draft(self.customer_north, self.territory_south)
        rule = self._draft_rule(self.territory_north, partner_names="Customer")
        self.rehearsal.action_apply_rules()
        lines = self.rehearsal.line_ids
        south = lines.filtered(lambda line: line.partner_id == self.customer_south)
        self.assertRecordValues(
            south,
            [
                {
                    "origin": "rule",
                    "rule_id": rule.id,
                    "new_territory_id": self.territory_north.id,
                    "new_user_id": self.user_sales_north.id,
                }
            ],
        )
        self.assertEqual(by_hand.new_territory_id, self.territory_south)
        free = lines.filtered(lambda line: line.partner_id == self.customer_free)
        self.assertEqual(free.new_territory_id, self.territory_north)
        self.assertFalse(free.old_territory_id)
        rule.partner_names = "Free"
        self.rehearsal.action_apply_rules()
        self.assertEqual(
            self.rehearsal.line_ids.partner_id,
            self.customer_free | self.customer_north,
        )
        self.assertIn(free, self.rehearsal.line_ids, "what stays right is kept")

    def test_what_a_rule_put_and_a_hand_moved_is_by_hand(self):
        self._draft_rule(self.territory_north)
        self.rehearsal.action_apply_rules()
        line = self.rehearsal.line_ids
        line.new_territory_id = self.territory_vn
        self.assertEqual((line.origin, line.rule_id.id), ("hand", False))
        self.rehearsal.action_apply_rules()
        self.assertEqual(self.rehearsal.line_ids.new_territory_id, self.territory_vn)

    def test_without_rules_of_its_own_those_in_force_are_tried(self):
        rule = self.env["aig.territory.rule"].create(
            {"territory_id": self.territory_north.id, "partner_names": "South Customer"}
        )
        self.rehearsal.action_apply_rules()
        self.assertEqual(self.rehearsal.line_ids.rule_id, rule)
        self.assertEqual(self.rehearsal.line_ids.partner_id, self.customer_south)

    def test_start_from_todays_rules(self):
        rule = self.env["aig.territory.rule"].create(
            {
                "territory_id": self.territory_north.id,
                "partner_names": "Nobody",
                "state_ids": [Command.link(self.env.ref("base.state_us_1").id)],
            }
        )
        self.rehearsal.action_copy_rules()
        self.rehearsal.action_copy_rules()
        draft = self.rehearsal.rule_ids
        self.assertEqual(len(draft), 1)
        self.assertEqual(draft.state_ids, rule.state_ids)
        draft.partner_names = "South Customer"
        self.assertEqual(rule.partner_names, "Nobody")
        company = self.env["res.partner"].create(
            {"name": "South Customer Two", "is_company": True}
        )
        self.assertFalse(company.aig_territory_id, "a draft is not in force")

    # -- people -----------------------------------------------------------------------

    def test_today_beside_the_draft(self):
        self.lead_north.expected_revenue = 500
        self.lead_north.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.user_sales_north.id
        )
        self.customer_north.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user_sales_north.id
        )
        prospect = self._new_customer("North Prospect", self.territory_north)
        self._draft(self.customer_north, self.territory_south)
        north = self._person(self.user_sales_north)
        self.assertRecordValues(
            north,
            [
                {
                    "before_customers": 2,
                    "after_customers": 1,
                    "before_active": 1,
                    "after_active": 0,
                    "before_ratio": "1.0 : 1",
                    "after_ratio": "—",
                    # 500 of the opportunity, 1,000 of the invoice
                    "before_potential": 1500,
                    "after_potential": 0,
                    # three opportunities, two activities
                    "before_workload": 5,
                    "after_workload": 0,
                    "gained": 0,
                    "lost": 1,
                }
            ],
        )
        self.assertRecordValues(
            self._person(self.user_sales_south),
            [
                {
                    "before_customers": 1,
                    "after_customers": 2,
                    "gained": 1,
                    "after_potential": 2500,
                    "after_workload": 6,
                }
            ],
        )
        self.assertEqual(self._person(self.user_sales_north_2).before_customers, 0)
        self._draft(prospect, self.territory_south)
        self.assertEqual(self._person(self.user_sales_south).after_customers, 3)
        self.assertEqual(self._person(self.user_sales_south).after_ratio, "0.5 : 1")

    def test_a_drag_counts_at_once(self):
        line = self._draft(self.customer_north, self.territory_north)
        line.new_territory_id = self.territory_south
        self.assertEqual(self._person(self.user_sales_south).gained, 1)
        line.new_territory_id = self.territory_vn
        self.assertEqual(self._person(self.user_sales_south).gained, 0)
        nobody = self._person(self.env["res.users"])
        self.assertEqual((nobody.gained, nobody.before_customers), (1, 0))
        self.assertEqual(nobody.display_name, "Nobody")
        line.unlink()
        self.assertEqual(self._person(self.user_sales_north).lost, 0)

    def test_the_sums_stay(self):
        self._draft(self.customer_north, self.territory_south)
        self._draft(self.customer_south, self.territory_vn)
        self._draft(self.customer_free, self.territory_north)
        self._person(self.user_sales_north)
        people = self.rehearsal.person_ids
        for name in ("customers", "active", "potential", "workload"):
            self.assertEqual(
                sum(people.mapped(f"before_{name}")),
                sum(people.mapped(f"after_{name}")),
                name,
            )
        self.assertEqual(sum(people.mapped("gained")), sum(people.mapped("lost")))

    def test_a_row_opens_the_customers_behind_it(self):
        self._draft(self.customer_north, self.territory_south)
        self._draft(self.customer_free, self.territory_vn)
        for user in (self.user_sales_north, self.user_sales_south):
            action = self._person(user).action_view_lines()
            lines = self.env["aig.territory.rehearsal.line"].search(action["domain"])
            self.assertEqual(lines.partner_id, self.customer_north)
        action = self.rehearsal.action_view_people()
        people = self.env["aig.territory.rehearsal.person"].search(action["domain"])
        self.assertEqual(people, self.rehearsal.person_ids.sudo(False))

    # -- states -----------------------------------------------------------------------

    def test_the_form(self):
        rehearsals = self.env["aig.territory.rehearsal"].with_user(self.user_director)
        with Form(rehearsals) as form:
            form.name = "Typed"
            with form.rule_ids.new() as rule:
                rule.partner_names = "South Customer"
                rule.territory_id = self.territory_north
        form.record.action_apply_rules()
        self.assertEqual(form.record.line_ids.partner_id, self.customer_south)

    def test_only_drafts_change(self):
        line = self._draft(self.customer_north, self.territory_south)
        rule = self._draft_rule(self.territory_north)
        self.rehearsal.date = "2026-03-11"
        self.rehearsal.action_activate()
        self.assertEqual(self.rehearsal.state, "scheduled")
        for change in (
            lambda: line.write({"new_territory_id": self.territory_vn.id}),
            lambda: self._draft(self.customer_south, self.territory_north),
            lambda: rule.write({"partner_names": "X"}),
            rule.unlink,
            line.unlink,
            self.rehearsal.action_apply_rules,
            self.rehearsal.unlink,
        ):
            with self.assertRaisesRegex(UserError, "Scheduled|scheduled"):
                change()
        self.rehearsal.action_draft()
        line.new_territory_id = self.territory_vn
        self.rehearsal.action_cancel()
        self.rehearsal.unlink()

    def test_a_territory_of_a_rehearsal_stays(self):
        other = self._new_territory("Other", "T-O")
        self._draft(self.customer_north, other)
        with self.assertRaisesRegex(UserError, "archive it instead"):
            other.unlink()

    def test_a_territory_that_is_merely_chosen_goes(self):
        other = self._new_territory("Other", "T-O")
        self.rehearsal.source_territory_id = other
        self.rehearsal.column_ids = other
        other.unlink()
        self.assertFalse(self.rehearsal.source_territory_id)
        self.assertFalse(self.rehearsal.column_ids)

    def test_the_invoices_are_those_by_which_a_customer_is_active(self):
        bought = self._new_customer("Bought", self.territory_north)
        bought.property_account_receivable_id = self.receivable
        user = self.user_sales_north
        self._new_invoice(bought, user, invoice_date="2025-03-10")
        line = self._draft(bought, self.territory_south)
        self.assertTrue(line.is_active_customer)
        self.assertEqual(line.potential, 1000)
        with freeze_time("2026-03-11 03:00:00"):
            self.env.invalidate_all()
            self.rehearsal.action_refresh()
        self.assertFalse(line.is_active_customer)
        self.assertEqual(line.potential, 0)
