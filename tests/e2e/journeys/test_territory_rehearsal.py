"""A new split of the customers: tried out, looked at, activated, taken back (G06, S19).

Everybody concerned is logged in all the time: what they see changes with their next
click.
"""

import pytest
from playwright.sync_api import expect
from steps import card, choose, confirm, fits, open_menu, sees

BY_RULE = "Cảng biển Nam Triệu"
DRAGGED = "Vận tải Bạch Đằng"
OLD, NEW = "sales.haiphong", "sales.saigon"
NORTH, SOUTH = "Miền Bắc", "Miền Nam"


@pytest.fixture
def director(server):
    """The director's session; rehearsals that were only drafts go in the end."""
    client = server.client("giamdoc")
    yield client
    drafts = [["state", "in", ["draft", "cancelled"]]]
    rehearsals = client.call("aig.territory.rehearsal", "search", drafts)
    client.call("aig.territory.rehearsal", "unlink", rehearsals)


def new_rehearsal(page, name):
    """Kinh doanh AIG -> Địa bàn -> Bản thử chia địa bàn -> Mới."""
    open_menu(page, "Địa bàn", "Bản thử chia địa bàn")
    page.locator(".o_list_button_add").click()
    page.locator("[name=name] input").fill(name)
    page.locator(".o_form_button_save").click()
    expect(page.locator("button[name=action_apply_rules]")).to_be_visible()


def add_rule(page, names, territory):
    page.locator("a[name=rules]").click()
    page.get_by_role("button", name="Thêm một dòng").click()
    row = page.locator(".o_selected_row")
    row.locator("[name=partner_names] textarea").fill(names)
    choose(row, "territory_id", territory)
    page.locator(".o_form_button_save").click()
    expect(page.locator(".o_selected_row")).to_have_count(0)


def person(page, name):
    return page.locator(".o_data_row", has_text=name)


def figures(row, *names):
    return [row.locator(f"[name={name}]").inner_text() for name in names]


def drag(page, name, territory):
    """Drag a card to a column, as a hand does: in several movements."""
    start = card(page, name).bounding_box()
    end = page.locator(
        ".o_kanban_group", has=page.locator(".o_column_title", has_text=territory)
    ).bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 20, steps=5)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 90, steps=10)
    page.mouse.up()


def back(page):
    page.locator(".o_breadcrumb a").last.click()


def state(page, text):
    """Wait until the rehearsal is in a state; very large ones take a while."""
    expect(page.locator(".o_arrow_button_current")).to_contain_text(text)


def who_sees_them(old, new):
    """The two customers as the old and the new salesperson see them."""
    return [sees(page, BY_RULE, DRAGGED) for page in (old, new)]


def test_draft_activate_and_undo(page, new_page, login, users, director):
    old, new = new_page(), new_page()
    login(old, OLD, path="/odoo/aig-customers")
    login(new, NEW, path="/odoo/aig-customers")
    before, after = [[BY_RULE, DRAGGED], []], [[], [BY_RULE, DRAGGED]]
    assert who_sees_them(old, new) == before

    login(page, "giamdoc")
    new_rehearsal(page, "Chia lại miền Bắc")
    add_rule(page, BY_RULE, SOUTH)
    page.locator("button[name=action_apply_rules]").click()
    page.locator("a[name=people]").click()
    loser = person(page, users[OLD]["name"])
    expect(loser.locator("[name=lost]")).to_have_text("1")

    choose(page, "source_territory_id", NORTH)
    page.locator("button[name=action_bring_in]").click()
    expect(card(page, BY_RULE)).to_contain_text(SOUTH)
    drag(page, DRAGGED, SOUTH)
    expect(card(page, DRAGGED)).to_contain_text(SOUTH)
    back(page)
    page.locator("button[name=action_view_people]").click()
    expect(page.locator(".o_breadcrumb")).to_contain_text("Ai mất khách hàng nào")
    names = ("before_customers", "after_customers", "gained", "lost")
    assert figures(loser, *names) == ["4", "2", "0", "2"]
    assert figures(person(page, users[NEW]["name"]), "gained", "lost") == ["2", "0"]
    back(page)
    assert who_sees_them(old, new) == before, "a rehearsal changes nothing"

    page.locator("button[name=action_activate]").click()
    confirm(page)
    state(page, "Đã áp dụng")
    assert who_sees_them(old, new) == after

    page.locator("button[name=action_undo]").click()
    confirm(page)
    state(page, "Đã hoàn tác")
    assert who_sees_them(old, new) == before


def test_on_a_phone(phone, login, director):
    model, line_model = "aig.territory.rehearsal", "aig.territory.rehearsal.line"
    rehearsal = director.call(model, "create", {"name": "Thử trên điện thoại"})
    [customer] = director.call("res.partner", "search", [["name", "like", DRAGGED]])
    [north] = director.call("aig.territory", "search", [["name", "=", NORTH]])
    director.call(
        line_model,
        "create",
        {
            "rehearsal_id": rehearsal,
            "partner_id": customer,
            "new_territory_id": north,
        },
    )
    login(phone, "giamdoc", path="/odoo/aig-territory-rehearsals")
    card(phone, "Thử trên điện thoại").tap()
    phone.get_by_role("button", name="Khách hàng trong bản thử").tap()
    expect(card(phone, DRAGGED)).to_be_visible()
    assert fits(phone)
    card(phone, DRAGGED).tap()
    choose(phone, "new_territory_id", SOUTH)
    phone.locator(".o_form_button_save").tap()
    expect(phone.locator(".o_form_button_save")).to_be_hidden()
    phone.locator(".o_back_button").first.tap()
    expect(card(phone, DRAGGED)).to_contain_text(SOUTH)
    phone.locator(".o_back_button").first.tap()
    loser = card(phone, "Bùi Thị Xuân")
    expect(loser).to_contain_text("4 → 3")
    assert fits(phone)
