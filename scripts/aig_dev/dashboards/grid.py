"""Where things stand on a dashboard: two halves of four columns, side by side."""

from __future__ import annotations

LABEL, FIGURE, GAP = 280, 90, 24
#: widths of the columns A to I in pixels: label, three figures, gap, the same again
WIDTHS = [LABEL, FIGURE, FIGURE, FIGURE, GAP, LABEL, FIGURE, FIGURE, FIGURE]
HALVES = ("A", "F")
HALF = LABEL + 3 * FIGURE
ROW = 23
CARD_HEIGHT, CARD_GAP, CARDS = 96, 12, 5
CHART_ROWS = 13
TITLE_ROW, HEADING_ROW = 36, 38
#: what a desk shows of a page before it is scrolled, in pixels
SCREEN = 800


def column(left: str, index: int) -> str:
    """The letter of a half's column.

    >>> column("F", 2)
    'H'
    """
    return chr(ord(left) + index)


def card(place: int) -> dict[str, int]:
    """Position and size of a scorecard, five in a row."""
    total = sum(WIDTHS)
    width = (total - (CARDS - 1) * CARD_GAP) // CARDS
    return {
        "x": place % CARDS * (width + CARD_GAP),
        "y": CARD_GAP + place // CARDS * (CARD_HEIGHT + CARD_GAP),
        "width": width,
        "height": CARD_HEIGHT,
    }


def rows_of_cards(number: int) -> int:
    """How many rows of the sheet scorecards cover, with the gap below them."""
    lines = -(-number // CARDS)
    return -(-(lines * (CARD_HEIGHT + CARD_GAP) + CARD_GAP) // ROW)
