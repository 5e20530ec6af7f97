"""Sums, points and ledger figures of 10,000 plan lines against plain SQL."""

from bench.data import copy_rows, make_customers, make_lines, make_plans, recompute_sums
from bench.harness import row

RAW_SUMS = """
    UPDATE aig_sales_plan_line line
       SET receivable_amount = receivable_due + receivable_not_due,
           secured_revenue = receivable_due + receivable_not_due + renewal_revenue
                             + development_revenue,
           stretch_revenue = ROUND(expected_revenue * expectation_multiplier),
           secured_points = TRUNC((receivable_due + receivable_not_due
                + renewal_revenue + development_revenue) / policy.revenue_per_point, 2),
           stretch_points = TRUNC(ROUND(expected_revenue * expectation_multiplier)
                / policy.revenue_per_point, 2),
           total_points = TRUNC((receivable_due + receivable_not_due
                + renewal_revenue + development_revenue) / policy.revenue_per_point, 2)
                + TRUNC(ROUND(expected_revenue * expectation_multiplier)
                / policy.revenue_per_point, 2),
           voucher_amount = TRUNC(policy.point_value * (
                TRUNC((receivable_due + receivable_not_due
                + renewal_revenue + development_revenue) / policy.revenue_per_point, 2)
                + TRUNC(ROUND(expected_revenue * expectation_multiplier)
                / policy.revenue_per_point, 2)))
      FROM aig_sales_plan plan
      JOIN aig_voucher_policy policy ON policy.id = plan.voucher_policy_id
     WHERE plan.id = line.plan_id AND line.id = ANY(%s)
"""
RAW_LEDGER = """
    SELECT partner.commercial_partner_id,
           item.date_maturity <= CURRENT_DATE,
           SUM(ROUND(item.amount_residual * move.amount_untaxed_signed
                     / NULLIF(move.amount_total_signed, 0)))
      FROM account_move_line item
      JOIN account_move move ON move.id = item.move_id
      JOIN account_account account ON account.id = item.account_id
      JOIN res_partner partner ON partner.id = item.partner_id
     WHERE item.parent_state = 'posted' AND item.reconciled IS NOT TRUE
       AND account.account_type = 'asset_receivable'
       AND partner.commercial_partner_id = ANY(%s)
  GROUP BY 1, 2
"""


def prepared(case, customers=None):
    """Plan lines of one salesperson, as many as the row's size."""
    env = case.env
    territory = env["aig.territory"].search([], limit=1)
    customers = customers or make_customers(env, case.size, territory)
    return make_lines(env, make_plans(env, territory), customers, case.random)


@row("points and sums of plan lines", size=10_000)
def points_and_sums(case):
    lines = prepared(case)
    expected = lines.mapped("voucher_amount")

    def raw():
        case.env.cr.execute(RAW_SUMS, (lines.ids,))

    yield case.measure("product", lambda: recompute_sums(lines))
    yield case.measure("raw", raw)
    yield case.ratio("product", "raw", limit=10)
    case.env.invalidate_all()
    assert lines.mapped("voucher_amount") == expected, "raw and product must agree"


@row("year revenue and debt of customers", size=10_000)
def ledger(case):
    env = case.env
    invoice = env["account.move"].search(
        [("move_type", "=", "out_invoice"), ("payment_state", "=", "not_paid")], limit=1
    )
    territory = env["aig.territory"].search([], limit=1)
    customers = make_customers(env, case.size, territory)
    spread_invoices(env, invoice, customers)
    Line = env["aig.sales.plan.line"]
    company = env.company
    year = company._aig_today().year

    def raw():
        env.cr.execute(RAW_LEDGER, (customers.ids,))
        debts = env.cr.fetchall()
        env.cr.execute(
            "SELECT commercial_partner_id, SUM(amount_untaxed_signed), COUNT(*)"
            "  FROM account_move WHERE state = 'posted'"
            "   AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
            "   AND EXTRACT(year FROM invoice_date) = %s"
            "   AND commercial_partner_id = ANY(%s) GROUP BY 1",
            (year, customers.ids),
        )
        return debts, env.cr.fetchall()

    figures = Line._read_ledger(company, year, customers)
    owed = abs(invoice.amount_untaxed_signed)
    for customer in customers:
        debt = figures[customer.id].receivable
        assert debt.due + debt.not_due == owed, "every customer owes the copied rest"
    yield case.measure("product", lambda: Line._read_ledger(company, year, customers))
    yield case.measure("raw", raw)
    yield case.ratio("product", "raw", limit=4)


def spread_invoices(env, invoice, customers):
    """Give every customer a copy of one open invoice, with its receivable."""
    item = invoice.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )
    moves = copy_rows(
        env,
        invoice,
        "unnest(%s) customer",
        (customers.ids,),
        name="'Bench/' || customer",
        partner_id="customer",
        commercial_partner_id="customer",
        payment_reference="NULL",
        access_token="NULL",
    )
    copy_rows(
        env,
        item,
        "unnest(%s, %s) made(move, customer)",
        (moves, customers.ids),
        move_id="made.move",
        partner_id="made.customer",
    )
    env.cr.execute("ANALYZE account_move, account_move_line")
    env.invalidate_all()
