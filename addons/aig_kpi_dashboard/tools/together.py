"""Which reads of one fact are answered by one query, and which groups are shown.

A page reads the same rows several times: their total, by territory, by salesperson.
Reads of the same rows become one whose grouping sets are those of all. A table shows
the first of its groups, so that of thousands of customers ten are worked out.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)
Group = dict[str, Any]
Groupby = tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """Sums over rows.

    :param rows: which rows, and in which context they are read
    :param sets: what they are grouped by, for each answer
    :param shown: of which of these groupings only some groups, and which
    :param filled: whether dates without rows have groups; None: no groups by date
    """

    rows: Hashable
    sets: tuple[Groupby, ...]
    aggregates: tuple[str, ...]
    shown: Mapping[Groupby, Any] = field(default_factory=dict)
    filled: Any = None


@dataclass
class Query:
    """What several reads ask, once; ``asks`` are their places."""

    rows: Hashable
    sets: tuple[Groupby, ...] = ()
    aggregates: tuple[str, ...] = ()
    asks: list[int] = field(default_factory=list)
    shown: dict[Groupby, Any] = field(default_factory=dict)
    filled: Any = None


def unique(items: Iterable[T]) -> tuple[T, ...]:
    """Each once, in the order of its first.

    >>> unique("banana")
    ('b', 'a', 'n')
    """
    return tuple(dict.fromkeys(items))


def order(sets: Iterable[Groupby]) -> Groupby:
    """By what groups are sorted when nothing else is said.

    >>> order([(), ("user",), ("user", "customer")])
    ('user', 'customer')
    """
    return unique(spec for groupby in sets for spec in groupby)


def queries(asks: Sequence[Ask]) -> list[Query]:
    """Put reads of the same rows together, unless that changed the order of one.

    >>> [one] = queries([Ask("all", ((), ("a",)), ("b",)), Ask("all", ((),), ("c",))])
    >>> one.sets, one.aggregates, one.asks
    (((), ('a',)), ('b', 'c'), [0, 1])
    """
    found: list[Query] = []
    for place, ask in enumerate(asks):
        fitting = (one for one in found if one.rows == ask.rows and _fits(one, ask))
        query = next(fitting, None)
        if query is None:
            query = Query(ask.rows)
            found.append(query)
        query.sets = unique((*query.sets, *ask.sets))
        query.aggregates = unique((*query.aggregates, *ask.aggregates))
        query.filled = ask.filled if query.filled is None else query.filled
        query.shown |= {by: part for by, part in ask.shown.items() if by in ask.sets}
        query.asks.append(place)
    return found


def answer(ask: Ask, query: Query, found: Sequence[list[Group]]) -> list[list[Group]]:
    """The part of what a query found that one read asked for."""
    others = set(query.aggregates) - set(ask.aggregates)
    return [
        [
            {name: value for name, value in group.items() if name not in others}
            for group in found[query.sets.index(groupby)]
        ]
        for groupby in ask.sets
    ]


def first(
    groups: Sequence[tuple[tuple[Hashable, ...], Any]],
    totals: Mapping[tuple[Hashable, ...], Any],
    rows: int,
    descending: bool = True,
) -> list[int]:
    """Places of the groups that the first rows of a table show.

    A table sorts groups by a figure, those of equal figures stay in their order; above
    the groups of somebody stands a row with the total. What is no number is not sorted
    here: then all are shown.

    :param groups: path and figure of each, e.g. of a salesperson's customer
    :param totals: the same of what is above them

    >>> first([(("a",), 1), (("b",), 3), (("c",), 2)], {}, 2)
    [1, 2]
    >>> groups = [(("Lan", "a"), 1), (("Lan", "b"), 2), (("Minh", "c"), 9)]
    >>> first(groups, {("Lan",): 3, ("Minh",): 9}, 4)
    [1, 2]
    """
    figures = [*totals.values(), *(figure for _path, figure in groups)]
    if not all(isinstance(figure, (int, float)) for figure in figures):
        return list(range(len(groups)))
    sign = -1 if descending else 1
    ranks = {
        path: (sign * total, at) for at, (path, total) in enumerate(totals.items())
    }

    def rank(at: int) -> list[tuple[float, int]]:
        path, figure = groups[at]
        return [*(ranks[above] for above in _above(path)), (sign * figure, at)]

    kept: list[int] = []
    titles: set[tuple[Hashable, ...]] = set()
    for at in sorted(range(len(groups)), key=rank):
        if len(kept) + len(titles) >= rows:
            break
        titles.update(_above(groups[at][0]))
        kept.append(at)
    return sorted(kept)


def _above(path: tuple[Hashable, ...]) -> Iterable[tuple[Hashable, ...]]:
    """The paths of what a group is a part of."""
    return (path[:depth] for depth in range(1, len(path)))


def _fits(query: Query, ask: Ask) -> bool:
    """Whether the groups of ``ask`` come, in their order, with those of ``query``."""
    together, wanted = order((*query.sets, *ask.sets)), order(ask.sets)
    same = set(query.sets) & set(ask.sets)
    return (
        tuple(spec for spec in together if spec in wanted) == wanted
        and all(query.shown.get(each) == ask.shown.get(each) for each in same)
        and (None in (query.filled, ask.filled) or query.filled == ask.filled)
    )
