"""How far a plan is on its way to being complete (A02)."""

from collections.abc import Iterable


def completeness(done: Iterable[bool]) -> int:
    """Percent of the steps that are done, rounded down: 100 means all of them.

    >>> completeness([True, True, False])
    66
    >>> completeness([True])
    100

    Nothing demanded is nothing missing.

    >>> completeness([])
    100
    """
    steps = list(done)
    return 100 * sum(steps) // len(steps) if steps else 100
