"""The figures on a dashboard: scorecards and charts."""

from __future__ import annotations

from . import grid
from .parts import Chart, Number
from .sources import domain_of, matching

BLUE, WHITE, GREY, TEAL = "#EFF6FF", "#FFFFFF", "#434343", "#01666b"
GOOD, BAD = "#00A04A", "#DC6965"
#: on a phone a card is as wide as half the screen
CARD_FONT = 13


def figure(key: str, where: dict[str, int], data: dict) -> dict:
    """A chart or scorecard in its place."""
    return {
        "id": key,
        "tag": "chart",
        "col": 0,
        "row": 0,
        "offset": {"x": where["x"], "y": where["y"]},
        "width": where["width"],
        "height": where["height"],
        "data": {**data, "chartId": key},
    }


def scorecard(place: int, number: Number, row: int) -> dict:
    """A number of the sheet of data, compared with the period before."""
    up, down = (GOOD, BAD) if number.good == "up" else (BAD, GOOD)
    if number.measure.fact.date:
        compared = {
            "baseline": f"Data!C{row}",
            "baselineMode": "percentage",
            "baselineDescr": {"text": "vs. before", "fontSize": CARD_FONT},
        }
    else:
        compared = {"baselineMode": "text"}
    return figure(
        f"number{place + 1}",
        grid.card(place),
        {
            "type": "scorecard",
            "title": {
                "text": number.title,
                "bold": True,
                "color": GREY,
                "fontSize": CARD_FONT,
            },
            "background": BLUE,
            "keyValue": f"Data!B{row}",
            "humanize": False,
            "baselineColorUp": up,
            "baselineColorDown": down,
            **compared,
        },
    )


def chart(shown: Chart, left: str, row: int, top: int, height: int) -> dict:
    """A chart in one half of the page, ``top`` pixels down."""
    fact, by = shown.fact, list(shown.by)
    where = {
        "x": 0 if left == grid.HALVES[0] else grid.HALF + grid.GAP,
        "y": top,
        "width": grid.HALF,
        "height": height,
    }
    return figure(
        f"chart{left}{row}",
        where,
        {
            "type": f"odoo_{shown.kind}",
            "title": {"text": shown.title, "bold": True, "color": TEAL, "fontSize": 18},
            "background": WHITE,
            "legendPosition": "top" if len(by) > 1 else "none",
            "metaData": {
                "groupBy": by,
                "measure": shown.field,
                "order": (shown.order or None) if len(by) == 1 else None,
                "resModel": fact.model,
                "mode": "line" if shown.kind == "line" else "bar",
            },
            "searchParams": {
                "comparison": None,
                "context": {},
                "domain": domain_of(fact),
                "groupBy": by,
                "orderBy": [],
            },
            "dataSets": [{}],
            "verticalAxisPosition": "left",
            "stacked": True,
            "fieldMatching": matching(fact),
        },
    )
