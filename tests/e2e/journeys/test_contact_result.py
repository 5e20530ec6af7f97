"""What came of a call, told on the phone right after it (S02, S34)."""

import pytest
from playwright.sync_api import expect
from steps import card, fits

CUSTOMER = "Công ty Cổ phần Xe điện Đông Đô"
# this browser has no dialer, and would wait for one for ever
DIALER = """
document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='tel:']")) {
        event.preventDefault();
    }
}, true);
"""
LAKE = {"latitude": 21.0287, "longitude": 105.8524, "accuracy": 8}


@pytest.fixture
def contacts(server):
    """Rows and reminders that this test makes; the reminders are taken back."""
    person = server.client("sales.hanoi")
    mine = [["user_id", "=", person.uid], ["res_model", "=", "res.partner"]]
    before = person.call("mail.activity", "search", mine)
    newest = [["partner_id.name", "=", CUSTOMER]]
    names = [
        "care_type",
        "contact_result",
        "outcome",
        "evidence",
        "next_step",
        "next_date",
        "checkin_state",
    ]

    def last():
        options = {"order": "id desc", "limit": 1}
        [row] = person.call("aig.care.log", "search_read", newest, names, **options)
        return row

    yield last
    new = [*mine, ["id", "not in", before]]
    activities = person.call("mail.activity", "search", new)
    assert activities
    person.call("mail.activity", "unlink", activities)


class Thumb:
    """Counts what it touches."""

    touches = 0

    def touch(self, locator):
        locator.tap()
        self.touches += 1


def open_customers(phone, login):
    phone.add_init_script(DIALER)
    login(phone, "sales.hanoi", path="/odoo/aig-customers")
    customer = card(phone, CUSTOMER)
    customer.scroll_into_view_if_needed()
    return customer


def badge(dialog, field, text):
    badges = dialog.locator(f"[name={field}] .o_selection_badge")
    return badges.get_by_text(text, exact=True)


def test_three_touches_from_the_card_to_the_saved_result(phone, login, contacts):
    customer = open_customers(phone, login)
    number = customer.locator(".o_aig_call")
    assert number.get_attribute("href").startswith("tel:02")
    thumb = Thumb()
    thumb.touch(number)
    dialog = phone.locator(".modal:has(.o_aig_contact)")
    expect(dialog).to_contain_text(CUSTOMER)
    assert fits(phone)
    thumb.touch(badge(dialog, "outcome", "Quan tâm"))
    thumb.touch(dialog.get_by_role("button", name="Ngày mai"))
    expect(phone.locator(".o_notification")).to_contain_text("Đã lưu. Tiếp theo")
    expect(dialog).to_have_count(0)
    assert thumb.touches <= 3
    row = contacts()
    assert (row["care_type"], row["outcome"]) == ("call", "interested")
    assert (row["contact_result"], row["evidence"]) == ("reached", "talked")
    assert row["next_step"] == "meeting"
    assert row["next_date"]
    opens_the_rows_it_counts(phone)


def opens_the_rows_it_counts(phone):
    """A figure of the report leads to the call that was just saved (A51)."""
    phone.goto(phone.url.split("/odoo")[0] + "/odoo/care-by-salesperson")
    expect(phone.locator(".o_aig_care_count_rule")).to_contain_text("chưa bị đảo")
    assert fits(phone)
    kinds = phone.locator("thead .o_pivot_header_cell_closed").all_inner_texts()
    calls = [kind.strip() for kind in kinds].index("Gọi điện")
    # each kind has its own figure and that of the quarter before
    phone.locator(".o_pivot_cell_value").nth(2 * calls).tap()
    expect(phone.locator(".o_action_manager")).to_contain_text(CUSTOMER)


def test_a_visit_with_and_without_leave_to_be_found(phone, login, contacts):
    customer = open_customers(phone, login)
    customer.locator(".o_aig_call").tap()
    dialog = phone.locator(".modal:has(.o_aig_contact)")
    badge(dialog, "care_type", "Thăm gặp").tap()
    dialog.locator(".o_aig_checkin").tap()
    expect(dialog.get_by_role("alert")).to_contain_text("hãy cho phép trang này")
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation(LAKE)
    dialog.locator(".o_aig_checkin").tap()
    expect(dialog).to_contain_text("Không rõ khoảng cách")
    badge(dialog, "outcome", "Để sau").tap()
    dialog.get_by_role("button", name="Tuần sau").tap()
    expect(phone.locator(".o_notification")).to_contain_text("Đã lưu")
    row = contacts()
    assert (row["care_type"], row["checkin_state"]) == ("visit", "unknown")
