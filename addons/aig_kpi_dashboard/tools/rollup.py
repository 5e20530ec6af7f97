"""By what the rows of a fact are put together before several groupings read them.

A pivot sums the same rows in total, by territory, by month and by both: four sums for
each row. Summed by both first, the other three add up what came of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .months import WHOLE

#: Types of fields of which there are few values in many rows.
FEW = {"date", "many2one", "selection"}


@dataclass(frozen=True, slots=True)
class Rollup:
    """What stands for rows that are put together.

    :param keys: field -> granularity of its dates, empty where there is none
    :param aggregates: their sums, and how many they are
    """

    keys: Mapping[str, str]
    aggregates: tuple[str, ...]


def rollup(
    specs: Iterable[str],
    aggregates: Iterable[str],
    types: Mapping[str, str],
    many: Iterable[str] = (),
) -> Rollup | None:
    """How rows are put together; None: there is nothing to win, or no way.

    :param specs: all by which something is grouped, e.g. ``date:month``
    :param aggregates: ``__count`` and sums, e.g. ``amount:sum``
    :param types: the type of each field
    :param many: fields with about as many values as there are rows

    >>> types = {"territory_id": "many2one", "date": "date"}
    >>> rollup(["territory_id", "date:month"], ["amount:sum"], types)
    Rollup(keys={'territory_id': '', 'date': 'month'}, aggregates=('amount:sum',))
    >>> rollup(["territory_id"], ["share:avg"], types)
    """
    keys: dict[str, str] = {}
    for spec in specs:
        name, _colon, granularity = spec.partition(":")
        if types.get(name) not in FEW or name in many:
            return None
        whole = "month" if granularity in WHOLE else ""
        keys[name] = whole if keys.get(name, whole) == whole else ""
    asked = tuple(dict.fromkeys(aggregates))
    if not all(each == "__count" or each.endswith(":sum") for each in asked):
        return None
    return Rollup(keys, asked) if keys else None
