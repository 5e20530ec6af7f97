"""Points of very many plan lines, as after an upgrade or a new policy, against SQL."""

from bench.data import make_customers, make_lines, make_plans
from bench.harness import row

POINTS = ("secured_points", "stretch_points", "total_points", "voucher_amount")
#: Measured 2.3, and 3.1 with 2,000 lines: both sides wait for the same rows to be
#: written; the product also reads them, and computes in decimals.
LIMIT = 4.0
RAW_POINTS = """
    UPDATE aig_sales_plan_line line
       SET secured_points = made.secured,
           stretch_points = made.stretch,
           total_points = made.secured + made.stretch,
           voucher_amount = TRUNC(made.point_value * (made.secured + made.stretch))
      FROM (SELECT line.id, policy.point_value,
                   TRUNC(COALESCE(line.secured_revenue, 0)
                         / policy.revenue_per_point, 2) AS secured,
                   TRUNC(COALESCE(line.stretch_revenue, 0)
                         / policy.revenue_per_point, 2) AS stretch
              FROM aig_sales_plan_line line
              JOIN aig_sales_plan plan ON plan.id = line.plan_id
              JOIN aig_voucher_policy policy ON policy.id = plan.voucher_policy_id
             WHERE line.id = ANY(%s)) made
     WHERE made.id = line.id
"""


@row("points of 100,000 plan lines anew", size=100_000, repeats=3)
def points_anew(case):
    env = case.env
    territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
    customers = make_customers(env, case.size, territory)
    lines = make_lines(env, make_plans(env, territory), customers, case.random)
    made = {}

    def shown():
        env.cr.execute(
            f"SELECT {', '.join(POINTS)} FROM aig_sales_plan_line WHERE id = ANY(%s)"
            " ORDER BY id",
            (lines.ids,),
        )
        return env.cr.fetchall()

    def by_product():
        for name in POINTS:
            env.add_to_compute(lines._fields[name], lines)
        env.flush_all()
        made["product"] = shown()

    def by_sql():
        env.cr.execute(RAW_POINTS, (lines.ids,))
        made["raw"] = shown()

    env.cr.execute("SAVEPOINT made")

    def clear():
        # what is the same already would not be written
        env.cr.execute("ROLLBACK TO SAVEPOINT made")
        env.cr.execute(
            "UPDATE aig_sales_plan_line SET secured_points = 0, stretch_points = 0,"
            " total_points = 0, voucher_amount = 0 WHERE id = ANY(%s)",
            (lines.ids,),
        )
        env.invalidate_all()

    yield from case.measure_in_turn(
        {"product": by_product, "raw": by_sql}, before=clear
    )
    if made["product"] != made["raw"]:
        raise AssertionError("The product and the statement do not agree.")
    yield case.ratio("product", "raw", limit=LIMIT)
