"""Customer debt, without tax, split into what is due and what is not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .figures import ZERO, rounded


@dataclass(frozen=True, slots=True)
class OpenItem:
    """The open rest of one receivable: of an invoice, or of an unmatched payment.

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


def counted_parts(
    items: Sequence[OpenItem], *, untaxed: bool = True, digits: int = 0
) -> list[Decimal]:
    """What each open item adds to figure (2), in the order of the items (A23).

    Credit adds nothing itself: it takes off the debt that is due first, then the
    rest, of equal ones the first; so the parts sum to the figure. What is left of a
    credit larger than the debt counts for nothing.

    >>> counted_parts([OpenItem(Decimal(110), Decimal(100), Decimal(110), True),
    ...                OpenItem(Decimal(220), Decimal(200), Decimal(220), False),
    ...                OpenItem(Decimal(-150), Decimal(0), Decimal(0), True)])
    [Decimal('0'), Decimal('150'), Decimal('0')]
    """
    parts = [
        untaxed_part(item, digits) if untaxed else rounded(item.residual, digits)
        for item in items
    ]
    credit = -sum((part for part in parts if part < 0), ZERO)
    counted = [max(part, ZERO) for part in parts]
    if credit:
        due_first = sorted(range(len(items)), key=lambda index: not items[index].is_due)
        for index in due_first:
            taken = min(credit, counted[index])
            counted[index] -= taken
            credit -= taken
    return counted


def receivable_of(items: Sequence[OpenItem], parts: Sequence[Decimal]) -> Receivable:
    """Sum counted parts to figure (2), due and not due.

    >>> receivable_of([OpenItem(Decimal(5), ZERO, ZERO, True)], [Decimal(5)])
    Receivable(due=Decimal('5'), not_due=Decimal('0'))
    """
    sums = {True: ZERO, False: ZERO}
    for item, part in zip(items, parts, strict=True):
        sums[item.is_due] += part
    return Receivable(sums[True], sums[False])


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
    items = list(items)
    return receivable_of(items, counted_parts(items, untaxed=untaxed, digits=digits))


def planned_collection(
    promise: date | None, maturity: date | None, first_day: date | None, wait: int = 0
) -> date | None:
    """The day for which the collection of a receivable is planned (A06).

    What was promised counts; else the due date; what is overdue when the quarter
    begins is collected ``wait`` days after that.

    >>> planned_collection(None, date(2026, 8, 31), date(2026, 10, 1))
    datetime.date(2026, 10, 1)
    >>> planned_collection(None, date(2026, 8, 31), date(2026, 10, 1), wait=14)
    datetime.date(2026, 10, 15)
    >>> planned_collection(date(2026, 11, 15), date(2026, 8, 31), date(2026, 10, 1))
    datetime.date(2026, 11, 15)
    """
    if promise or not maturity or not first_day:
        return promise or maturity or first_day
    return maturity if maturity >= first_day else first_day + timedelta(days=wait)


def is_late_promise(
    promise: date | None, maturity: date | None, last_day: date
) -> bool:
    """Whether a promise puts off to after the quarter what is due before (A06).

    >>> is_late_promise(date(2027, 1, 5), date(2026, 11, 30), date(2026, 12, 31))
    True
    >>> is_late_promise(date(2027, 1, 5), date(2027, 2, 28), date(2026, 12, 31))
    False
    """
    return bool(promise and promise > max(maturity or last_day, last_day))
