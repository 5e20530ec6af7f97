"""Writing to a customer: few actions, the mail as it will look, and to whom (A35, A36).

What is sent from a plan's row, step by step, is told in ``test_plan_to_voucher.py``.
"""

import steps
from playwright.sync_api import expect
from steps import COUNT_ACTIONS, actions

#: From the row to "sent" when nothing needs changing: icon, points confirmed, Send.
MOST_ACTIONS = 3


def dialog_of(page):
    return page.locator(".modal:has(.o_aig_mail)")


def preview_of(page):
    return page.frame_locator(".o_aig_mail_preview iframe").locator("body")


def width_of_preview(page):
    return page.locator(".o_aig_mail_preview iframe").bounding_box()["width"]


def test_three_actions_from_the_row_to_sent(page, login, smtp):
    page.add_init_script(COUNT_ACTIONS)
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row = page.locator(".o_data_row", has_text="Xe điện Đông Đô")
    counter = row.locator("button[name=action_voucher] span")
    expect(counter).to_have_text("0")

    actions(page)
    row.locator("button[name=action_voucher]").click()
    page.locator(".modal button[name=action_review_and_send]").click()
    dialog_of(page).locator("button[name=action_send_mail]").click()
    expect(counter).to_have_text("1")
    assert actions(page) <= MOST_ACTIONS

    # points that were confirmed are not asked about again
    row.locator("button[name=action_voucher]").click()
    dialog_of(page).locator("button[name=action_send_mail]").click()
    expect(counter).to_have_text("2")
    assert actions(page) <= MOST_ACTIONS - 1
    assert len(steps.mails_to(smtp, "lienhe@dongdo-ev.example.com")) == 2


def test_the_mail_as_it_will_look_and_to_whom(page, login, server):
    admin = server.client()
    company = [["name", "ilike", "Sữa Hoa Ban"], ["is_company", "=", True]]
    [company] = admin.call("res.partner", "search", company)
    for name, email in (("Lê Trùng", "LienHe@suahoaban.example.com"), ("Vũ Vắng", "")):
        contact = {"name": name, "email": email, "parent_id": company}
        admin.call("res.partner", "create", [contact])

    login(page, "sales.hanoi", path="/odoo/financial-plan")
    page.locator(".o_data_row", has_text="Sữa Hoa Ban").locator(
        "button[name=action_voucher]"
    ).click()
    confirm = page.locator(".modal button[name=action_review_and_send]")
    expect(confirm.or_(dialog_of(page))).to_be_visible()
    if confirm.count():  # another journey may have confirmed the points
        confirm.click()
    dialog = dialog_of(page)
    people = dialog.locator("[name=partner_ids] label")
    company_row = people.filter(has_text="Công ty Cổ phần Sữa Hoa Ban").first
    twin = people.filter(has_text="Lê Trùng")
    expect(people.filter(has_text="Giám đốc Marketing")).to_be_visible()
    expect(people.filter(has_text="Vũ Vắng")).to_contain_text("Chưa có địa chỉ email")
    expect(twin).to_contain_text("Trùng địa chỉ với Công ty Cổ phần Sữa Hoa Ban")
    expect(twin.locator("input")).to_be_disabled()
    company_row.click()
    expect(twin.locator("input")).to_be_enabled()
    company_row.click()

    expect(preview_of(page)).to_contain_text("385.000.000")
    assert width_of_preview(page) >= 600
    dialog.locator("[name=body] p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Rất vui được gặp lại.")
    expect(preview_of(page)).to_contain_text("Rất vui được gặp lại.")
    dialog.locator("[name=subject] input").fill("Gửi riêng")
    dialog.locator("[name=subject] input").blur()
    expect(dialog.locator("[name=preview_subject]")).to_have_text("Gửi riêng")
    dialog.locator(".o_aig_mail_preview button[name=phone]").click()
    assert 355 <= width_of_preview(page) <= 365
    frame = page.locator(".o_aig_mail_preview iframe").element_handle().content_frame()
    assert frame.evaluate("document.documentElement.scrollWidth") <= 360


def test_vouchers_of_chosen_rows(page, login):
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    rows = page.locator(".o_data_row")
    expect(rows.first).to_be_visible()
    count = rows.count()
    page.locator("thead .o_list_record_selector input").click()
    page.locator("button[name=action_send_vouchers]").click()
    lines = page.locator(".o_field_widget[name=line_ids] .o_data_row")
    expect(lines).to_have_count(count)
    left_out = lines.filter(has_text="Chưa có voucher").first
    expect(left_out).to_contain_text("Bỏ qua")
    left_out.locator("button[name=action_open_source]").click()
    expect(page.locator(".o_form_view [name=expected_revenue]").first).to_be_visible()


def test_a_mail_to_a_customer_from_a_phone(phone, login, smtp):
    login(phone, "sales.haiphong", path="/odoo/aig-customers")
    steps.card(phone, "Vịnh Xanh").get_by_text("Vịnh Xanh").first.tap()
    phone.locator("button[name=action_aig_write_mail]:visible").first.tap()
    dialog = dialog_of(phone)
    dialog.locator("[name=subject] input").fill("Lịch khảo sát")
    dialog.locator("[name=body] .odoo-editor-editable").tap()
    phone.keyboard.type("Hẹn anh chị sáng thứ Hai.")
    dialog.locator("button[name=preview]").tap()
    expect(preview_of(phone)).to_contain_text("Hẹn anh chị sáng thứ Hai.")
    assert steps.fits(phone)
    dialog.locator("button[name=action_send_mail]").tap()
    expect(dialog).to_have_count(0)
    [mail] = steps.mails_to(smtp, "lienhe@vinhxanh.example.com")
    assert mail["Subject"] == "Lịch khảo sát"
