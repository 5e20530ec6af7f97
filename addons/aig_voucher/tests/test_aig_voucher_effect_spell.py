from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from odoo.addons.aig_voucher.report.aig_voucher_effect import DAYS

from .common import MILLION
from .pages import AigVoucherPageCase

QUARTERS = ((2027, "1"), (2027, "2"), (2027, "3"))
#: Of each voucher two mails, by hours before now; so far back that years overlap.
HOURS = st.integers(-2 * DAYS * 24, -24)
MAILS = st.lists(st.tuples(HOURS, HOURS), min_size=4, max_size=4)
SOLD = st.lists(st.integers(-3 * DAYS, 0), min_size=6, max_size=6)


@tagged("post_install", "-at_install")
class TestAigVoucherEffectSpell(AigVoucherPageCase):
    """The effect beside the same worked out one by one, whatever the days (A38)."""

    def setUp(self):
        super().setUp()
        self.today = self.company._aig_today()
        lines = [
            self.make_line(
                self.make_plan(self.user_sales_north, quarter=quarter, year=year),
                self.customer_north,
            )
            for year, quarter in QUARTERS
        ]
        self.vouchers = self.voucher
        for line in lines:
            self.vouchers |= self.voucher.create({"plan_line_id": line.id})
        # decided as the system decides it when mails leave
        self.vouchers._decide(state="sent")
        self.env.flush_all()
        # a customer who is a part of another one since
        self.env.cr.execute(
            "UPDATE aig_voucher SET partner_id = %s WHERE id = %s",
            [self.branch_north.id, self.vouchers[2].id],
        )
        self.env.invalidate_all()
        self.logs = [self._log(voucher, 2) for voucher in self.vouchers]
        self.moves = self.env["account.move"]
        for number in range(6):
            customer = self.branch_north if number % 3 == 2 else self.customer_north
            amount = (number + 1) * (-MILLION if number == 4 else MILLION)
            self.moves |= self.make_invoice(customer, amount, self.today)
        # as superuser: a posted invoice does not move; what another territory sold
        self.moves[5].sudo().aig_territory_id = self.territory_south
        self.env.flush_all()

    def _log(self, voucher, count):
        """Rows of the log as the mails of a voucher leave them."""
        values = {
            "partner_id": self.customer_north.id,
            "user_id": self.user_sales_north.id,
            "care_type": "voucher",
            "res_model": "aig.voucher",
            "res_id": voucher.id,
            "state": "sent",
        }
        # as superuser: nobody writes the log by hand
        logs = self.env["aig.care.log"].sudo().create([values] * count)
        self.assertEqual(logs.mapped("is_counted"), [True] * count)
        logs.flush_recordset()
        self.env.cr.execute(
            "UPDATE aig_care_log SET partner_id = %s WHERE id = ANY(%s)",
            [voucher.partner_id.id, logs.ids],
        )
        return logs

    def _let_it_be(self, mails, sold):
        """Let mails and invoices be of these days; when each voucher was sent first."""
        now = datetime.combine(self.today, time())
        first = {}
        for voucher, logs, hours in zip(self.vouchers, self.logs, mails, strict=True):
            moments = [now + timedelta(hours=one) for one in hours]
            for log, moment in zip(logs, moments, strict=True):
                self.env.cr.execute(
                    "UPDATE aig_care_log SET date = %s WHERE id = %s", [moment, log.id]
                )
            first[voucher] = self.company._aig_local(min(moments)).date()
        for move, days in zip(self.moves, sold, strict=True):
            self.env.cr.execute(
                "UPDATE account_move SET invoice_date = %s WHERE id = %s",
                [self.today + timedelta(days), move.id],
            )
        self.env.invalidate_all()
        return first

    def _expected(self, voucher, first):
        """The figures of a voucher, from the days of all."""
        day = first[voucher]
        ends = [day + timedelta(DAYS - 1), self.today]
        ends += [
            other - timedelta(1)
            for one, other in first.items()
            if (other, one.id) > (day, voucher.id)
        ]
        until = min(ends)
        mirror = day - (until - day + timedelta(1))
        here = self.moves.filtered(
            lambda move: move.aig_territory_id == voucher.territory_id
        )

        def sales(start, end):
            found = here.filtered(lambda move: start <= move.invoice_date <= end)
            return sum(found.mapped("amount_untaxed_signed"))

        is_known = any(move.invoice_date < day for move in self.moves)
        return {
            "sent_date": day,
            "date_to": until,
            "customer_kind": "renewed" if is_known else "new",
            "revenue_before": sales(mirror, day - timedelta(1)),
            "revenue_after": sales(day, until),
        }

    def test_any_days(self):
        @settings(max_examples=40, deadline=None)
        @given(MAILS, SOLD)
        def check(mails, sold):
            first = self._let_it_be(mails, sold)
            effects = self.env["aig.voucher.effect"].with_user(self.user_director)
            found = effects.search([("voucher_id", "in", self.vouchers.ids)])
            for effect in found:
                voucher = self.vouchers.browse(effect.voucher_id.id)
                expected = self._expected(voucher, first)
                self.assertEqual({name: effect[name] for name in expected}, expected)
            self.assertEqual(len(found), len(self.vouchers))

        check()

    def test_a_read_of_one_looks_at_no_other(self):
        self._let_it_be([(-24 * 900, -24 * 900)] * 3 + [(-24, -24)], [0] * 6)
        effects = self.env["aig.voucher.effect"].with_user(self.user_director)
        query = effects._search([("voucher_id", "=", self.vouchers[3].id)])
        query = query.select("SUM(revenue_after)")
        self.env.cr.execute(
            "EXPLAIN (ANALYZE, FORMAT JSON) " + query.code, query.params
        )
        [[[plan]]] = self.env.cr.fetchall()
        self.assertEqual(self._loops(plan["Plan"], "log"), 1, "mails of one voucher")

    def _loops(self, node, alias):
        """How often a table was looked into."""
        own = node["Actual Loops"] if node.get("Alias") == alias else 0
        return own + sum(self._loops(child, alias) for child in node.get("Plans", ()))
