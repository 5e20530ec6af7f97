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
    if not weights or min(weights) < 0 or min(quantities, default=0) < 0:
        raise ValueError("Quantities and days are 0 or more, and there is a week.")
    unit = sum(weights)
    if not unit:
        return [[0] * (len(weights) - 1) + [quantity] for quantity in quantities]
    rows = range(len(quantities))
    names: list[Hashable] = list(rows if channels is None else channels)
    cells, arcs = _arcs(quantities, weights, names)
    _round(arcs, unit)
    return [[cell.amount // unit for cell in cells[row]] for row in rows]


def _arcs(
    quantities: Sequence[int], weights: Sequence[int], channels: list[Hashable]
) -> tuple[list[list[_Arc]], list[_Arc]]:
    """The arc of each cell, and all arcs: cells, weeks of channels, weeks."""
    unit = sum(weights)
    arcs: list[_Arc] = []
    number = count()

    def add(tail: Node, head: Node, amount: int, week: int, level: int) -> _Arc:
        rank = (-(amount % unit), week, level, next(number))
        arcs.append(_Arc(tail, head, amount, rank))
        return arcs[-1]

    weeks = range(len(weights))
    total = sum(quantities)
    for week in weeks:
        add(("week", week), SINK, total * weights[week], week, 0)
    shared = [channel for channel in channels if channels.count(channel) > 1]
    for channel in dict.fromkeys(shared):
        amount = sum(
            quantity
            for quantity, name in zip(quantities, channels, strict=True)
            if name == channel
        )
        for week in weeks:
            node = ("channel", channel, week)
            add(node, ("week", week), amount * weights[week], week, 1)
    cells: list[list[_Arc]] = []
    for row, (quantity, channel) in enumerate(zip(quantities, channels, strict=True)):
        cells.append([])
        for week in weeks:
            head = ("channel", channel, week) if channel in shared else ("week", week)
            cells[-1].append(add(("row", row), head, quantity * weights[week], week, 2))
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
