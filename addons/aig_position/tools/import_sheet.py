"""A sheet of positions as people type it: rows, with every mistake named.

Columns are known by any of several names; those that are empty in a row leave what is
there as it is.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import openpyxl  # type: ignore[import-untyped]

TEXT, NUMBER, MONEY, COUNT, DAY = "text", "number", "money", "count", "day"
#: What stands in each column.
COLUMNS = {
    "code": TEXT,
    "name": TEXT,
    "kind": TEXT,
    "parent": TEXT,
    "slot_count": COUNT,
    "address": TEXT,
    "province": TEXT,
    "latitude": NUMBER,
    "longitude": NUMBER,
    "width": NUMBER,
    "height": NUMBER,
    "facing": TEXT,
    "daily_traffic": COUNT,
    "selling_points": TEXT,
    "licence_number": TEXT,
    "licence_expiry": DAY,
    "rate_from": DAY,
    "daily_rate": MONEY,
}
#: Numbers that are not negative; those that are more than 0.
NOT_NEGATIVE = {"width", "height", "daily_traffic"}
POSITIVE = {"slot_count", "daily_rate"}
MOST_ROWS = 2_000
#: Bytes of a sheet when it is unpacked.
MOST_BYTES = 100_000_000
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


class TooSmall(ValueError):
    """A number that is less than the column may have."""


class NoSheet(ValueError):
    """The file is no sheet that can be read."""


@dataclass(frozen=True)
class Problem:
    """What is wrong: ``reason`` is a word, ``about`` what the sentence names."""

    reason: str
    row: int | None = None
    about: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One position: the number of its line in the sheet, and its filled cells."""

    number: int
    values: Mapping[str, object]

    @property
    def code(self) -> str:
        """The code by which it is found."""
        return str(self.values["code"])


def cells_of(data: bytes, name: str) -> list[list[object]]:
    """The cells of the first sheet of an XLSX file, or of a CSV file.

    :raises NoSheet: it is neither, or too large
    """
    if name.lower().endswith(".xlsx"):
        return _read_xlsx(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoSheet(name) from error
    first = text.partition("\n")[0]
    mark = max((",", ";", "\t"), key=first.count)
    return [list(cells) for cells in csv.reader(io.StringIO(text), delimiter=mark)]


def _read_xlsx(data: bytes) -> list[list[object]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # what is small when packed may not be when it is read
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise NoSheet("too large")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [
            list(cells)
            for cells in sheet.iter_rows(
                max_row=MOST_ROWS + 2, max_col=100, values_only=True
            )
        ]
    except NoSheet:
        raise
    except Exception as error:  # the library raises whatever it meets
        raise NoSheet(str(error)) from error


def read(
    cells: Sequence[Sequence[object]], names: Mapping[str, str]
) -> tuple[list[Row], list[Problem]]:
    """The rows of a sheet, and what is wrong with it.

    :param names: column of :data:`COLUMNS` by each name it may have, in small letters

    >>> rows, problems = read(
    ...     [["Code", "Latitude"], ["HCM-1", "10,7769"], ["", ""], ["HCM-1", "north"]],
    ...     {"code": "code", "latitude": "latitude"})
    >>> rows[0].number, rows[0].values
    (2, {'code': 'HCM-1', 'latitude': Decimal('10.7769')})
    >>> [(problem.row, problem.reason) for problem in problems]
    [(4, 'number'), (4, 'twice')]
    """
    if not cells:
        return [], [Problem("empty")]
    head, problems = _read_head(cells[0], names)
    if problems:
        return [], problems
    if len(cells) - 1 > MOST_ROWS:
        return [], [Problem("rows", about={"limit": MOST_ROWS})]
    rows: list[Row] = []
    known: dict[str, int] = {}
    for number, line in enumerate(cells[1:], 2):
        values, wrong = _read_line(head, line, number)
        problems += wrong
        if not values and not wrong:
            continue
        if "code" not in values:
            problems.append(Problem("no_code", number))
            continue
        row = Row(number, values)
        if row.code.casefold() in known:
            about = {"code": row.code, "other": known[row.code.casefold()]}
            problems.append(Problem("twice", number, about))
        known.setdefault(row.code.casefold(), number)
        rows.append(row)
    return rows, problems or ([] if rows else [Problem("empty")])


def without_echo(problems: Iterable[Problem]) -> list[Problem]:
    """Problems that name each cell once: one that cannot be read is not missing, too.

    >>> day = {"column": "rate_from", "text": "31/02/2026"}
    >>> [problem.reason for problem in without_echo(
    ...     [Problem("day", 2, day), Problem("missing", 2, {"column": "rate_from"})])]
    ['day']
    """
    problems = list(problems)
    unread = {
        (problem.row, problem.about.get("column"))
        for problem in problems
        if problem.reason != "missing"
    }
    return [
        problem
        for problem in problems
        if problem.reason != "missing"
        or (problem.row, problem.about.get("column")) not in unread
    ]


def _read_head(
    line: Iterable[object], names: Mapping[str, str]
) -> tuple[dict[int, str], list[Problem]]:
    head: dict[int, str] = {}
    problems = []
    for place, cell in enumerate(line):
        label = str(cell or "").strip()
        column = names.get(label.casefold())
        if not label:
            continue
        if column is None:
            problems.append(Problem("column", 1, {"column": label}))
        elif column in head.values():
            problems.append(Problem("column_twice", 1, {"column": label}))
        else:
            head[place] = column
    if not problems and "code" not in head.values():
        problems.append(Problem("no_code_column", 1))
    return head, problems


def _read_line(
    head: Mapping[int, str], line: Sequence[object], number: int
) -> tuple[dict[str, object], list[Problem]]:
    values: dict[str, object] = {}
    problems = []
    for place, column in head.items():
        cell = line[place] if place < len(line) else None
        if cell is None or not str(cell).strip():
            continue
        try:
            values[column] = _convert(column, cell)
        except (ValueError, InvalidOperation) as error:
            reason = "day" if COLUMNS[column] == DAY else "number"
            reason = "small" if isinstance(error, TooSmall) else reason
            about = {"column": column, "text": str(cell).strip()[:40]}
            problems.append(Problem(reason, number, about))
    return values, problems


def _convert(column: str, cell: object) -> object:
    kind = COLUMNS[column]
    if kind == TEXT:
        # spreadsheets turn a code of digits into a number
        whole = isinstance(cell, float) and cell.is_integer()
        return str(int(cell) if whole else cell).strip()  # type: ignore[call-overload]
    if kind == DAY:
        return day_of(cell)
    number = number_of(cell, money=kind in (MONEY, COUNT))
    if kind == COUNT and number != int(number):
        raise ValueError(cell)
    if (column in POSITIVE and number <= 0) or (column in NOT_NEGATIVE and number < 0):
        raise TooSmall(cell)
    return int(number) if kind == COUNT else number


def number_of(cell: object, money: bool = False) -> Decimal:
    """A number as people type it, with a point or a comma.

    :param money: thousands are set apart, there are no decimals

    >>> number_of("10,7769"), number_of(" 1.500.000 đ", money=True)
    (Decimal('10.7769'), Decimal('1500000'))
    """
    if isinstance(cell, bool):
        raise ValueError(cell)
    if isinstance(cell, (int, float)):
        number = Decimal(str(cell))
    else:
        text = "".join(str(cell).split())
        if money:
            for word in ("VND", "VNĐ", "₫", "đ", ".", ","):
                text = text.replace(word, "")
        number = Decimal(text.replace(",", "."))
    if not number.is_finite():
        raise ValueError(cell)
    return number


def day_of(cell: object) -> date:
    """A day as spreadsheets and people write it.

    >>> day_of("31/12/2026"), day_of("2026-12-31")
    (datetime.date(2026, 12, 31), datetime.date(2026, 12, 31))
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for layout in DAY_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(str(cell).strip(), layout).date()
    raise ValueError(cell)
