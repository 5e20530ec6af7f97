"""Amounts as people say them: in millions and billions."""

from decimal import Decimal

BILLION, MILLION = 1_000_000_000, 1_000_000
#: Name of the unit -> its size and the decimals that are said.
UNITS = {"bn": (BILLION, 1), "mn": (MILLION, 0), "": (1, 0)}


def unit_of(amount: int | float | Decimal) -> str:
    """The unit that an amount is said in; what rounds to 1000 million is a billion.

    >>> unit_of(385_000_000), unit_of(-1_250_000_000), unit_of(999_500_000)
    ('mn', 'bn', 'bn')
    >>> unit_of(0), unit_of(999_999)
    ('', '')
    """
    size = abs(Decimal(amount))
    if size >= BILLION - MILLION // 2:
        return "bn"
    return "mn" if size >= MILLION else ""


def in_unit(amount: int | float | Decimal) -> tuple[float, int, str]:
    """An amount in its unit, the decimals that are said, and the unit.

    >>> in_unit(385_000_000)
    (385.0, 0, 'mn')
    >>> in_unit(1_250_000_000)
    (1.25, 1, 'bn')
    """
    unit = unit_of(amount)
    size, digits = UNITS[unit]
    return float(amount) / size, digits, unit
