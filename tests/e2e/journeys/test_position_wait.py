"""Somebody has the place: why, who waits, and what ends."""

from playwright.sync_api import expect
from steps import choose, day, fits, type_date

CUSTOMER = "Sữa Hoa Ban"


def test_refused_in_line_and_renewed(page, phone, login):
    # the south holds SG-001: the north is told whom to ask, not for whom
    login(page, "sales.hanoi", path="/odoo/aig-bookings/new")
    choose(page, "position_id", "SG-001")
    choose(page, "partner_id", CUSTOMER)
    type_date(page, "date_from", day(8))
    type_date(page, "date_to", day(12))
    page.locator("button[name=action_hold_or_show]").click()
    dialog = page.locator(".modal")
    row = dialog.locator(".o_data_row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Đã có người giữ")
    expect(row.locator("[name=customer]")).to_have_text("")
    expect(row.locator("[name=user_id]")).to_contain_text("Võ Văn Tần")
    dialog.locator("button[name=action_wait]").click()
    expect(page.locator(".o_notification")).to_contain_text("thứ 3")
    expect(dialog).to_have_count(0)

    # what ends, on the phone: one tap holds the next days
    login(phone, "sales.hanoi", path="/odoo/aig-waiting")
    line = phone.locator(".o_kanban_record", has_text=CUSTOMER)
    expect(line.filter(has_text="SG-001")).to_contain_text("3")
    phone.goto(phone.url.replace("aig-waiting", "aig-ending-bookings"))
    ending = phone.locator(".o_kanban_record", has_text="HN-001")
    expect(ending).to_contain_text("Khách khác đang chờ")
    assert fits(phone)
    ending.locator("button[name=action_renew]").tap()
    expect(phone.locator(".o_form_view .o_statusbar_status")).to_contain_text(
        "Đang giữ chỗ"
    )
