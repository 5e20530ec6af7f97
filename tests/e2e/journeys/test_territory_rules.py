"""The director says by rule who belongs where; managers place who waits (G06)."""

import pytest
from playwright.sync_api import expect
from steps import card, choose, fits, open_menu

BY_INDUSTRY = "Công ty Cổ phần Khoáng sản Hoàng Liên"
BY_NAME = "Tổng công ty Điện lực Sông Đà"
BY_HAND = "Gốm sứ Bát Tràng"
QUEUE = "/odoo/aig-customers-without-territory"


@pytest.fixture
def waiting(server):
    """Three customers that nobody serves yet; they go, with the rules, in the end."""
    admin = server.client()
    [industry] = admin.call("res.partner.industry", "search", [], limit=1)
    ids = [
        admin.call("res.partner", "create", {"name": name, "is_company": True, **more})
        for name, more in (
            (BY_INDUSTRY, {"industry_id": industry}),
            (BY_NAME, {}),
            (BY_HAND, {}),
        )
    ]
    lang = {"lang": "vi_VN"}
    [read] = admin.call(
        "res.partner.industry", "read", [industry], ["name"], context=lang
    )
    yield read["name"]
    director = server.client("giamdoc")
    in_force = [["rehearsal_id", "=", False]]
    rules = director.call("aig.territory.rule", "search", in_force)
    director.call("aig.territory.rule", "unlink", rules)
    admin.call("res.partner", "action_archive", ids)


def add_rule(page, territory, industry=None, names=None):
    page.locator(".o_control_panel .o_list_button_add").click()
    row = page.locator(".o_selected_row")
    if industry:
        choose(row, "industry_ids", industry)
    if names:
        row.locator("[name=partner_names] textarea").fill(names)
    choose(row, "territory_id", territory)
    page.locator(".o_list_button_save").first.click()
    expect(page.locator(".o_selected_row")).to_have_count(0)


def test_rules_place_who_waits(page, new_page, phone, login, server, waiting):
    login(page, "giamdoc")
    open_menu(page, "Cấu hình", "Quy tắc phân địa bàn")
    add_rule(page, "Miền Bắc", industry=waiting)
    add_rule(page, "Miền Bắc", names="Viễn thông Thủ đô\nĐiện lực Sông Đà")
    expect(page.locator(".o_data_row")).to_have_count(2)

    manager = new_page()
    login(manager, "quanly.bac")
    open_menu(manager, "Cấu hình", "Quy tắc phân địa bàn")
    expect(manager.locator(".o_data_row")).to_have_count(2)
    expect(manager.locator(".o_list_button_add")).to_have_count(0)
    open_menu(manager, "Địa bàn", "Khách hàng chưa có địa bàn")
    row = manager.locator(".o_data_row", has_text=BY_INDUSTRY)
    expect(row.locator("[name=aig_suggested_territory_id]")).to_have_text("Miền Bắc")
    row.locator(".o_list_record_selector input").check()
    manager.get_by_role("button", name="Áp dụng đề xuất").click()
    expect(manager.locator(".o_notification")).to_contain_text("1 khách hàng")
    expect(row).to_have_count(0)

    login(phone, "quanly.bac", path=QUEUE)
    assert fits(phone)
    waits = card(phone, BY_NAME)
    expect(waits).to_contain_text("Miền Bắc")
    waits.get_by_role("button", name="Áp dụng đề xuất").tap()
    expect(waits).to_have_count(0)
    other = card(phone, BY_HAND)
    expect(other.get_by_role("button", name="Áp dụng đề xuất")).to_have_count(0)
    other.get_by_role("button", name="Phân địa bàn…").tap()
    choose(phone.locator(".modal"), "territory_id", "Miền Bắc")
    phone.locator(".modal button[name=action_assign]").tap()
    expect(other).to_have_count(0)

    names = [["name", "in", [BY_INDUSTRY, BY_NAME, BY_HAND]]]
    seen = {login_: server.client(login_) for login_ in ("sales.hanoi", "sales.saigon")}
    counts = {
        who: client.call("res.partner", "search_count", names)
        for who, client in seen.items()
    }
    assert counts == {"sales.hanoi": 3, "sales.saigon": 0}
