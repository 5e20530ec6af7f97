"""A person works in another territory from today on (G06, G07)."""

import pytest
from playwright.sync_api import expect
from steps import choose, day, open_menu, sees, type_date

PERSON = "sales.cantho"
SOUTHERN, NORTHERN = "Gạo Sông Hậu", "Thép Kiến An"


@pytest.fixture
def membership(server, users):
    """The person belongs to the south for long; all is as before in the end."""
    director = server.client("giamdoc")
    mine = [["user_id.login", "=", PERSON]]
    memberships = "aig.territory.membership"
    [old] = director.call(memberships, "search_read", mine, ["date_from"])
    director.call(memberships, "write", [old["id"]], {"date_from": "2026-01-05"})
    yield
    newer = [*mine, ["id", "!=", old["id"]]]
    director.call(memberships, "unlink", director.call(memberships, "search", newer))
    before = {"date_from": old["date_from"], "date_to": False}
    director.call(memberships, "write", [old["id"]], before)


def test_moved_from_today(page, new_page, login, users, membership):
    person = new_page()
    login(person, PERSON, path="/odoo/aig-customers")
    assert sees(person, SOUTHERN, NORTHERN) == [SOUTHERN]

    login(page, "giamdoc")
    open_menu(page, "Cấu hình", "Phân công địa bàn")
    page.locator(".o_data_row", has_text=users[PERSON]["name"]).locator(
        "[name=date_to]"
    ).click()
    row = page.locator(".o_selected_row")
    type_date(row, "date_to", day(-1))
    page.locator(".o_list_button_save").first.click()
    expect(row).to_have_count(0)
    page.locator(".o_list_button_add").click()
    choose(row, "user_id", users[PERSON]["name"])
    choose(row, "territory_id", "Miền Bắc")
    page.locator(".o_list_button_save").first.click()
    expect(row).to_have_count(0)
    rows = page.locator(".o_data_row", has_text=users[PERSON]["name"])
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(day())
    expect(rows.last).to_contain_text(day(-1))

    assert sees(person, SOUTHERN, NORTHERN) == [NORTHERN]
