from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.structure import split_sources

amounts = st.integers(0, 10**12).map(Decimal)
sources = st.fixed_dictionaries(
    {name: amounts for name in ("renewal", "expected", "development")}
)
priced = st.dictionaries(st.integers(1, 9), amounts, max_size=5)


@given(sources, priced)
def test_each_source_is_the_sum_of_its_parts(planned, groups):
    parts = split_sources(planned, groups)
    for name, amount in planned.items():
        assert sum(part for (source, _g), part in parts.items() if source == name) == (
            amount
        )
    assert all(part > 0 for part in parts.values())


@given(sources, priced)
def test_a_group_gets_what_is_priced_or_its_share(planned, groups):
    parts = split_sources(planned, groups)
    total, listed = sum(planned.values()), sum(groups.values())
    for group, amount in groups.items():
        got = sum(part for (_s, found), part in parts.items() if found == group)
        due = amount if listed <= total else amount * total / listed
        assert abs(got - due) < len(planned)  # less than a dong for each source


@given(sources)
def test_without_prices_nothing_has_a_group(planned):
    assert split_sources(planned, {}) == {
        (name, None): amount for name, amount in planned.items() if amount
    }
