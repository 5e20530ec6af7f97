"""Choices that look random and are the same each time.

Every choice is made from a name of its own, not from a sequence: a record more in the
story moves none of the others.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")
SEED = "aig"
BITS, SPARE = 64, 12


def fraction(*key: object) -> float:
    """A number from 0 up to 1, always the same for a key.

    >>> fraction("Hoa Ban", 1) == fraction("Hoa Ban", 1)
    True
    >>> fraction("Hoa Ban", 1) == fraction("Hoa Ban", 2)
    False
    """
    text = "|".join(map(str, (SEED, *key)))
    digest = hashlib.sha256(text.encode()).digest()
    # no more bits than a float holds: it never rounds up to 1
    return float(int.from_bytes(digest[: BITS // 8], "big") >> SPARE) / (
        1 << BITS - SPARE
    )


def between(low: int, high: int, *key: object) -> int:
    """A whole number from ``low`` to ``high``, both included.

    >>> all(1 <= between(1, 6, number) <= 6 for number in range(100))
    True
    """
    return low + int(fraction(*key) * (high - low + 1))


def choose(options: Sequence[Option], *key: object) -> Option:
    """One of some options, each as likely as the others.

    >>> choose("a", "any")
    'a'
    """
    return options[between(0, len(options) - 1, *key)]


def number(wish: float, *key: object) -> int:
    """A whole number that is ``wish`` on average.

    >>> number(2.0, "any")
    2
    >>> {number(0.5, key) for key in range(20)}
    {0, 1}
    """
    return int(wish + fraction(*key))
