"""What an idea is worth against what it takes (A10)."""

#: Marks that people give, from very little to very much.
MARKS = (1, 2, 3, 4, 5)


def score(impact: int, effort: int) -> int:
    """Impact times what is left of the effort: from 1 to 25, more is better.

    Much for little work comes first; the same impact is worth less the more work
    it takes.

    >>> score(impact=5, effort=1)
    25
    >>> score(impact=3, effort=3)
    9
    >>> score(impact=1, effort=5)
    1

    :raises ValueError: for a mark outside 1 to 5
    """
    if impact not in MARKS or effort not in MARKS:
        raise ValueError("marks go from 1 to 5")
    return impact * (MARKS[-1] + 1 - effort)
