"""What content officers and accounting see of customers and territories (G07)."""

import pytest
from playwright.sync_api import expect
from steps import card, fits, open_menu

CUSTOMER = "Công ty Cổ phần Sữa Hoa Ban"
MONEY = "₫"


@pytest.fixture
def accountant(server):
    """Somebody of accounting, for this test alone."""
    admin = server.client()
    groups = [
        admin.call("ir.model.data", "check_object_reference", *name)[1]
        for name in (("base", "group_user"), ("account", "group_account_invoice"))
    ]
    values = {
        "name": "Lý Thị Kế Toán",
        "login": "ketoan",
        "password": "ketoan",
        "lang": "vi_VN",
        "tz": "Asia/Ho_Chi_Minh",
        "group_ids": [[6, 0, groups]],
    }
    if "odoobot_state" in admin.call("res.users", "fields_get", ["odoobot_state"]):
        values["odoobot_state"] = "disabled"
    user = admin.call("res.users", "create", values)
    yield "ketoan"
    admin.call("res.users", "action_archive", [user])


def open_customer(page):
    """From the cards of customers to the page that names the territory."""
    card(page, CUSTOMER).get_by_text(CUSTOMER).first.click()
    page.locator("a[name=sales_purchases]").click()
    expect(page.locator("[name=aig_territory_id]").first).to_contain_text("Miền Bắc")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_content_officers_see_no_money(size, request, login, server):
    screen = request.getfixturevalue("page" if size == "desk" else size)
    login(screen, "noidung", path="/odoo/aig-customers")
    open_customer(screen)
    expect(screen.locator("body")).not_to_contain_text(MONEY)
    expect(screen.locator("[name=aig_territory_id] input")).to_have_count(0)
    if size == "phone":
        assert fits(screen)
        return
    open_menu(screen, "Khách hàng")
    expect(card(screen, CUSTOMER)).to_be_visible()
    expect(screen.locator("body")).not_to_contain_text(MONEY)
    for entry in "Kế hoạch tài chính", "Voucher", "Địa bàn":
        expect(screen.locator(".o_menu_sections")).not_to_contain_text(entry)


def test_accounting_sees_customers_of_all_territories(page, login, accountant):
    login(page, accountant, path="/odoo/aig-customers")
    for name in CUSTOMER, "Công ty Cổ phần Bia Bến Thành":
        expect(card(page, name)).to_be_visible()
    open_customer(page)
    expect(page.locator("[name=aig_territory_id] input")).to_have_count(0)
