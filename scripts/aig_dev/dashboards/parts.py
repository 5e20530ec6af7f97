"""What a dashboard is described with: numbers, charts, tables, lists."""

from __future__ import annotations

from dataclasses import dataclass, replace

#: what a filter or a condition of Odoo's domains is made of
Domain = tuple[tuple, ...]

MONEY, COUNT, POINTS = "money", "count", "points"
#: a share of one, and a number of hundredths
SHARE, PERCENT = "share", "percent"


@dataclass(frozen=True)
class Fact:
    """A model that is read, and how the dashboard's filters reach it.

    :param date: field that the period is compared with; empty: as it is today
    """

    model: str
    date: str = "date"
    territory: str = "territory_id"
    user: str = "user_id"
    domain: Domain = ()

    def only(self, *conditions: tuple) -> Fact:
        """The same fact, narrowed."""
        return replace(self, domain=(*self.domain, *conditions))


@dataclass(frozen=True)
class Measure:
    """A sum over a fact."""

    fact: Fact
    field: str
    kind: str = COUNT


@dataclass(frozen=True)
class Number:
    """A large number with its change since the period before.

    :param per: what it is a share of
    :param good: whether more is good (``up``), bad (``down``)
    """

    title: str
    measure: Measure
    per: Measure | None = None
    good: str = "up"


@dataclass(frozen=True)
class Chart:
    """Bars, lines or pieces of a sum, by one or two fields."""

    title: str
    fact: Fact
    field: str
    by: tuple[str, ...]
    kind: str = "bar"
    order: str = "DESC"


@dataclass(frozen=True)
class Table:
    """Sums by one or two fields, the largest first.

    :param columns: heading and measure of each column
    """

    title: str
    fact: Fact
    by: tuple[str, ...]
    heading: str
    columns: tuple[tuple[str, str, str], ...]
    rows: int = 10
    ascending: bool = False


def counts(title: str, fact: Fact, columns: tuple, by: str = "", rows=8) -> Table:
    """Counts of each salesperson, or of each and of what ``by`` names."""
    shown = tuple((heading, field, COUNT) for heading, field in columns)
    if by:
        return Table(title, fact, ("user_id", by), "Salesperson, customer", shown, rows)
    return Table(title, fact, ("user_id",), "Salesperson", shown, rows)


@dataclass(frozen=True)
class Listing:
    """The first records of a model, each cell opens its record."""

    title: str
    fact: Fact
    columns: tuple[tuple[str, str], ...]
    order: str
    rows: int = 8
    ascending: bool = True


@dataclass(frozen=True)
class Dashboard:
    """One page: numbers on top, below them blocks, two beside each other.

    :param name: of the file, without its ending
    :param addon: where the file belongs
    """

    name: str
    addon: str
    numbers: tuple[Number, ...]
    blocks: tuple[Chart | Table | Listing, ...]
    people: str = "Salesperson"
    period: str = "this_quarter"
