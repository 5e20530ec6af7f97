"""Positions on the map and in the grid of days, on a phone and on a desk (A41)."""

from datetime import date, timedelta

from playwright.sync_api import expect
from steps import fits, switch_view

MARK = ".o_aig_map_mark"
CARD = ".o_aig_map_card"


def test_from_the_map_to_a_hold_on_a_phone(phone, login, server):
    person = server.client("sales.hanoi")
    [place] = person.call("aig.position", "search_read", [["code", "=", "HN-002"]], [])
    login(phone, "sales.hanoi", path="/odoo/aig-positions")
    switch_view(phone, "Bản đồ")
    expect(phone.locator(MARK).first).to_be_visible()
    assert fits(phone)
    # all of the country, then the city, then one place: as fingers go
    phone.locator(f"{MARK}[aria-label*='vị trí:']").first.tap()
    phone.locator(f"{MARK}[aria-label^='HN-002']").tap()
    card = phone.locator(CARD)
    expect(card).to_contain_text(place["name"])
    expect(card).to_contain_text("3.000.000")
    card.locator("button[name=hold]").tap()
    form = phone.locator(".o_form_view")
    expect(form.locator("[name=position_id] input")).to_have_value(
        place["display_name"]
    )
    phone.locator(".o_back_button").first.tap()
    # it comes back as it was left
    expect(phone.locator(f"{MARK}[aria-label^='HN-002']")).to_be_visible()


def test_what_was_found_on_a_desk(page, login, server):
    first = date.today() + timedelta(60)
    person = server.client("sales.hanoi")
    values = {"date_from": str(first), "date_to": str(first + timedelta(6))}
    search = person.call("aig.position.find", "create", values)
    action = person.call("aig.position.find", "action_find", [search])
    assert [kind for _view, kind in action["views"] if kind.startswith("aig")] == [
        "aig_map",
        "aig_availability",
    ]
    login(page, "sales.hanoi", path="/odoo/aig-positions?view_type=aig_availability")
    grid = page.locator(".o_aig_availability table")
    expect(grid.locator("tbody tr")).to_have_count(6)
    held = grid.locator("tr", has_text="SG-001").locator("button[name=held]")
    expect(held.first).to_be_visible()
    page.locator("button[name=day]").click()
    expect(grid.locator("thead tr").nth(1).locator("th")).not_to_have_count(14)
    page.locator(".o_switch_view.o_aig_map").click()
    surface = page.locator(".o_aig_map_surface")
    mark = page.locator(MARK).first
    expect(mark).to_be_visible()
    before = mark.bounding_box()["x"]
    surface.focus()
    page.keyboard.press("ArrowRight")
    expect(mark).not_to_have_css("left", f"{before}px")
    page.locator("button[name=taken]").click()
    expect(page.locator("button[name=taken]")).to_have_attribute(
        "aria-pressed", "false"
    )
