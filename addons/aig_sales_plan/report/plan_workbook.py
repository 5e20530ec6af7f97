"""A workbook of plan rows, written row by row: memory does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

TEXT_WIDTH, NUMBER_WIDTH = 28, 16
HEADER_ROW = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what is read, its heading, and the formula a reader expects.

    :param str name: name of the field, or of a fact that the caller adds
    :param str kind: ``text``, ``money`` or ``number``
    :param str formula: with the names of other columns in braces; the figure of the
        product stands in the cell as its value, until Excel counts anew
    """

    name: str
    label: str
    kind: str = "money"
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands above the rows, and what the rows are called."""

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    total_label: str
    money_digits: int = 0


class PlanWorkbook:
    """Writes one sheet: title, facts, a frozen heading, rows, and sums at the foot.

    Texts are written as texts: a customer called ``=1+1`` is no formula.
    """

    def __init__(self, file, columns: tuple[Column, ...]):
        options = {"constant_memory": True, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(file, options)
        self.columns = columns
        self.letters = {
            column.name: xl_col_to_name(index) for index, column in enumerate(columns)
        }

    def fill(self, sheet: Sheet, rows: Iterable[tuple]) -> int:
        """Write the sheet and close the book; return the number of rows."""
        page = self.book.add_worksheet(sheet.name)
        self._make_formats(sheet)
        self._write_head(page, sheet)
        last = HEADER_ROW
        for last, row in enumerate(rows, HEADER_ROW + 1):
            self._write_row(page, last, row)
        self._write_totals(page, sheet, last)
        page.autofilter(HEADER_ROW, 0, last, len(self.columns) - 1)
        page.freeze_panes(HEADER_ROW + 1, 1)
        page.repeat_rows(HEADER_ROW)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        self.book.close()
        return last - HEADER_ROW

    def _make_formats(self, sheet):
        decimals = f".{'0' * sheet.money_digits}" if sheet.money_digits else ""
        add = self.book.add_format
        self.formats = {
            "text": add(),
            "money": add({"num_format": f"#,##0{decimals}"}),
            "number": add({"num_format": "#,##0.00"}),
        }
        bold = {"bold": True, "top": 1}
        self.totals = {
            "text": add(bold),
            "money": add({**bold, "num_format": f"#,##0{decimals}"}),
            "number": add({**bold, "num_format": "#,##0.00"}),
        }
        self.heading = add(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self.title = add({"bold": True, "font_size": 14})

    def _write_head(self, page, sheet):
        for index, column in enumerate(self.columns):
            width = TEXT_WIDTH if column.kind == "text" else NUMBER_WIDTH
            page.set_column(index, index, width)
        page.write_string(0, 0, sheet.title, self.title)
        for place, (label, value) in enumerate(sheet.facts):
            row, col = 1 + place // 3, place % 3 * 2
            page.write_string(row, col, label)
            page.write_string(row, col + 1, value)
        for index, column in enumerate(self.columns):
            page.write_string(HEADER_ROW, index, column.label, self.heading)

    def _write_row(self, page, number, row):
        for index, (column, value) in enumerate(zip(self.columns, row, strict=True)):
            style = self.formats[column.kind]
            if column.formula:
                formula = self._formula(column.formula, number + 1)
                page.write_formula(number, index, formula, style, float(value or 0))
            elif column.kind == "text":
                page.write_string(number, index, value or "", style)
            elif value is not None:
                page.write_number(number, index, value, style)

    def _formula(self, template, number):
        cells = {name: f"{letter}{number}" for name, letter in self.letters.items()}
        return "=" + template.format(**cells)

    def _write_totals(self, page, sheet, last):
        """Sums of money; SUBTOTAL leaves out what a reader filters away."""
        if last == HEADER_ROW:
            return
        row = last + 1
        page.write_string(row, 0, sheet.total_label, self.totals["text"])
        for index, column in enumerate(self.columns):
            if column.kind == "money":
                letter = self.letters[column.name]
                cells = f"{letter}{HEADER_ROW + 2}:{letter}{last + 1}"
                style = self.totals["money"]
                page.write_formula(row, index, f"=SUBTOTAL(109,{cells})", style)
