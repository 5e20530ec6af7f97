from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.revision_diff import Change, apply, diff, totals

amounts = st.integers(-(10**12), 10**12).map(Decimal)
figures = st.dictionaries(
    st.sampled_from(["renewal", "expected", "development"]), amounts, min_size=1
)
versions = st.dictionaries(st.integers(1, 6), figures, max_size=6)
full_figures = st.fixed_dictionaries({"renewal": amounts, "expected": amounts})
full_versions = st.dictionaries(st.integers(1, 6), full_figures, max_size=6)


@given(versions, versions)
def test_applied_to_before_it_gives_after(before, after):
    assert apply(before, diff(before, after)) == after


@given(versions)
def test_equal_versions_do_not_differ(version):
    assert diff(version, version) == ()
    assert totals(version, version) == ()


@given(versions, versions)
def test_backwards_it_is_the_opposite(before, after):
    forth = {change.reversed() for change in diff(before, after)}
    assert forth == set(diff(after, before))


@given(versions, versions)
def test_backwards_the_difference_has_the_other_sign(before, after):
    for change in diff(before, after):
        difference = change.difference
        opposite = change.reversed().difference
        assert (difference is None) == (opposite is None)
        assert difference is None or difference == -opposite


@given(full_versions, full_versions)
def test_the_differences_of_customers_sum_to_the_total(before, after):
    changes = diff(before, after)
    for total in totals(before, after):
        of_figure = [c.difference for c in changes if c.figure == total.figure]
        assert sum(of_figure) == total.difference


def test_a_figure_that_was_not_kept_is_unknown_and_has_no_total():
    before = {7: {"renewal": Decimal(1)}}
    after = {7: {"renewal": Decimal(1), "points": Decimal(5)}}
    assert diff(before, after) == (Change(7, "points", None, Decimal(5)),)
    assert diff(before, after)[0].difference is None
    assert totals(before, after) == ()
