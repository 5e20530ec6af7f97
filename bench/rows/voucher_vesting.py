"""Points vest: what the job finds and writes after payments, against the same SQL.

4,000 vouchers with five open invoices each; one invoice of every second voucher was
paid. The job reads the books for all of them, and writes where something has changed.
By hand it is one statement for one kind of cause, which appends to the same ledger,
with the same checks and the same trigger.
"""

from bench.data import copy_rows, make_customers, make_lines, make_plans
from bench.harness import row

CAUSES, PAID_EVERY = 5, 10
#: Measured 6.2: the job also asks for refunds, renewals, deals and sales of the
#: quarter of all 4,000 vouchers (0.7 s, what a run without payments takes), then locks
#: 2,000 of them and sums their ledgers: advances, reservations, lapses come right.
LIMIT = 8.0

BY_HAND = """
    INSERT INTO aig_voucher_point
           (voucher_id, partner_id, user_id, territory_id, company_id, currency_id,
            cause_id, move_type, source, points, point_value, date, expiry_date)
    SELECT voucher.id, voucher.partner_id, voucher.user_id, voucher.territory_id,
           voucher.company_id, company.currency_id, cause.id, 'vest', cause.source,
           TRUNC(cause.points * LEAST(1, (paid.amount - cause.paid_before)
                                         / cause.open_amount), 2),
           voucher.point_value, %(today)s, %(expiry)s
      FROM aig_voucher_cause cause
      JOIN aig_voucher voucher ON voucher.id = cause.voucher_id
      JOIN res_company company ON company.id = voucher.company_id
      JOIN aig_period period ON period.id = voucher.period_id
      CROSS JOIN LATERAL (
           SELECT SUM(partial.amount) AS amount
             FROM account_partial_reconcile partial
            WHERE partial.debit_move_id = cause.move_line_id
              AND partial.max_date <= period.date_to) paid
     WHERE cause.voucher_id = ANY(%(ids)s) AND cause.is_live
       AND paid.amount > cause.paid_before
       AND NOT EXISTS (SELECT FROM aig_voucher_point vested
                        WHERE vested.cause_id = cause.id
                          AND vested.move_type = 'vest')
"""


def make_vouchers(env, count, random):
    """Insert vouchers that were sent, one for each new customer; return them."""
    territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
    customers = make_customers(env, count, territory)
    lines = make_lines(env, make_plans(env, territory), customers, random)
    source = env["aig.voucher"].create({"plan_line_id": lines[0].id})
    source._decide(state="sent")
    env.flush_all()
    copy_rows(
        env,
        source,
        "(SELECT id AS line, partner_id AS partner FROM aig_sales_plan_line"
        " WHERE id = ANY(%s)) made",
        (lines[1:].ids,),
        name="'Bench ' || made.line",
        plan_line_id="made.line",
        partner_id="made.partner",
    )
    env.invalidate_all()
    env.cr.execute("ANALYZE aig_voucher")
    return env["aig.voucher"].search([("plan_line_id", "in", lines.ids)])


def make_causes(env, vouchers):
    """Insert open invoices of a voucher's customer, each a cause with its promise."""
    invoice = env["account.move"].search(
        [("move_type", "=", "out_invoice"), ("payment_state", "=", "not_paid")], limit=1
    )
    item = invoice.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )
    moves = copy_rows(
        env,
        invoice,
        "unnest(%s) customer, generate_series(1, %s) number",
        (vouchers.partner_id.ids, CAUSES),
        name="'Bench/' || customer || '/' || number",
        partner_id="customer",
        commercial_partner_id="customer",
        payment_reference="NULL",
        access_token="NULL",
    )
    items = copy_rows(
        env,
        item,
        "(SELECT id AS move, partner_id AS customer FROM account_move"
        " WHERE id = ANY(%s)) made",
        (moves,),
        move_id="made.move",
        partner_id="made.customer",
    )
    env.cr.execute(
        "INSERT INTO aig_voucher_cause (voucher_id, partner_id, user_id, territory_id,"
        " company_id, source, name, amount, points, move_line_id, open_amount,"
        " paid_before, is_named, is_live)"
        " SELECT voucher.id, voucher.partner_id, voucher.user_id, voucher.territory_id,"
        " voucher.company_id, 'receivable', item.name, item.balance, 1.25, item.id,"
        " item.balance, 0, TRUE, TRUE"
        " FROM account_move_line item JOIN aig_voucher voucher"
        " ON voucher.partner_id = item.partner_id AND voucher.id = ANY(%s)"
        " WHERE item.id = ANY(%s) ORDER BY item.id",
        (vouchers.ids, items),
    )
    env.cr.execute(
        "INSERT INTO aig_voucher_point (voucher_id, partner_id, user_id, territory_id,"
        " company_id, cause_id, move_type, source, points, point_value, date)"
        " SELECT voucher_id, partner_id, user_id, territory_id, company_id, id,"
        " 'promise', source, points, 35000000, '2030-12-31' FROM aig_voucher_cause"
        " WHERE voucher_id = ANY(%s)",
        (vouchers.ids,),
    )
    return items


def pay(env, items):
    """Insert payments: of every second one the whole, of the others the half."""
    payment = env["account.move.line"].search(
        [("move_id.move_type", "=", "entry"), ("parent_state", "=", "posted")], limit=1
    )
    env.cr.execute(
        "INSERT INTO account_partial_reconcile (debit_move_id, credit_move_id, amount,"
        " debit_amount_currency, credit_amount_currency, company_id, max_date,"
        " debit_currency_id, credit_currency_id)"
        " SELECT id, %s, paid, paid, paid, company_id, '2031-01-15', currency_id,"
        " currency_id FROM (SELECT item.*, CASE WHEN number %% 2 = 0 THEN balance"
        " ELSE balance / 2 END AS paid"
        " FROM unnest(%s) WITH ORDINALITY one (key, number)"
        " JOIN account_move_line item ON item.id = one.key) paid",
        (payment.ensure_one().id, items),
    )
    env.cr.execute(
        "ANALYZE account_move, account_move_line, account_partial_reconcile,"
        " aig_voucher_cause, aig_voucher_point, aig_voucher_balance"
    )


@row("points vest for 20,000 causes after 2,000 payments", size=20_000, repeats=3)
def vesting(case):
    from odoo.addons.aig_voucher.models.aig_voucher_vest import BATCH

    env = case.env
    vouchers = make_vouchers(env, case.size // CAUSES, case.random)
    items = make_causes(env, vouchers)
    pay(env, items[::PAID_EVERY])
    values = {
        "ids": vouchers.ids,
        "today": env.company._aig_today(),
        "expiry": vouchers[0]._get_expiry(),
    }
    found = {}

    def vested():
        env.cr.execute(
            "SELECT cause_id, points, expiry_date FROM aig_voucher_point"
            " WHERE move_type = 'vest' AND voucher_id = ANY(%s) ORDER BY cause_id",
            (vouchers.ids,),
        )
        return env.cr.fetchall()

    def by_product():
        for start in range(0, len(vouchers), BATCH):
            vouchers[start : start + BATCH]._vest()
            env.flush_all()
            env.invalidate_all()
        found["product"] = vested()

    def by_sql():
        env.cr.execute(BY_HAND, values)
        found["raw"] = vested()

    def again():
        """A run that finds nothing new: most are."""
        vouchers._vest()

    env.flush_all()
    env.cr.execute("SAVEPOINT promised")

    def clear():
        env.cr.execute("ROLLBACK TO SAVEPOINT promised")
        env.invalidate_all()

    yield from case.measure_in_turn(
        {"product": by_product, "raw": by_sql}, before=clear
    )
    if found["product"] != found["raw"] or len(found["raw"]) != len(items) // 10:
        raise AssertionError("The job and the statement do not agree.")
    yield case.ratio("product", "raw", limit=LIMIT)
    yield case.measure("nothing new", again)
