"""The first page of the plan's list among 200,000 lines, beside that of core's deals.

What is measured is the call by which the web client fills a list: the fields of the
view as it stands, the first 80 records and their number, counted up to 10,000 as the
client asks. What HTTP adds around it is the same for both.
"""

from lxml import etree

from bench.data import YEAR, copy_rows, make_customers
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
    """What the web client reads for a list: the fields of the view.

    Columns that the user has hidden are read, too; of a column that is never shown
    the client asks no name.
    """
    arch = records.get_view(view.id, "list")["arch"]
    specification = {}
    for node in etree.fromstring(arch).iterfind(".//field"):
        kind = records._fields[node.get("name")].type
        shown = SHOWN.get(kind, {})
        if shown and node.get("column_invisible") in ("True", "1"):
            shown = {"fields": {}} if kind == "many2one" else {}
        specification[node.get("name")] = shown
    return specification


LINES = (
    "(SELECT l.partner_id AS partner, l.user_id AS person,"
    " l.territory_id AS territory FROM aig_sales_plan_line l"
    " JOIN aig_sales_plan p ON p.id = l.plan_id"
    " WHERE p.year = %s AND l.id <> %s) made"
)


def fill_lines(env):
    """Give each line a figure that was typed and a target, one in four an invoice."""
    env.cr.execute(
        "UPDATE aig_sales_plan_line SET development_revenue = partner_id,"
        " secured_revenue = partner_id, planned_revenue = partner_id"
        " WHERE plan_id IN (SELECT id FROM aig_sales_plan WHERE year = %s)",
        (YEAR,),
    )
    [line] = env["aig.sales.plan.line"].search([("plan_id.year", "=", YEAR)], limit=1)
    make_targets(env, line)
    make_sales(env, line)
    for table in ("aig_sales_plan_line", "aig_sales_target", "account_move"):
        env.cr.execute(f"ANALYZE {table}")


def make_targets(env, line):
    """Insert a target for the customer of each line."""
    values = {
        name: line[name].id
        for name in ("company_id", "territory_id", "user_id", "partner_id")
    }
    source = env["aig.sales.target"].create(
        {**values, "year": YEAR, "amount": 1, "q1": 1}
    )
    env.flush_all()
    copy_rows(
        env,
        source,
        LINES,
        (YEAR, line.id),
        partner_id="made.partner",
        user_id="made.person",
        territory_id="made.territory",
    )


def make_sales(env, line):
    """Insert a posted invoice of the quarter for one customer of four."""
    source = env["account.move"].create(
        {"move_type": "out_invoice", "partner_id": line.partner_id.id}
    )
    env.flush_all()
    copy_rows(
        env,
        source,
        LINES.replace(") made", " AND hashint4(l.partner_id) %% 4 = 0) made"),
        (YEAR, line.id),
        state="'posted'",
        name="'bench/' || made.partner",
        partner_id="made.partner",
        commercial_partner_id="made.partner",
        invoice_user_id="made.person",
        date=f"date '{YEAR}-02-01'",
        invoice_date=f"date '{YEAR}-02-01'",
        amount_untaxed_signed="made.partner",
    )


@row("first page of the plan's list", size=200_000, repeats=9)
def first_page(case):
    env = case.env
    leaves = make_tree(env)
    seller, manager, director = make_people(env, leaves)
    make_customers(env, case.size, leaves)
    make_lines(env, leaves)
    fill_lines(env)
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
