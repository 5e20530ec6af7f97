"""The frame of a benchmark row.

A row is a small function in a module of ``bench/rows`` that yields its measurements::

    @row("points of plan lines", size=10_000)
    def points(case):
        env = case.env  # Odoo, in a database of its own, rolled back afterwards
        lines = make_lines(env, case.size, case.random)
        yield case.measure("product", lambda: lines.secured_points_of())
        yield case.measure("raw", lambda: env.cr.execute(SQL))
        yield case.ratio("product", "raw", limit=5)

``case.random`` is seeded: the same seed and size make the same data. What is measured
runs ``case.repeats`` times; the median counts.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

#: rows by name, in the order of their definition
ROWS: dict[str, "Row"] = {}


@dataclass(frozen=True)
class Row:
    """One row: what is measured, at which size, and whether it needs Odoo."""

    name: str
    function: Callable[["Case"], Iterator["Measured"]]
    size: int
    odoo: bool = True
    repeats: int = 5


@dataclass(frozen=True)
class Measured:
    """One measurement of a row: seconds, or a ratio of two of them."""

    label: str
    value: float
    unit: str = "s"
    runs: tuple[float, ...] = ()
    queries: int | None = None
    limit: float | None = None

    @property
    def ok(self) -> bool:
        """Whether it keeps within its limit, if it has one."""
        return self.limit is None or self.value <= self.limit


@dataclass
class Case:
    """What a row's function gets: data by seed and size, and the stop-watch."""

    size: int
    seed: int = 19
    repeats: int = 5
    env: Any = None
    medians: dict[str, Measured] = field(default_factory=dict)
    #: what was measured in turn with what, by label
    turns: dict[str, dict] = field(default_factory=dict)

    @property
    def random(self) -> random.Random:
        """A random source that begins anew with the row's seed."""
        return random.Random(self.seed)

    def measure(
        self,
        label: str,
        action: Callable[[], object],
        before: Callable[[], object] = lambda: None,
    ) -> Measured:
        """Run an action several times and give the median.

        :param before: run before each repetition, outside of the clock
            (by default Odoo's caches are emptied)
        """
        return self.measure_in_turn({label: action}, before)[0]

    def measure_in_turn(
        self,
        actions: dict[str, Callable[[], object]],
        before: Callable[[], object] = lambda: None,
    ) -> list[Measured]:
        """Measure several actions turn by turn, so that a busy moment meets them all.

        :param actions: what to run, by label
        :param before: as in ``measure``
        """
        runs: dict[str, list[float]] = {label: [] for label in actions}
        queries: dict[str, int | None] = {}
        for _repeat in range(self.repeats):
            for label, action in actions.items():
                self._empty_caches()
                before()
                counted = self._queries()
                started = time.perf_counter()
                action()
                runs[label].append(time.perf_counter() - started)
                queries[label] = None if counted is None else self._queries() - counted
        done = [
            Measured(label, statistics.median(times), "s", tuple(times), queries[label])
            for label, times in runs.items()
        ]
        self.medians.update((one.label, one) for one in done)
        self.turns.update(dict.fromkeys(actions, actions))
        return done

    def ratio(self, product: str, other: str, limit: float | None = None) -> Measured:
        """How many times longer the product takes than the raw limit or peer.

        What was measured in turn is compared turn by turn, and the median of those
        ratios counts: a busy moment meets both sides of a turn, while it moves the
        medians of the two apart.

        :param limit: a ratio above it fails the run
        """
        one, two = self.medians[product], self.medians[other]
        value, ratios = one.value / two.value, ()
        if self.turns[product] is self.turns[other]:
            ratios = tuple(a / b for a, b in zip(one.runs, two.runs, strict=True))
            value = statistics.median(ratios)
        return Measured(f"{product} : {other}", value, "x", ratios, limit=limit)

    def _empty_caches(self) -> None:
        if self.env is not None:
            self.env.flush_all()
            self.env.invalidate_all()

    def _queries(self) -> int | None:
        return None if self.env is None else self.env.cr.sql_log_count


def row(name: str, size: int, odoo: bool = True, repeats: int = 5) -> Callable:
    """Register a function as a row of the benchmark."""

    def register(function: Callable) -> Callable:
        if name in ROWS:
            raise ValueError(f"There are two rows named {name!r}.")
        ROWS[name] = Row(name, function, size, odoo, repeats)
        return function

    return register
