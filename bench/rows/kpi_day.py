"""My Day of a salesperson with 200 customers, in a small and in a large company (A15).

The page is one call. What it asks must not depend on how many others there are, nor on
how long ago the company began: 500 people, two million rows of the care log.
"""

from bench.company import add_year, make_company
from bench.harness import Measured, row

from .kpi_dashboard import YARDSTICK

#: A day against the same with half of the history.
GROWTH = 1.5
#: Deals, orders, invoices of a person; rows of the care log for one of them.
DOCUMENTS, CARE, FEW = 400, 10, 10


def day_of(company):
    """The call of the page, as its owner makes it."""
    company.env.invalidate_all()
    return company.env(user=company.owner.id)["aig.my.day"].get_day


def shown(company):
    """How many rows each list has; none may have failed."""
    page = day_of(company)()
    if page["is_partial"]:
        raise AssertionError("A list failed.")
    return {part["key"]: len(part["rows"]) for part in page["sections"]}


def beside(case, share, company):
    """The page, and in turn with it what tells how busy others keep the machine."""
    yield from case.measure_in_turn(
        {
            share: day_of(company),
            f"{share}, yardstick": lambda: company.env.cr.execute(YARDSTICK),
        }
    )
    yield case.ratio(share, f"{share}, yardstick")


@row("My Day of a full book, over 2,000,000 care rows", size=200_000)
def my_day(case):
    year = case.env.company._aig_today().year
    small = make_company(case.env, FEW, name="Small")
    add_year(small, year, FEW * DOCUMENTS // 2, FEW * DOCUMENTS // 2 * CARE)
    lists = shown(small)
    few = case.measure("small company", day_of(small))
    yield few
    large, half = make_company(case.env, case.size // DOCUMENTS), case.size // 2
    add_year(large, year, half, CARE * half)
    if shown(large).keys() != lists.keys():
        raise AssertionError(f"{shown(large)} is not {lists}")
    before, *_same, first = parts = list(beside(case, "half", large))
    yield from parts
    add_year(large, year - 1, half, CARE * half, is_last=False)
    after, *_same, second = parts = list(beside(case, "all", large))
    yield from parts
    # a year was added in between: by now the machine may be busier, or less busy
    yield Measured("all : half", second.value / first.value, "x", limit=GROWTH)
    if max(before.queries, after.queries) > few.queries:
        raise AssertionError(f"{few.queries} queries became {after.queries}")
