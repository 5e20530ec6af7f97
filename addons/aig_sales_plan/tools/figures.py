"""The sums of a plan line, from its six figures.

The figures are numbered as in the sources: (1) year revenue, (2) receivables,
(3) renewal, (4) expected revenue, (5) expectation multiplier, (6) development.
Money is a ``Decimal`` in the company's currency, rounded to ``digits`` decimals
(VND: 0).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class SixFigures:
    """What a salesperson plans with one customer in one quarter (A22-A27).

    ``annual_revenue`` (1) is context only: it enters neither sum, because the
    debt (2) already comes from past sales.
    """

    annual_revenue: Decimal = ZERO
    receivable_due: Decimal = ZERO
    receivable_not_due: Decimal = ZERO
    renewal_revenue: Decimal = ZERO
    expected_revenue: Decimal = ZERO
    expectation_multiplier: Decimal = Decimal(1)
    development_revenue: Decimal = ZERO


def rounded(amount: Decimal, digits: int = 0) -> Decimal:
    """Round money half away from zero, as Odoo's currencies do.

    >>> rounded(Decimal("10.5")), rounded(Decimal("-10.5"))
    (Decimal('11'), Decimal('-11'))
    """
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def receivable_amount(figures: SixFigures) -> Decimal:
    """Figure (2): debt due and debt not yet due, together (A23).

    >>> receivable_amount(SixFigures(receivable_due=Decimal(150_000_000),
    ...                              receivable_not_due=Decimal(50_000_000)))
    Decimal('200000000')
    """
    return figures.receivable_due + figures.receivable_not_due


def secured_revenue(figures: SixFigures) -> Decimal:
    """Certain sales, (2) + (3) + (6) (A28).

    >>> secured_revenue(SixFigures(receivable_due=Decimal(150_000_000),
    ...                            receivable_not_due=Decimal(50_000_000),
    ...                            renewal_revenue=Decimal(200_000_000),
    ...                            development_revenue=Decimal(100_000_000)))
    Decimal('500000000')
    """
    return (
        receivable_amount(figures)
        + figures.renewal_revenue
        + figures.development_revenue
    )


def stretch_revenue(figures: SixFigures, digits: int = 0) -> Decimal:
    """Expected sales as they count for points, (4) x (5) (A29).

    The multiplier multiplies: 300 million at 2 count as 600 million.

    >>> stretch_revenue(SixFigures(expected_revenue=Decimal(300_000_000),
    ...                            expectation_multiplier=Decimal(2)))
    Decimal('600000000')
    """
    return rounded(figures.expected_revenue * figures.expectation_multiplier, digits)


def planned_revenue(figures: SixFigures) -> Decimal:
    """Planned sales of the quarter, (3) + (4) + (6): what is to be signed.

    The debt (2) was sold before, the multiplier (5) counts for points only.

    >>> planned_revenue(SixFigures(renewal_revenue=Decimal(200_000_000),
    ...                            expected_revenue=Decimal(300_000_000),
    ...                            expectation_multiplier=Decimal(2),
    ...                            development_revenue=Decimal(100_000_000)))
    Decimal('600000000')
    """
    return (
        figures.renewal_revenue + figures.expected_revenue + figures.development_revenue
    )
