"""Plans as a workbook, beside core's own export and the physical floor.

Core's export is what the web client calls; the floor is one SQL query whose rows are
written by the same library with nothing else around it. Memory is the growth of the
process' largest size while a file is written.
"""

import ctypes
import gc
import re
import tempfile
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import xlsxwriter

import odoo.http

from odoo.addons.web.controllers.export import ExcelExport

from bench.data import make_customers, make_lines, make_plans
from bench.harness import Measured, row

TERRITORIES = 20
CORE, MEGABYTES = 0.6, 40


def make_rows(case):
    """Plans with one line per customer."""
    env = case.env
    territories = env["aig.territory"].create(
        [
            {"name": f"Bench {number}", "code": f"BX{number}"}
            for number in range(TERRITORIES)
        ]
    )
    plans = make_plans(env, territories)
    customers = make_customers(env, case.size, territories)
    make_lines(env, plans, customers, case.random)
    env.invalidate_all()
    return plans


def by_product(plans):
    """What the download writes."""
    with tempfile.TemporaryFile() as file:
        return plans._write_xlsx(file)


def by_core(plans, names):
    """The same columns by core's own export."""
    lines = plans.env["aig.sales.plan.line"]
    found = lines.search([("plan_id", "in", plans.ids)], order="plan_id, id")
    fields = [{"type": lines._fields[name.split("/")[0]].type} for name in names]
    rows = found.export_data(names)["datas"]
    odoo.http._request_stack.push(SimpleNamespace(env=plans.env))
    try:
        return len(ExcelExport().from_data(fields, names, rows))
    finally:
        odoo.http._request_stack.pop()


def by_hand(plans, names):
    """One query, and its rows written down."""
    columns = ", ".join(
        "p.complete_name" if name == "partner_id" else f"l.{name}" for name in names
    )
    plans.env.cr.execute(
        f"SELECT {columns} FROM aig_sales_plan_line l"
        " JOIN res_partner p ON p.id = l.partner_id WHERE l.plan_id = ANY(%s)"
        " ORDER BY l.plan_id, l.id",
        (plans.ids,),
    )
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        page = book.add_worksheet()
        for number, values in enumerate(plans.env.cr.fetchall()):
            for index, value in enumerate(values):
                page.write(number, index, value)
        book.close()


def stored_names(plans):
    """What of the workbook's columns is a field of the line, for the two others."""
    return [
        "partner_id" if column.name == "partner" else column.name
        for column in plans._get_xlsx_columns()
        if column.name not in ("salesperson", "period")
    ]


def growth(action):
    """By how much the process was larger at its largest while something ran, in MB."""
    gc.collect()
    # what was freed before is no room to hide in
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = size_of_process("VmRSS")
    action()
    return size_of_process("VmHWM") - before


def size_of_process(kind):
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = (line for line in status.splitlines() if line.startswith(kind))
    return int(line.split()[1]) / 1024


def count_rows(file):
    """The rows of plan lines that a workbook really has, between heading and sums."""
    # Odoo finds our addons only when it has read its configuration
    from odoo.addons.aig_sales_plan.report.plan_workbook import HEADER_ROW

    file.seek(0)
    with ZipFile(file) as book, book.open("xl/worksheets/sheet1.xml") as page:
        numbers = map(int, re.findall(rb'<row r="(\d+)"', page.read()))
        return sum(number > HEADER_ROW + 1 for number in numbers) - 1


def measure_memory(plans):
    """The memory that a first download takes on top, caches empty."""
    plans.env.invalidate_all()
    with tempfile.TemporaryFile() as file:
        on_top = growth(lambda: plans._write_xlsx(file))
        expected = sum(plans.mapped("line_count"))
        assert count_rows(file) == expected, "every row is in the file"
    return Measured("memory on top", on_top, "MB", limit=MEGABYTES)


@row("plans as a workbook", size=20_000, repeats=3)
def workbook(case):
    plans = make_rows(case)
    names = stored_names(plans)
    yield measure_memory(plans)
    yield from case.measure_in_turn(
        {
            "download": lambda: by_product(plans),
            "SQL and xlsxwriter": lambda: by_hand(plans, names),
            "core's export": lambda: by_core(plans, names),
        }
    )
    yield case.ratio("download", "core's export", limit=CORE)
    yield case.ratio("download", "SQL and xlsxwriter")


@row("plans as a workbook, very many", size=100_000, repeats=1)
def large_workbook(case):
    plans = make_rows(case)
    names = stored_names(plans)
    yield measure_memory(plans)
    yield from case.measure_in_turn(
        {
            "download": lambda: by_product(plans),
            "core's export": lambda: by_core(plans, names),
        }
    )
    yield case.ratio("download", "core's export", limit=CORE)
