"""What rows are put together by keeps all groupings apart."""

from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.months import WHOLE
from aig_kpi_dashboard.tools.rollup import rollup

TYPES = {
    "date": "date",
    "user": "many2one",
    "kind": "selection",
    "note": "text",
    "tags": "many2many",
}
specs = st.one_of(
    st.sampled_from([name for name in TYPES if name != "date"]),
    st.sampled_from(["day", "week", "month", "quarter", "year", "month_number"]).map(
        "date:{}".format
    ),
)


@given(st.lists(specs, max_size=4))
def test_groupings_stay_apart(asked):
    found = rollup(asked, ["amount:sum", "__count"], TYPES, {"kind"})
    if found is None:
        names = {spec.partition(":")[0] for spec in asked}
        assert not asked or names & {"note", "tags", "kind"}
        return
    for spec in asked:
        name, _colon, granularity = spec.partition(":")
        # days, or months for what keeps them whole
        assert found.keys[name] == "" or granularity in WHOLE
    assert set(found.keys) == {spec.partition(":")[0] for spec in asked}


@given(st.lists(st.sampled_from(["amount:sum", "__count", "share:avg", "day:max"])))
def test_only_sums_and_counts_add_up(aggregates):
    found = rollup(["user"], aggregates, TYPES)
    adds_up = not {"share:avg", "day:max"} & set(aggregates)
    assert (found is not None) == adds_up
    if found:
        assert set(found.aggregates) == set(aggregates)


def test_what_is_as_many_as_rows_is_not_put_together():
    assert rollup(["user", "kind"], ["amount:sum"], TYPES, {"user"}) is None
    assert rollup([], ["amount:sum"], TYPES) is None
