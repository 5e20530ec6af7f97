import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..evidence import GRADES, MACHINE, Request, below, grade

#: Requests as mail programs, proxies and scanners are known to make them.
REQUESTS = json.loads(
    (Path(__file__).parent / "fixtures" / "requests.json").read_text(encoding="utf-8")
)
PEOPLE = [row for row in REQUESTS if row["expected"] != MACHINE]
FIELDS = ("kind", "method", "headers", "seconds", "others")


def request(row, **changes):
    return Request(**{name: row[name] for name in FIELDS} | changes)


@pytest.mark.parametrize("row", REQUESTS, ids=lambda row: row["name"])
def test_known_requests(row):
    assert grade(request(row)) == row["expected"]


def test_header_names_in_any_case():
    for row in REQUESTS:
        headers = {name.upper(): value for name, value in row["headers"].items()}
        assert grade(request(row, headers=headers)) == row["expected"]


@given(
    st.sampled_from(PEOPLE),
    st.sampled_from(
        [
            {"method": "HEAD"},
            {"seconds": 3},
            {"seconds": None},
            {"others": 1},
            {"headers": {}},
        ]
    ),
)
def test_each_sign_alone_makes_a_machine(row, sign):
    assert grade(request(row, **sign)) == MACHINE


@given(st.text(max_size=80), st.floats(0, 1e6), st.sampled_from(["opened", "clicked"]))
def test_anything_is_answered(agent, seconds, kind):
    found = grade(Request(kind, "GET", {"User-Agent": agent}, seconds))
    assert found in (MACHINE, "opened")


@given(st.sampled_from(GRADES))
def test_nothing_raises_itself(found):
    assert found not in below(found)
    assert set(below(found)) == {
        known for known in GRADES if GRADES.index(known) < GRADES.index(found)
    }
