"""Writes the JSON of Odoo's spreadsheet from the description of a dashboard."""

from __future__ import annotations

import json
from typing import Any

from . import grid, shapes
from .parts import MONEY, SHARE, Chart, Dashboard, Listing, Number, Table
from .sources import FORMATS, Sources, filters

VERSION = "18.5.10"
TITLE, HEADING, FIGURE_HEADING, LABEL, FIGURE = 1, 2, 3, 4, 5
MIDDLE = {"textColor": shapes.GREY, "verticalAlign": "middle"}
STYLES = {
    TITLE: {"textColor": shapes.TEAL, "bold": True, "fontSize": 14},
    HEADING: {**MIDDLE, "bold": True},
    FIGURE_HEADING: {**MIDDLE, "bold": True, "align": "right", "wrapping": "wrap"},
    LABEL: {**MIDDLE, "textColor": shapes.TEAL},
    FIGURE: MIDDLE,
}
UNDER_TITLE, UNDER_HEADING = 1, 2
BORDERS = {
    UNDER_TITLE: {"bottom": {"style": "thin", "color": "#CCCCCC"}},
    UNDER_HEADING: {"bottom": {"style": "thin", "color": "#EEEEEE"}},
}


class Book:
    """One dashboard on its way to JSON."""

    def __init__(self, dashboard: Dashboard):
        self.dashboard = dashboard
        self.sources = Sources(dashboard)
        self.figures: list[dict] = []
        self.cells: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.styles: dict[str, int] = {}
        self.borders: dict[str, int] = {}
        self.heights: dict[str, dict] = {}

    def text(self) -> str:
        """The whole file."""
        return json.dumps(self.build(), ensure_ascii=False, indent=1) + "\n"

    def build(self) -> dict[str, Any]:
        """Lay everything out and give the workbook."""
        for place, number in enumerate(self.dashboard.numbers):
            self._add_number(place, number)
        last = self._add_blocks(grid.rows_of_cards(len(self.dashboard.numbers)) + 1)
        return {
            "version": VERSION,
            "sheets": [self._sheet(last), self._data_sheet()],
            "styles": {str(key): value for key, value in STYLES.items()},
            "formats": {str(i): f for i, f in enumerate(FORMATS.values(), 1)},
            "borders": {str(key): value for key, value in BORDERS.items()},
            "revisionId": "START_REVISION",
            "uniqueFigureIds": True,
            "settings": {},
            "pivots": self.sources.pivots,
            "pivotNextId": len(self.sources.pivots) + 1,
            "customTableStyles": {},
            "globalFilters": filters(self.dashboard),
            "lists": self.sources.lists,
            "listNextId": len(self.sources.lists) + 1,
            "chartOdooMenusReferences": {},
        }

    def _add_number(self, place: int, number: Number) -> None:
        row = place + 2
        self.data[f"A{row}"] = f'=_t("{number.title}")'
        self.data[f"B{row}"] = self._formula(number, 0)
        if number.measure.fact.date:
            # nothing before is nothing to compare with
            before = self._formula(number, -1)[1:]
            self.data[f"C{row}"] = f'=IF({before}=0,"—",{before})'
        if number.per:  # a share has no records behind it, its part has
            self.data[f"D{row}"] = f"={self.sources.total(number.measure)}"
        self.figures.append(shapes.scorecard(place, number, row))

    def _formula(self, number: Number, offset: int) -> str:
        value = self.sources.total(number.measure, offset)
        if number.per:
            whole = self.sources.total(number.per, offset)
            return f'=IFERROR({value}/{whole},"—")'
        function = "AIG.MONEY" if number.measure.kind == MONEY else "AIG.NUMBER"
        return f"={function}({value})"

    def _add_blocks(self, row: int) -> int:
        """Two blocks beside each other, then the next two; the row after them."""
        blocks = self.dashboard.blocks
        for first in range(0, len(blocks), 2):
            self.heights[str(row - 1)] = {"size": grid.TITLE_ROW}
            pair = dict(zip(grid.HALVES, blocks[first : first + 2]))  # noqa: B905
            charts = [each for each in pair.items() if isinstance(each[1], Chart)]
            for left, block in pair.items():
                if not isinstance(block, Chart):
                    self._add_block(block, left, row)
            height = max(map(rows_of, pair.values()))
            for left, block in charts:  # as high as what stands beside it
                self._add_chart(block, left, row, height)
            row += height + 1
        return row

    def _add_chart(self, chart: Chart, left: str, row: int, height: int) -> None:
        # on a phone there are only figures: titles, too
        top = self._top(row)
        self.figures.append(
            shapes.chart(chart, left, row, top, self._top(row + height) - top)
        )

    def _add_block(self, block: Table | Listing, left: str, row: int) -> None:
        """Write a table or a list with its title."""
        self.cells[f"{left}{row}"] = f'=_t("{block.title}")'
        self.styles[f"{left}{row}"] = TITLE
        self.borders[f"{left}{row}:{grid.column(left, 3)}{row}"] = UNDER_TITLE
        if isinstance(block, Table):
            self._add_table(block, left, row + 1)
        else:
            self._add_list(block, left, row + 1)

    def _top(self, row: int) -> int:
        """Pixels above a row, which is counted from one."""
        sizes = (self.heights.get(str(index), {}) for index in range(row - 1))
        return sum(size.get("size", grid.ROW) for size in sizes)

    def _is_below(self, row: int) -> bool:
        """Whether a row is seen only when the page is scrolled."""
        return self._top(row) >= grid.SCREEN

    def _add_headings(
        self, left: str, row: int, headings: list[str], style: int = FIGURE_HEADING
    ) -> None:
        self.heights[str(row - 1)] = {"size": grid.HEADING_ROW}
        for index, heading in enumerate(headings):
            place = f"{grid.column(left, index)}{row}"
            self.cells[place] = f'=_t("{heading}")'
            self.styles[place] = style if index else HEADING
        self.borders[f"{left}{row}:{grid.column(left, 3)}{row}"] = UNDER_HEADING

    def _add_table(self, table: Table, left: str, row: int) -> None:
        pivot = self.sources.add_table(table, self._is_below(row))
        width = len(table.columns)
        totals = str(len(table.by) > 1).upper()  # of each person, over the customers
        headings = [heading for heading, _field, _kind in table.columns]
        self._add_headings(left, row, [table.heading, *headings])
        self.cells[f"{left}{row + 1}"] = (
            f"=PIVOT({pivot},{table.rows},{totals},FALSE,{width},FALSE)"
        )
        self._style_rows(left, row, table.rows, width)

    def _add_list(self, listing: Listing, left: str, row: int) -> None:
        key = self.sources.add_list(listing, self._is_below(row))
        headings = [heading for heading, _name in listing.columns]
        self._add_headings(left, row, headings, HEADING)
        for index, (_heading, name) in enumerate(listing.columns):
            letter = grid.column(left, index)
            for place in range(1, listing.rows + 1):
                cell = f'ODOO.LIST({key},{place},"{name}")'
                if not index and place == 1:
                    cell = f"AIG.SHOWN({cell})"
                self.cells[f"{letter}{row + place}"] = f"={cell}"
        self._style_rows(left, row, listing.rows, len(listing.columns) - 1)

    def _style_rows(self, left: str, row: int, rows: int, figures: int) -> None:
        first, last = row + 1, row + rows
        self.styles[f"{left}{first}:{left}{last}"] = LABEL
        right = grid.column(left, figures)
        self.styles[f"{grid.column(left, 1)}{first}:{right}{last}"] = FIGURE

    def _sheet(self, last: int) -> dict[str, Any]:
        return {
            **empty_sheet("dashboard", "Dashboard", len(grid.WIDTHS), last),
            "rows": self.heights,
            "cols": {str(i): {"size": width} for i, width in enumerate(grid.WIDTHS)},
            "cells": self.cells,
            "styles": self.styles,
            "borders": self.borders,
            "figures": self.figures,
        }

    def _data_sheet(self) -> dict[str, Any]:
        share = list(FORMATS).index(SHARE) + 1
        formats = {
            f"B{row}:C{row}": share
            for row, number in enumerate(self.dashboard.numbers, 2)
            if number.per
        }
        headings = {"A1": "Figure", "B1": "Current", "C1": "Previous"}
        cells = {place: f'=_t("{text}")' for place, text in headings.items()}
        return {
            **empty_sheet("data", "Data", 4, len(self.dashboard.numbers) + 1),
            "cells": {**cells, **self.data},
            "formats": formats,
        }


def rows_of(block: Chart | Table | Listing) -> int:
    """How many rows of the sheet a block takes, with its title and headings."""
    return grid.CHART_ROWS if isinstance(block, Chart) else block.rows + 2


def empty_sheet(key: str, name: str, columns: int, rows: int) -> dict[str, Any]:
    """A sheet of which the rest is written over."""
    return {
        "id": key,
        "name": name,
        "colNumber": columns,
        "rowNumber": rows,
        "rows": {},
        "cols": {},
        "merges": [],
        "cells": {},
        "styles": {},
        "formats": {},
        "borders": {},
        "conditionalFormats": [],
        "dataValidationRules": [],
        "figures": [],
        "tables": [],
        "areGridLinesVisible": False,
        "isVisible": True,
        "headerGroups": {"ROW": [], "COL": []},
        "comments": {},
    }
