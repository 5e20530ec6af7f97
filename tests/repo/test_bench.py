"""The frame of the benchmark, without Odoo."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import harness, run


@pytest.fixture
def rows(monkeypatch):
    """No rows but those of the test."""
    monkeypatch.setattr(harness, "ROWS", {})
    return harness.ROWS


def test_row_gives_median_and_ratio(rows):
    @harness.row("sums", size=1000, odoo=False, repeats=3)
    def sums(case):
        numbers = [case.random.random() for _number in range(case.size)]
        yield case.measure("product", lambda: [sum(numbers) for _time in range(50)])
        yield case.measure("raw", lambda: sum(numbers))
        yield case.ratio("product", "raw", limit=1)

    measured = run.run_row(rows["sums"], 1000, None, 19)
    assert [one.label for one in measured] == ["product", "raw", "product : raw"]
    assert len(measured[0].runs) == 3
    assert measured[2].value > 1
    assert not measured[2].ok


def test_ratio_compares_turn_by_turn(monkeypatch):
    """A busy moment that meets both sides of a turn does not move the ratio."""
    clock = iter([0, 2, 0, 1, 0, 40, 0, 20, 0, 40, 0, 1])
    monkeypatch.setattr(harness.time, "perf_counter", lambda: next(clock))
    case = harness.Case(1, repeats=3)
    case.measure_in_turn({"product": lambda: None, "raw": lambda: None})
    ratio = case.ratio("product", "raw")
    assert ratio.runs == (2, 2, 40)
    assert ratio.value == 2


def test_ratio_of_what_ran_apart_is_of_medians(monkeypatch):
    clock = iter([0, 2, 0, 4, 0, 6, 0, 1, 0, 2, 0, 8])
    monkeypatch.setattr(harness.time, "perf_counter", lambda: next(clock))
    case = harness.Case(1, repeats=3)
    case.measure("product", lambda: None)
    case.measure("raw", lambda: None)
    assert case.ratio("product", "raw").value == 2


def test_same_seed_makes_the_same_data():
    draws = [harness.Case(10, seed=3).random.random() for _case in range(2)]
    assert draws[0] == draws[1]


def test_two_rows_of_one_name(rows):
    harness.row("x", size=1)(lambda case: [])
    with pytest.raises(ValueError, match="two rows"):
        harness.row("x", size=1)(lambda case: [])
