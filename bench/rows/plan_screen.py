"""The first page of the plan's list among 200,000 lines, beside that of core's deals.

What is measured is the call by which the web client fills a list: the fields of the
view as it stands, the first 80 records and their number, counted up to 10,000 as the
client asks. What HTTP adds around it is the same for both.
"""

from lxml import etree

from bench.data import YEAR, make_customers
from bench.harness import Measured, row
from bench.rows.territory_rules import make_leads, make_lines, make_people, make_tree

PAGE, COUNTED = 80, 10_001
PEER, QUERIES = 1.0, 12
SHOWN = {
    "many2one": {"fields": {"display_name": {}}},
    "many2many": {"fields": {"display_name": {}, "color": {}}},
    "one2many": {"fields": {}},
}


def read_view(records, view):
    """What the web client reads for a list: the names of the view's fields."""
    arch = records.get_view(view.id, "list")["arch"]
    names = [node.get("name") for node in etree.fromstring(arch).iterfind(".//field")]
    return {name: SHOWN.get(records._fields[name].type, {}) for name in names}


@row("first page of the plan's list", size=200_000, repeats=9)
def first_page(case):
    env = case.env
    leaves = make_tree(env)
    seller, manager, director = make_people(env, leaves)
    make_customers(env, case.size, leaves)
    make_lines(env, leaves)
    make_leads(env, case.size, leaves, seller, manager)
    period = env["aig.period"].search([("year", "=", YEAR)], order="date_from", limit=1)
    env.flush_all()

    def opening(model, view, domain):
        records = env[model].with_user(director)
        specification = read_view(records, env.ref(view))

        def page():
            found = records.web_search_read(
                domain, specification, limit=PAGE, count_limit=COUNTED
            )
            assert (len(found["records"]), found["length"]) == (PAGE, COUNTED)

        return page

    plan = opening(
        "aig.sales.plan.line",
        "aig_sales_plan.aig_sales_plan_line_view_list",
        [("period_id", "=", period.id)],
    )
    deals = opening(
        "crm.lead", "crm.crm_case_tree_view_oppor", [("type", "=", "opportunity")]
    )
    yield from case.measure_in_turn({"plan's list": plan, "core's deals": deals})
    yield case.ratio("plan's list", "core's deals", limit=PEER)
    queries = case.medians["plan's list"].queries
    yield Measured("queries of the plan's list", queries, "", limit=QUERIES)
