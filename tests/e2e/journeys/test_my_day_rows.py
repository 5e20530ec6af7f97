"""Rows of one's day that one touch deals with, each for people of their own (S37, A51).

The morning on a phone, with calls and drafts, is told in ``test_my_day.py``.
"""

import uuid
from datetime import datetime
from email.message import EmailMessage

import pytest
from journeys.test_composer import dialog_of
from journeys.test_gifts import MILLION, PIXEL
from journeys.test_plan_steps import complete
from playwright.sync_api import expect
from steps import VIETNAM, fits

SELLER, MANAGER, AUTHOR = "sales.nhatrang", "quanly.trung", "noidung.video"
#: Quarters that nobody else plans.
HANDED_IN, APPROVED = ("2037", "2"), ("2037", "3")
GIFT = "Thay bạt"


def day_row(page, section, text):
    """A row of a list of the page, of which all are shown."""
    shown = page.locator(f"section[name={section}]")
    expect(shown).to_be_visible()
    if (more := shown.locator("button[name=more]")).count():
        more.click()
    return shown.locator(".o_aig_day_row", has_text=text)


def new_customer(seller):
    """A customer whom nobody else knows."""
    code = uuid.uuid4().hex[:6]
    values = {
        "name": f"Khách sạn Biển {code}",
        "is_company": True,
        "email": f"{code}@bien.example.com",
        "user_id": seller.uid,
    }
    return seller.call("res.partner", "create", values), values


def new_plan(seller, customer, quarter):
    """A complete plan of a quarter with one customer, and its row."""
    year, number = quarter
    values = {"year": int(year), "quarter": number}
    plan = seller.call("aig.sales.plan", "create", values)
    figures = {
        "renewal_revenue": 500 * MILLION,
        "expected_revenue": 300 * MILLION,
        "expectation_multiplier": 2,
        "override_reason": "Đã thống nhất",
    }
    line = {"plan_id": plan, "partner_id": customer, **figures}
    line = seller.call("aig.sales.plan.line", "create", line)
    complete(seller, plan)
    return plan, line


def mail_comes(server, address, model, record):
    """A customer's mail about a document arrives, as by the mail gateway.

    :return: what it asks
    """
    text = f"Bao giờ có {uuid.uuid4().hex[:6]}?"
    mail = EmailMessage()
    mail["From"], mail["To"] = address, "kinhdoanh@aig.example.com"
    mail["Subject"] = "Hỏi thêm"
    mail["Message-Id"] = f"<{uuid.uuid4()}@bien.example.com>"
    mail.set_content(text)
    server.client().call(
        *("mail.thread", "message_process", model, mail.as_string()), thread_id=record
    )
    return text


@pytest.fixture
def questions(server):
    """What a customer asks about a deal, an order and the plan, by model."""
    seller = server.client(SELLER)
    customer, values = new_customer(seller)
    asked = {"partner_id": customer}
    deal = {"name": "Pano bờ biển", "type": "opportunity", **asked}
    mine = [["user_id", "=", seller.uid], ["state", "=", "draft"]]
    documents = {
        "crm.lead": seller.call("crm.lead", "create", deal),
        "sale.order": seller.call("sale.order", "create", asked),
        "aig.sales.plan": seller.call("aig.sales.plan", "search", mine, limit=1)[0],
    }
    return {
        model: mail_comes(server, values["email"], model, record)
        for model, record in documents.items()
    }


def test_whoever_asks_about_a_document_is_answered(page, login, smtp, questions):
    login(page, SELLER, path="/odoo/my-day")
    rows = {model: day_row(page, "reply", text) for model, text in questions.items()}
    for row in rows.values():
        expect(row).to_be_visible()
    rows["sale.order"].locator("button[name=action_aig_write_mail]").click()
    dialog = dialog_of(page)
    dialog.locator("[name=subject] input").fill("Lịch thi công")
    dialog.locator("[name=body] [contenteditable=true]").first.click()
    page.keyboard.type("Thứ Hai tuần sau.")
    dialog.locator("button[name=action_send_mail]").click()
    expect(dialog).to_have_count(0)
    # who is answered does not wait for the other document either
    expect(rows["crm.lead"]).to_have_count(0)
    expect(rows["sale.order"]).to_have_count(0)

    # a plan is nobody's: it is answered where it was asked about
    rows["aig.sales.plan"].locator("button[name=open]").click()
    chatter = page.locator(".o-mail-Chatter")
    expect(chatter).to_contain_text(questions["aig.sales.plan"])
    chatter.locator(".o-mail-Chatter-sendMessage").click()
    chatter.locator(".o-mail-Composer-input").fill("Sáng mai chúng tôi gửi.")
    chatter.locator(".o-mail-Composer-send").click()
    expect(chatter.locator(".o-mail-Message").first).to_contain_text("Sáng mai")
    page.go_back()
    expect(page.locator("section[name=reply]")).to_be_visible()
    expect(rows["aig.sales.plan"]).to_have_count(0)


@pytest.fixture
def ready(server):
    """A complete plan, and a customer of it who chose a gift."""
    seller = server.client(SELLER)
    customer, values = new_customer(seller)
    plan, line = new_plan(seller, customer, HANDED_IN)
    named = [["name", "ilike", GIFT]]
    [gift] = seller.call("aig.voucher.gift", "search", named, context={"lang": "vi_VN"})
    packed = {"name": "Gói bờ biển", "line_ids": [[0, 0, {"gift_id": gift}]]}
    voucher = {"plan_line_id": line, "package_ids": [[0, 0, packed]]}
    voucher = seller.call("aig.voucher", "create", voucher)
    [package] = seller.call(
        "aig.voucher.package", "search", [["voucher_id", "=", voucher]]
    )
    seller.call("aig.voucher.package", "action_choose", [package])
    manager = server.client(MANAGER)
    advance = {"voucher_id": voucher, "points": 1, "reason": "Đã hứa với khách"}
    advance = manager.call("aig.voucher.advance", "create", advance)
    manager.call("aig.voucher.advance", "action_advance", [advance])

    def state(model, record):
        [values] = seller.call(model, "read", [record], ["state"])
        return values["state"]

    return {
        "customer": values["name"],
        "plan": lambda: state("aig.sales.plan", plan),
        "voucher": lambda: state("aig.voucher", voucher),
    }


def test_a_plan_is_handed_in_and_a_gift_delivered(page, login, ready):
    login(page, SELLER, path="/odoo/my-day")
    plan = day_row(page, "draft", "/".join(reversed(HANDED_IN)))
    plan.locator("button[name=action_submit]").click()
    expect(plan).to_have_count(0)
    assert ready["plan"]() == "submitted"

    gift = day_row(page, "contact", ready["customer"]).filter(has_text="Gói bờ biển")
    gift.locator("button[name=action_deliver]").click()
    dialog = page.locator(".modal")
    expect(dialog.locator(".modal-title")).to_have_text("Đã giao")
    dialog.locator("[name=photo] input[type=file]").set_input_files(
        {"name": "bat.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    dialog.locator(".o_form_button_save").click()
    expect(dialog).to_have_count(0)
    expect(gift).to_have_count(0)
    assert ready["voucher"]() == "done"


def test_a_manager_decides_on_the_phone(phone, login, server):
    seller = server.client(SELLER)
    customer, _values = new_customer(seller)
    plan, _line = new_plan(seller, customer, APPROVED)
    seller.call("aig.sales.plan", "action_submit", [plan])
    login(phone, MANAGER, path="/odoo/my-day")
    row = day_row(phone, "approve", "/".join(reversed(APPROVED)))
    expect(row).to_contain_text("800.000.000")
    assert fits(phone)
    row.locator("button[name=action_approve]").tap()
    expect(row).to_have_count(0)
    [values] = seller.call("aig.sales.plan", "read", [plan], ["state"])
    assert values["state"] == "approved"


def test_a_post_is_taken_on_by_a_touch(phone, login, server):
    author = server.client(AUTHOR)
    [channel] = author.call("aig.content.channel", "search", [], limit=1)
    post = {
        "name": f"Bờ biển về đêm {uuid.uuid4().hex[:6]}",
        "channel_id": channel,
        "week_planned": datetime.now(VIETNAM).strftime("%Y-%m-%d"),
    }
    author.call("aig.content.post", "create", post)
    login(phone, AUTHOR, path="/odoo/my-day")
    row = day_row(phone, "posts", post["name"])
    expect(row).to_contain_text("Ý tưởng")
    row.locator("button[name=action_draft]").tap()
    expect(row).to_contain_text("Bản nháp")
    expect(row.locator("button[name=action_draft]")).to_have_count(0)
