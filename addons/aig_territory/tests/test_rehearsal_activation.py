from datetime import date
from unittest.mock import patch

from odoo.exceptions import LockError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .rehearsals import AigRehearsalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 03:00:00")
class TestRehearsalActivation(AigRehearsalCase):
    """Customers and open business change hands; what is closed stays."""

    def _activate(self, **places):
        """Draft customers by name and activate at once."""
        for name, territory in places.items():
            self._draft(getattr(self, name), territory)
        self.rehearsal.action_activate()
        self.env.flush_all()
        self.env.invalidate_all()

    # -- what moves -------------------------------------------------------------------

    def test_customers_move_with_their_contacts(self):
        self._activate(customer_north=self.territory_south)
        self.assertEqual(self.rehearsal.state, "active")
        self.assertEqual(self.rehearsal.activated_on, date(2026, 3, 10))
        self.assertEqual(self.rehearsal.activator_id, self.user_director)
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_south)
        self.assertEqual(self.branch_north.aig_territory_id, self.territory_south)
        self.assertEqual(self.rehearsal.line_ids.state, "moved")
        note = self.customer_north.message_ids[0]
        self.assertIn("Test North → Test South", note.body)
        self.assertEqual(note.author_id, self.user_director.partner_id)

    def test_a_branch_with_a_territory_of_its_own_keeps_its_business(self):
        self.branch_north.aig_has_own_territory = True
        lead = self.env["crm.lead"].create(
            {
                "name": "Branch",
                "partner_id": self.branch_north.id,
                "user_id": self.user_sales_north.id,
            }
        )
        self._activate(customer_north=self.territory_south)
        self.assertEqual(self.branch_north.aig_territory_id, self.territory_north)
        self.assertEqual(lead.aig_territory_id, self.territory_north)
        self.assertEqual(lead.user_id, self.user_sales_north)
        self.assertEqual(self.lead_north.user_id, self.user_sales_south)

    def test_open_business_goes_to_the_new_person(self):
        self.customer_north.user_id = self.user_sales_north
        on_lead = self.lead_north.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.user_sales_north.id
        )
        on_customer = self.customer_north.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user_director.id
        )
        self._activate(customer_north=self.territory_south)
        for record in (
            self.customer_north,
            self.lead_north,
            self.lead_north_2,
            self.order_north,
            on_lead,
        ):
            self.assertEqual(record.user_id, self.user_sales_south, record)
        self.assertEqual(self.lead_north.aig_territory_id, self.territory_south)
        self.assertEqual(self.order_north.aig_territory_id, self.territory_south)
        self.assertEqual(on_customer.user_id, self.user_director, "sees everything")
        self.assertFalse(self.lead_unassigned.user_id, "nobody lost it")
        self.assertTrue(self.lead_north.with_user(self.user_sales_south).read(["name"]))

    def test_who_loses_sight_follows_no_more(self):
        old, new = self.user_sales_north, self.user_sales_south
        self.lead_north.message_subscribe((old | self.user_director).partner_id.ids)
        # what follows is as in a request: followers are added by themselves
        self.rehearsal = self.rehearsal.with_context(tracking_disable=False)
        self._activate(customer_north=self.territory_south)
        followers = self.lead_north.message_partner_ids
        self.assertNotIn(old.partner_id, followers)
        self.assertIn(new.partner_id, followers)
        self.assertIn(self.user_director.partner_id, followers)
        self.rehearsal.action_undo()
        self.assertIn(old.partner_id, self.lead_north.message_partner_ids)

    def test_who_keeps_sight_keeps_the_business(self):
        self.lead_north.user_id = self.user_manager_both
        self._activate(customer_north=self.territory_south)
        self.assertEqual(self.lead_north.user_id, self.user_manager_both)
        self.assertEqual(self.lead_north_2.user_id, self.user_sales_south)

    def test_without_members_the_manager_takes_over(self):
        self._activate(customer_north=self.territory_vn)
        self.assertFalse(self.rehearsal.line_ids.new_user_id)
        self.assertEqual(self.lead_north.user_id, self.user_manager_both)

    def test_what_is_closed_stays(self):
        won = self._new_lead(self.customer_north, self.user_sales_north)
        lost = self._new_lead(self.customer_north, self.user_sales_north)
        won.action_set_won()
        lost.action_set_lost()
        confirmed = self._new_order(self.customer_north, self.user_sales_north)
        confirmed.action_confirm()
        done = self.env["mail.activity"].with_context(active_test=False)
        done = done.search(
            [("res_id", "=", self.lead_north.id), ("active", "=", False)]
        )
        self.assertTrue(done)
        self._activate(customer_north=self.territory_south)
        for record in (won, lost, confirmed):
            self.assertEqual(record.user_id, self.user_sales_north, record)
            self.assertEqual(record.aig_territory_id, self.territory_north, record)
        self.assertEqual(self.invoice_north.aig_territory_id, self.territory_north)
        self.assertEqual(self.invoice_north.invoice_user_id, self.user_sales_north)
        self.assertEqual(done.user_id, self.user_sales_north)

    def test_who_moved_meanwhile_is_left_and_shown(self):
        self._draft(self.customer_north, self.territory_south)
        self.customer_north.aig_territory_id = self.territory_vn
        self._activate(customer_free=self.territory_north)
        line = self.rehearsal.line_ids.filtered(
            lambda line: line.partner_id == self.customer_north
        )
        self.assertEqual(line.state, "changed")
        self.assertEqual(self.rehearsal.changed_count, 1)
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_vn)
        self.assertEqual(self.lead_north.user_id, self.user_sales_north)
        self.assertEqual(self.customer_free.aig_territory_id, self.territory_north)

    def test_the_figures_stay_as_they_were(self):
        self._activate(customer_north=self.territory_south)
        self.assertEqual(self._person(self.user_sales_north).before_customers, 1)
        self.assertEqual(self._person(self.user_sales_north).after_customers, 0)
        self.assertEqual(self._person(self.user_sales_south).after_customers, 2)

    # -- rules ------------------------------------------------------------------------

    def test_drafts_replace_the_rules_in_force(self):
        rules = self.env["aig.territory.rule"]
        old = rules.create({"territory_id": self.territory_south.id})
        draft = self._draft_rule(self.territory_north, partner_names="New")
        self._activate()
        in_force = rules.search(rules._domain_in_force())
        self.assertEqual(in_force.partner_names, "New")
        self.assertEqual(in_force.source_rehearsal_id, self.rehearsal)
        self.assertFalse(old.active)
        self.assertEqual(self.rehearsal.rule_ids, draft, "the draft stays as history")
        self.rehearsal.action_undo()
        self.assertEqual(rules.search(rules._domain_in_force()), old)
        self.assertFalse(in_force.active)

    def test_without_drafts_the_rules_stay(self):
        rules = self.env["aig.territory.rule"]
        old = rules.create({"territory_id": self.territory_south.id})
        self._activate(customer_north=self.territory_south)
        self.assertEqual(rules.search(rules._domain_in_force()), old)

    # -- undo -------------------------------------------------------------------------

    def test_undo_within_the_day(self):
        activity = self.lead_north.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.user_sales_north.id
        )
        self._activate(
            customer_north=self.territory_south, customer_free=self.territory_north
        )
        with freeze_time("2026-03-10 16:59:00"):
            self.rehearsal.action_undo()
        self.assertEqual(self.rehearsal.state, "undone")
        self.assertEqual(set(self.rehearsal.line_ids.mapped("state")), {"undone"})
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_north)
        self.assertEqual(self.branch_north.aig_territory_id, self.territory_north)
        self.assertFalse(self.customer_free.aig_territory_id)
        for record in (self.lead_north, self.order_north, activity):
            self.assertEqual(record.user_id, self.user_sales_north, record)
        self.assertEqual(self.lead_north_2.user_id, self.user_sales_north_2)
        self.assertEqual(self.lead_north.aig_territory_id, self.territory_north)

    def test_undo_leaves_what_was_touched_since(self):
        self._activate(
            customer_north=self.territory_south, customer_free=self.territory_north
        )
        self.customer_free.aig_territory_id = self.territory_vn
        self.lead_north.user_id = self.user_director
        self.rehearsal.action_undo()
        self.assertEqual(self.customer_free.aig_territory_id, self.territory_vn)
        self.assertEqual(self.rehearsal.changed_count, 1)
        self.assertEqual(self.lead_north.user_id, self.user_director)
        self.assertEqual(self.lead_north_2.user_id, self.user_sales_north_2)

    def test_no_undo_on_the_next_day(self):
        self._activate(customer_north=self.territory_south)
        # 17:00 UTC is midnight of the company
        with (
            freeze_time("2026-03-10 17:00:00"),
            self.assertRaisesRegex(UserError, "activated on 2026-03-10 and can be"),
        ):
            self.rehearsal.action_undo()
        with self.assertRaisesRegex(UserError, "Activated"):
            self.rehearsal.action_activate()

    # -- on a day ---------------------------------------------------------------------

    def test_on_the_day_by_itself(self):
        self._draft(self.customer_north, self.territory_south)
        self.rehearsal.date = "2026-03-12"
        self.rehearsal.action_activate()
        trigger = self.env["ir.cron.trigger"].search([], order="id desc", limit=1)
        self.assertEqual(str(trigger.call_at), "2026-03-11 17:00:00")
        with freeze_time("2026-03-11 16:59:00"):
            self._run_cron()
            self.assertEqual(self.rehearsal.state, "scheduled")
        with freeze_time("2026-03-11 17:00:00"):
            self._run_cron()
        self.assertEqual(self.rehearsal.state, "active")
        self.assertEqual(self.rehearsal.activated_on, date(2026, 3, 12))
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_south)
        note = self.customer_north.message_ids[0]
        self.assertEqual(note.author_id, self.user_director.partner_id)

    def test_very_many_are_moved_by_the_job(self):
        self._draft(self.customer_north, self.territory_south)
        path = "odoo.addons.aig_territory.models.aig_territory_rehearsal_activation"
        with patch(f"{path}.AT_ONCE", 0):
            self.rehearsal.action_activate()
        self.assertEqual(self.rehearsal.state, "scheduled")
        trigger = self.env["ir.cron.trigger"].search([], order="id desc", limit=1)
        self.assertEqual(str(trigger.call_at), "2026-03-10 03:00:00")
        self._run_cron()
        self.assertEqual(self.rehearsal.state, "active")
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_south)

    def test_a_day_that_is_over(self):
        self.rehearsal.date = "2026-03-09"
        with self.assertRaisesRegex(UserError, "2026-03-09 is over"):
            self.rehearsal.action_activate()

    def _fail_on_the_day(self, error):
        self._draft(self.customer_north, self.territory_south)
        self.rehearsal.date = "2026-03-12"
        self.rehearsal.action_activate()
        model = type(self.env["aig.territory.rehearsal"])
        with (
            freeze_time("2026-03-12 03:00:00"),
            patch.object(model, "_replace_rules", side_effect=error),
        ):
            self._run_cron()
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_north)
        self.assertEqual(self.lead_north.user_id, self.user_sales_north)
        self.assertEqual(self.rehearsal.line_ids.state, "pending")

    def test_a_failure_leaves_everything_and_is_told(self):
        self._fail_on_the_day(UserError("No luck"))
        self.assertEqual(self.rehearsal.state, "draft")
        self.assertIn("No luck", "".join(self.rehearsal.message_ids.mapped("body")))
        activity = self.rehearsal.activity_ids
        self.assertEqual(activity.user_id, self.user_director)
        self.assertIn("No luck", activity.note)

    @mute_logger("odoo.addons.aig_territory.models.aig_territory_rehearsal_batch")
    def test_a_bug_is_told_without_its_insides(self):
        self._fail_on_the_day(ZeroDivisionError("insides"))
        self.assertEqual(self.rehearsal.state, "draft")
        bodies = "".join(self.rehearsal.message_ids.mapped("body"))
        self.assertIn("in the log", bodies)
        self.assertNotIn("insides", bodies)

    def test_locked_records_are_waited_for(self):
        self._fail_on_the_day(LockError("locked"))
        self.assertEqual(self.rehearsal.state, "activating")
        trigger = self.env["ir.cron.trigger"].search([], order="id desc", limit=1)
        self.assertEqual(str(trigger.call_at), "2026-03-12 03:05:00")

    def test_rights_lost_meanwhile(self):
        rehearsal = self._new_rehearsal(self.user_manager_both, date="2026-03-12")
        self._draft(self.customer_north, self.territory_south, rehearsal)
        rehearsal.action_activate()
        self.territory_vn.manager_id = self.user_director
        with freeze_time("2026-03-12 03:00:00"):
            self._run_cron()
        self.assertEqual(rehearsal.state, "draft")
        bodies = "".join(rehearsal.sudo().message_ids.mapped("body"))
        self.assertIn("ask a sales manager", bodies)
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_north)

    # -- two at once ------------------------------------------------------------------

    def test_the_second_of_two_directors_is_told(self):
        self._draft(self.customer_north, self.territory_south)
        model = type(self.rehearsal)
        with (
            patch.object(model, "lock_for_update", side_effect=LockError("locked")),
            self.assertRaisesRegex(LockError, "Somebody else is changing"),
        ):
            self.rehearsal.action_activate()
        partners = type(self.customer_north)
        with (
            patch.object(partners, "lock_for_update", side_effect=LockError("locked")),
            self.assertRaisesRegex(LockError, "one of these customers right now"),
            self.env.cr.savepoint(),
        ):
            self.rehearsal.action_activate()
        self.rehearsal.action_activate()
        with self.assertRaisesRegex(UserError, "“Activated”"):
            self.rehearsal.action_activate()
        self.assertEqual(len(self.customer_north.message_ids), 1)
