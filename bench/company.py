"""A large company with years of history: what dashboards and days of people read.

People and territories stand once; ``add_year`` inserts the documents of a year. The
year that is added later is the earlier one, so that history grows and the quarter that
is asked for does not.
"""

from dataclasses import dataclass
from typing import Any

from bench import business
from bench.data import copy_rows, make_customers

PEOPLE, AREAS = 500, 8
#: Customers of one salesperson; those of ``OWNER`` are his whole book.
BOOK, OWNER_BOOK = 25, 200
TABLES = (
    "crm_lead",
    "sale_order",
    "calendar_event",
    "account_move",
    "account_move_line",
    "account_partial_reconcile",
    "aig_sales_plan",
    "aig_sales_plan_line",
    "aig_sales_target",
    "aig_voucher",
    "aig_voucher_point",
    "aig_voucher_balance",
    "aig_care_log",
    "aig_care_count",
    "aig_content_post",
    "aig_content_allocation",
)
#: Each document is of the next customer; ``number`` counts them.
PLACES = (
    "(SELECT number, place.* FROM generate_series(0, %s - 1) number"
    " JOIN bench_place place ON place.place = number %% %s) made"
)


@dataclass
class Company:
    """Who is in it. ``owner`` is the salesperson with a full book."""

    env: Any
    director: Any
    manager: Any
    owner: Any
    customers: int


def make_company(env, people=PEOPLE, name="Bench"):
    """Salespeople with their customers in eight areas, a manager, a director."""
    code = name.upper()
    users = env["res.users"].create(
        [
            {
                "name": f"{name} {role}",
                "login": f"{code}.{role}",
                "group_ids": [(4, env.ref(f"aig_base.{group}").id)],
            }
            for role, group in (
                ("director", "group_director"),
                ("manager", "group_sales_manager"),
                ("owner", "group_sales_user"),
            )
        ]
    )
    director, manager, owner = users
    top = env["aig.territory"].create({"name": name, "code": code})
    areas = env["aig.territory"].create(
        [
            {"name": f"{name} {area}", "code": f"{code}{area}", "parent_id": top.id}
            for area in range(AREAS)
        ]
    )
    areas[0].write({"manager_id": manager.id, "member_ids": owner.ids})
    env.flush_all()
    customers = _make_places(env, owner, _make_people(env, owner, people), areas)
    return Company(env, director, manager, owner, customers)


def _make_people(env, owner, count):
    """Insert salespeople like the owner; their ids, the owner's first."""
    partners = copy_rows(
        env,
        owner.partner_id,
        "generate_series(2, %s) number",
        (count,),
        name="'Bench person ' || number",
        complete_name="'Bench person ' || number",
    )
    others = copy_rows(
        env,
        owner,
        "unnest(%s) partner",
        (partners,),
        login="'bench.' || partner",
        partner_id="partner",
    )
    return [owner.id, *others]


def _make_places(env, owner, people, areas):
    """Insert customers, in the area of their salesperson; return their number."""
    count = len(people) * BOOK
    customers = make_customers(env, count + OWNER_BOOK - BOOK, areas[:1])
    env.cr.execute("DROP TABLE IF EXISTS bench_place")
    env.cr.execute(
        "CREATE TEMP TABLE bench_place ON COMMIT DROP AS"
        " SELECT (place - 1)::integer AS place, partner_id, user_id,"
        " (%s::integer[])[1 + user_id %% %s] AS territory_id"
        " FROM (SELECT place, partner_id, CASE WHEN place > %s THEN %s"
        " ELSE (%s::integer[])[1 + (place - 1) %% %s] END AS user_id"
        " FROM unnest(%s) WITH ORDINALITY customer (partner_id, place)) placed",
        (areas.ids, AREAS, count, owner.id, people, len(people), customers.ids),
    )
    env.cr.execute(
        "UPDATE bench_place SET territory_id = %s WHERE user_id = %s",
        (areas[0].id, owner.id),
    )
    env.cr.execute(
        "UPDATE res_partner SET user_id = place.user_id,"
        " aig_territory_id = place.territory_id"
        " FROM bench_place place WHERE place.partner_id = res_partner.id"
    )
    env.cr.execute("ANALYZE bench_place, res_partner, res_users")
    env.invalidate_all()
    return len(customers)


def add_year(company, year, documents, care, is_last=True):
    """Insert a year of the company's business; of earlier years nothing is open.

    :param documents: so many deals, orders and invoices each
    :param care: rows of the care log
    :param is_last: whether some of the deals, invoices and points are still open
    """
    env = company.env
    series = (PLACES, (documents, company.customers))
    day = f"(date '{year}-01-01' + (made.number * 7 %% 365)::integer)"
    business.add_deals(env, series, day, is_last)
    business.add_orders(env, series, day)
    business.add_meetings(env, series, day)
    business.add_books(env, series, day, is_last)
    lines = business.add_plans(env, company, year)
    vouchers = business.add_vouchers(env, lines, is_last)
    business.add_targets(env, company, year)
    business.add_care(env, (PLACES, (care, company.customers)), day)
    business.add_care_of(env, vouchers)
    business.add_content(env, company, year)
    env.cr.execute(f"ANALYZE {', '.join(TABLES)}")
    env.invalidate_all()
