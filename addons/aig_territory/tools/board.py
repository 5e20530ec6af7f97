"""The arithmetic of the territory board: small cells added up the tree (G09, S19).

A cell is what one grouped query gives: one territory, one person or nobody, a value.
"No data" is ``None``; it is not zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of one territory and one person; ``person`` is ``None`` for nobody."""

    territory: int
    person: int | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """A figure of one board: all of it, by branch of the tree and by person.

    ``by_branch`` has the territories below and the board's territory itself (its own
    records). Who is missing in ``by_branch`` or ``by_person`` has no data.
    """

    total: Decimal | None = None
    by_branch: dict[int, Decimal] = field(default_factory=dict)
    by_person: dict[int | None, Decimal] = field(default_factory=dict)


def branches(
    paths: Mapping[int, Sequence[int]], tops: Iterable[int], node: int | None = None
) -> dict[int, int]:
    """Which row of the board each territory counts in.

    :param paths: ids from the root down to the territory itself, by territory
    :param tops: territories at the top of what the user sees
    :param node: territory of the board, ``None`` for all that the user sees
    :return: the child of ``node`` (or the top) in whose subtree a territory lies,
        ``node`` for itself; territories outside are missing

    >>> paths = {1: (1,), 2: (1, 2), 3: (1, 2, 3), 4: (4,)}
    >>> branches(paths, [1, 4])
    {1: 1, 2: 1, 3: 1, 4: 4}
    >>> branches(paths, [1, 4], 1)
    {1: 1, 2: 2, 3: 2}
    """
    found = {}
    tops = set(tops)
    for territory, path in paths.items():
        if node is None:
            row = next((step for step in path if step in tops), None)
        elif node in path:
            row = [*path[path.index(node) :], node][1]
        else:
            row = None
        if row is not None:
            found[territory] = row
    return found


def roll_up(cells: Iterable[Cell], branch: Mapping[int, int]) -> Totals:
    """Add cells up: the total is the sum of the branches and the sum of the people.

    >>> totals = roll_up(
    ...     [Cell(1, 7, Decimal(2)), Cell(3, None, Decimal(5)), Cell(9, 7, Decimal(1))],
    ...     {1: 1, 2: 2, 3: 2},
    ... )
    >>> totals.total, totals.by_branch
    (Decimal('7'), {1: Decimal('2'), 2: Decimal('5')})
    >>> totals.by_person
    {7: Decimal('2'), None: Decimal('5')}
    >>> roll_up([], {1: 1}).total is None
    True
    """
    total: Decimal | None = None
    by_branch: dict[int, Decimal] = {}
    by_person: dict[int | None, Decimal] = {}
    for cell in cells:
        if cell.territory not in branch:
            continue
        row = branch[cell.territory]
        total = (total or 0) + cell.value
        by_branch[row] = by_branch.get(row, 0) + cell.value
        by_person[cell.person] = by_person.get(cell.person, 0) + cell.value
    return Totals(total, by_branch, by_person)


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """``part`` / ``whole``, or no data where nothing can be divided.

    A missing part of a known whole is zero: nothing of five was won.

    >>> ratio(Decimal(1), Decimal(4)), ratio(None, Decimal(5))
    (Decimal('0.25'), Decimal('0'))
    >>> ratio(Decimal(1), None), ratio(Decimal(1), Decimal(0))
    (None, None)
    """
    return (part or Decimal(0)) / whole if whole else None
