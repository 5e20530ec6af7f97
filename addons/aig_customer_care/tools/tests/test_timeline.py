from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..timeline import Key, bound, day_bound, page

START = datetime(2026, 3, 1)
ZONE = timedelta(hours=7)
# few moments, so that many rows fall on the same one; midnight in Vietnam among them
MOMENTS = st.integers(0, 12).map(lambda number: START + timedelta(hours=number * 17))
#: of the sources, those whose rows have a day only
DAYED = {"b", "d"}
ROWS = st.lists(st.tuples(st.sampled_from("abcd"), MOMENTS), max_size=60)


def day_of(moment):
    return (moment + ZONE).date()


def day_start(day):
    return datetime.combine(day, datetime.min.time()) - ZONE


def keys_of(rows, first_id=1):
    for number, (source, moment) in enumerate(rows, first_id):
        if source in DAYED:
            moment = day_start(day_of(moment))
        yield Key(moment, source, number)


def newest_first(key):
    return datetime.max - key.moment, key.source, -key.id


def ask(table, source, cursor, limit):
    """What a database answers: rows of one source, by its own column's type."""
    rows = [key for key in table if key.source == source]
    if cursor:
        older = bound(cursor, source)
        if source in DAYED:
            day = day_of(older.moment)
            older = day_bound(older, day, day_start(day))
            rows = [key for key in rows if older.holds(day_of(key.moment), key.id)]
        else:
            rows = [key for key in rows if older.holds(key.moment, key.id)]
    return sorted(rows, key=newest_first)[:limit]


def walk(table, size, between=lambda number: None):
    """All pages, one after the other."""
    shown, cursor, number = [], None, 0
    while number == 0 or cursor:
        asked = [ask(table, source, cursor, size + 1) for source in "abcd"]
        found = page(asked, size)
        assert len(found.keys) <= size
        shown += found.keys
        cursor = found.cursor
        between(number)
        number += 1
    return shown


@given(ROWS, st.integers(1, 9))
def test_pages_are_the_whole_list_in_order(rows, size):
    table = list(keys_of(rows))
    assert walk(table, size) == sorted(table, key=newest_first)


@given(ROWS, st.lists(ROWS, max_size=5), st.integers(1, 9))
def test_nothing_lost_or_twice_while_rows_are_added(rows, additions, size):
    table = list(keys_of(rows))
    first = set(table)

    def add(number):
        if number < len(additions):
            table.extend(keys_of(additions[number], len(table) + 1))

    shown = walk(table, size, add)
    assert len(shown) == len(set(shown))
    assert first <= set(shown)
    assert shown == sorted(shown, key=newest_first)


@given(ROWS, st.integers(1, 9))
def test_a_cursor_only_when_more_follows(rows, size):
    table = list(keys_of(rows))
    found = page([ask(table, source, None, size + 1) for source in "abcd"], size)
    assert bool(found.cursor) == (len(table) > size)
