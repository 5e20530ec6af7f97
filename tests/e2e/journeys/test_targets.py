"""Targets of a year: typed and pasted like in a spreadsheet, and compared (A05)."""

import pytest
from playwright.sync_api import expect

GRID = "/odoo/customer-targets"
MILLION = 1_000_000
AMOUNTS = {
    "1250000": 1_250_000,
    "1.250.000": 1_250_000,
    "1,250,000": 1_250_000,
    "1 250 000 ₫": 1_250_000,
    "385.000.000 VND": 385 * MILLION,
    "1.250": 1_250,
    "1.250.000,5": 1_250_000.5,
    "1,250,000.50": 1_250_000.5,
    "12,5": 12.5,
    "": 0,
    " - ": 0,
    "abc": None,
    "-5": None,
    "1.25.000": None,
    "1,2,3": None,
    "1234.567.890": None,
}
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}"""
PARSE = """text => odoo.loader.modules
    .get("@aig_base/grid/grid_block").parseAmount(text, ",")"""


def rows(page):
    return page.locator(".o_data_row")


def cell(page, row, month):
    return rows(page).nth(row).locator(f"td[name=month_{month:02}]")


def open_grid(page):
    expect(rows(page).first).to_be_visible()
    assert rows(page).count() > 3


def customer(page, row):
    return rows(page).nth(row).locator("td[name=partner_id]").inner_text()


def stored(client, name):
    """The twelve months of a customer, as the server has them."""
    names = [f"month_{number:02}" for number in range(1, 13)]
    [target] = client.call(
        "aig.sales.target", "search_read", [["partner_id.name", "=", name]], names
    )
    return [target[name] for name in names]


@pytest.fixture
def grid(page, login):
    login(page, "quanly.bac", path=GRID)
    open_grid(page)
    return page


def test_typing_with_the_keyboard(grid, server):
    client = server.client("quanly.bac")
    names = [customer(grid, row) for row in range(3)]
    cell(grid, 0, 3).click()
    grid.keyboard.type("11000000")
    grid.keyboard.press("Enter")
    expect(cell(grid, 1, 3).locator("input")).to_be_focused()
    grid.keyboard.type("12000000")
    grid.keyboard.press("Tab")
    expect(cell(grid, 1, 4).locator("input")).to_be_focused()
    grid.keyboard.type("13000000")
    grid.keyboard.press("ArrowDown")
    expect(cell(grid, 2, 4).locator("input")).to_be_focused()
    grid.keyboard.press("ArrowLeft")
    expect(cell(grid, 2, 3).locator("input")).to_be_focused()
    grid.keyboard.press("ArrowUp")
    expect(cell(grid, 1, 3).locator("input")).to_be_focused()
    assert stored(client, names[0])[2] == 11 * MILLION
    assert stored(client, names[1])[2:4] == [12 * MILLION, 13 * MILLION]


def test_pasting_a_block(grid, server):
    client = server.client("quanly.bac")
    names = [customer(grid, row) for row in range(3)]
    before = [stored(client, name) for name in names]
    cell(grid, 0, 5).click()
    grid.evaluate(PASTE, "1.250.000\t2,500,000 ₫\r\n-\t4000000\r\n")
    expect(cell(grid, 1, 6)).to_contain_text("4.000.000")
    expect(cell(grid, 0, 5).locator("input")).to_be_focused()
    assert stored(client, names[0])[4:6] == [1_250_000, 2_500_000]
    assert stored(client, names[1])[4:6] == [0, 4_000_000]
    assert stored(client, names[0])[6:] == before[0][6:]
    assert stored(client, names[2]) == before[2]


def test_a_wrong_cell_is_named_and_nothing_pasted(grid, server):
    client = server.client("quanly.bac")
    name = customer(grid, 1)
    before = stored(client, customer(grid, 0))
    cell(grid, 0, 5).click()
    grid.evaluate(PASTE, "7\t8\nmany\t9")
    said = grid.locator(".o_notification")
    expect(said).to_contain_text(name)
    expect(said).to_contain_text("many")
    grid.evaluate(PASTE, "1\t" * 30)
    expect(said).to_have_count(2)
    assert stored(client, customer(grid, 0)) == before


def test_amounts_as_spreadsheets_write_them(grid):
    assert {text: grid.evaluate(PARSE, text) for text in AMOUNTS} == AMOUNTS


def test_a_salesperson_reads_the_own_and_types_none(page, login, server):
    login(page, "sales.hanoi", path=GRID)
    open_grid(page)
    assert rows(page).count() == 6
    cell(page, 0, 3).click()
    expect(page.locator(".o_form_view")).to_be_visible()
    expect(page.locator("[name=amount] input")).to_have_count(0)


def test_the_difference_is_shown(page, login):
    login(page, "quanly.nam", path="/odoo/sales-targets")
    row = rows(page).filter(has_text="Võ Văn Tần")
    expect(row.locator("[name=gap]")).to_contain_text("200.000.000")
    row.locator("td[name=display_name]").click()
    expect(page.locator(".alert [name=gap_sentence]")).to_contain_text("200.000.000")
    page.locator("button[name=action_split]").click()
    proposal = page.locator(".modal .o_data_row")
    expect(proposal.first).to_be_visible()
    page.locator(".modal button[name=action_apply]").click()
    expect(rows(page).first).to_be_visible()
    page.goto(page.url.split("/odoo")[0] + "/odoo/sales-targets")
    expect(row.locator("[name=gap]")).not_to_contain_text("200.000.000")


def test_on_a_phone(phone, login):
    login(phone, "quanly.bac", path=GRID)
    card = phone.locator(".o_kanban_record:not(.o_kanban_ghost)").first
    expect(card).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
