"""Posts for a customer: from the plan's row to the inbox and the link (A46, A49).

What the composer does with any mail is told in ``test_composer.py``.
"""

import steps
from journeys.test_composer import dialog_of, preview_of
from playwright.sync_api import expect
from steps import COUNT_ACTIONS, actions

#: From the row to the sent mail.
MOST_ACTIONS = 3
DUE = "Chính sách tặng thời gian"


def html_of(smtp, address):
    """The text of the one mail that an address got."""
    [mail] = steps.mails_to(smtp, address)
    return mail.get_body(("html",)).get_content()


def test_from_the_row_to_the_inbox(page, login, smtp, server):
    page.add_init_script(COUNT_ACTIONS)
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row = page.locator(".o_data_row", has_text="Nước giải khát Tây Hồ")
    counter = row.locator("button[name=action_article] span")
    expect(counter).to_have_text("0")

    actions(page)
    row.locator("button[name=action_article]").click()
    # what the roadmap has for this week
    expect(preview_of(page)).to_contain_text(DUE)
    expect(preview_of(page)).to_contain_text("Xem bài viết")
    dialog_of(page).locator("button[name=action_send_mail]").click()
    expect(dialog_of(page)).to_have_count(0)
    assert actions(page) <= MOST_ACTIONS
    html = html_of(smtp, "lienhe@tayho.example.com")
    assert "Kính gửi" in html
    assert "https://4e.aig.example.com/3" not in html
    found = steps.page_behind(html, r"https://4e\.aig\.example\.com/\d", server)
    assert found == "https://4e.aig.example.com/3"

    page.goto(f"{server.url}/odoo/financial-plan")
    expect(counter).to_have_text("1")
    page.goto(f"{server.url}/odoo/content-roadmap")
    sent = page.locator(".o_data_row", has_text="Tây Hồ").filter(has_text=DUE)
    groups = page.locator(".o_group_header")
    expect(groups.first).to_be_visible()
    for group in groups.all():
        group.click()
    expect(sent).to_contain_text("Đã gửi")


def test_chosen_and_mailed_on_a_phone(phone, login, smtp):
    login(phone, "sales.haiphong", path="/odoo/financial-plan")
    card = steps.card(phone, "Vịnh Xanh")
    card.locator("button[name=action_article]").tap()
    dialog = dialog_of(phone)
    dialog.locator("button[name=preview]").tap()
    # it was due last week
    expect(preview_of(phone)).to_contain_text("Phim ngắn")
    assert steps.fits(phone)
    dialog.locator("button[name=action_send_mail]").tap()
    expect(dialog).to_have_count(0)
    assert "Phim ngắn" in html_of(smtp, "lienhe@vinhxanh.example.com")


def test_from_a_post_to_a_customer(page, login, smtp):
    page.add_init_script(COUNT_ACTIONS)
    login(page, "sales.hanoi", path="/odoo/content-to-send")
    post = steps.card(page, "5 mẫu billboard")
    expect(post).to_be_visible()
    actions(page)
    post.locator("button[name=action_send_to_customer]").click()
    steps.card(page, "Ngân hàng TMCP Sông Hồng").first.click()
    dialog_of(page).locator("button[name=action_send_mail]").click()
    expect(dialog_of(page)).to_have_count(0)
    assert actions(page) <= MOST_ACTIONS
    assert "5 mẫu billboard" in html_of(smtp, "lienhe@songhongbank.example.com")
