"""The board of a territory, as managers and salespeople open it (G08, G09, S19).

Figures are compared with what the person's own lists say.
"""

import re

from playwright.sync_api import expect
from steps import open_menu

BOARD = "/odoo/aig-territory-board"
PERSON = "Phạm Hồng Thái"
COLLEAGUE = "Bùi Thị Xuân"


def open_board(page):
    """Kinh doanh AIG -> Địa bàn -> Bảng địa bàn."""
    open_menu(page, "Địa bàn", "Bảng địa bàn")
    expect(board(page)).to_be_visible()


def board(page):
    return page.locator(".o_aig_territory_board")


def heading(page):
    return board(page).locator("h2")


def total(page, figure):
    return board(page).locator(f"[name=total] button[name={figure}]")


def of_person(page, name, figure):
    return board(page).locator("tr", has_text=name).locator(f"button[name={figure}]")


def spoken(figure):
    """The full number that a screen reader says: 2.700.000.000 ₫ -> 2700000000."""
    label = figure.get_attribute("aria-label").rsplit(":", 1)[1]
    return int(re.sub(r"\D", "", label))


def opportunities(client, *domain):
    """What the user's own list has: names, and the sum of what is expected."""
    leads = client.call(
        "crm.lead",
        "search_read",
        [["type", "=", "opportunity"], ["won_status", "=", "pending"], *domain],
        ["name", "expected_revenue"],
    )
    return {lead["name"] for lead in leads}, sum(r["expected_revenue"] for r in leads)


def names_in_list(page):
    cells = page.locator(".o_data_row [name=name]")
    expect(cells.first).to_be_visible()
    return set(cells.all_inner_texts())


def test_the_managers_board(page, login, server):
    client = server.client("quanly.bac")
    login(page, "quanly.bac")
    open_board(page)
    expect(heading(page)).to_have_text("Miền Bắc")
    for person in PERSON, COLLEAGUE:
        expect(board(page).locator("tr", has_text=person)).to_be_visible()
    expect(board(page)).not_to_contain_text("Võ Văn Tần")

    territory = ["aig_territory_id.name", "=", "Miền Bắc"]
    _names, expected = opportunities(client, territory)
    assert spoken(total(page, "pipeline")) == expected
    names, expected = opportunities(client, territory, ["user_id.name", "=", PERSON])
    figure = of_person(page, PERSON, "pipeline")
    assert spoken(figure) == expected
    expect(figure).to_have_text(re.compile(r"^\d+(,\d)? (tr|tỷ)$"))

    figure.focus()
    page.keyboard.press("Enter")
    assert names_in_list(page) == names
    page.go_back()
    expect(heading(page)).to_have_text("Miền Bắc")


def test_each_figure_opens_its_records(page, login):
    login(page, "quanly.bac", path=BOARD)
    figures = board(page).locator("[name=total] button")
    expect(figures.first).to_be_visible()
    for number in range(figures.count()):
        label = figures.nth(number).get_attribute("aria-label")
        if label.endswith(": —"):  # as what was invoiced, when a quarter begins
            expect(figures.nth(number)).to_be_disabled()
            continue
        figures.nth(number).click()
        title = page.locator(".o_breadcrumb .active")
        expect(title, label).to_contain_text("Miền Bắc")
        expect(page.locator(".o_data_row").first, label).to_be_visible()
        page.locator(".o_breadcrumb .o_back_button a, .breadcrumb-item a").first.click()
        expect(heading(page)).to_have_text("Miền Bắc")


def test_of_two_territories_the_one_chosen_last_is_shown(page, login):
    login(page, "giamdoc", path=BOARD)
    expect(heading(page)).to_have_text("Việt Nam")
    held = []
    page.route("**/aig.territory.board/get_board", lambda route: held.append(route))
    for name in "Miền Bắc", "Miền Nam":
        page.get_by_role("navigation").get_by_text(name, exact=True).click()
    page.wait_for_timeout(500)
    north, south = held
    south.continue_()
    expect(heading(page)).to_have_text("Miền Nam")
    with page.expect_response("**/aig.territory.board/get_board"):
        north.continue_()
    page.wait_for_timeout(300)
    expect(heading(page)).to_have_text("Miền Nam")


def test_from_the_country_to_a_territory_below(page, login):
    login(page, "giamdoc", path=BOARD)
    expect(heading(page)).to_have_text("Việt Nam")
    whole = spoken(total(page, "pipeline"))
    parts = []
    for name in "Miền Bắc", "Miền Nam":
        row = board(page).locator("tr", has_text=name)
        shown = spoken(row.locator("button[name=pipeline]"))
        row.get_by_role("button", name=name, exact=True).click()
        expect(heading(page)).to_have_text(name)
        assert spoken(total(page, "pipeline")) == shown
        parts.append(shown)
        tree = page.get_by_role("navigation", name="Địa bàn")
        tree.locator(".list-group-item", has_text="Việt Nam").click()
        expect(heading(page)).to_have_text("Việt Nam")
    assert sum(parts) == whole
    assert 0 not in parts
    tree.get_by_role("button", name="Việt Nam").first.click()
    expect(tree).not_to_contain_text("Miền Nam")
    tree.get_by_role("button", name="Việt Nam").first.click()
    expect(tree).to_contain_text("Miền Nam")


def test_a_quarter_without_data_shows_a_dash(page, login):
    login(page, "quanly.bac", path=BOARD)
    quarter = board(page).locator(".o_control_panel [role=group] span")
    now = quarter.inner_text()
    board(page).locator(".oi-chevron-right").click()
    expect(quarter).not_to_have_text(now)
    expect(total(page, "success_rate")).to_have_text("—")
    expect(total(page, "success_rate")).to_be_disabled()
    board(page).locator(".oi-chevron-left").click()
    expect(quarter).to_have_text(now)
    expect(total(page, "success_rate")).to_have_text("67%")


def test_a_territory_that_is_not_mine(page, login, server):
    [foreign] = server.client("giamdoc").call(
        "aig.territory", "search", [["name", "=", "Miền Nam"]]
    )
    login(page, "quanly.bac", path=f"{BOARD}/{foreign}")
    expect(page.locator(".o_notification")).to_contain_text("không thuộc quyền")
    expect(heading(page)).to_have_text("Miền Bắc")


def test_on_a_phone(phone, login):
    login(phone, "giamdoc", path=BOARD)
    expect(heading(phone)).to_have_text("Việt Nam")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    board(phone).locator("select").select_option(label="\u00a0" * 4 + "Miền Nam")
    expect(heading(phone)).to_have_text("Miền Nam")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    card = board(phone).locator(".card:has(.card-header)", has_text="Võ Văn Tần")
    card.locator("button[name=pipeline]").click()
    expect(phone.locator(".o_kanban_record").first).to_be_visible()
    shown = phone.locator(".o_kanban_record:not(.o_kanban_ghost)")
    expect(shown).to_have_count(2)


def test_a_salesperson_sees_the_own_figures(page, login, server):
    client = server.client("sales.hanoi")
    login(page, "sales.hanoi", path=BOARD)
    expect(heading(page)).to_contain_text("Miền Bắc")
    _names, expected = opportunities(client, ["user_id", "=", client.uid])
    assert spoken(total(page, "pipeline")) == expected
    expect(total(page, "people")).to_have_text("1")
    expect(board(page)).not_to_contain_text(COLLEAGUE)
    total(page, "prospects").click()
    expect(page.locator(".o_data_row")).to_have_count(1)
    expect(page.locator(".o_data_row")).to_contain_text("Xe điện Đông Đô")
