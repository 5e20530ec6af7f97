"""Customer debt, without tax, split into what is due and what is not yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .figures import ZERO, rounded


@dataclass(frozen=True, slots=True)
class OpenItem:
    """The open rest of one invoice (or of a payment not yet matched).

    ``residual`` is negative for a credit note or an advance payment.
    ``untaxed`` and ``total`` are of the whole document; a ``total`` of 0 says
    that the item is no invoice, so that no tax can be told apart.
    """

    residual: Decimal
    untaxed: Decimal
    total: Decimal
    is_due: bool


@dataclass(frozen=True, slots=True)
class Receivable:
    """Debt of one customer, in the company's currency."""

    due: Decimal = ZERO
    not_due: Decimal = ZERO


def untaxed_part(item: OpenItem, digits: int = 0) -> Decimal:
    """The share of an open rest that is sales, not tax.

    >>> untaxed_part(OpenItem(Decimal(55), Decimal(100), Decimal(110), True))
    Decimal('50')
    >>> untaxed_part(OpenItem(Decimal(-30), Decimal(0), Decimal(0), True))
    Decimal('-30')
    """
    if not item.total:
        return rounded(item.residual, digits)
    return rounded(item.residual * item.untaxed / item.total, digits)


def receivable(
    items: Iterable[OpenItem], *, untaxed: bool = True, digits: int = 0
) -> Receivable:
    """Sum open items to figure (2) (A23).

    Credit reduces the debt that is due first, then the rest; a customer who has
    more credit than debt owes nothing, he does not owe a negative amount.

    >>> receivable([OpenItem(Decimal(110), Decimal(100), Decimal(110), True),
    ...             OpenItem(Decimal(220), Decimal(200), Decimal(220), False),
    ...             OpenItem(Decimal(-150), Decimal(0), Decimal(0), True)])
    Receivable(due=Decimal('0'), not_due=Decimal('150'))
    >>> receivable([])
    Receivable(due=Decimal('0'), not_due=Decimal('0'))
    """
    debt = {True: ZERO, False: ZERO}
    credit = ZERO
    for item in items:
        part = untaxed_part(item, digits) if untaxed else rounded(item.residual, digits)
        if part < 0:
            credit -= part
        else:
            debt[item.is_due] += part
    from_due = min(credit, debt[True])
    from_not_due = min(credit - from_due, debt[False])
    return Receivable(debt[True] - from_due, debt[False] - from_not_due)
