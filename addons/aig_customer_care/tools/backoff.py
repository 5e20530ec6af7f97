"""When to try again after the mail server could not take a mail."""

from datetime import timedelta

DELAYS_IN_MINUTES = (1, 5, 15, 60, 240)
MAX_TRIES = 12


def retry_delay(tries: int) -> timedelta | None:
    """Return how long to wait after the ``tries``-th failed try (1 = the first).

    ``None`` means that no try is left. The delays grow to four hours and stay
    there: twelve tries take about thirty-three hours, longer than a night
    without a mail server, shorter than a weekend of silence.

    >>> [int(retry_delay(n).total_seconds() // 60) for n in range(1, 8)]
    [1, 5, 15, 60, 240, 240, 240]
    >>> retry_delay(12) is None
    True

    :raises ValueError: when fewer than one try was made
    """
    if tries < 1:
        raise ValueError(tries)
    if tries >= MAX_TRIES:
        return None
    last = len(DELAYS_IN_MINUTES)
    return timedelta(minutes=DELAYS_IN_MINUTES[min(tries, last) - 1])
