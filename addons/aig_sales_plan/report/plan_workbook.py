"""A workbook of plan rows, written row by row: memory does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

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


#: cells by the kind of their column: place, format, formula, and value by its index
CELLS = {
    "text": '<c r="{place}" s="{style}" t="inlineStr"><is>'
    '<t xml:space="preserve">{{{index}}}</t></is></c>',
    "number": '<c r="{place}" s="{style}"><v>{{{index}:.16G}}</v></c>',
    "formula": '<c r="{place}" s="{style}"><f>{formula}</f><v>{{{index}:.16G}}</v></c>',
}
LONGEST_TEXT = 32_000


class PlanPage(Worksheet):
    """A sheet whose rows are all alike: each is one string, filled with its values.

    Cell by cell, the library takes twice the time of reading the rows.
    """

    def set_line(self, cells):
        """Say what each cell of the rows is: its key in ``CELLS``, format, formula."""
        parts = [
            CELLS[kind].format(
                place=f"{xl_col_to_name(index)}{{0}}",
                style=style._get_xf_index(),
                formula=self._escape_data(formula),
                index=index + 1,
            )
            for index, (kind, style, formula) in enumerate(cells)
        ]
        self.line = f'<row r="{{0}}">{"".join(parts)}</row>'
        self.texts = [kind == "text" for kind, _style, _formula in cells]

    def write_line(self, number, values):
        """Write a row below all that were written before."""
        if self.table:
            self._write_single_row(number)
        self.previous_row = number
        self._check_dimensions(number, len(self.texts) - 1)
        self.fh.write(
            self.line.format(
                number + 1,
                *(
                    self._as_text(value) if is_text else value or 0.0
                    for is_text, value in zip(self.texts, values, strict=True)
                ),
            )
        )

    def _as_text(self, value):
        text = self._escape_control_characters((value or "")[:LONGEST_TEXT])
        return self._escape_data(text)


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
        page = self.book.add_worksheet(sheet.name, PlanPage)
        self._make_formats(sheet)
        self._write_head(page, sheet)
        page.set_line([self._get_cell(column) for column in self.columns])
        last = HEADER_ROW
        for last, row in enumerate(rows, HEADER_ROW + 1):
            page.write_line(last, row)
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

    def _get_cell(self, column):
        """What a row has of a column; ``{0}`` is the number of the row."""
        kind = "text" if column.kind == "text" else "number"
        places = {name: f"{letter}{{0}}" for name, letter in self.letters.items()}
        formula = column.formula.format(**places)
        return "formula" if formula else kind, self.formats[column.kind], formula

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
