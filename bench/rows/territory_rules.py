"""The territory rules among 200,000 records and 500 territories (G07, G08).

A salesperson has one territory, the manager an eighth of them. Each page of a list
(with its count) and each group-by is compared, in the same run, with a director who
writes the ids into the domain and with the same SQL by hand.
"""

from dataclasses import dataclass
from functools import partial

from bench.data import YEAR, copy_rows, make_customers, make_invoices, make_plans
from bench.harness import row

TERRITORIES = 500
SHARE = 8
PAGE = 80
PEER, RAW = 1.4, 2.2


def make_tree(env):
    """A root, one region per eighth, and the territories below; return the leaves."""
    Territory = env["aig.territory"]
    root = Territory.create({"name": "Bench", "code": "BENCH"})
    regions = Territory.create(
        [
            {"name": f"Bench {number}", "code": f"BR{number}", "parent_id": root.id}
            for number in range(SHARE)
        ]
    )
    return Territory.create(
        [
            {
                "name": f"Bench {number}",
                "code": f"BT{number}",
                "parent_id": regions[number % SHARE].id,
            }
            for number in range(TERRITORIES)
        ]
    )


def make_people(env, leaves):
    """A salesperson of the first territory, its region's manager, and a director."""
    people = env["res.users"].create(
        [
            {"name": name, "login": f"bench.{name}"}
            for name in ("seller", "manager", "director")
        ]
    )
    seller, manager, director = people
    seller.group_ids += env.ref("aig_base.group_sales_user")
    manager.group_ids += env.ref("aig_base.group_sales_manager")
    director.group_ids += env.ref("aig_base.group_director")
    leaves[0].member_ids = seller
    leaves[0].parent_id.manager_id = manager
    env.flush_all()
    return seller, manager, director


def make_leads(env, count, leaves, seller, manager):
    """Insert opportunities, spread evenly over the territories.

    Those of the seller's territory are the seller's, a tenth of all nobody's.
    """
    source = env["crm.lead"].create({"name": "Bench", "user_id": seller.id})
    env.flush_all()
    copy_rows(
        env,
        source,
        "generate_series(1, %s) number",
        (count,),
        name="'Bench ' || number",
        aig_territory_id=f"(ARRAY{leaves.ids})[1 + number %% {len(leaves)}]",
        user_id=f"CASE WHEN number / {len(leaves)} %% 10 = 0 THEN NULL"
        f" WHEN number %% {len(leaves)} = 0 THEN {seller.id} ELSE {manager.id} END",
    )
    env.cr.execute("ANALYZE crm_lead")


def make_lines(env, leaves):
    """Insert a plan line for each customer, in the plan of his territory."""
    plans = make_plans(env, leaves)
    customer = env["res.partner"].create({"name": "Bench", "is_company": True})
    source = env["aig.sales.plan.line"].create(
        {"plan_id": plans[0].id, "partner_id": customer.id}
    )
    env.flush_all()
    copy_rows(
        env,
        source,
        "(SELECT p.id AS partner, plan.id AS plan, plan.territory_id AS territory,"
        " plan.user_id AS person FROM res_partner p"
        " JOIN aig_sales_plan plan ON plan.territory_id = p.aig_territory_id"
        " WHERE plan.year = %s) made",
        (YEAR,),
        partner_id="made.partner",
        plan_id="made.plan",
        territory_id="made.territory",
        user_id="made.person",
        voucher_amount="made.partner",
    )
    env.cr.execute("ANALYZE aig_sales_plan_line")


def page(records, domain, order):
    """What a list asks the server for: one page and the number of all records."""
    return records.search(domain, limit=PAGE, order=order).ids, records.search_count(
        domain
    )


def groups(records, domain, field, measure):
    """What a list grouped by a field asks for, with one sum at its foot."""
    return sorted(
        (value.id, count, total)
        for value, count, total in records._read_group(
            domain, [field], ["__count", f"{measure}:sum"]
        )
    )


def raw_page(env, table, where, order):
    """The page by hand."""
    env.cr.execute(
        f"SELECT id FROM {table} WHERE {where} ORDER BY {order} LIMIT {PAGE}"
    )
    ids = [key for (key,) in env.cr.fetchall()]
    env.cr.execute(f"SELECT count(*) FROM {table} WHERE {where}")
    return ids, env.cr.fetchone()[0]


def raw_groups(env, table, where, column, measure):
    """The groups by hand."""
    env.cr.execute(
        f"SELECT {column}, count(*), sum({measure}) FROM {table} WHERE {where}"
        " GROUP BY 1 ORDER BY 1"
    )
    return env.cr.fetchall()


@dataclass(frozen=True)
class Listed:
    """A list of the product, and what Odoo's own rules leave of it."""

    model: str
    territory: str
    order: str
    measure: str
    domain: tuple = ()
    where: str = "true"
    later: str = ""

    def explicit(self, ids):
        """What the rule says, as a domain with the ids written into it."""
        among = [(self.territory, "in", ids)]
        return ["|", *among, (self.later, "in", ids)] if self.later else among

    def where_explicit(self, ids):
        """The same by hand."""
        listed = ", ".join(map(str, ids))
        columns = filter(None, (self.territory, self.later))
        return "(" + " OR ".join(f"{name} IN ({listed})" for name in columns) + ")"


CUSTOMERS = Listed(
    "res.partner",
    "aig_territory_id",
    "complete_name, id desc",
    "color",
    (("is_company", "=", True), ("name", "=like", "Bench %")),
    "active AND is_company AND name LIKE 'Bench %'"
    " AND (company_id IS NULL OR company_id = 1 OR NOT partner_share)",
)
LEADS = Listed(
    "crm.lead",
    "aig_territory_id",
    "priority desc, id desc",
    "expected_revenue",
    (),
    # as the ORM writes it: the index of the list's order is of these
    "active IS TRUE AND (company_id IS NULL OR company_id = 1)",
)
LINES = Listed(
    "aig.sales.plan.line",
    "territory_id",
    "voucher_amount desc, id",
    "voucher_amount",
    (),
    "company_id = 1",
)
INVOICES = Listed(
    "account.move",
    "aig_territory_id",
    "date desc, name desc, invoice_date desc, id desc",
    "amount_untaxed_signed",
    (("move_type", "in", ("out_invoice", "out_refund")),),
    "move_type IN ('out_invoice', 'out_refund') AND company_id = 1",
    later="aig_later_territory_id",
)


def compare(case, listed, user, director, own=(), own_where="true"):
    """Measure one person's page and groups against both peers, and check them.

    The director stands for "no territory rule": Odoo's own rules hold for both.

    :param own: domain of what Odoo's own rules leave to a salesperson
    :param own_where: the same in SQL
    """
    env, name = case.env, user.name
    ids = user.aig_territory_ids.ids
    mine = env[listed.model].with_user(user)
    others = env[listed.model].with_user(director)
    base = list(listed.domain)
    explicit = [*base, *own, *listed.explicit(ids)]
    table = env[listed.model]._table
    where = f"{listed.where} AND {own_where} AND {listed.where_explicit(ids)}"
    grouped = (listed.territory, listed.measure)
    ways = {
        "page": (
            partial(page, mine, base, listed.order),
            partial(page, others, explicit, listed.order),
            partial(raw_page, env, table, where, listed.order),
        ),
        "groups": (
            partial(groups, mine, base, *grouped),
            partial(groups, others, explicit, *grouped),
            partial(raw_groups, env, table, where, *grouped),
        ),
    }
    for what, (rule, peer, raw) in ways.items():
        label = f"{name}, {what}"
        assert rule() == peer() == raw(), f"{label}: exactly the own territories"
        actions = {f"{label}: rule": rule, f"{label}: ids": peer, f"{label}: SQL": raw}
        yield from case.measure_in_turn(actions)
        yield case.ratio(f"{label}: rule", f"{label}: ids", limit=PEER)
        # 400 records take a millisecond: there the ORM's own cost is all one sees.
        limit = RAW if name == "manager" else None
        yield case.ratio(f"{label}: rule", f"{label}: SQL", limit=limit)


@row("territory rule on customers", size=200_000, repeats=15)
def customers(case):
    leaves = make_tree(case.env)
    seller, manager, director = make_people(case.env, leaves)
    make_customers(case.env, case.size, leaves)
    for user in (seller, manager):
        yield from compare(case, CUSTOMERS, user, director)


@row("territory rule on leads", size=200_000, repeats=15)
def leads(case):
    leaves = make_tree(case.env)
    seller, manager, director = make_people(case.env, leaves)
    make_leads(case.env, case.size, leaves, seller, manager)
    # Odoo's own rule keeps a salesperson to the own and the unassigned leads.
    own = [("user_id", "in", (seller.id, False))]
    where = f"(user_id = {seller.id} OR user_id IS NULL)"
    yield from compare(case, LEADS, seller, director, own, where)
    yield from compare(case, LEADS, manager, director)


@row("territory rule on plan lines", size=200_000, repeats=15)
def plan_lines(case):
    leaves = make_tree(case.env)
    seller, manager, director = make_people(case.env, leaves)
    make_customers(case.env, case.size, leaves)
    make_lines(case.env, leaves)
    for user in (seller, manager):
        yield from compare(case, LINES, user, director)


@row("territory rule on customer invoices", size=200_000, repeats=15)
def invoices(case):
    leaves = make_tree(case.env)
    seller, manager, director = make_people(case.env, leaves)
    make_invoices(case.env, case.size, leaves)
    for user in (seller, manager):
        yield from compare(case, INVOICES, user, director)
