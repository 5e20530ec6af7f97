"""The first page of the financial plan among 50,000 lines, under the territory rule."""

from bench.data import make_customers, make_lines, make_plans
from bench.harness import row

TERRITORIES = 25
PAGE = 80
COLUMNS = (
    "annual_revenue",
    "receivable_due",
    "receivable_not_due",
    "renewal_revenue",
    "expected_revenue",
    "expectation_multiplier",
    "development_revenue",
    "secured_revenue",
    "total_points",
    "voucher_amount",
    "voucher_sent_count",
    "is_overridden",
)


@row("plan list page under the territory rule", size=50_000, repeats=9)
def list_page(case):
    env = case.env
    territories = env["aig.territory"].create(
        [
            {"name": f"Bench {number}", "code": f"BENCH{number}"}
            for number in range(TERRITORIES)
        ]
    )
    plans = make_plans(env, territories)
    customers = make_customers(env, case.size, territories)
    make_lines(env, plans, customers, case.random)
    seller = plans[0].user_id
    seller.group_ids += env.ref("aig_base.group_sales_user")
    territories[0].member_ids = seller
    env.flush_all()
    Line = env["aig.sales.plan.line"]
    specification = {name: {} for name in COLUMNS} | {
        "partner_id": {"fields": {"display_name": {}}}
    }
    quarter = [("period_id", "=", plans[0].period_id.id)]

    def page(user, domain):
        found = Line.with_user(user).web_search_read(
            domain, specification, limit=PAGE, order="voucher_amount desc, id"
        )
        return found["length"], [record["id"] for record in found["records"]]

    def under_the_rule():
        return page(seller, quarter)

    def by_explicit_ids():
        mine = [("territory_id", "in", territories[:1].ids)]
        return page(env.ref("base.user_root"), quarter + mine)

    assert under_the_rule() == by_explicit_ids(), "the rule shows exactly my territory"
    assert under_the_rule()[0] == case.size // TERRITORIES
    yield case.measure("salesperson, under the rule", under_the_rule)
    yield case.measure("superuser, ids in the domain", by_explicit_ids)
    yield case.measure(
        "superuser, all lines", lambda: page(env.ref("base.user_root"), quarter)
    )
    yield case.ratio(
        "salesperson, under the rule", "superuser, ids in the domain", limit=1.4
    )
    yield case.ratio("salesperson, under the rule", "superuser, all lines", limit=1)
