"""Splitting posts over weeks, so that work is even and nothing is lost (A56).

A person has several rows: one for each target, each of a channel. Each row is split
over weeks in proportion to their working days. What is guaranteed, all of it at once:

* a row's weeks add up to the row's quantity, exactly;
* a row's week is its exact share, rounded down or up;
* so are a channel's week (over the rows of that channel) and the person's week (over
  all rows).

So two weeks of as many working days differ by at most one post: in each row, in each
channel, and over all channels together. Shares that are nearest to the next whole
number are rounded up first, of equally near ones those of the earliest weeks.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import count
from math import lcm

Node = tuple[Hashable, ...]

SINK: Node = ("sink",)


@dataclass
class _Arc:
    """Part of the way from a row over its channel and its week to the person.

    ``amount`` is in units of one ``unit``-th of a post; whole arcs are done with.
    ``rank`` says which arcs are rather rounded up, the first ones first.
    """

    tail: Node
    head: Node
    amount: int
    rank: tuple[int, int, int, int]


def spread(
    quantities: Sequence[int],
    weights: Sequence[int],
    channels: Sequence[Hashable] | None = None,
) -> list[list[int]]:
    """Split rows over weeks by working days.

    :param quantities: posts of each row
    :param weights: working days of each week
    :param channels: of each row; without them each row has a channel of its own
    :return: for each row its posts in each week. Without any working day all of them
        stand in the last week.
    :raises ValueError: no week, or a negative number

    >>> spread([13], [2, 5, 5, 5])
    [[1, 4, 4, 4]]
    >>> spread([5, 5], [5, 5, 5, 5])  # 10 in all: 3, 3, 2, 2
    [[2, 1, 1, 1], [1, 2, 1, 1]]
    >>> spread([2], [0, 5, 5]), spread([2], [0, 0])
    ([[0, 1, 1]], [[0, 2]])
    """
    return spread_each(quantities, [weights] * len(quantities), channels)


def spread_each(
    quantities: Sequence[int],
    weights: Sequence[Sequence[int]],
    channels: Sequence[Hashable] | None = None,
) -> list[list[int]]:
    """Split rows over weeks that count for some of them only.

    As :func:`spread`, with working days of each row: 0 in a week that is settled. The
    share of a week of a channel, or of the person, is the sum of the rows' shares.

    >>> spread_each([4, 2], [[5, 5, 0], [5, 5, 5]])
    [[2, 2, 0], [1, 1, 0]]
    """
    for quantity, days in zip(quantities, weights, strict=True):
        if not days or min(days) < 0 or quantity < 0:
            raise ValueError("Quantities and days are 0 or more, and there is a week.")
    names = list(range(len(quantities)) if channels is None else channels)
    unit = lcm(*(sum(days) or 1 for days in weights))
    shares = [
        _shares(quantity, days, unit)
        for quantity, days in zip(quantities, weights, strict=True)
    ]
    cells, arcs = _arcs(shares, names, unit)
    _round(arcs, unit)
    return [[cell.amount // unit for cell in row] for row in cells]


def _shares(quantity: int, days: Sequence[int], unit: int) -> list[int]:
    """The exact share of each week, in ``unit``-ths of a post."""
    if not any(days):
        return [0] * (len(days) - 1) + [quantity * unit]
    return [quantity * day * (unit // sum(days)) for day in days]


def _arcs(
    shares: list[list[int]], channels: list[Hashable], unit: int
) -> tuple[list[list[_Arc]], list[_Arc]]:
    """The arc of each cell, and all arcs: cells, weeks of channels, weeks."""
    arcs: list[_Arc] = []
    number = count()

    def add(tail: Node, head: Node, amount: int, week: int, level: int) -> _Arc:
        rank = (-(amount % unit), week, level, next(number))
        arcs.append(_Arc(tail, head, amount, rank))
        return arcs[-1]

    for week, column in enumerate(zip(*shares, strict=True)):
        add(("week", week), SINK, sum(column), week, 0)
    shared = [channel for channel in channels if channels.count(channel) > 1]
    for channel in dict.fromkeys(shared):
        rows = [
            row for row, name in zip(shares, channels, strict=True) if name == channel
        ]
        for week, column in enumerate(zip(*rows, strict=True)):
            node = ("channel", channel, week)
            add(node, ("week", week), sum(column), week, 1)
    cells: list[list[_Arc]] = []
    for row, (amounts, channel) in enumerate(zip(shares, channels, strict=True)):
        cells.append([])
        for week, amount in enumerate(amounts):
            head = ("channel", channel, week) if channel in shared else ("week", week)
            cells[-1].append(add(("row", row), head, amount, week, 2))
    return cells, arcs


def _round(arcs: list[_Arc], unit: int) -> None:
    """Make all arcs whole, each rounded down or up, and lose nothing at any node.

    All that comes into a node goes out of it, and rows are whole. An arc that is not
    whole therefore lies on a circle of such arcs: were it the only way between two
    parts, it would carry what whole rows sum up to. Moving posts along a circle until
    one of its arcs is whole changes no sum.
    """
    broken = sorted((arc for arc in arcs if arc.amount % unit), key=_rank, reverse=True)
    at: dict[Node, dict[int, _Arc]] = {}
    for number, arc in enumerate(broken):
        at.setdefault(arc.tail, {})[number] = arc
        at.setdefault(arc.head, {})[number] = arc
    for number, arc in reversed(list(enumerate(broken))):
        while arc.amount % unit:
            circle = _find_circle(number, arc, at)
            for pushed in _push(circle, unit):
                del at[broken[pushed].tail][pushed], at[broken[pushed].head][pushed]


def _rank(arc: _Arc) -> tuple[int, int, int, int]:
    return arc.rank


def _find_circle(
    number: int, start: _Arc, at: dict[Node, dict[int, _Arc]]
) -> list[tuple[int, _Arc, bool]]:
    """A shortest circle through an arc, each of its arcs with whether it goes forward.

    Of equally short ones it takes from the last weeks.
    """
    came: dict[Node, tuple[int, _Arc]] = {start.head: (number, start)}
    reached = [start.head]
    for node in reached:
        if node == start.tail:
            break
        for key, arc in at[node].items():
            other = arc.head if node == arc.tail else arc.tail
            if other not in came and key != number:
                came[other] = (key, arc)
                reached.append(other)
    circle = [(number, start, True)]
    node = start.tail
    while node != start.head:
        key, arc = came[node]
        circle.append((key, arc, arc.head == node))
        node = arc.tail if node == arc.head else arc.head
    return circle


def _push(circle: list[tuple[int, _Arc, bool]], unit: int) -> list[int]:
    """Move as much as makes an arc whole, the first arc rising; say which are whole."""
    moved = min(
        unit - arc.amount % unit if forward else arc.amount % unit
        for _key, arc, forward in circle
    )
    for _key, arc, forward in circle:
        arc.amount += moved if forward else -moved
    return [key for key, arc, _forward in circle if not arc.amount % unit]
