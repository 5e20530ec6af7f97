from unittest.mock import patch

from odoo.tests import tagged

from ..models import aig_territory_rehearsal_activation as activation
from .rehearsals import AigRehearsalCase


@tagged("post_install", "-at_install", "aig_performance")
class TestRehearsalPerformance(AigRehearsalCase):
    """Rehearsals of thousands: the queries do not grow with the customers."""

    def _add_customers(self, count):
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"Many {number}",
                    "is_company": True,
                    "aig_territory_id": self.territory_north.id,
                    "user_id": self.user_sales_north.id,
                    "child_ids": [(0, 0, {"name": f"Contact {number}"})],
                }
                for number in range(count)
            ]
        )
        for customer in customers:
            lead = self._new_lead(customer, self.user_sales_north)
            self._new_order(customer, self.user_sales_north)
            lead.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.user_sales_north.id
            )
        self.env.flush_all()

    def _queries(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - start

    def _run(self, count):
        """Queries of each step with so many more customers."""
        self._add_customers(count)
        rehearsal = self._new_rehearsal(self.user_director)
        self._draft_rule(self.territory_south, rehearsal, partner_names="Many")
        steps = {
            "apply": rehearsal.action_apply_rules,
            "people": rehearsal.action_view_people,
            "read": lambda: rehearsal.line_ids.read(),
            "activate": rehearsal.action_activate,
            "undo": rehearsal.action_undo,
        }
        queries = {name: self._queries(step) for name, step in steps.items()}
        self.assertEqual(rehearsal.line_count, count + self.known)
        self.known += count
        return queries

    def test_queries_do_not_grow(self):
        self.known = 0
        self._run(2)
        small = self._run(5)
        large = self._run(40)
        for name in small:
            with self.subTest(name):
                self.assertLessEqual(large[name], small[name] + 10, (small, large))

    def _run_batches(self, count):
        """Queries of each step of the job, with so many more customers."""
        self._add_customers(count)
        rehearsal = self._new_rehearsal(self.user_director)
        self._draft_rule(self.territory_south, rehearsal, partner_names="Many")
        rehearsal.action_apply_rules()
        queries = {}
        with patch.object(activation, "AT_ONCE", 0):
            rehearsal.action_activate()
            for name in ("begin", "batch"):
                queries[name] = self._queries(lambda: rehearsal._step(set()))
            self.assertEqual(rehearsal.state, "active")
            rehearsal.action_undo()
            queries["back"] = self._queries(lambda: rehearsal._step(set()))
        self.assertEqual(rehearsal.state, "undone")
        self.assertEqual(rehearsal.line_count, count + self.known)
        self.known += count
        return queries

    def test_a_batch_costs_the_same(self):
        self.known = 0
        self._run_batches(2)
        small = self._run_batches(5)
        large = self._run_batches(40)
        for name in small:
            with self.subTest(name):
                self.assertLessEqual(large[name], small[name] + 10, (small, large))
        # A person, a lead, a quotation and an activity of each: core's writes
        # of four models, and the messages.
        self.assertLessEqual(large["batch"], 300)

    def test_the_board_asks_once(self):
        lines = self.env["aig.territory.rehearsal.line"].with_user(self.user_director)
        domain = [("rehearsal_id", "=", self.rehearsal.id)]
        sizes = []
        for count in (20, 60):
            self.env["aig.territory"].create(
                [
                    {"name": f"M {count} {n}", "code": f"M{count}{n}"}
                    for n in range(count)
                ]
            )
            self.env.registry.clear_cache()
            sizes.append(
                self._queries(
                    lambda: lines._read_group_new_territory_id(
                        self.env["aig.territory"], domain
                    )
                )
            )
        self.assertLessEqual(sizes[1], sizes[0] + 3)

    def test_a_drag_is_cheap(self):
        self._add_customers(5)
        self.rehearsal.source_territory_id = self.territory_north
        self.rehearsal.action_bring_in()
        first, second, third = self.rehearsal.line_ids[:3]
        first.new_territory_id = self.territory_south
        small = self._queries(
            lambda: second.write({"new_territory_id": self.territory_south.id})
        )
        self._add_customers(30)
        self.rehearsal.action_bring_in()
        large = self._queries(
            lambda: third.write({"new_territory_id": self.territory_south.id})
        )
        self.assertLessEqual(large, small + 2)
        self.assertLessEqual(large, 60)
