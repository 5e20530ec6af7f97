"""Making plans from the records behind them, against plain SQL."""

from bench.data import MILLION, YEAR, copy_rows, make_customers, make_plans
from bench.harness import row
from bench.rows.plan_figures import RAW_LEDGER, spread_invoices

INVOICES_OF_CUSTOMER = 667
RAW_DEALS = """
    SELECT partner.commercial_partner_id, SUM(lead.expected_revenue)
      FROM crm_lead lead JOIN res_partner partner ON partner.id = lead.partner_id
     WHERE lead.type = 'opportunity' AND lead.active AND lead.won_status = 'pending'
       AND (lead.date_deadline IS NULL OR lead.date_deadline <= %s)
       AND partner.commercial_partner_id = ANY(%s)
  GROUP BY 1
"""
RAW_RENEWALS = """
    SELECT partner.commercial_partner_id, SUM(sold.price_subtotal / o.currency_rate)
      FROM sale_order_line sold JOIN sale_order o ON o.id = sold.order_id
      JOIN res_partner partner ON partner.id = o.partner_id
     WHERE sold.state = 'sale' AND sold.aig_date_to BETWEEN %s AND %s
       AND partner.commercial_partner_id = ANY(%s)
  GROUP BY 1
"""
RAW_REVENUE = """
    SELECT commercial_partner_id, SUM(amount_untaxed_signed), COUNT(*)
      FROM account_move
     WHERE state = 'posted'
       AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
       AND EXTRACT(year FROM invoice_date) = %s AND commercial_partner_id = ANY(%s)
  GROUP BY 1
"""
TABLES = ("aig_sales_plan_line", "aig_sales_plan_receivable", "aig_sales_plan_source")


class Generated:
    """What making a plan wrote, to be written again by plain SQL."""

    def __init__(self, env, plan):
        self.cr = env.cr
        self.plan = plan
        env.flush_all()
        self.rows = [self.read(table) for table in TABLES]

    def read(self, table):
        self.cr.execute(f"SELECT * FROM {table} WHERE plan_id = %s", (self.plan.id,))
        names = [column.name for column in self.cr.description]
        return table, names, self.cr.fetchall()

    def write(self):
        """Every row of every table, by ``execute_values``, values ready made."""
        for table, names, rows in self.rows:
            self.cr.execute_values(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES %s",
                rows,
                page_size=1000,
            )

    def clear(self):
        """The plan is empty again."""
        self.cr.execute(
            "DELETE FROM aig_sales_plan_line WHERE plan_id = %s", (self.plan.id,)
        )
        self.plan.env.invalidate_all()


def open_invoice(env):
    return env["account.move"].search(
        [("move_type", "=", "out_invoice"), ("payment_state", "=", "not_paid")], limit=1
    )


def paid_invoice(env):
    return env["account.move"].search(
        [("move_type", "=", "out_invoice"), ("payment_state", "=", "paid")], limit=1
    )


def spread_paid_invoices(env, customers, each):
    """Give every customer many invoices that are paid, with their receivables."""
    invoice = paid_invoice(env) or open_invoice(env)
    moves = copy_rows(
        env,
        invoice,
        "unnest(%s) customer, generate_series(1, %s) number",
        (customers.ids, each),
        name="'Paid/' || customer || '/' || number",
        partner_id="customer",
        commercial_partner_id="customer",
        payment_reference="NULL",
        access_token="NULL",
    )
    item = invoice.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )
    customer_of = [customer for customer in customers.ids for _number in range(each)]
    copy_rows(
        env,
        item,
        "unnest(%s, %s) made(move, customer)",
        (moves, customer_of),
        move_id="made.move",
        partner_id="made.customer",
        reconciled="TRUE",
        amount_residual="0",
    )


def spread_deals(env, customers, user):
    lead = env["crm.lead"].create(
        {
            "name": "Bench",
            "type": "opportunity",
            "partner_id": env.company.partner_id.id,
            "user_id": user.id,
            "expected_revenue": 10 * MILLION,
        }
    )
    env.flush_all()
    copy_rows(env, lead, "unnest(%s) customer", (customers.ids,), partner_id="customer")
    env.cr.execute("ANALYZE crm_lead")
    env.invalidate_all()


def prepared(case, invoices=0):
    """An empty plan whose customers have a debt and a deal each."""
    env = case.env
    territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
    customers = make_customers(env, case.size, territory)
    [plan] = make_plans(env, territory)
    plan.user_id.group_ids += env.ref("aig_base.group_sales_user")
    env["aig.territory.membership"].create(
        {
            "territory_id": territory.id,
            "user_id": plan.user_id.id,
            "date_from": "2020-01-01",
        }
    )
    if invoices:
        spread_paid_invoices(env, customers, invoices)
    spread_invoices(env, open_invoice(env), customers)
    spread_deals(env, customers, plan.user_id)
    return plan.with_user(plan.user_id), customers


@row("next quarter for 5,000 customers", size=5_000)
def next_quarter(case):
    plan, customers = prepared(case)
    Line = plan.env["aig.sales.plan.line"]
    facts = plan._read_facts(customers.with_env(plan.env), Line)
    lines = Line._create_from_facts(plan, facts)
    assert len(lines) == case.size
    written = Generated(case.env, plan)
    assert all(len(rows) == case.size for _table, _names, rows in written.rows)
    yield from case.measure_in_turn(
        {
            "product": lambda: flushed(Line._create_from_facts, plan, facts),
            "raw": written.write,
        },
        before=written.clear,
    )
    yield case.ratio("product", "raw", limit=5)


def flushed(function, *arguments):
    function(*arguments)
    arguments[0].env.flush_all()


@row("new plan from last period, 300 customers", size=300)
def new_plan(case):
    plan, customers = prepared(case, INVOICES_OF_CUSTOMER)
    quarter = plan.period_id

    def raw():
        cr = case.env.cr
        ids = customers.ids
        cr.execute(RAW_LEDGER, (ids,))
        cr.execute(RAW_REVENUE, (YEAR, ids))
        cr.execute(RAW_RENEWALS, (quarter.date_from, quarter.date_to, ids))
        cr.execute(RAW_DEALS, (quarter.date_to, ids))
        written.write()

    plan._fill_from_records()
    assert plan.line_count == case.size
    written = Generated(case.env, plan)
    yield from case.measure_in_turn(
        {"product": lambda: flushed_plan(plan), "raw": raw}, before=written.clear
    )
    yield case.ratio("product", "raw", limit=3)


def flushed_plan(plan):
    plan._fill_from_records()
    plan.env.flush_all()
