"""Figures of dashboards beside hand-written SQL over the base tables (B4, B5, B13).

A quarter's figures by person, at a size and at double of it. The care log is read by
its counter, which does not grow with it; the other subjects by their own tables.
"""

from bench.data import YEAR, copy_rows, make_customers, make_invoices
from bench.harness import row
from bench.rows.care_counter import KINDS, READ, make_logs, make_people

QUARTER = [("date", ">=", "2030-10-01"), ("date", "<", "2031-01-01")]
PIVOT = [["user_id", "date:month"], ["user_id"], ["date:month"], []]
ALL = ["user_id", "date:month"]
LOGGED = [
    ("is_counted", "=", True),
    ("care_month", ">=", "2030-10-01"),
    ("care_month", "<", "2031-01-01"),
]
LOG_PIVOT = [
    ["user_id", "care_month:month", "care_type"],
    ["user_id", "care_type"],
    ["care_month:month", "care_type"],
    ["care_type"],
]
CARE = ["voucher_count:sum", "product_count:sum", "article_count:sum", "__count"]
CUSTOMERS = 2_000
COUNTER, GROWTH, LOG, TABLE = 0.25, 1.5, 2.0, 3.0

RAW_CARE = """
    SELECT COUNT(*) FILTER (WHERE care_type = 'voucher'),
           COUNT(*) FILTER (WHERE care_type = 'product'),
           COUNT(*) FILTER (WHERE care_type = 'article'), COUNT(*)
      FROM aig_care_log
     WHERE is_counted AND care_month BETWEEN '2030-10-01' AND '2030-12-01'
"""
RAW_MONTHS = """
    SELECT user_id, care_month, COUNT(*) FILTER (WHERE care_type = 'voucher'),
           COUNT(*) FILTER (WHERE care_type = 'product'),
           COUNT(*) FILTER (WHERE care_type = 'article'), COUNT(*)
      FROM aig_care_log WHERE is_counted GROUP BY user_id, care_month
"""
RAW_CUSTOMERS = """
    SELECT partner_id, COUNT(*) FILTER (WHERE care_type = 'voucher'), COUNT(*)
      FROM aig_care_log
     WHERE is_counted AND care_month BETWEEN '2030-10-01' AND '2030-12-01'
     GROUP BY partner_id
"""
RAW_DEALS = """
    SELECT user_id, SUM(opened), SUM(won), SUM(value)
      FROM (SELECT user_id, 1 AS opened, 0 AS won, 0 AS value FROM crm_lead
             WHERE type = 'opportunity'
               AND (create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')
                   ::date BETWEEN '2031-01-01' AND '2031-03-31'
             UNION ALL
            SELECT user_id, 0, 1, expected_revenue FROM crm_lead
             WHERE type = 'opportunity' AND won_status = 'won'
               AND (date_closed AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')
                   ::date BETWEEN '2031-01-01' AND '2031-03-31') event
     GROUP BY user_id
"""
RAW_REVENUE = """
    SELECT invoice_user_id, SUM(amount_untaxed_signed), COUNT(*)
      FROM account_move
     WHERE state = 'posted' AND move_type IN ('out_invoice', 'out_refund')
       AND invoice_date BETWEEN '2031-01-01' AND '2031-03-31'
     GROUP BY invoice_user_id
"""
RAW_ORDERS = """
    SELECT user_id, COUNT(*), SUM(amount_untaxed / COALESCE(currency_rate, 1))
      FROM sale_order
     WHERE state = 'sale'
       AND (date_order AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')
           ::date BETWEEN '2031-01-01' AND '2031-03-31'
     GROUP BY user_id
"""
RAW_PLANS = """
    SELECT line.user_id, SUM(planned_revenue), SUM(secured_revenue)
      FROM aig_sales_plan_line line
      JOIN aig_sales_plan plan ON plan.id = line.plan_id
     WHERE plan.date_from = '2031-01-01'
     GROUP BY line.user_id
"""


def raw(env, query):
    env.cr.execute(query)
    return env.cr.fetchall()


def totals(rows, width):
    """Sums of the columns of figures, to be compared; without what has no person."""
    return [round(sum(row[-column] or 0 for row in rows)) for column in range(1, width)]


@row("kpi figures of care over 2,000,000 rows", size=2_000_000)
def kpi_care(case):
    env = case.env
    director, sellers, territory = make_people(env)
    customers = make_customers(env, CUSTOMERS, territory)
    facts = env["aig.kpi.care"].with_user(director)
    logs = env["aig.care.log"].with_user(director)
    for share, first in (("a year", "2030-01-15"), ("two years", "2029-01-15")):
        make_logs(env, case.size // 2, sellers, customers, first, months=12)
        [everything] = facts._read_group(QUARTER, [], CARE)
        [counted] = raw(env, RAW_CARE)
        if tuple(everything) != tuple(counted):
            raise AssertionError(f"{everything} is not {counted}")
        yield from case.measure_in_turn(
            {
                f"pivot, {share}": lambda: facts.formatted_read_grouping_sets(
                    QUARTER, PIVOT, CARE
                ),
                f"the log's pivot, {share}": lambda: logs.formatted_read_grouping_sets(
                    LOGGED, LOG_PIVOT, ["__count"]
                ),
                f"by customer, {share}": lambda: facts._read_group(
                    QUARTER, ["partner_id"], ["voucher_count:sum", "__count"]
                ),
                f"SQL by customer, {share}": lambda: raw(env, RAW_CUSTOMERS),
            }
        )
        yield case.ratio(f"pivot, {share}", f"the log's pivot, {share}", limit=COUNTER)
        yield case.ratio(
            f"by customer, {share}", f"SQL by customer, {share}", limit=LOG
        )
    for figures in ("pivot", "by customer"):
        yield case.ratio(f"{figures}, two years", f"{figures}, a year", limit=GROWTH)
    yield from case.measure_in_turn(
        {
            "all months": lambda: facts._read_group([], ALL, CARE),
            "SQL, all months": lambda: raw(env, RAW_MONTHS),
        }
    )
    yield case.ratio("all months", "SQL, all months", limit=READ)
    assert len(KINDS) == len(facts._read_group(QUARTER, ["care_type"], ["__count"]))


def make_documents(env, count, sellers, customers, plans):
    """Insert deals, orders, invoices, and half as many plan lines."""
    seller, day = f"(ARRAY{sellers.ids})[1 + number %% {len(sellers)}]", "number %% 365"
    customer = f"(ARRAY{customers.ids})[1 + number %% {len(customers)}]"
    moment = f"timestamp '2031-01-01 03:00' + {day} * interval '1 day'"
    series = "generate_series(1, %s) number", (count,)
    lead = env["crm.lead"].create({"name": "Bench", "type": "opportunity"})
    order = env["sale.order"].create({"partner_id": customers[0].id})
    env.flush_all()
    copy_rows(
        env,
        lead,
        *series,
        user_id=seller,
        partner_id=customer,
        expected_revenue="number",
        create_date=moment,
        date_closed=f"{moment} + interval '20 days'",
        won_status="CASE number %% 3 WHEN 0 THEN 'won' ELSE 'pending' END",
    )
    copy_rows(
        env,
        order,
        *series,
        name="'Bench ' || number",
        state="'sale'",
        user_id=seller,
        partner_id=customer,
        amount_untaxed="number",
        date_order=moment,
    )
    make_invoices(env, count, customers[:1].aig_territory_id)
    env.cr.execute(
        f"UPDATE account_move SET invoice_user_id = (ARRAY{sellers.ids})"
        "[1 + id %% %s] WHERE move_type = 'out_invoice'",
        (len(sellers),),
    )
    made = make_customers(env, count // 2, customers[:1].aig_territory_id)
    line = plans[0].line_ids[:1]
    copy_rows(
        env,
        line,
        "unnest(%s) WITH ORDINALITY buyer (id, number)",
        (made.ids,),
        partner_id="buyer.id",
        plan_id=f"(ARRAY{plans.ids})[1 + buyer.number %% {len(plans)}]",
        user_id=f"(ARRAY{plans.user_id.ids})[1 + buyer.number %% {len(plans)}]",
        planned_revenue="buyer.number",
        secured_revenue="buyer.number",
    )
    for table in ("crm_lead", "sale_order", "account_move", "aig_sales_plan_line"):
        env.cr.execute(f"ANALYZE {table}")


SUBJECTS = {
    "deals": (
        "aig.kpi.deal",
        ["opened_count:sum", "won_count:sum", "won_revenue:sum"],
        RAW_DEALS,
    ),
    "orders": ("aig.kpi.order", ["order_count:sum", "amount:sum"], RAW_ORDERS),
    "revenue": ("aig.kpi.revenue", ["amount:sum", "invoice_count:sum"], RAW_REVENUE),
    "plans": ("aig.kpi.plan", ["planned:sum", "secured:sum"], RAW_PLANS),
}


@row("kpi figures of 200,000 deals, orders and invoices", size=200_000)
def kpi_documents(case):
    env = case.env
    director, sellers, territory = make_people(env)
    customers = make_customers(env, CUSTOMERS, territory)
    plans = env["aig.sales.plan"].create(
        [{"user_id": user.id, "year": YEAR, "quarter": "1"} for user in sellers]
    )
    env["aig.sales.plan.line"].create(
        {"plan_id": plans[0].id, "partner_id": customers[0].id}
    )
    first = [("date", ">=", "2031-01-01"), ("date", "<", "2031-04-01")]
    for share in ("half", "all"):
        make_documents(env, case.size // 2, sellers, customers, plans)
        for subject, (model, measures, query) in SUBJECTS.items():
            facts = env[model].with_user(director)

            def read(facts=facts, measures=measures):
                return facts._read_group(first, ["user_id"], measures)

            width = len(measures) + 1
            mine, theirs = totals(read(), width), totals(raw(env, query), width)
            if mine != theirs:
                raise AssertionError(f"{subject}: {mine} is not {theirs}")
            yield from case.measure_in_turn(
                {
                    f"{subject}, {share}": read,
                    f"{subject} by SQL, {share}": lambda query=query: raw(env, query),
                }
            )
            yield case.ratio(
                f"{subject}, {share}", f"{subject} by SQL, {share}", limit=TABLE
            )
