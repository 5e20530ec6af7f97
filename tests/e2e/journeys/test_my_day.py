"""A salesperson's morning on the phone, and a manager's at the desk (S30, S34, S37)."""

from datetime import datetime
from email.message import EmailMessage

import pytest
from journeys.test_composer import dialog_of
from journeys.test_contact_result import DIALER, badge
from playwright.sync_api import expect
from steps import APPLICATION, VIETNAM, fits

#: From the row to the saved result of a call.
MOST_TOUCHES = 3
CALLED = "Công ty Cổ phần Xe điện Đông Đô"
ANSWERED = "Công ty Cổ phần Sữa Hoa Ban"
QUESTION = "Cho hỏi khi nào có báo giá?"


def day_row(page, section, text):
    """Rows of a list of the page."""
    return page.locator(f"section[name={section}] .o_aig_day_row", has_text=text)


def find_customer(person, name):
    [customer] = person.call(
        "res.partner", "search_read", [("name", "=", name)], ["email"], limit=1
    )
    return customer


@pytest.fixture
def person(server):
    """The salesperson, with a call for today; what is left of it is taken back."""
    person = server.client("sales.hanoi")
    customer = find_customer(person, CALLED)
    mine = [["user_id", "=", person.uid], ["res_model", "=", "res.partner"]]
    before = person.call("mail.activity", "search", mine)
    [call] = person.call(
        "mail.activity.type", "search", [("category", "=", "phonecall")], limit=1
    )
    models = server.client().call("ir.model", "search", [("model", "=", "res.partner")])
    person.call(
        "mail.activity",
        "create",
        {
            "activity_type_id": call,
            "res_model_id": models[0],
            "res_id": customer["id"],
            "summary": "Hỏi về LED mùa xuân",
            "date_deadline": datetime.now(VIETNAM).strftime("%Y-%m-%d"),
            "user_id": person.uid,
        },
    )
    yield person
    new = person.call("mail.activity", "search", [*mine, ["id", "not in", before]])
    person.call("mail.activity", "unlink", new)


def unfolded(header):
    """A header on one line, however long it is."""
    return "".join(header.splitlines()).strip()


def write_back(server, smtp, address):
    """The customer answers the last mail that it got."""
    _recipients, mail = next(
        pair for pair in reversed(smtp.received) if address in pair[0]
    )
    answer = EmailMessage()
    answer["From"] = address
    answer["To"] = unfolded(mail["Reply-To"] or mail["From"])
    answer["Subject"] = f"Re: {unfolded(mail['Subject'])}"
    answer["Message-Id"] = f"<{datetime.now().timestamp()}@example.com>"
    answer["In-Reply-To"] = answer["References"] = unfolded(mail["Message-Id"])
    answer.set_content(QUESTION)
    server.client().call("mail.thread", "message_process", False, answer.as_string())


def test_the_morning_on_a_phone(phone, login, smtp, server, person):
    phone.add_init_script(DIALER)
    login(phone, "sales.hanoi", path="/odoo")
    open_application(phone)
    expect(phone.locator(".o_aig_my_day .card").first).to_be_visible()
    assert fits(phone)
    calls(phone)
    sends_and_answers(phone, server, smtp)


def open_application(phone):
    """The application opens on one's day."""
    phone.locator(".o_menu_toggle").first.tap()
    sidebar = phone.locator(".o_app_menu_sidebar")
    sidebar.locator(".o_sidebar_topbar a").tap()
    sidebar.locator("li", has_text=APPLICATION).tap()


def calls(phone):
    """Three touches from the row to the saved result, and the row is gone."""
    row = day_row(phone, "contact", CALLED)
    expect(row).to_contain_text("Hỏi về LED mùa xuân")
    touches = [
        lambda: row.locator("a[href^='tel:']").tap(),
        lambda: badge(phone.locator(".modal"), "outcome", "Để sau").tap(),
        lambda: phone.locator(".modal").get_by_role("button", name="Ngày mai").tap(),
    ]
    assert len(touches) <= MOST_TOUCHES
    for touch in touches:
        touch()
    expect(row).to_have_count(0)


def sends_and_answers(phone, server, smtp):
    """A draft leaves; the customer writes back, and is answered."""
    draft = phone.locator(
        "section[name=draft] .o_aig_day_row:has(button[name=action_care_compose])"
    ).first
    key = draft.get_attribute("data-key")
    sent = phone.locator(f"[data-key='{key}']")
    draft.locator("button[name=action_care_compose]").tap()
    dialog_of(phone).locator("button[name=action_send_mail]").tap()
    expect(dialog_of(phone)).to_have_count(0)
    expect(sent).to_have_count(0)
    [recipient, *_others] = smtp.received[-1][0]
    write_back(server, smtp, recipient)

    phone.locator("button[name=reload]").tap()
    question = day_row(phone, "reply", QUESTION)
    expect(question).to_be_visible()
    question.locator("button[name=action_aig_write_mail]").tap()
    dialog = dialog_of(phone)
    dialog.locator("[name=subject] input").fill("Báo giá")
    dialog.locator("[name=body] [contenteditable=true]").first.click()
    phone.keyboard.type("Sáng mai chúng tôi gửi anh chị.")
    dialog.locator("button[name=action_send_mail]").tap()
    expect(dialog).to_have_count(0)
    expect(question).to_have_count(0)


def test_a_manager_approves_at_the_desk(page, login):
    login(page, "quanly.bac", path="/odoo/my-day")
    waiting = page.locator("section[name=approve] .o_aig_day_row")
    button = waiting.locator("button[name=action_approve]").first
    expect(button).to_be_visible()
    row = waiting.filter(has=page.locator("button[name=action_approve]")).first
    approved = page.locator(f"[data-key='{row.get_attribute('data-key')}']")
    button.click()
    expect(approved).to_have_count(0)


def test_a_lost_connection_is_told_and_one_tries_again(phone, login):
    login(phone, "sales.hanoi", path="/odoo/my-day")
    cards = phone.locator(".o_aig_my_day .card")
    expect(cards.first).to_be_visible()
    phone.context.set_offline(True)
    phone.locator("button[name=reload]").tap()
    expect(phone.locator("[name=lost]")).to_contain_text("Không có kết nối")
    expect(cards.first).to_be_visible()
    phone.context.set_offline(False)
    phone.locator("button[name=retry]").tap()
    expect(phone.locator("[name=lost]")).to_have_count(0)
