"""Somebody has the place: why, who waits, and what ends."""

from datetime import datetime, timedelta

from playwright.sync_api import expect
from steps import VIETNAM, fits

CUSTOMER = "Sữa Hoa Ban"


def iso_day(offset):
    """A day from today, as it is stored."""
    return (datetime.now(VIETNAM) + timedelta(offset)).date().isoformat()


def new_draft(client):
    """A draft of SG-001, which somebody in the south holds."""

    def find(model, *domain):
        return client.call(model, "search", list(domain), limit=1)[0]

    return client.call(
        "aig.position.booking",
        "create",
        {
            "position_id": find("aig.position", ["code", "=", "SG-001"]),
            "partner_id": find("res.partner", ["name", "ilike", CUSTOMER]),
            "date_from": iso_day(8),
            "date_to": iso_day(12),
        },
    )


def test_refused_in_line_and_renewed(page, phone, login, server):
    # the north is told whom to ask, not for whom the place is held
    draft = new_draft(server.client("sales.hanoi"))
    login(page, "sales.hanoi", path=f"/odoo/aig-bookings/{draft}")
    page.locator("button[name=action_hold_or_show]").click()
    dialog = page.locator(".modal")
    row = dialog.locator(".o_data_row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Đã có khách")
    expect(row.locator("td[name=customer]")).to_have_text("")
    expect(row.locator("td[name=user_id]")).to_contain_text("Võ Văn Tần")
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
