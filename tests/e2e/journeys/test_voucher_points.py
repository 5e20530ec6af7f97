"""Points advanced, recovered, taken back, brought along; a choice that changes."""

import base64
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from steps import fits

from .test_gifts import PIXEL, voucher  # noqa: F401  a fixture


@pytest.fixture
def chosen(server, voucher):  # noqa: F811
    """The worked example's voucher with a chosen gift of 15 million."""
    seller = server.client("sales.hanoi")
    gift, *_others = seller.call(
        "aig.voucher.gift", "search", [["gift_type", "=", "banner"]]
    )
    values = {"name": "Gói A", "voucher_id": voucher}
    values["line_ids"] = [[0, 0, {"gift_id": gift, "quantity": 1}]]
    package = seller.call("aig.voucher.package", "create", values)
    seller.call("aig.voucher.package", "action_choose", [package])
    return voucher


def open_account(page):
    page.get_by_role("tab", name="Sổ điểm").click()
    return page.locator(".tab-pane.active")


def test_a_manager_advances_points_and_sees_what_to_recover(
    page, new_page, login, server, chosen
):
    login(page, "quanly.bac", path=f"/odoo/vouchers/{chosen}")
    page.locator("button[name=action_open_advance]").click()
    dialog = page.locator(".modal")
    expect(dialog.locator("[name=points] input")).to_have_value("0,43")
    dialog.locator("[name=reason] input").fill("Giao sớm cho khách quen")
    dialog.locator("button[name=action_advance]").click()
    expect(dialog).to_have_count(0)
    expect(open_account(page).locator("[name=recover_points]")).to_have_text("0,43")

    seller = new_page()
    login(seller, "sales.hanoi", path=f"/odoo/vouchers/{chosen}")
    expect(seller.locator("button[name=action_offer]").first).to_be_visible()
    expect(seller.locator("button[name=action_open_advance]")).to_have_count(0)
    expect(open_account(seller).locator("[name=reserved_points]")).to_have_text("0,43")


def test_a_delivery_is_taken_back_with_a_reason(page, login, server, chosen):
    manager = server.client("quanly.bac")
    values = {"voucher_id": chosen, "points": 1, "reason": "Đã hứa với khách"}
    advance = manager.call("aig.voucher.advance", "create", values)
    manager.call("aig.voucher.advance", "action_advance", [advance])
    seller = server.client("sales.hanoi")
    [line] = seller.call(
        "aig.voucher.package.line", "search", [["package_id.voucher_id", "=", chosen]]
    )
    photo = base64.b64encode(PIXEL).decode()
    delivery = {"line_id": line, "photo": photo}
    seller.call("aig.voucher.delivery", "create", delivery)

    login(page, "sales.hanoi", path=f"/odoo/vouchers/{chosen}")
    expect(page.locator(".o_arrow_button_current")).to_contain_text("Hoàn tất")
    page.get_by_role("tab", name="Giao quà").click()
    page.locator("button[name=action_undo_delivery]").click()
    dialog = page.locator(".modal")
    dialog.locator("[name=note] textarea").fill("Bạt in sai nội dung")
    dialog.locator(".o_form_button_save").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".o_arrow_button_current")).to_contain_text("Đã chọn")
    expect(open_account(page).locator("[name=spent_points]")).to_have_text("0,00")


def test_a_customer_changes_the_choice_on_a_phone(phone, login, server, chosen):
    seller = server.client("sales.hanoi")
    gifts = seller.call("aig.voucher.gift", "search", [["gift_type", "=", "print"]])
    values = {"name": "Gói B", "voucher_id": chosen}
    values["line_ids"] = [[0, 0, {"gift_id": gifts[0], "quantity": 1}]]
    seller.call("aig.voucher.package", "create", values)
    seller.call("aig.voucher", "action_review", [chosen])
    url = seller.call("aig.voucher", "action_open_page", [chosen])["url"]
    phone.goto(server.url + urlsplit(url).path)
    other = phone.locator(".package", has_text="Gói B")
    other.locator("summary").tap()
    expect(other.locator("form")).to_contain_text("thay cho lựa chọn trước")
    assert fits(phone)
    other.locator("button").tap()
    expect(phone.get_by_role("status")).to_contain_text("đã được ghi nhận")
    expect(phone.locator(".package.chosen")).to_contain_text("Gói B")


def test_a_sheet_of_opening_balances_with_a_bad_row(page, login):
    login(page, "giamdoc", path="/odoo/action-aig_voucher.aig_voucher_opening_action")
    page.locator(".o_cp_action_menus button").first.click()
    page.get_by_role("menuitem", name="Nhập").click()
    sheet = "reference,partner_id,points\nE2E-1,Dược phẩm Hồ Gươm không có,2\n"
    page.locator("input[type=file]").first.set_input_files(
        {"name": "du.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    page.get_by_role("button", name="Kiểm thử").click()
    expect(page.locator("body")).to_contain_text("Không tìm thấy bản ghi")
