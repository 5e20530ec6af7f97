from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.page import Column, assemble

NAMES = ("calls", "orders", "revenue")
COLUMNS = tuple(map(Column, NAMES))
sums = st.fixed_dictionaries(
    {
        name: st.dictionaries(
            st.none() | st.integers(1, 9), st.integers(-(10**12), 10**12), max_size=9
        )
        for name in NAMES
    }
)


@given(sums)
def test_the_total_is_what_was_given(given_sums):
    page = assemble(COLUMNS, given_sums)
    expected = tuple(sum(given_sums[name].values()) for name in NAMES)
    assert page.total == expected


@given(sums)
def test_everybody_with_a_figure_has_one_row(given_sums):
    page = assemble(COLUMNS, given_sums)
    having = {
        person
        for figures in given_sums.values()
        for person, figure in figures.items()
        if figure
    }
    assert len(page.people) == len(set(page.people)) == len(page.rows)
    assert set(page.people) == having
    assert all(any(row) for row in page.rows)


@given(sums)
def test_nobody_in_particular_stands_last(given_sums):
    people = assemble(COLUMNS, given_sums).people
    assert None not in people[:-1]
