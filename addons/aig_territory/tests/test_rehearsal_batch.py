from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.exceptions import LockError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..models import aig_territory_rehearsal_activation as activation
from ..models import aig_territory_rehearsal_batch as batch
from .rehearsals import AigRehearsalCase


class Killed(BaseException):
    """What ends a process asks nobody."""


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 03:00:00")
class TestRehearsalBatch(AigRehearsalCase):
    """The job moves two customers at a time, and may be stopped anywhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"].union(
            *(cls._new_customer(f"Many {n}", cls.territory_north) for n in range(5))
        )
        cls.leads = cls.env["crm.lead"].union(
            *(cls._new_lead(c, cls.user_sales_north) for c in cls.customers)
        )
        cls.startClassPatcher(patch.object(activation, "AT_ONCE", 1))
        cls.startClassPatcher(patch.object(batch, "BATCH", 2))

    def _begin(self, rehearsal=None):
        """All five customers drafted to the south, and handed to the job."""
        rehearsal = rehearsal or self.rehearsal
        for customer in self.customers:
            self._draft(customer, self.territory_south, rehearsal)
        rehearsal.action_activate()
        return rehearsal

    def _work(self, times=None):
        """The cron; ``times`` ends its process that many steps later."""
        steps = []
        step = type(self.rehearsal)._step

        def count(rehearsal, held):
            if len(steps) == times:
                raise Killed
            steps.append(step(rehearsal, held))
            return steps[-1]

        with patch.object(type(self.rehearsal), "_step", count):
            try:
                self._run_cron()
            except Killed:
                self.env.invalidate_all(flush=False)
        return steps

    def _triggers(self):
        cron = self.env.ref("aig_territory.ir_cron_aig_territory_rehearsal")
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def _moved(self):
        return self.customers.filtered(
            lambda c: c.aig_territory_id == self.territory_south
        )

    def _states(self):
        return sorted(self.rehearsal.line_ids.mapped("state"))

    def _touch(self):
        """When each record of the move was written last."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT 'p', id, xmin::text FROM res_partner WHERE id IN %s"
            " UNION ALL SELECT 'l', id, xmin::text FROM crm_lead WHERE id IN %s",
            (self.customers._ids, self.leads._ids),
        )
        return set(self.env.cr.fetchall())

    # -- batches ----------------------------------------------------------------------

    def test_batches_until_all_are_moved(self):
        self._draft_rule(self.territory_north, partner_names="New")
        rules = self.env["aig.territory.rule"]
        self._begin()
        self.assertEqual(self._work(2), [0, 2])
        self.assertEqual(self.rehearsal.state, "activating")
        self.assertEqual(
            (self.rehearsal.moved_count, self.rehearsal.line_count), (2, 5)
        )
        self.assertFalse(rules.search(rules._domain_in_force()), "not yet")
        self.assertEqual(self._work(), [2, 1])
        self.assertEqual(self.rehearsal.state, "active")
        self.assertEqual(self._moved(), self.customers)
        self.assertEqual(self.leads.user_id, self.user_sales_south)
        self.assertEqual(len(rules.search(rules._domain_in_force())), 1)
        self.assertEqual(self._person(self.user_sales_north).before_customers, 6)
        bodies = "".join(self.rehearsal.message_ids.mapped("body"))
        self.assertIn("5 customers moved", bodies)
        for customer in self.customers:
            self.assertEqual(len(customer.message_ids), 1)

    def test_a_killed_batch_leaves_nothing_and_is_repeated(self):
        self._begin()
        hand_over = type(self.rehearsal.line_ids)._hand_over
        seen = []

        def die(lines):
            seen.append(lines)
            hand_over(lines)
            if len(seen) == 2:
                self.env.flush_all()
                raise Killed

        with patch.object(type(self.rehearsal.line_ids), "_hand_over", die):
            self._work()
        self.assertEqual(len(self._moved()), 2)
        self.assertEqual(self._states(), ["moved"] * 2 + ["pending"] * 3)
        self.assertEqual(self._work(), [2, 1])
        self.assertEqual(self._states(), ["moved"] * 5)
        for customer in self.customers:
            self.assertEqual(len(customer.message_ids), 1, "each told once")
        self.assertEqual(self.leads.user_id, self.user_sales_south)

    def test_once_more_changes_nothing(self):
        self._begin()
        self._work()
        before = self._touch()
        self.assertEqual(self._work(), [])
        self.assertEqual(self._touch(), before)

    def test_without_a_customer_that_moves(self):
        self._draft_rule(self.territory_north, partner_names="New")
        self.rehearsal.date = "2026-03-11"
        self.rehearsal.action_activate()
        with freeze_time("2026-03-11 03:00:00"):
            self.assertEqual(self._work(), [0, 0])
        self.assertEqual(self.rehearsal.state, "active")

    def test_a_run_ends_when_its_time_is_over(self):
        self._begin()
        crons = type(self.env["ir.cron"])
        commit = crons._commit_progress

        def late(cron, *args, **kwargs):
            commit(cron, *args, **kwargs)
            return 0

        with patch.object(crons, "_commit_progress", late):
            self.assertEqual(self._work(), [0])
            self.assertEqual(len(self._triggers()), 1, "by a run of its own")
            self.assertEqual(self._work(), [2])
        self.assertEqual(len(self._moved()), 2)
        self.assertEqual(self._work(), [2, 1])

    def test_lines_stay_while_it_works(self):
        self._begin()
        self._work(2)
        lines = self.rehearsal.line_ids
        line = lines.filtered(lambda line: line.state == "pending")[0]
        for change in (
            lambda: line.write({"new_territory_id": self.territory_vn.id}),
            line.unlink,
            lambda: self._draft(self.customer_south, self.territory_north),
            lambda: self.rehearsal.write({"date": "2026-04-01"}),
            lambda: self._draft_rule(self.territory_north),
            self.rehearsal.unlink,
            self.rehearsal.action_draft,
            self.rehearsal.action_cancel,
            self.rehearsal.action_activate,
        ):
            with self.assertRaisesRegex(UserError, "Being activated|as history"):
                change()
        with self.assertRaises(AssertionError), Form(self.rehearsal) as form:
            form.date = "2026-04-01"

    # -- others at work ---------------------------------------------------------------

    def test_a_customer_changed_between_batches_stays(self):
        self._begin()
        self._work(2)
        late = (self.customers - self._moved())[0]
        late.aig_territory_id = self.territory_vn
        early = self._moved()[0]
        early.aig_territory_id = self.territory_vn
        self._work()
        self.assertEqual(self.rehearsal.state, "active")
        self.assertEqual((early | late).aig_territory_id, self.territory_vn)
        self.assertEqual(self._states(), ["changed"] + ["moved"] * 4)
        lead = self.leads.filtered(lambda lead: lead.partner_id == late)
        self.assertEqual(lead.user_id, self.user_sales_north)

    def _lock(self, customer):
        """As if somebody held a customer, so long as the context lasts."""
        partners = type(customer)
        lock = partners.try_lock_for_update

        def without(records, **kwargs):
            return lock(records - customer.sudo(), **kwargs)

        return patch.object(partners, "try_lock_for_update", without)

    def test_a_locked_customer_waits_and_holds_up_nobody(self):
        self._begin()
        with self._lock(self.customers[0]):
            self.assertEqual(sum(self._work()), 4)
        self.assertEqual(self._moved(), self.customers[1:])
        self.assertEqual(self.rehearsal.state, "activating")
        self.assertFalse(self.rehearsal.failure)
        self.assertEqual(str(self._triggers().call_at), "2026-03-10 03:05:00")
        self.assertEqual(self._work(), [1])
        self.assertEqual(self.rehearsal.state, "active")

    def test_a_conflict_is_waited_for(self):
        self._begin()
        self._work(2)
        lines = type(self.rehearsal.line_ids)
        with patch.object(lines, "_hand_over", side_effect=OperationalError):
            self._work()
        self.assertEqual(len(self._moved()), 2)
        self.assertFalse(self.rehearsal.failure)
        self._work()
        self.assertEqual(self.rehearsal.state, "active")

    def test_a_rehearsal_that_waits_holds_up_no_other(self):
        self._begin()
        other = self._new_rehearsal(self.user_director, date="2026-03-11")
        self._draft(self.customer_south, self.territory_north, other)
        other.action_activate()
        with freeze_time("2026-03-11 03:00:00"), self._lock(self.customers):
            self._work()
        self.assertEqual((self.rehearsal.state, other.state), ("activating", "active"))

    def test_two_at_once(self):
        self._begin()
        self._work(2)
        model = type(self.rehearsal)
        with patch.object(model, "lock_for_update", side_effect=LockError("locked")):
            with self.assertRaisesRegex(LockError, "Somebody else is changing"):
                self.rehearsal.action_undo()
            self.assertEqual(self._work(), [])
        self.assertEqual(self.rehearsal.state, "activating")
        self.assertFalse(self.rehearsal.failure)

    # -- failures ---------------------------------------------------------------------

    def _fail(self, error=None):
        """Let the second batch fail."""
        self._begin()
        self._work(2)
        lines = type(self.rehearsal.line_ids)
        error = error or UserError("No luck.")
        with patch.object(lines, "_hand_over", side_effect=error):
            self._work()

    def test_a_failure_stops_and_is_told(self):
        self._fail()
        self.assertEqual(self.rehearsal.state, "activating")
        self.assertEqual(self.rehearsal.failure, "No luck.")
        self.assertEqual(len(self._moved()), 2)
        self.assertEqual(self.rehearsal.activity_ids.user_id, self.user_director)
        note = self.rehearsal.activity_ids.note
        self.assertIn("2 of 5 customers", note)
        self.assertIn("No luck.", note)
        self.assertEqual(self._work(), [], "until somebody decides")

    def test_go_on_after_a_failure(self):
        self._fail()
        self.rehearsal.action_go_on()
        self.assertFalse(self.rehearsal.failure)
        self.assertEqual(self._work(), [2, 1])
        self.assertEqual(self.rehearsal.state, "active")
        with self.assertRaisesRegex(UserError, "Activated"):
            self.rehearsal.action_go_on()

    @mute_logger("odoo.addons.aig_territory.models.aig_territory_rehearsal_batch")
    def test_take_back_after_a_failure(self):
        self._fail(ZeroDivisionError("insides"))
        self.assertIn("in the log", self.rehearsal.failure)
        self.rehearsal.action_undo()
        self.assertEqual(
            (self.rehearsal.state, self.rehearsal.failure), ("undoing", False)
        )
        self._work()
        self.assertEqual(self.rehearsal.state, "undone")
        self.assertFalse(self._moved())
        self.assertEqual(self.leads.user_id, self.user_sales_north)
        self.assertEqual(self._states(), ["pending"] * 3 + ["undone"] * 2)

    def test_nobody_types_the_failure(self):
        for name, value in (("failure", "x"), ("undoer_id", self.user_director.id)):
            with self.assertRaisesRegex(UserError, "cannot be typed"):
                self.rehearsal.write({name: value})

    def test_a_manager_who_may_no_more(self):
        mine = self._begin(self._new_rehearsal(self.user_manager_both))
        self._work(2)
        self.territory_vn.manager_id = self.user_director
        self._work()
        self.assertIn("ask a sales manager", mine.sudo().failure)
        self.assertEqual(len(self._moved()), 2)
        with self.assertRaisesRegex(UserError, "ask a sales manager"):
            mine.action_go_on()
        mine.with_user(self.user_director).action_go_on()
        self._work()
        self.assertEqual(self._moved(), self.customers)
        self.assertEqual(mine.sudo().activator_id, self.user_director)

    # -- back -------------------------------------------------------------------------

    def test_a_manager_activates_and_undoes_in_batches(self):
        mine = self._begin(self._new_rehearsal(self.user_manager_both))
        self._work()
        self.assertEqual(mine.state, "active")
        self.assertEqual(self.leads.user_id, self.user_sales_south)
        mine.action_undo()
        self.assertEqual(self._work(1), [2])
        self.assertEqual((mine.state, mine.moved_count), ("undoing", 3))
        self.assertEqual(self._work(), [2, 1])
        self.assertEqual(
            (mine.state, mine.undoer_id), ("undone", self.user_manager_both)
        )
        self.assertFalse(self._moved())
        self.assertEqual(self.leads.user_id, self.user_sales_north)
        note = self.customers[0].message_ids[0]
        self.assertEqual(note.author_id, self.user_manager_both.partner_id)

    def test_the_rules_before_it_count_as_soon_as_it_is_undone(self):
        rules = self.env["aig.territory.rule"]
        old = rules.create({"territory_id": self.territory_south.id})
        self._draft_rule(self.territory_north, partner_names="New")
        self._begin()
        self._work()
        self.assertNotEqual(rules.search(rules._domain_in_force()), old)
        self.rehearsal.action_undo()
        self.assertEqual(rules.search(rules._domain_in_force()), old)
        with freeze_time("2026-03-10 17:30:00"):
            self._work()
        self.assertEqual(self.rehearsal.state, "undone", "begun within the day")

    def test_taken_back_while_it_works(self):
        self._begin()
        self._work(2)
        with freeze_time("2026-03-11 03:00:00"):
            self.rehearsal.action_undo()
            self._work()
        self.assertEqual(self.rehearsal.state, "undone")
        self.assertFalse(self._moved())

    def test_undo_that_fails_goes_on(self):
        self._begin()
        self._work()
        self.rehearsal.action_undo()
        lines = type(self.rehearsal.line_ids)
        with patch.object(lines, "_hand_back", side_effect=UserError("No luck.")):
            self._work()
        self.assertEqual(self.rehearsal.failure, "No luck.")
        self.assertEqual(self._moved(), self.customers)
        self.rehearsal.action_go_on()
        self._work()
        self.assertFalse(self._moved())
