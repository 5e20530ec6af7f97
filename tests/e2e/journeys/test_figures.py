"""Figures behind the dashboards: what lists open, what downloads say (A51, B07)."""

import uuid
from io import BytesIO

import pytest
from journeys.test_dashboards import FILTER, cells, check, numbers, open_page, quarter
from openpyxl import load_workbook
from playwright.sync_api import expect

MANAGER, SELLER = "quanly.trung", "sales.nhatrang"
NEVER, PERSON = "Chưa từng", "Ngô Tất Tố"


@pytest.fixture
def newcomer(server):
    """The name of a customer whom nobody has contacted."""
    seller = server.client(SELLER)
    name = f"Khách sạn Gió {uuid.uuid4().hex[:6]}"
    values = {"name": name, "is_company": True, "user_id": seller.uid}
    seller.call("res.partner", "create", values)
    return name


@pytest.fixture
def exporter(server):
    """The manager has Odoo's own right to export, until the test ends."""
    admin = server.client()
    uid = server.client(MANAGER).uid
    wanted = [["module", "=", "base"], ["name", "=", "group_allow_export"]]
    [right] = admin.call("ir.model.data", "search_read", wanted, ["res_id"])
    [user] = admin.call("res.users", "read", [uid], ["group_ids"])
    admin.call("res.users", "write", [uid], {"group_ids": [[4, right["res_id"]]]})
    yield server.client(MANAGER)
    admin.call("res.users", "write", [uid], {"group_ids": [[6, 0, user["group_ids"]]]})


def rows_of(download):
    """The rows of the first sheet of a downloaded workbook."""
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    return list(book.active.iter_rows(values_only=True))


def test_whom_nobody_has_contacted_comes_first(page, login, newcomer):
    login(page, SELLER, path="/odoo/customers-by-last-contact")
    rows = page.locator(".o_data_row")
    expect(rows.first).to_be_visible()
    said = rows.locator("[name=silence]").all_inner_texts()
    never = said.count(NEVER)
    assert 0 < never < len(said)
    assert said[:never] == [NEVER] * never
    rows.filter(has_text=newcomer).locator("[name=silence]").click()
    expect(page.locator(".o_form_view [name=name] input").first).to_have_value(newcomer)


def test_downloads_of_figures(page, login, exporter):
    login(page, MANAGER, path="/odoo/kpi-revenue")
    expect(page.locator(".o_searchview_facet")).to_have_text("Quý này")
    page.click(".o_facet_remove")  # it may just have begun
    page.get_by_role("searchbox").fill(PERSON)
    page.locator(".o_searchview_autocomplete .o-dropdown-item").first.click()
    facet = page.locator(".o_searchview_facet", has_text=PERSON)
    expect(facet).to_be_visible()
    expect(page.locator(".o_pivot_cell_value").first).to_be_visible()
    with page.expect_download() as download:
        page.click(".o_pivot_download")
    first = [str(row[0]).strip() for row in rows_of(download)]
    assert first[-2] == "Bộ lọc:"
    assert PERSON in first[-1]
    assert PERSON in first[:-2]

    page.click(".o_switch_view.o_list")
    expect(page.locator(".o_data_row").first).to_be_visible()
    page.click(".o_control_panel .o_cp_action_menus .dropdown-toggle")
    with page.expect_download() as download:
        page.click(".o_export_all_menu")
    heading, *rows = rows_of(download)
    amounts = [row[heading.index("Doanh thu")] for row in rows]
    assert len(rows) == int(page.locator(".o_pager_limit").inner_text())
    foot = page.locator(".o_list_footer td.o_list_number").first
    shown = foot.get_attribute("data-tooltip") or foot.inner_text()
    assert sum(amounts) == int("".join(filter(str.isdigit, shown)))
    people = {row[heading.index("Nhân viên kinh doanh")] for row in rows}
    assert people == {PERSON}


def test_a_period_without_an_end(page, login, server):
    """Core's filter offers one, and any year of four digits."""
    login(page, MANAGER)
    shown = numbers(open_page(page, server, "Quản lý"))
    for end in ("", "9999-12-31"):
        period = {"type": "range", "from": quarter(), "to": end}
        page.evaluate(FILTER, ["period", period])
        found = cells(page)
        check(found)
        assert numbers(found)["Doanh thu"] == shown["Doanh thu"]
    expect(page.locator(".o_error_dialog, .modal")).to_have_count(0)
