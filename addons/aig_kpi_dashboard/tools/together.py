"""Which reads of one fact are answered by one query.

A page reads the same rows several times: their total, by territory, by salesperson.
Reads of the same rows become one whose grouping sets are those of all.
"""

from collections.abc import Hashable, Iterable, Sequence
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
    """

    rows: Hashable
    sets: tuple[Groupby, ...]
    aggregates: tuple[str, ...]


@dataclass
class Query:
    """What several reads ask, once; ``asks`` are their places."""

    rows: Hashable
    sets: tuple[Groupby, ...] = ()
    aggregates: tuple[str, ...] = ()
    asks: list[int] = field(default_factory=list)


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

    >>> queries([Ask("all", ((), ("user",)), ("sum",)), Ask("all", ((),), ("count",))])
    [Query(rows='all', sets=((), ('user',)), aggregates=('sum', 'count'), asks=[0, 1])]
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


def _fits(query: Query, ask: Ask) -> bool:
    """Whether the groups of ``ask`` stay in their order among those of ``query``."""
    together, wanted = order((*query.sets, *ask.sets)), order(ask.sets)
    return tuple(spec for spec in together if spec in wanted) == wanted
