from odoo.exceptions import AccessError
from odoo.fields import Command, Domain
from odoo.tests import tagged

from .history import AigHistoryCase

INVOICES = ("account.move", "account.move.line")
ORDERS = ("sale.order", "sale.order.line")


@tagged("post_install", "-at_install")
class TestHistory(AigHistoryCase):
    """G07: whoever has the customer today reads the customer's past, as it was."""

    def test_who_reads_it(self):
        self.assertReads(self.user_sales_south, *INVOICES, *ORDERS)
        self.assertReads(self.user_manager_south, *INVOICES, *ORDERS)
        self.assertReads(self.user_manager_both, *INVOICES, *ORDERS)
        # what was theirs stays theirs; colleagues keep what they read before
        self.assertReads(self.user_sales_north, *INVOICES, *ORDERS)
        self.assertReads(self.user_sales_north_2, *INVOICES)
        for user in self.user_sales_west, self.user_no_territory:
            self.assertReads(user)

    def test_the_former_people_do_not_see_the_customer(self):
        for user in self.user_sales_north, self.user_manager_north:
            self.assertFalse(self._seen(self.customer_north, user))
            document = self.invoice_north.with_user(user)
            with self.assertRaises(AccessError):
                document.read(["aig_later_territory_id"])

    def test_nobody_new_writes_it(self):
        """Also with the rights of a manager, and of somebody who keeps books."""
        user = self.user_manager_south
        changes = {
            "sale.order": {"client_order_ref": "Mine"},
            "sale.order.line": {"name": "Mine"},
            "account.move": {"ref": "Mine"},
            "account.move.line": {"name": "Mine"},
        }
        for model, values in changes.items():
            for records in self.past[model].with_user(user):
                with self.subTest(model):
                    self.assertTrue(records.has_access("read"))
                    for refused in (lambda: records.write(values), records.unlink):  # noqa: B023
                        self._next_request()
                        with self.assertRaises(AccessError):
                            refused()
        order = self.order_north.with_user(user)
        for refused in order._action_cancel, order.action_lock:
            with self.subTest(refused.__name__), self.assertRaises(AccessError):
                refused()
        self.env.invalidate_all()
        self.order_north.with_user(self.user_sales_north).client_order_ref = "Ours"

    def test_the_rule_itself_refuses_to_write(self):
        """Whatever an access right allows some day."""
        rules = self.env["ir.rule"].with_user(self.user_manager_south)
        for model, records in self.past.items():
            for mode in ("write", "create", "unlink"):
                domain = rules._compute_domain(model, mode)
                with self.subTest(model=model, mode=mode):
                    self.assertFalse(records.filtered_domain(domain))

    def test_a_new_order_is_made_from_the_old_one(self):
        user = self.user_sales_south
        new = self.order_north.with_user(user).copy({"user_id": user.id})
        self.assertEqual(new.order_line.product_id, self.product)
        self.assertEqual(new.aig_territory_id, self.territory_south)

    def test_only_what_is_closed(self):
        """Quotations and drafts went along; what came to nothing is nobody's past."""
        cancelled = self._new_order(self.customer_north, self.user_sales_north)
        cancelled.aig_territory_id = self.territory_north
        cancelled._action_cancel()
        unposted = self._new_invoice(
            self.customer_north, self.user_sales_north, post=False
        )
        unposted.button_cancel()
        unposted.aig_territory_id = self.territory_north
        for document in cancelled, unposted:
            self.assertFalse(document.aig_later_territory_id)
            self.assertFalse(self._seen(document, self.user_sales_south))

    def test_the_figures_keep_their_territory(self):
        for document in self.invoice_north, self.order_north:
            self.assertEqual(document.aig_territory_id, self.territory_north)
            self.assertEqual(document.aig_later_territory_id, self.territory_south)

    def test_reports_stay_with_the_figures(self):
        """Sums by territory add up: what moved is counted once, where it was."""
        for model, domain in (
            ("sale.report", [("partner_id", "=", self.customer_north.id)]),
            ("account.invoice.report", [("move_id", "=", self.invoice_north.id)]),
        ):
            self.assertTrue(self.env[model].search_count(domain))
            for user, seen in (
                (self.user_manager_north, True),
                (self.user_manager_south, False),
            ):
                with self.subTest(user=user.login, model=model):
                    # as superuser: sales staff have no right to the second at all
                    rule = self.env["ir.rule"].with_user(user)._compute_domain(model)
                    found = self.env[model].search_count(rule & Domain(domain))
                    self.assertEqual(bool(found), seen)

    def test_moved_again_and_back(self):
        self.customer_north.aig_territory_id = self.territory_west
        self.assertReads(self.user_sales_west, *INVOICES, *ORDERS)
        self.assertReads(self.user_sales_south)
        self.customer_north.aig_territory_id = self.territory_north
        self.env.flush_all()
        self.assertFalse(self.invoice_north.aig_later_territory_id)
        self.assertReads(self.user_sales_west)
        self.assertReads(self.user_sales_north_2, *INVOICES, *ORDERS)

    def test_closed_after_the_move(self):
        """What is confirmed or posted today belongs to today's territory."""
        order = self._new_order(self.customer_north, self.user_sales_south)
        order.action_confirm()
        invoice = self._new_invoice(self.customer_north, self.user_sales_south)
        for document in order, invoice:
            self.assertEqual(document.aig_territory_id, self.territory_south)
            self.assertFalse(document.aig_later_territory_id)

    def test_an_invoice_taken_back_to_draft_follows_its_customer(self):
        self.invoice_north.button_draft()
        self.env.flush_all()
        self.assertFalse(self.invoice_north.aig_later_territory_id)

    def test_within_a_territory(self):
        """Confirmed orders of a customer whom both see; not a colleague's quotation."""
        quotation = self._new_order(self.customer_south, self.user_manager_south)
        user = self.user_sales_south
        self.assertFalse(self._seen(quotation, user))
        quotation.action_confirm()
        self.assertEqual(self._seen(quotation, user), quotation)
        self.assertEqual(self._seen(quotation.order_line, user), quotation.order_line)
        with self.assertRaises(AccessError):
            quotation.with_user(user).write({"client_order_ref": "Mine"})

    def test_a_branch_elsewhere(self):
        """The customer's people read what a branch with its own territory bought."""
        self.branch_north.write(
            {
                "aig_has_own_territory": True,
                "aig_territory_id": self.territory_west.id,
                "property_account_receivable_id": self.receivable.id,
            }
        )
        invoice = self._new_invoice(self.branch_north, self.user_sales_west)
        self.assertEqual(invoice.aig_territory_id, self.territory_west)
        for user in self.user_sales_west, self.user_sales_south:
            self.assertEqual(self._seen(invoice, user), invoice)
        self.assertFalse(self._seen(invoice, self.user_sales_north))

    def test_chatter_and_files(self):
        for message in self.messages:
            files = message.attachment_ids
            for user, seen in (
                (self.user_sales_south, True),
                (self.user_sales_north, True),
                (self.user_sales_west, False),
            ):
                with self.subTest(user=user.login, model=message.model):
                    for records in message, files:
                        self.assertEqual(bool(self._seen(records, user)), seen)
                    self.assertEqual(files.with_user(user).has_access("read"), seen)
            with self.assertRaises(AccessError):
                files.with_user(self.user_sales_south).write({"name": "Mine"})

    def test_what_it_is_reconciled_with(self):
        other = self._new_invoice(
            self.customer_north, self.user_sales_south, move_type="out_refund"
        )
        lines = (self.invoice_north | other).line_ids
        lines = lines.filtered(lambda line: line.account_id == self.receivable)
        lines.reconcile()
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        self.assertTrue(partials)
        for user, seen in (
            (self.user_sales_south, partials),
            (self.user_sales_west, partials.browse()),
        ):
            self.assertEqual(self._seen(partials, user), seen)


@tagged("post_install", "-at_install")
class TestHistoryDelegated(AigHistoryCase):
    """The stand-in sees what the colleague sees of the customer, the past included."""

    def test_customers_by_name(self):
        delegation = self._hand_over(
            user_id=self.user_sales_south.id, delegate_id=self.user_sales_west.id
        )
        self.assertReads(self.user_sales_west, *INVOICES, *ORDERS)
        order = self.order_north.with_user(self.user_sales_west)
        with self.assertRaises(AccessError):
            order.write({"client_order_ref": "Mine"})
        delegation.action_end()
        self.assertReads(self.user_sales_west)

    def test_a_whole_territory(self):
        self._hand_over(
            user_id=self.user_sales_south.id,
            delegate_id=self.user_sales_west.id,
            partner_ids=False,
            territory_id=self.territory_south.id,
        )
        self.assertReads(self.user_sales_west, *INVOICES, *ORDERS)

    def test_no_more_than_the_colleague(self):
        other = self._new_order(self.customer_south, self.user_manager_south)
        other.action_confirm()
        self._hand_over(
            user_id=self.user_sales_south.id, delegate_id=self.user_sales_west.id
        )
        self.assertFalse(self._seen(other, self.user_sales_west), "not handed over")


@tagged("post_install", "-at_install")
class TestOtherEntries(AigHistoryCase):
    """What is no customer's invoice stays under the rules of those who read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bill = cls.env["account.move"].create(
            {"move_type": "in_invoice", "partner_id": cls.customer_free.id}
        )

    def test_salespeople_read_none(self):
        self.assertFalse(self.user_sales_south._aig_other_entries())
        self.assertFalse(self._seen(self.bill, self.user_sales_south))

    def test_who_is_shown_bills_by_another_role_reads_them(self):
        """A salesperson who also buys; the invoices of others stay hidden."""
        buyers = self.env["res.groups"].create({"name": "Test buyers"})
        self.env["ir.rule"].create(
            {
                "name": "Test buyers",
                "model_id": self.env.ref("account.model_account_move").id,
                "groups": [Command.link(buyers.id)],
                "domain_force": "[('move_type', 'in', ('in_invoice', 'out_invoice'))]",
            }
        )
        user = self.user_sales_west
        user.group_ids += buyers
        self.assertTrue(user._aig_other_entries())
        self.assertEqual(self._seen(self.bill, user), self.bill)
        self.assertFalse(self._seen(self.invoice_north, user))

    def test_accounting_reads_all(self):
        moves = self.bill | self.invoice_north
        self.assertEqual(self._seen(moves, self.user_accountant), moves)
