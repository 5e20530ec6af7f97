"""What is read together says what each read alone says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.together import Ask, answer, first, order, queries

specs = st.permutations(["user", "customer", "territory", "month"])
groupbys = st.tuples(specs, st.integers(0, 3)).map(
    lambda made: tuple(made[0][: made[1]])
)
asks = st.builds(
    Ask,
    st.sampled_from(["this quarter", "last quarter"]),
    st.lists(groupbys, min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(st.sampled_from("abc"), min_size=1, unique=True).map(tuple),
    st.dictionaries(groupbys, st.integers(1, 2), max_size=2),
    st.booleans(),
).map(lambda ask: ask if "month" in order(ask.sets) else replace(ask, filled=None))
#: Customers of some salespeople, with figures.
customers = st.dictionaries(
    st.tuples(st.sampled_from("LMN"), st.integers(0, 9)),
    st.integers(-2, 3),
    max_size=20,
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


@given(st.lists(asks, max_size=6))
def test_dates_without_rows_are_told_to_those_who_ask(reads):
    for query in queries(reads):
        for place in query.asks:
            assert reads[place].filled in (None, query.filled)


@given(st.lists(asks, max_size=6))
def test_each_gets_all_groups_or_those_it_shows(reads):
    for query in queries(reads):
        for place in query.asks:
            for groupby in reads[place].sets:
                wanted = reads[place].shown.get(groupby)
                assert query.shown.get(groupby) == wanted


def table(groups, totals, sign):
    """All rows of a table: each salesperson with the customers below."""
    rows = []
    for who in sorted(totals, key=lambda who: sign * totals[who]):
        below = [one for one in groups if one[0][:1] == who]
        rows += [who, *sorted(below, key=lambda one: sign * one[1])]
    return rows


@given(customers, st.permutations("LMN"), st.integers(1, 12), st.booleans())
def test_a_table_shows_the_same_of_its_first_groups(figures, people, rows, descending):
    groups, sign = list(figures.items()), -1 if descending else 1
    totals = {
        (who,): sum(figure for path, figure in groups if path[0] == who)
        for who in people
        if any(path[0] == who for path in figures)
    }
    kept = first(groups, totals, rows, descending)
    some = table([groups[at] for at in kept], totals, sign)
    assert some[:rows] == table(groups, totals, sign)[:rows]
    assert len(kept) <= rows


@given(customers, st.integers(1, 12))
def test_what_is_no_number_is_left_to_the_table(figures, rows):
    groups = [*figures.items(), (("L", "nobody"), None)]
    assert first(groups, {}, rows) == list(range(len(groups)))
