"""A workbook of the manager's page: a sheet for each period."""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

NAME_WIDTH, FIGURE_WIDTH = 30, 14
LONGEST_NAME = 31
NUMBER_FORMAT = "#,##0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says: its facts above, headings, rows, and the sums at the foot."""

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple], ...]
    total: tuple[str, tuple]


def write_workbook(sheets: tuple[Sheet, ...]) -> bytes:
    """The file of some sheets. A person called ``=1+1`` is no formula."""
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "figure": book.add_format({"num_format": NUMBER_FORMAT}),
        "total": book.add_format({"bold": True, "top": 1, "num_format": NUMBER_FORMAT}),
    }
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name[:LONGEST_NAME]), sheet, formats)
    book.close()
    return stream.getvalue()


def _write_sheet(page, sheet, formats):
    page.set_column(0, 0, NAME_WIDTH)
    page.set_column(1, len(sheet.headings) - 1, FIGURE_WIDTH)
    page.write_string(0, 0, sheet.title, formats["title"])
    for row, (label, value) in enumerate(sheet.facts, 1):
        page.write_string(row, 0, label)
        page.write_string(row, 1, value)
    top = len(sheet.facts) + 2
    for column, heading in enumerate(sheet.headings):
        page.write_string(top, column, heading, formats["heading"])
    for row, (name, figures) in enumerate(sheet.rows, top + 1):
        page.write_string(row, 0, name)
        for column, figure in enumerate(figures, 1):
            page.write_number(row, column, figure, formats["figure"])
    foot = top + 1 + len(sheet.rows)
    name, figures = sheet.total
    page.write_string(foot, 0, name, formats["total"])
    for column, figure in enumerate(figures, 1):
        page.write_number(foot, column, figure, formats["total"])
    page.freeze_panes(top + 1, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
