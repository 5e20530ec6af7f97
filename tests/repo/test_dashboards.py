"""The dashboards' files are what their descriptions make, and nothing is missing."""

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from aig_dev import dashboards  # noqa: E402
from aig_dev.dashboards import book, grid  # noqa: E402

IDS = [f"{dashboard.addon}: {dashboard.name}" for dashboard in dashboards.ALL]


@pytest.mark.parametrize("dashboard", dashboards.ALL, ids=IDS)
def test_the_file_is_what_the_description_makes(dashboard):
    made = book.Book(dashboard).text()
    kept = dashboards.path(dashboard).read_text(encoding="utf-8")
    assert made == kept, "make dashboards"


def test_no_other_dashboard_lies_about():
    found = set(ROOT.glob("addons/*/data/files/*_dashboard.json"))
    assert found == set(map(dashboards.path, dashboards.ALL))


@pytest.mark.parametrize("dashboard", dashboards.ALL, ids=IDS)
def test_nothing_overlaps(dashboard):
    """Figures stand beside each other, inside the width of the page."""
    sheet = json.loads(book.Book(dashboard).text())["sheets"][0]
    boxes = [
        (
            figure["offset"]["x"],
            figure["offset"]["y"],
            figure["offset"]["x"] + figure["width"],
            figure["offset"]["y"] + figure["height"],
        )
        for figure in sheet["figures"]
    ]
    width = sum(grid.WIDTHS)
    assert all(left >= 0 and right <= width for left, _top, right, _bottom in boxes)
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            beside = other[0] >= right or other[2] <= left
            below = other[1] >= bottom or other[3] <= top
            assert beside or below


@pytest.mark.parametrize("dashboard", dashboards.ALL, ids=IDS)
def test_every_formula_names_what_there_is(dashboard):
    data = json.loads(book.Book(dashboard).text())
    for sheet in data["sheets"]:
        for cell in sheet["cells"].values():
            for kind, known in (("PIVOT", data["pivots"]), ("LIST", data["lists"])):
                for part in cell.split(f"{kind}.VALUE(")[1:]:
                    assert part.split(",")[0] in known


@pytest.mark.parametrize("dashboard", dashboards.ALL, ids=IDS)
def test_what_is_below_the_first_screen_is_read_later(dashboard):
    data = json.loads(book.Book(dashboard).text())
    [shown, cards] = data["sheets"]
    tops = {}
    for place, cell in shown["cells"].items():
        for kind, key in re.findall(r"(PIVOT|LIST)\((\d+),", cell):
            above = range(int(re.sub(r"\D", "", place)) - 1)
            sizes = (shown["rows"].get(str(row), {}) for row in above)
            top = sum(size.get("size", 23) for size in sizes)
            tops[kind, key] = min(top, tops.get((kind, key), top))
    marked = {
        (kind, key)
        for kind, sources in (("PIVOT", data["pivots"]), ("LIST", data["lists"]))
        for key, source in sources.items()
        if source["context"].get("aig_below")
    }
    assert {source for source, top in tops.items() if top > 900} <= marked
    assert marked <= {source for source, top in tops.items() if top > 800}
    of_cards = re.findall(r"PIVOT\.VALUE\((\d+),", "".join(cards["cells"].values()))
    assert of_cards
    assert not {("PIVOT", key) for key in of_cards} & marked


def test_a_description_is_short():
    folder = Path(dashboards.__file__).parent
    for name in ("director", "manager", "content", "voucher"):
        lines = (folder / f"{name}.py").read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 130, name
