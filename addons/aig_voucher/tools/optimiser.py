"""The best set of gifts for a customer's wishes within the amount, at least real cost.

First as many wishes as the amount allows, each by its weight; of all sets that reach
that, the one that really costs least. Exact: amounts of hundreds of millions make a
table by money impossible, weights of a few stars make one by wishes small.

1. The least value that gains each number of wishes gives the best number.
2. Cost and value are weighed against each other (Lagrange); the weight at which both
   are in balance is found by the lines through the best sets so far (Handler and Zang
   1980). It gives a good set, and a bound for all others.
3. What the bound leaves open is searched: partial sets that are neither cheaper nor
   worth less than another with the same wishes are dropped.

>>> found = propose([Wish("banner", 15, 8, 3, 2), Wish("led", 25, 7, 3, 2),
...                  Wish("print", 10, 6, 1, 1)], 45)
>>> found.counts, found.wishes, found.value, found.cost
((('banner', 2), ('print', 1)), 7, 40, 22)
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from math import gcd
from operator import itemgetter
from typing import Any

_Table = list[list[int | None]]
#: Value and cost of a partial set, and its last bundle with those before it.
_Label = tuple[int, int, Any]
#: The first look goes as far as this power of a half of the known distance.
FIRST_LOOK = 12
#: Partial sets that are looked at before giving up: under two seconds. Only figures
#: made on purpose need more; then what was found by weighing is the answer.
MOST_LABELS = 600_000


@dataclass(frozen=True, slots=True)
class Wish:
    """A gift, how much the customer wants one of it, and how many at most.

    ``value`` and ``cost`` of one are whole numbers of the currency's smallest unit.
    """

    key: Hashable
    value: int
    cost: int
    weight: int
    most: int = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """How many of which gifts, and what that sums to.

    ``proven``: no set with so many wishes costs less.
    """

    counts: tuple[tuple[Hashable, int], ...]
    wishes: int
    value: int
    cost: int
    proven: bool = True


class _TooMany(Exception):
    """More partial sets than are reasonable to look at."""


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Some of one gift, taken together or not at all."""

    number: int
    count: int
    value: int
    cost: int
    weight: int


def propose(wishes: Iterable[Wish], amount: int) -> Proposal:
    """The set of most wishes within ``amount``, at the least cost.

    Gifts without a weight are not proposed.

    :raises ValueError: a value, a cost or a number is negative
    """
    wanted = [_within(wish, amount) for wish in wishes]
    wanted = [wish for wish in wanted if wish.weight and wish.most]
    unit = gcd(*(wish.weight for wish in wanted)) or 1
    bundles = list(_bundles(wanted, unit))
    if sum(bundle.value for bundle in bundles) <= amount:
        return _proposal(wanted, bundles)
    most = _most_wishes(bundles, amount)
    least_value = _least(bundles, most, [bundle.value for bundle in bundles])
    goal = max(s for s in range(most + 1) if _at_most(least_value[0][s], amount))
    search = _Search(bundles, goal, amount, least_value)
    try:
        return _proposal(wanted, search.run())
    except _TooMany:
        return replace(_proposal(wanted, search.best), proven=False)


def _within(wish: Wish, amount: int) -> Wish:
    if min(wish.value, wish.cost, wish.weight, wish.most, amount) < 0:
        raise ValueError("values, costs, weights and numbers are not negative")
    most = min(wish.most, amount // wish.value) if wish.value else wish.most
    return Wish(wish.key, wish.value, wish.cost, wish.weight, most)


def _bundles(wanted: list[Wish], unit: int) -> Iterable[_Bundle]:
    """Bundles of 1, 2, 4 ... and the rest give every number up to the most."""
    for number, wish in enumerate(wanted):
        left, count = wish.most, 1
        while left:
            count = min(count, left)
            yield _Bundle(
                number,
                count,
                count * wish.value,
                count * wish.cost,
                count * wish.weight // unit,
            )
            left -= count
            count *= 2


def _most_wishes(bundles: list[_Bundle], amount: int) -> int:
    """No set gains more: as if gifts could be cut in pieces."""
    left, most = amount, 0
    free = [bundle for bundle in bundles if not bundle.value]
    most = sum(bundle.weight for bundle in free)
    paid = [bundle for bundle in bundles if bundle.value]
    for bundle in sorted(paid, key=lambda b: b.weight / b.value, reverse=True):
        if bundle.value > left:
            # one more than needed, should the ratios have been rounded
            return most + bundle.weight * left // bundle.value + 1
        left -= bundle.value
        most += bundle.weight
    return most


def _at_most(number: int | None, limit: int) -> bool:
    return number is not None and number <= limit


def _least(bundles: list[_Bundle], goal: int, prices: list[int]) -> _Table:
    """``table[i][s]``: the least price of ``s`` wishes with bundles from ``i`` on."""
    row: list[int | None] = [0] + [None] * goal
    table = [row]
    for bundle, price in zip(reversed(bundles), reversed(prices), strict=True):
        weight, before = bundle.weight, row
        row = before[:weight] + [
            other if other is not None and (same is None or other < same) else same
            for same, other in zip(
                before[weight:],
                (None if base is None else base + price for base in before),
                strict=False,
            )
        ]
        table.append(row)
    return table[::-1]


def _taken(bundles: list[_Bundle], table: _Table, goal: int) -> list[_Bundle]:
    """The bundles of which ``table[0][goal]`` is the price."""
    taken, left = [], goal
    for number, bundle in enumerate(bundles):
        if table[number][left] != table[number + 1][left]:
            taken.append(bundle)
            left -= bundle.weight
    return taken


def _proposal(wanted: list[Wish], taken: list[_Bundle]) -> Proposal:
    counts = [0] * len(wanted)
    for bundle in taken:
        counts[bundle.number] += bundle.count
    pairs = list(zip(wanted, counts, strict=True))
    return Proposal(
        counts=tuple((wish.key, count) for wish, count in pairs if count),
        wishes=sum(wish.weight * count for wish, count in pairs),
        value=sum(wish.value * count for wish, count in pairs),
        cost=sum(wish.cost * count for wish, count in pairs),
    )


class _Search:
    """The cheapest of the sets that gain ``goal`` wishes within ``amount``."""

    def __init__(
        self, bundles: list[_Bundle], goal: int, amount: int, least_value: _Table
    ) -> None:
        self.bundles = bundles
        self.goal = goal
        self.amount = amount
        self.least_value = least_value
        self.best = _taken(bundles, least_value, goal)
        #: What one of the value weighs, as a fraction, and the table by that weight
        self.weight = (0, 1)
        self.bound = self._weigh()
        self.left = MOST_LABELS

    def run(self) -> list[_Bundle]:
        """The bundles of the cheapest set."""
        cheapest = _taken(self.bundles, self.bound, self.goal)
        if _value(cheapest) <= self.amount:
            return cheapest
        self._balance(cheapest)
        return self._search()

    def _weigh(self) -> _Table:
        value, cost = self.weight
        prices = [b.cost * cost + b.value * value for b in self.bundles]
        return _least(self.bundles, self.goal, prices)

    def _balance(self, above: list[_Bundle]) -> None:
        """Find the weight at which sets within the amount and above it are level.

        :param above: the cheapest set of all; it is worth more than the amount
        """
        within = self.best
        while True:
            value = _cost(within) - _cost(above)
            cost = _value(above) - _value(within)
            if value <= 0:
                return
            self.weight = (value, cost)
            self.bound = self._weigh()
            level = _cost(within) * cost + _value(within) * value
            if self.bound[0][self.goal] == level:
                return
            found = _taken(self.bundles, self.bound, self.goal)
            if _value(found) > self.amount:
                above = found
            else:
                within = found
                if _cost(found) < _cost(self.best):
                    self.best = found

    def _search(self) -> list[_Bundle]:
        """Look through the sets that the bound leaves open.

        Nearly always the best set lies close to the bound. So sets close to it are
        looked at first, then those four times as far away, until one is found.
        """
        by_value, by_cost = self.weight
        bound = (self.bound[0][self.goal] or 0) - self.amount * by_value
        known = _cost(self.best) * by_cost
        step = max((known - bound) >> FIRST_LOOK, 1)
        while True:
            limit = min(bound + step, known)
            found = self._look(limit)
            if found is not None:
                return found
            if limit == known:
                return self.best
            step *= 4

    def _look(self, limit: int) -> list[_Bundle] | None:
        """The cheapest set below ``limit``, which is weighed like the bound."""
        labels: dict[int, list[_Label]] = {self.goal: [(0, 0, None)]}
        for number, bundle in enumerate(self.bundles, 1):
            grown: dict[int, list[_Label]] = {}
            for left, there in labels.items():
                grown.setdefault(left, []).extend(
                    self._open(number, left, limit, there)
                )
                if bundle.weight <= left:
                    taken = [
                        (value + bundle.value, cost + bundle.cost, (bundle, before))
                        for value, cost, before in there
                    ]
                    left -= bundle.weight
                    grown.setdefault(left, []).extend(
                        self._open(number, left, limit, taken)
                    )
            labels = {left: _front(there) for left, there in grown.items() if there}
            self.left -= sum(map(len, grown.values()))
            if self.left < 0:
                raise _TooMany
        # the last is the cheapest of a front
        return _chain(labels[0][-1]) if labels.get(0) else None

    def _open(
        self, number: int, left: int, limit: int, labels: list[_Label]
    ) -> list[_Label]:
        """Partial sets that may still lead to one below the limit."""
        least, bound = self.least_value[number][left], self.bound[number][left]
        if least is None or bound is None:
            return []
        room = self.amount - least
        by_value, by_cost = self.weight
        limit += self.amount * by_value - bound
        return [
            label
            for label in labels
            if label[0] <= room and label[1] * by_cost + label[0] * by_value < limit
        ]


def _chain(label: _Label) -> list[_Bundle]:
    taken, chain = [], label[2]
    while chain:
        bundle, chain = chain
        taken.append(bundle)
    return taken


def _front(labels: list[_Label]) -> list[_Label]:
    """Without those that are neither cheaper nor worth less than another."""
    kept: list[_Label] = []
    for label in sorted(labels, key=itemgetter(0, 1)):
        if not kept or label[1] < kept[-1][1]:
            kept.append(label)
    return kept


def _value(bundles: Iterable[_Bundle]) -> int:
    return sum(bundle.value for bundle in bundles)


def _cost(bundles: Iterable[_Bundle]) -> int:
    return sum(bundle.cost for bundle in bundles)
