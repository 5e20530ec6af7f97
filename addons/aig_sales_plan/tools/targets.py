"""Targets of a year: typed as year, quarter or month, compared from level to level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .distribution import spread
from .figures import ZERO

MONTHS_OF_YEAR = 12
MONTHS_OF_QUARTER = 3
HUNDREDTH = Decimal("0.01")

MATCH, MISMATCH, NOT_SET = "match", "mismatch", "not_set"

Amounts = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of a target; quarters and months are counted from 0."""

    year: Decimal | None = None
    quarters: Mapping[int, Decimal] = field(default_factory=dict)
    months: Mapping[int, Decimal] = field(default_factory=dict)


class ContradictionError(ValueError):
    """A sum was typed beside parts that give another one.

    ``quarter`` counts from 0 and is empty for the year.
    """

    def __init__(self, quarter: int | None, typed: Decimal, summed: Decimal) -> None:
        super().__init__(f"{typed} was typed, but the parts give {summed}.")
        self.quarter = quarter
        self.typed = typed
        self.summed = summed


def quarters(months: Sequence[Decimal]) -> Amounts:
    """Sums of three months each.

    >>> quarters([Decimal(number) for number in range(1, 13)])
    (Decimal('6'), Decimal('15'), Decimal('24'), Decimal('33'))
    """
    return tuple(
        sum(months[start : start + MONTHS_OF_QUARTER], ZERO)
        for start in range(0, len(months), MONTHS_OF_QUARTER)
    )


def month_weights(percentages: Sequence[Decimal]) -> Amounts:
    """Weights by which an amount spreads over the months (A05).

    100 % over twelve months is 8.33 or 8.34: percentages that differ by a hundredth
    at most mean an even year, and none at all does too.

    >>> month_weights([Decimal("8.33")] * 8 + [Decimal("8.34")] * 4)[7:9]
    (Decimal('1'), Decimal('1'))
    >>> month_weights([Decimal(5)] * 8 + [Decimal(15)] * 4)[7:9]
    (Decimal('5'), Decimal('15'))
    """
    if not percentages:
        return (Decimal(1),) * MONTHS_OF_YEAR
    if max(percentages) - min(percentages) <= HUNDREDTH:
        return (Decimal(1),) * len(percentages)
    return tuple(percentages)


def fill(
    months: Sequence[Decimal],
    typed: Typed,
    weights: Sequence[Decimal],
    digits: int = 0,
) -> Amounts:
    """The twelve months after typing; they sum to what was typed exactly (A05).

    A typed quarter spreads over its months by their weights, a typed year over all
    twelve. A sum that the months give already changes nothing.

    :raises ContradictionError: a sum was typed beside parts that give another one

    >>> even = [Decimal(1)] * 12
    >>> twelve = fill([Decimal(0)] * 12, Typed(year=Decimal(1_000)), even)
    >>> sum(twelve), twelve[3:5]
    (Decimal('1000'), (Decimal('84'), Decimal('83')))
    >>> sum(fill(twelve, Typed(quarters={3: Decimal(500)}), even)[9:])
    Decimal('500')
    """
    result = list(months)
    for month, amount in typed.months.items():
        result[month] = amount
    for quarter, amount in typed.quarters.items():
        span = slice(quarter * MONTHS_OF_QUARTER, (quarter + 1) * MONTHS_OF_QUARTER)
        summed = sum(result[span], ZERO)
        if summed == amount:
            continue
        if any(month // MONTHS_OF_QUARTER == quarter for month in typed.months):
            raise ContradictionError(quarter, amount, summed)
        result[span] = spread(amount, weights[span], digits)
    summed = sum(result, ZERO)
    if typed.year is not None and summed != typed.year:
        if typed.months or typed.quarters:
            raise ContradictionError(None, typed.year, summed)
        result = list(spread(typed.year, weights, digits))
    return tuple(result)


def compare(
    own: Sequence[Decimal],
    children: Sequence[Decimal] | None,
    has_children_by_nature: bool = True,
) -> str:
    """Whether a target and those below it agree in every quarter (A05).

    :param children: sums of those below, empty where there are none
    :param has_children_by_nature: false for the lowest level, which has none ever

    >>> four = [Decimal(1), Decimal(2), Decimal(3), Decimal(4)]
    >>> compare(four, four), compare(four, four[::-1])
    ('match', 'mismatch')
    >>> compare([ZERO] * 4, four), compare(four, None), compare(four, None, False)
    ('not_set', 'not_set', 'match')
    """
    if not any(own):
        return NOT_SET
    if not has_children_by_nature:
        return MATCH
    if not children or not any(children):
        return NOT_SET
    return MATCH if tuple(own) == tuple(children) else MISMATCH


def split_months(
    months: Sequence[Decimal], amounts: Sequence[Decimal], digits: int = 0
) -> list[Amounts]:
    """Twelve months for each child, by the months of the parent (A05).

    Each child takes its share of what those before it left, so the children's months
    sum to the parent's exactly where the amounts sum to its year. Who takes more than
    is left gets the parent's season.

    >>> parent = [Decimal(1)] * 11 + [Decimal(2)]
    >>> first, second = split_months(parent, [Decimal(6), Decimal(7)])
    >>> sum(first), sum(second)
    (Decimal('6'), Decimal('7'))
    >>> [sum(pair) for pair in zip(first, second)] == parent
    True
    """
    left = list(months)
    result = []
    for amount in amounts:
        fits = amount <= sum(left, ZERO)
        parts = spread(amount, left if fits else months, digits)
        if fits:
            left = [rest - part for rest, part in zip(left, parts, strict=True)]
        result.append(parts)
    return result
