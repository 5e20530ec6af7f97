"""Positions for a customer: from the plan's row, and from a free place (A39-A41).

What the composer does with any mail is told in ``test_composer.py``.
"""

import steps
from journeys.test_composer import dialog_of, preview_of
from playwright.sync_api import expect
from steps import COUNT_ACTIONS, actions

#: From a free place to the sent mail.
MOST_ACTIONS = 3


def pictures(mail):
    """Content-IDs of the pictures that the mail carries."""
    return [
        part["Content-ID"].strip("<>")
        for part in mail.walk()
        if part.get_content_maintype() == "image"
    ]


def test_chosen_on_the_row_and_mailed(page, login, smtp):
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row = page.locator(".o_data_row", has_text="Nước giải khát Tây Hồ")
    counter = row.locator("button[name=action_product] span")
    expect(counter).to_have_text("0")
    row.locator("button[name=action_product]").click()
    find = page.locator(".modal:has([name=is_new_only])")
    expect(find).to_contain_text("Nước giải khát Tây Hồ")
    find.locator("button[name=action_find]").click()
    for code in "HN-002", "SG-003":
        card = steps.card(page, code)
        card.locator("button[name=action_choose]").click()
        expect(card.locator("button[name=action_leave_out]")).to_be_visible()
    page.locator("button[name=action_mail_offer]:visible").click()
    dialog = dialog_of(page)
    expect(preview_of(page)).to_contain_text("HN-002")
    expect(preview_of(page)).to_contain_text("Còn trống")
    expect(preview_of(page).locator("img[alt*='Ngã tư Sở']")).to_be_visible()
    assert (
        preview_of(page)
        .locator("img[alt*='Ngã tư Sở']")
        .evaluate("async (img) => (await img.decode(), img.naturalWidth)")
    )
    dialog.locator("button[name=action_send_mail]").click()
    expect(dialog).to_have_count(0)
    [mail] = steps.mails_to(smtp, "lienhe@tayho.example.com")
    html = mail.get_body(("html",)).get_content()
    carried = pictures(mail)
    assert len(carried) == 2
    assert all(f"cid:{name}" in html for name in carried)

    page.goto(page.url.split("/odoo")[0] + "/odoo/financial-plan")
    expect(counter).to_have_text("1")


def test_three_actions_from_a_free_place_to_the_sent_mail(page, login, smtp):
    page.add_init_script(COUNT_ACTIONS)
    login(page, "sales.hanoi", path="/odoo/aig-positions")
    place = steps.card(page, "SG-003")
    expect(place).to_be_visible()

    actions(page)
    place.locator("button[name=action_send_to_customer]").click()
    steps.card(page, "Ngân hàng TMCP Sông Hồng").first.click()
    dialog_of(page).locator("button[name=action_send_mail]").click()
    expect(dialog_of(page)).to_have_count(0)
    assert actions(page) <= MOST_ACTIONS
    [mail] = steps.mails_to(smtp, "lienhe@songhongbank.example.com")
    assert "SG-003" in mail.get_body(("html",)).get_content()
    assert len(pictures(mail)) == 1

    # who was offered what is found at the place
    page.goto(page.url.split("/odoo")[0] + "/odoo/aig-positions")
    steps.card(page, "SG-003").get_by_text("SG-003").click()
    page.locator("button[name=action_offers]").click()
    expect(page.locator(".o_data_row").first).to_contain_text("Sông Hồng")


def test_chosen_and_mailed_on_a_phone(phone, login, smtp):
    login(phone, "sales.haiphong", path="/odoo/financial-plan")
    card = steps.card(phone, "Vịnh Xanh")
    card.locator("button[name=action_product]").tap()
    phone.locator(".modal button[name=action_find]").tap()
    place = steps.card(phone, "HN-002")
    place.locator("button[name=action_choose]").tap()
    expect(place.locator("button[name=action_leave_out]")).to_be_visible()
    assert steps.fits(phone)
    phone.locator("button[name=action_mail_offer]:visible").tap()
    dialog = dialog_of(phone)
    dialog.locator("button[name=preview]").tap()
    expect(preview_of(phone)).to_contain_text("HN-002")
    dialog.locator("button[name=action_send_mail]").tap()
    expect(dialog).to_have_count(0)
    [mail] = steps.mails_to(smtp, "lienhe@vinhxanh.example.com")
    assert len(pictures(mail)) == 1
