"""What came of a contact, what follows from it, and the shares of S16."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

REACHED = "reached"
NOT_REACHED = "not_reached"
TALKED = "talked"
SUNDAY = 6


@dataclass(frozen=True)
class Outcome:
    """What one answer at the end of a contact means."""

    reached: bool
    talked: bool
    next_step: str

    @property
    def result(self) -> str:
        """Whether anybody was there, as the log keeps it."""
        return REACHED if self.reached else NOT_REACHED

    @property
    def evidence(self) -> str:
        """The evidence of the log's row."""
        return TALKED if self.talked else "none"


#: One touch says whether the customer was reached, talked, and what is next.
OUTCOMES = {
    "no_answer": Outcome(reached=False, talked=False, next_step="call"),
    "busy": Outcome(reached=True, talked=False, next_step="call"),
    "interested": Outcome(reached=True, talked=True, next_step="meeting"),
    "offer": Outcome(reached=True, talked=True, next_step="offer"),
    "later": Outcome(reached=True, talked=True, next_step="call"),
    "refused": Outcome(reached=True, talked=True, next_step="none"),
}


def follow_up_day(today: date, days: int) -> date:
    """The day of the next step, ``days`` after today; Sundays become Mondays.

    >>> follow_up_day(date(2026, 11, 27), 1)  # a Friday
    datetime.date(2026, 11, 28)
    >>> follow_up_day(date(2026, 11, 28), 1)  # a Saturday
    datetime.date(2026, 11, 30)

    :raises ValueError: for a day that is not in the future
    """
    if days < 1:
        raise ValueError(days)
    day = today + timedelta(days=days)
    return day + timedelta(days=day.weekday() == SUNDAY)


def share(part: int, whole: int) -> Decimal | None:
    """Percent that ``part`` is of ``whole``, with one digit (S16).

    % on plan = done planned contacts of all planned ones; % successful = calls in
    which the customer was reached and talked, of all calls. Without anything to
    divide there is no share, which is not zero.

    >>> share(2, 3)
    Decimal('66.7')
    >>> share(0, 0) is None
    True

    :raises ValueError: for a negative number, or more parts than the whole has
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole}")
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
