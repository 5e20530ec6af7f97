"""A split of customers among people, before and after a redrawing (G06, S19)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from . import board


def money(amount: float | None) -> Decimal:
    """An amount as a database gives it, to be summed without binary fractions.

    >>> money(0.1) + money(0.2)
    Decimal('0.3')
    """
    return Decimal(str(amount or 0))


@dataclass(frozen=True)
class Figures:
    """What customers amount to.

    ``potential`` is money (open opportunities and the invoices of twelve months),
    ``workload`` counts open opportunities and pending activities.
    """

    customers: int = 0
    active: int = 0
    potential: Decimal = Decimal(0)
    workload: int = 0

    @property
    def prospects(self) -> int:
        return self.customers - self.active

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.customers + other.customers,
            self.active + other.active,
            self.potential + other.potential,
            self.workload + other.workload,
        )

    def __sub__(self, other: "Figures") -> "Figures":
        return self + Figures(
            -other.customers, -other.active, -other.potential, -other.workload
        )


@dataclass(frozen=True)
class Move:
    """Customers that pass from one person to another; ``None`` is nobody."""

    giver: int | None
    taker: int | None
    figures: Figures


def person_in_charge(user_id: int | None, members: Sequence[int]) -> int | None:
    """Whose customer it is: its salesperson's if a member of its territory, else the
    longest-serving member's.

    :param members: of the territory on the day, the longest-serving first

    >>> person_in_charge(7, [5, 7]), person_in_charge(9, [5, 7])
    (7, 5)
    >>> person_in_charge(9, [])
    """
    if user_id in members:
        return user_id
    return members[0] if members else None


def totals(
    holdings: Iterable[tuple[int | None, Figures]],
) -> dict[int | None, Figures]:
    """What each person holds.

    >>> totals([(7, Figures(1)), (7, Figures(1, 1)), (None, Figures(1))])[7].customers
    2
    """
    found: dict[int | None, Figures] = defaultdict(Figures)
    for person, figures in holdings:
        found[person] += figures
    return dict(found)


def changes(
    moves: Iterable[Move],
) -> tuple[dict[int | None, Figures], dict[int | None, Figures]]:
    """What each person gains and what each loses; who keeps a customer does neither.

    >>> gains, losses = changes([Move(7, 8, Figures(1)), Move(7, 7, Figures(5))])
    >>> gains[8].customers, losses[7].customers
    (1, 1)
    """
    passed = [move for move in moves if move.giver != move.taker]
    return (
        totals((move.taker, move.figures) for move in passed),
        totals((move.giver, move.figures) for move in passed),
    )


def ratio(figures: Figures) -> Decimal | None:
    """Prospects for each active customer, no data where nobody is active.

    >>> ratio(Figures(4, 1)), ratio(Figures(5, 2)), ratio(Figures(3))
    (Decimal('3'), Decimal('1.5'), None)
    """
    return board.ratio(Decimal(figures.prospects), Decimal(figures.active))
