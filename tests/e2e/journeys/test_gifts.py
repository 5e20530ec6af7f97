"""From a customer's wishes to the proof that the gift was delivered."""

import base64
import re

import pytest
from playwright.sync_api import expect
from steps import fits

MILLION = 1_000_000
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@pytest.fixture
def voucher(server):
    """A voucher of the worked example in a year of its own, with what to choose."""
    seller = server.client("sales.hanoi")
    customer = seller.call(
        "res.partner", "search", [["name", "like", "Dược phẩm Hồ Gươm"]]
    )
    year = 2040 + seller.call("aig.sales.plan", "search_count", [])
    plan = seller.call("aig.sales.plan", "create", {"year": year, "quarter": "1"})
    figures = {
        "renewal_revenue": 500 * MILLION,
        "expected_revenue": 300 * MILLION,
        "expectation_multiplier": 2,
        "override_reason": "Đã thống nhất",
    }
    line = seller.call(
        "aig.sales.plan.line",
        "create",
        {"plan_id": plan, "partner_id": customer[0], **figures},
    )
    return seller.call("aig.voucher", "create", {"plan_line_id": line})


def test_sign_more_get_more_on_a_phone(phone, login, voucher):
    login(phone, "sales.hanoi", path=f"/odoo/vouchers/{voucher}")
    phone.locator(".o_statusbar_buttons, .o_cp_action_menus").first.wait_for()
    button = phone.locator("button[name=action_offer]")
    if not button.is_visible():
        phone.locator(".o_statusbar_buttons button.dropdown-toggle").click()
    button.click()
    slider = phone.locator(".o_aig_voucher_offer")
    expect(slider.locator(".o_aig_offer_amount")).to_contain_text("385.000.000")
    expect(slider.locator(".o_aig_offer_share")).to_have_text("48,1 %")
    expect(slider.locator(".o_aig_offer_warning")).to_have_count(0)
    slider.locator("input[type=range]").fill("40")
    expect(slider.locator(".o_aig_offer_warning")).to_be_visible()
    slider.locator(".o_aig_offer_less").click()
    expect(slider.locator(".o_aig_offer_amount")).not_to_contain_text("385.000.000")
    assert fits(phone)


def test_from_wishes_to_the_proof(page, login, voucher, server):
    login(page, "sales.hanoi", path=f"/odoo/vouchers/{voucher}")
    page.get_by_role("button", name="Đề xuất gói").click()
    dialog = page.locator(".modal")
    row = dialog.locator(".o_data_row", has_text="Thay bạt")
    row.locator("[name=stars] .o_priority_star").nth(2).click()
    dialog.get_by_role("button", name="Đề xuất", exact=True).click()
    expect(dialog.locator("[name=total_value]")).to_contain_text("15.000.000")
    dialog.get_by_role("button", name="Tạo gói từ đề xuất").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[name=line_ids] .o_data_row")).to_contain_text("Thay bạt")
    page.get_by_role("button", name="Khách hàng chọn gói này").click()
    expect(page.locator(".o_widget_web_ribbon .ribbon")).to_be_visible()
    manager = server.client("quanly.bac")
    values = {"voucher_id": voucher, "points": 1, "reason": "Đã hứa với khách"}
    advance = manager.call("aig.voucher.advance", "create", values)
    manager.call("aig.voucher.advance", "action_advance", [advance])

    page.goto(f"{server.url}/odoo/vouchers/{voucher}")
    expect(page.locator(".o_arrow_button_current")).to_contain_text("Đã chọn")
    page.get_by_role("tab", name="Giao quà").click()
    page.locator("button[name=action_deliver]").click()
    dialog = page.locator(".modal")
    dialog.locator("[name=photo] input[type=file]").set_input_files(
        {"name": "bat.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    dialog.locator(".o_form_button_save").click()
    expect(dialog).to_have_count(0)
    gift = page.locator("[name=gift_line_ids] .o_data_row")
    expect(gift.locator("[name=delivered_date]")).to_have_text(
        re.compile(r"\d\d/\d\d/\d{4}")
    )
    expect(page.locator(".o_arrow_button_current")).to_contain_text("Hoàn tất")
