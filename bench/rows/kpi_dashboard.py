"""Dashboards as they are opened, beside the same figures by hand (B5, B16).

Every call that a page of the product makes at first, with its filters as they stand at
first: by the director, and by a manager of an eighth of the tree. The company has two
million rows of the care log, 200,000 deals, orders and invoices, 100,000 rows of plans
and vouchers, 500 people. First half of that is one year; then a year before it comes.
"""

from dataclasses import replace
from functools import partial

from bench.company import add_year, make_company
from bench.dashboards import asks_of
from bench.hand import HANDS
from bench.harness import row

YEAR = 2023
QUARTERS = (("2023-10-01", "2023-12-31"), ("2023-07-01", "2023-09-30"))
#: A dashboard against the sum of hand-written statements, and against itself with
#: half of the history.
BY_HAND, GROWTH = 2.0, 1.5
#: Deals, orders, invoices of a person; rows of the care log for one of them.
DOCUMENTS, CARE = 400, 10
PAGES = {
    "director": ("director",),
    "manager": ("manager", "director"),
    "voucher": ("manager", "director"),
    "content": ("director",),
}


def figures(env, ask):
    """The totals of a call as the product gives them."""
    rows = env[ask.model]._read_group(list(ask.domain), [], ask.aggregates(env)[:-1])
    return [round(float(value or 0)) for value in rows[0]]


def by_hand(env, ask, territories):
    """The totals of a call by hand."""
    [total] = HANDS[ask.model].run(env, replace(ask, groups=((),)), territories)
    return [round(float(value or 0)) for value in total]


def check(env, asks, territories):
    """The totals of pivots agree; a chart has those of a pivot."""
    for ask in asks:
        if ask.kind != "pivot" or not ask.period:
            continue
        mine, theirs = figures(env, ask), by_hand(env, ask, territories)
        if mine != theirs:
            raise AssertionError(f"{ask}: {mine} is not {theirs}")


def open_page(env, asks):
    for ask in asks:
        ask.run(env)


def open_by_hand(env, asks, territories):
    for ask in asks:
        if ask.kind != "list":
            HANDS[ask.model].run(env, ask, territories)


def readers(company):
    """The user of each role, and the territories that are read by hand."""
    areas = company.manager.sudo(False).with_user(company.manager).aig_territory_ids
    return {
        "director": (company.env(user=company.director.id), None),
        "manager": (company.env(user=company.manager.id), areas.ids),
    }


@row("dashboards over 2,000,000 care rows", size=200_000, repeats=3)
def dashboards(case):
    company = make_company(case.env, case.size // DOCUMENTS)
    for share, year in (("half", YEAR), ("all", YEAR - 1)):
        half = case.size // 2
        add_year(company, year, half, CARE * half, is_last=year == YEAR)
        for page, roles in PAGES.items():
            for role in roles:
                env, territories = readers(company)[role]
                asks = asks_of(env, page, QUARTERS)
                check(env, asks, territories)
                title = f"{page} by {role}, {share}"
                yield from case.measure_in_turn(
                    {
                        title: partial(open_page, env, asks),
                        f"{title}, SQL": partial(open_by_hand, env, asks, territories),
                    }
                )
                yield case.ratio(title, f"{title}, SQL", limit=BY_HAND)
                if share == "all":
                    before = f"{page} by {role}, half"
                    yield case.ratio(title, before, limit=GROWTH)
