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
from bench.harness import Measured, row

YEAR = 2023
QUARTERS = (("2023-10-01", "2023-12-31"), ("2023-07-01", "2023-09-30"))
#: A page and a fact against the sum of hand-written statements, and each against itself
#: with half of the history. At a tenth of the size pages took 2.0 to 4.3 times, facts
#: 1.0 to 8.7 times: orders read both of their events and turn moments into days, and
#: what has a row for each customer has names to read and groups to format.
PAGE, FACT, GROWTH = 4.5, 10.0, 1.5
#: Always the same work: what it takes tells how busy others keep the machine.
YARDSTICK = "SELECT SUM(number) FROM generate_series(1, 200000) number"
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


def beside(case, title, env, asks, territories, limit):
    """Measure calls and the same by hand in turn, and how busy the machine is."""
    product, raw, _busy = case.measure_in_turn(
        {
            title: partial(open_page, env, asks),
            f"{title}, SQL": partial(open_by_hand, env, asks, territories),
            f"{title}, yardstick": lambda: env.cr.execute(YARDSTICK),
        }
    )
    yield from (product, raw)
    yield case.ratio(title, f"{title}, SQL", limit=limit)


def measure(case, company, share):
    """Each page by each role, and each fact by all its calls on the pages."""
    by_fact = {}
    for page, roles in PAGES.items():
        for role in roles:
            env, territories = readers(company)[role]
            asks = asks_of(env, page, QUARTERS)
            check(env, asks, territories)
            title = f"{page} by {role}, {share}"
            yield from beside(case, title, env, asks, territories, PAGE)
            for ask in asks if role == "director" else ():
                by_fact.setdefault(ask.model, []).append(ask)
    env, territories = readers(company)["director"]
    for model, asks in by_fact.items():
        if model in HANDS:
            title = f"{model}, {share}"
            yield from beside(case, title, env, asks, territories, FACT)


def growth(case):
    """How much longer all takes than half, each beside the yardstick of its hour."""
    for title in list(case.medians):
        if title.endswith(", all"):
            before = title.removesuffix("all") + "half"
            one, two = (
                case.ratio(name, f"{name}, yardstick").value for name in (title, before)
            )
            yield Measured(f"{title} : half", one / two, "x", limit=GROWTH)


@row("dashboards over 2,000,000 care rows", size=200_000, repeats=3)
def dashboards(case):
    company, half = make_company(case.env, case.size // DOCUMENTS), case.size // 2
    add_year(company, YEAR, half, CARE * half)
    yield from measure(case, company, "half")
    add_year(company, YEAR - 1, half, CARE * half, is_last=False)
    yield from measure(case, company, "all")
    yield from growth(case)
