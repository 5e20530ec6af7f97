"""How many customers the story has, for demonstrations and for benchmarks."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TypeVar

Fact = TypeVar("Fact")
HIGHEST = 1000.0


def factor_of(text: str | None) -> float:
    """The factor that was asked for; 1.0 when nothing was.

    >>> factor_of("0.5"), factor_of(None), factor_of("")
    (0.5, 1.0, 1.0)
    >>> factor_of("-1")
    Traceback (most recent call last):
        ...
    ValueError: aig_demo.factor is '-1': give a number above 0, up to 1000.
    """
    try:
        factor = float(text or 1)
    except ValueError:
        factor = 0.0
    if not 0 < factor <= HIGHEST:
        raise ValueError(
            f"aig_demo.factor is {text!r}: give a number above 0, up to {HIGHEST:.0f}."
        )
    return factor


def scaled(facts: Sequence[Fact], factor: float) -> Iterator[tuple[Fact, int]]:
    """So many times the facts, each with the number of its copy; at least one.

    >>> list(scaled("abcd", 0.5))
    [('a', 0), ('b', 0)]
    >>> list(scaled("ab", 2))
    [('a', 0), ('b', 0), ('a', 1), ('b', 1)]
    """
    for place in range(ceil(len(facts) * factor)):
        copy, fact = divmod(place, len(facts))
        yield facts[fact], copy
