"""What is read together says what each read alone says."""

from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.together import Ask, answer, order, queries

specs = st.permutations(["user", "customer", "territory", "month"])
groupbys = st.tuples(specs, st.integers(0, 3)).map(
    lambda made: tuple(made[0][: made[1]])
)
asks = st.builds(
    Ask,
    st.sampled_from(["this quarter", "last quarter"]),
    st.lists(groupbys, min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(st.sampled_from("abc"), min_size=1, unique=True).map(tuple),
)


def found(sets, aggregates):
    """An answer that says to which question each figure belongs."""
    return [
        [{"by": groupby, **{name: (groupby, name) for name in aggregates}}]
        for groupby in sets
    ]


@given(st.lists(asks, max_size=6))
def test_each_read_gets_its_own(reads):
    places = []
    for query in queries(reads):
        whole = found(query.sets, query.aggregates)
        for place in query.asks:
            read = reads[place]
            assert read.rows == query.rows
            alone = found(read.sets, read.aggregates)
            assert answer(read, query, whole) == alone
            places.append(place)
    assert sorted(places) == list(range(len(reads)))


@given(st.lists(asks, max_size=6))
def test_the_order_of_each_stays(reads):
    for query in queries(reads):
        together = order(query.sets)
        for place in query.asks:
            wanted = order(reads[place].sets)
            assert [spec for spec in together if spec in wanted] == list(wanted)


@given(st.lists(asks, max_size=6))
def test_totals_of_the_same_rows_need_one_query(reads):
    totals = [Ask(read.rows, ((),), read.aggregates) for read in reads]
    assert len(queries(totals)) == len({read.rows for read in reads})
