from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..tools.vesting import Cause, Happened, earned

# Paid within the quarter, without credit notes; a refund counts whenever it comes, and
# also while it has not been matched with the invoice.
PAID = """
    SELECT cause.id,
           cause.amount * LEAST(1, GREATEST(0,
               LEAST(paid.amount,
                     item.balance * (1 - COALESCE(refund.amount, 0)
                                         / NULLIF(ABS(move.amount_total_signed), 0)))
               - COALESCE(cause.paid_before, 0)) / NULLIF(cause.open_amount, 0)),
           CASE WHEN move.invoice_date >= period.date_from THEN cause.amount ELSE 0 END
      FROM aig_voucher_cause cause
      JOIN aig_voucher voucher ON voucher.id = cause.voucher_id
      JOIN aig_period period ON period.id = voucher.period_id
      JOIN account_move_line item ON item.id = cause.move_line_id
      JOIN account_move move ON move.id = item.move_id AND move.state = 'posted'
      CROSS JOIN LATERAL (
           SELECT COALESCE(SUM(partial.amount), 0) AS amount
             FROM account_partial_reconcile partial
             JOIN account_move_line credit ON credit.id = partial.credit_move_id
             JOIN account_move payment ON payment.id = credit.move_id
            WHERE partial.debit_move_id = item.id
              AND partial.max_date <= period.date_to
              AND payment.move_type <> 'out_refund') paid
      CROSS JOIN LATERAL (
           SELECT SUM(ABS(back.amount_total_signed)) AS amount
             FROM account_move back
            WHERE back.reversed_entry_id = move.id
              AND back.move_type = 'out_refund' AND back.state = 'posted') refund
     WHERE cause.voucher_id = ANY(%(ids)s) AND cause.is_live
"""
# Renewed by a confirmed order of the same product that begins after the end, or by a
# firm booking of the place, its parts or the whole of it.
LATER_BOOKING = """
    EXISTS (
        SELECT FROM aig_position_booking later
          JOIN aig_position mine ON mine.id = booking.position_id
          JOIN aig_position beside ON beside.id = later.position_id
           AND (starts_with(beside.parent_path, mine.parent_path)
                OR starts_with(mine.parent_path, beside.parent_path))
         WHERE later.partner_id = booking.partner_id
           AND later.date_from > booking.date_to
           AND later.booking_type = 'paid'
           AND later.state IN ('booked', 'in_flight', 'finished')
           AND (later.create_date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
               <= period.date_to)
"""
LATER_ORDER = """
    EXISTS (
        SELECT FROM sale_order_line later
          JOIN sale_order again ON again.id = later.order_id
          JOIN res_partner buyer ON buyer.id = again.partner_id
         WHERE later.state = 'sale'
           AND later.product_id = {product}
           AND later.aig_date_from > {end}
           AND buyer.commercial_partner_id = voucher.partner_id
           AND (again.date_order AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
               <= period.date_to)
"""
RENEWED = f"""
    SELECT cause.id, cause.amount
      FROM aig_voucher_cause cause
      JOIN aig_voucher voucher ON voucher.id = cause.voucher_id
      JOIN aig_period period ON period.id = voucher.period_id
      JOIN sale_order_line sold ON sold.id = cause.sale_line_id
     WHERE cause.voucher_id = ANY(%(ids)s) AND cause.is_live
       AND ({LATER_ORDER.format(product="sold.product_id", end="sold.aig_date_to")}
            OR EXISTS (SELECT FROM aig_position_booking booking
                        WHERE booking.sale_line_id = sold.id AND {LATER_BOOKING}))
 UNION ALL
    SELECT cause.id, cause.amount
      FROM aig_voucher_cause cause
      JOIN aig_voucher voucher ON voucher.id = cause.voucher_id
      JOIN aig_period period ON period.id = voucher.period_id
      JOIN aig_position_booking booking ON booking.id = cause.booking_id
      JOIN aig_position place ON place.id = booking.position_id
     WHERE cause.voucher_id = ANY(%(ids)s) AND cause.is_live
       AND ({LATER_ORDER.format(product="place.product_id", end="booking.date_to")}
            OR {LATER_BOOKING})
"""
# Posted invoices of the deal's orders up to the end of the quarter, less refunds.
INVOICED = """
    SELECT cause.id, -SUM(item.balance)
      FROM aig_voucher_cause cause
      JOIN aig_voucher voucher ON voucher.id = cause.voucher_id
      JOIN aig_period period ON period.id = voucher.period_id
      JOIN sale_order deal ON deal.opportunity_id = cause.lead_id
      JOIN sale_order_line sold ON sold.order_id = deal.id
      JOIN sale_order_line_invoice_rel link ON link.order_line_id = sold.id
      JOIN account_move_line item ON item.id = link.invoice_line_id
      JOIN account_move move ON move.id = item.move_id AND move.state = 'posted'
     WHERE cause.voucher_id = ANY(%(ids)s) AND cause.is_live
       AND (move.move_type = 'out_refund'
            OR (move.move_type = 'out_invoice'
                AND move.invoice_date <= period.date_to))
     GROUP BY cause.id
"""
# Payments of the quarter for invoices from before it, without tax.
COLLECTED = """
    SELECT voucher.id,
           SUM(partial.amount * CASE WHEN %(with_tax)s THEN 1 ELSE
               COALESCE(move.amount_untaxed / NULLIF(move.amount_total, 0), 1) END)
      FROM aig_voucher voucher
      JOIN aig_period period ON period.id = voucher.period_id
      JOIN account_move move ON move.commercial_partner_id = voucher.partner_id
       AND move.company_id = voucher.company_id AND move.state = 'posted'
       AND move.move_type = 'out_invoice' AND move.invoice_date < period.date_from
      JOIN account_move_line item ON item.move_id = move.id
       AND item.display_type = 'payment_term'
      JOIN account_partial_reconcile partial ON partial.debit_move_id = item.id
       AND partial.max_date BETWEEN period.date_from AND period.date_to
      JOIN account_move_line credit ON credit.id = partial.credit_move_id
      JOIN account_move payment ON payment.id = credit.move_id
       AND payment.move_type <> 'out_refund'
     WHERE voucher.id = ANY(%(ids)s)
     GROUP BY voucher.id
"""
STATES = """
    SELECT cause.voucher_id, cause.id, cause.source, cause.amount, cause.is_named,
           cause.points,
           COALESCE(SUM(CASE
               WHEN row.move_type = 'vest' AND row.is_advance IS NOT TRUE
                   THEN row.points
               WHEN row.move_type = 'adjust' AND row.is_advance THEN -row.points
               WHEN row.reversed_type = 'adjust' AND row.is_advance THEN row.points
               WHEN row.reversed_type = 'vest' AND row.is_advance IS NOT TRUE
                   THEN -row.points END), 0) AS regular,
           SUM(CASE
               WHEN COALESCE(row.reversed_type, row.move_type) = 'promise' THEN 1
               WHEN COALESCE(row.reversed_type, row.move_type) IN ('vest', 'lapse')
                   THEN -1 ELSE 0 END
               * CASE WHEN row.move_type = 'reverse' THEN -1 ELSE 1 END
               * row.points) AS open
      FROM aig_voucher_cause cause
      JOIN aig_voucher_point row ON row.cause_id = cause.id
     WHERE cause.voucher_id = ANY(%(ids)s) AND cause.is_live
     GROUP BY cause.id
"""


def exact(number):
    """What the database or a field says, as people read it; nothing is 0.

    Odoo reads numerics of the database as floats, of which two decimals are exact.
    """
    return Decimal(str(round(number or 0, 2)))


class AigVoucher(models.Model):
    """What has become of a voucher's causes by now, read from the books."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _read_earned(self):
        """Points that each live cause has earned, and where its ledger differs.

        Six queries however many vouchers, all of one company. Nothing is remembered of
        payments or orders: what was undone in the books is undone here.

        :return: ``{voucher id: {cause id: (earned, settled so far, open)}}``
        """
        self.env.flush_all()
        company = self.company_id.ensure_one()
        values = {
            "ids": self.ids,
            "zone": company._aig_timezone_name(),
            "with_tax": bool(company.aig_plan_with_tax),
        }

        def read(query):
            return self.env.execute_query(SQL(query, **values))

        # an invoice of the quarter may be debt of its plan: it earns as such alone
        paid = read(PAID)
        in_both = {key: amount for key, _done, amount in paid}
        done = {key: amount for key, amount, _both in paid}
        done.update(read(RENEWED))
        done.update(read(INVOICED))
        collected = dict(read(COLLECTED))
        causes, states = defaultdict(list), {}
        for voucher_id, key, source, amount, is_named, points, *state in read(STATES):
            happened = exact(done.get(key)) if is_named else None
            causes[voucher_id].append(
                Cause(key, source, exact(points), exact(amount), happened)
            )
            states[key] = tuple(map(exact, state))
        result = {}
        for voucher in self.browse(causes):
            found = earned(
                causes[voucher.id],
                Happened(
                    invoiced=exact(voucher.plan_line_id.actual_revenue),
                    collected=exact(collected.get(voucher.id)),
                    secured=exact(voucher.secured_revenue),
                    expected=exact(voucher.expected_revenue),
                    counted=exact(
                        sum(in_both.get(one.key, 0) for one in causes[voucher.id])
                    ),
                ),
            )
            result[voucher.id] = {
                key: (points, *states[key]) for key, points in found.items()
            }
        return result
