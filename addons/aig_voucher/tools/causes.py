"""What certain points are given for, in shares that add up to them exactly."""

from collections.abc import Hashable, Mapping
from decimal import Decimal

from .ledger import shared
from .points import POINT


def split_points(points: Decimal, figures: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Divide points among their causes by what each brings, in hundredths.

    Each share is rounded down; the hundredths left go to those that lost most, the
    earlier cause first. Figures below 0 and points without any figure bring nothing
    to a cause.

    :raises ValueError: points below 0 or finer than a hundredth

    >>> million = Decimal(1_000_000)
    >>> shares = split_points(Decimal("5.00"), {
    ...     "receivable": 200 * million, "renewal": 250 * million,
    ...     "development": 50 * million})
    >>> [str(share) for share in shares.values()]
    ['2.00', '2.50', '0.50']
    >>> thirds = split_points(Decimal("1.00"), dict.fromkeys("abc", million))
    >>> [str(share) for share in thirds.values()]
    ['0.34', '0.33', '0.33']
    """
    if points < 0 or points % POINT:
        raise ValueError("points are hundredths, and not below 0")
    weights: dict[Hashable, Decimal] = {
        name: max(figure, Decimal()) for name, figure in figures.items()
    }
    parts = shared(points, weights)
    return {name: parts.get(name, Decimal("0.00")) for name in figures}
