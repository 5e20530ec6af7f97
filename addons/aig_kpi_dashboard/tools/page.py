"""The manager's page: figures of several facts, put together by person.

>>> columns = (Column("calls"), Column("revenue", "money"))
>>> page = assemble(columns, {"calls": {7: 3, 8: 0}, "revenue": {7: 5, 9: 2}})
>>> page.people
(7, 9)
>>> page.rows
((3, 5), (0, 2))
>>> page.total
(3, 7)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Figure = int | float | Decimal
#: who it was; ``None`` where nobody is named
Person = int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of the page.

    :param str name: what the sums are found by
    :param str kind: ``number`` or ``money``
    """

    name: str
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Page:
    """A row of figures for each person who has any, and their sum."""

    columns: tuple[Column, ...]
    people: tuple[Person, ...]
    rows: tuple[tuple[Figure, ...], ...]

    @property
    def total(self) -> tuple[Figure, ...]:
        """The sum of each column."""
        return tuple(
            sum((row[place] for row in self.rows), 0)
            for place in range(len(self.columns))
        )

    def __bool__(self) -> bool:
        return bool(self.people)


def assemble(
    columns: tuple[Column, ...], sums: Mapping[str, Mapping[Person, Figure]]
) -> Page:
    """Put sums by column and person into rows; who has none but zeros is left out.

    People stand in the order of their ids, nobody in particular at the end.

    >>> assemble((Column("calls"),), {"calls": {None: 1, 3: 0, 2: 4}}).people
    (2, None)
    >>> bool(assemble((Column("calls"),), {"calls": {3: 0}}))
    False
    """
    having = {
        person
        for column in columns
        for person, figure in sums.get(column.name, {}).items()
        if figure
    }
    people = tuple(sorted(having, key=lambda person: (person is None, person or 0)))
    rows = tuple(
        tuple(sums.get(column.name, {}).get(person, 0) for column in columns)
        for person in people
    )
    return Page(columns, people, rows)
