import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..import_sheet import COLUMNS, MOST_ROWS, NoSheet, cells_of, number_of, read

NAMES = {name: name for name in COLUMNS}


def workbook(*rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def reasons(*rows):
    return [(p.row, p.reason) for p in read(rows, NAMES)[1]]


def test_xlsx_and_csv_say_the_same():
    head = ["code", "latitude", "licence_expiry", "daily_rate", "rate_from"]
    line = ["001", 10.7769, datetime(2026, 12, 31), 1500000, "01/01/2026"]
    book = cells_of(workbook(head, line), "a.XLSX")
    text = '\ufeffcode;latitude;licence_expiry;daily_rate;rate_from\r\n001;"10,7769"'
    text += ";31/12/2026;1.500.000 đ;2026-01-01\r\n"
    sheet = cells_of(text.encode(), "a.csv")
    expected = {
        "code": "001",
        "latitude": Decimal("10.7769"),
        "licence_expiry": date(2026, 12, 31),
        "daily_rate": Decimal(1500000),
        "rate_from": date(2026, 1, 1),
    }
    for cells in (book, sheet):
        rows, problems = read(cells, NAMES)
        assert (rows[0].values, problems) == (expected, [])


def test_a_code_of_digits():
    rows, _problems = read(cells_of(workbook(["code"], [123.0]), "a.xlsx"), NAMES)
    assert rows[0].code == "123"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 broken", "Mã".encode("utf-16"), b"\x89PNG"]
)
def test_no_sheet(data):
    with pytest.raises(NoSheet):
        cells_of(data, "a.xlsx")
    if data:
        with pytest.raises(NoSheet):
            read(cells_of(b"\xff" + data, "a.csv"), NAMES)


def test_each_mistake_has_its_row():
    head = ["code", "latitude", "width", "slot_count", "daily_rate", "licence_expiry"]
    assert reasons(
        head,
        ["A", "north", "", "", "", ""],
        ["B", "", -1, "", "", ""],
        ["C", "", "", 1.5, "", ""],
        ["D", "", "", 0, 0, ""],
        ["E", "", "", "", "", "31/02/2026"],
        ["a", "nan", "", "", "", ""],
        ["", 10, "", "", "", ""],
    ) == [
        (2, "number"),
        (3, "small"),
        (4, "number"),
        (5, "small"),
        (5, "small"),
        (6, "day"),
        (7, "number"),
        (7, "twice"),
        (8, "no_code"),
    ]


def test_the_head():
    assert reasons(["code", "colour", "code"]) == [(1, "column"), (1, "column_twice")]
    assert reasons(["name"], ["x"]) == [(1, "no_code_column")]
    assert reasons(["code"], [""]) == [(None, "empty")]
    assert reasons() == [(None, "empty")]
    assert reasons(["code"], *([str(n)] for n in range(MOST_ROWS + 1))) == [
        (None, "rows")
    ]


@given(st.integers(-(10**12), 10**12))
def test_money_with_any_separator(amount):
    for text in (f"{amount:,}", f"{amount:,}".replace(",", "."), f"{amount} VND"):
        assert number_of(text, money=True) == amount
