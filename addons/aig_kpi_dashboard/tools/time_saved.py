"""What a task cost before and costs now, and the time that it saves (A57, S32)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HOUR = Decimal(3600)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Effort:
    """Steps of a task before, ``None`` where nobody knows, and its actions now."""

    before: int | None
    now: int

    @property
    def saved(self) -> int | None:
        """Steps that one time saves; less than zero where it costs more."""
        return None if self.before is None else self.before - self.now


def hours_saved(done: Iterable[tuple[Effort, int]], seconds: int) -> Decimal | None:
    """Hours: how often each task was done x (before - now) x seconds of a step.

    >>> voucher, call = Effort(8, 5), Effort(None, 3)
    >>> hours_saved([(voucher, 100), (call, 40)], 20)
    Decimal('1.7')
    >>> hours_saved([(call, 40)], 20) is None
    True

    :return: rounded to a tenth; ``None`` when nothing of it can be compared
    :raises ValueError: a step that takes no time
    """
    if seconds <= 0:
        raise ValueError("a step takes some time")
    steps = [effort.saved * times for effort, times in done if effort.saved is not None]
    if not steps:
        return None
    return (sum(steps) * seconds / HOUR).quantize(TENTH, ROUND_HALF_UP)
