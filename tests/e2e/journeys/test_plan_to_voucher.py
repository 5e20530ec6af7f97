"""A salesperson's main job: from the quarter's plan to a voucher in the inbox.

Each test is one story, told in what people see and press (A20, A28-A30, A35, A50).
"""

import re
from datetime import date

from playwright.sync_api import expect
from steps import fits, mails_to, page_behind

CUSTOMER = "Công ty Cổ phần Sữa Hoa Ban"
FOREIGN = "Công ty Cổ phần Bia Bến Thành"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}


def open_financial_plan(page):
    """Kinh doanh AIG -> Kế hoạch tài chính -> Khách hàng trong quý."""
    page.click(".o_navbar_apps_menu button")
    page.get_by_role("menuitem", name="Kinh doanh AIG").click()
    expect(page.locator(".o_aig_my_day .o_content")).to_be_visible()
    page.get_by_role("button", name="Kế hoạch tài chính").click()
    page.get_by_role("menuitem", name="Khách hàng trong quý").click()
    expect(page.locator(".o_aig_plan_list")).to_be_visible()


def row_of(page, customer):
    return page.locator(".o_data_row", has_text=customer)


def confirm_points(page):
    """Points that nobody has confirmed are shown; one press leads on to the mail."""
    review = page.locator(".modal button[name=action_review_and_send]")
    expect(review.or_(page.locator(".modal [name=body]")).first).to_be_visible()
    if review.is_visible():
        review.click()


def press_voucher(page, row):
    row.locator("button[name=action_voucher]").click()
    confirm_points(page)
    dialog = page.locator(".modal:has(.o_form_view)")
    expect(dialog).to_have_count(1)
    expect(dialog.locator("[name=body]")).to_contain_text("Kính gửi")
    return dialog


def counter(row):
    return row.locator("button[name=action_voucher] span")


def send(dialog):
    dialog.locator("button[name=action_send_mail]").click()
    expect(dialog).to_have_count(0)


def test_from_the_plan_to_the_customers_inbox(page, new_page, login, smtp, server):
    login(page, "sales.hanoi")
    open_financial_plan(page)
    chosen = page.locator(".o_search_panel .active", has_text=re.compile(r"Quý \d/\d+"))
    expect(chosen.first).to_be_visible()

    row = row_of(page, CUSTOMER)
    for shown in ("500.000.000", "300.000.000", "2,00", "11,00", "385.000.000"):
        expect(row).to_contain_text(shown)
    before = int(counter(row).inner_text())

    dialog = press_voucher(page, row)
    expect(dialog.locator("[name=partner_ids]")).to_contain_text(CUSTOMER)
    expect(dialog.locator("[name=body]")).to_contain_text("385.000.000")
    dialog.locator("[name=subject] input").fill("Voucher riêng cho Sữa Hoa Ban")
    dialog.locator("[name=body] p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Rất vui được gặp lại.")
    send(dialog)

    expect(counter(row)).to_have_text(str(before + 1))
    [mail] = mails_to(smtp, "lienhe@suahoaban.example.com")
    assert mail["Subject"] == "Voucher riêng cho Sữa Hoa Ban"
    text = mail.get_body(("html",)).get_content()
    assert "Rất vui được gặp lại." in text
    assert "11,00" in text

    link = page_behind(text, r"/aig/voucher/\d+/[\w-]+", server)
    the_customer_chooses(new_page(**PHONE), server.url + link)

    # the salesperson finds the choice, and something to do
    page.goto(f"{server.url}/odoo/vouchers")
    row_of(page, CUSTOMER).first.click()
    form = page.locator(".o_form_view")
    expect(form.locator(".o_arrow_button_current")).to_contain_text("Đã chọn")
    expect(form.locator("[name=chosen_package_id]")).to_contain_text("Gói")
    expect(form.locator("[name=chosen_as_id]")).to_contain_text(CUSTOMER)


def the_customer_chooses(phone, url):
    """By the link in the mail, without a login: look, choose, and look again."""
    phone.goto(url)
    body = phone.locator("body")
    for shown in ("11,00", "385.000.000", "Ba trăm tám mươi lăm triệu đồng"):
        expect(body).to_contain_text(shown)
    assert fits(phone)
    phone.locator("details summary").first.tap()
    phone.locator("details[open] button").tap()
    expect(phone.get_by_role("status")).to_contain_text("đã được ghi nhận")
    expect(phone.locator(".package.chosen")).to_have_count(1)
    phone.reload()  # repeats nothing
    expect(phone.locator(".package.chosen details")).to_have_count(0)
    assert fits(phone)


def test_impatient_fingers_send_once(page, login, smtp):
    login(page, "sales.saigon")
    open_financial_plan(page)
    row = row_of(page, "Ngân hàng TMCP Cửu Long")
    dialog = press_voucher(page, row)
    dialog.locator("button[name=action_send_mail]").dblclick()
    expect(dialog).to_have_count(0)
    expect(counter(row)).to_have_text("1")
    assert len(mails_to(smtp, "lienhe@cuulongbank.example.com")) == 1


def test_a_mail_server_that_is_down_loses_nothing(page, login, smtp, server):
    address = "lienhe@tayho.example.com"
    smtp.stop()
    login(page, "sales.hanoi")
    open_financial_plan(page)
    row = row_of(page, "Công ty TNHH Nước giải khát Tây Hồ")
    send(press_voucher(page, row))
    expect(counter(row)).to_have_text("0")

    smtp.start()
    admin = server.client()
    domain = [["state", "=", "outgoing"], ["recipient_ids.email", "=", address]]
    waiting = admin.call("mail.mail", "search", domain)
    assert len(waiting) == 1
    admin.call("mail.mail", "write", waiting, {"scheduled_date": False})
    admin.call("mail.mail", "process_email_queue")
    assert len(mails_to(smtp, address)) == 1
    page.reload()
    expect(counter(row)).to_have_text("1")


def test_from_an_empty_plan_to_an_approved_one(page, new_page, login):
    login(page, "sales.cantho", path="/odoo/financial-plan")
    page.get_by_role("button", name="Kế hoạch mới").click()
    form = page.locator(".o_form_view")
    form.locator("[name=year] input").fill("2031")
    form.locator("[name=quarter] input").click()
    page.locator(".o_select_menu_item", has_text="Quý 1").click()
    form.get_by_role("button", name="Thêm một dòng").click()
    line = form.locator(".o_selected_row")
    line.locator("[name=partner_id] input").fill("Thủy sản Ninh Kiều")
    page.get_by_role("option", name="Công ty Cổ phần Thủy sản Ninh Kiều").click()
    line.locator("[name=renewal_revenue] input").fill("500000000")
    line.locator("[name=expected_revenue] input").fill("300000000")
    line.locator("[name=expectation_multiplier] input").fill("2")
    line.locator("[name=receivable_due] input").fill("0")
    line.locator("[name=receivable_not_due] input").fill("0")
    form.locator(".o_form_button_save").click()
    # the study comes from the customer's last plan
    form.get_by_role("button", name="bán theo giá niêm yết").click()
    expect(form.locator("[name=voucher_amount]").first).to_contain_text("385.000.000")
    # what changes a row takes the review back, so it has to be through first
    steps = form.locator(".o_aig_plan_steps")
    expect(steps.locator("[data-step=pricing] .fa-check-circle")).to_be_visible()
    steps.locator("[data-step=review] a").click()
    expect(steps.locator("[data-step=review] .fa-check-circle")).to_be_visible()
    form.get_by_role("button", name="Trình duyệt").click()
    expect(form.locator(".o_arrow_button_current")).to_contain_text("Chờ duyệt")
    url = page.url

    manager = new_page()
    login(manager, "quanly.nam")
    manager.goto(url)
    manager.get_by_role("button", name="Duyệt", exact=True).click()
    expect(manager.locator(".o_arrow_button_current")).to_contain_text("Đã duyệt")


def test_a_wrong_figure_is_explained_and_kept(page, login):
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row = row_of(page, "Dược phẩm Hồ Gươm")
    row.locator("td[name=expectation_multiplier]").click()
    field = page.locator(".o_selected_row [name=expectation_multiplier] input")
    field.fill("0")
    page.keyboard.press("Enter")
    error = page.locator(".modal", has_text="Tỷ lệ kỳ vọng")
    expect(error).to_be_visible()
    error.locator(".btn-primary").click()
    expect(field).to_have_value(re.compile("^0"))


def test_a_package_worth_one_dong_too_much_is_explained_and_kept(page, login, server):
    login(page, "sales.hanoi", path="/odoo/vouchers")
    page.locator(".o_data_row", has_text=CUSTOMER).first.click()
    page.get_by_role("button", name="Thêm một dòng").click()
    dialog = page.locator(".modal:has([name=remaining_value])")
    dialog.locator("[name=name] input").fill("Gói quá tay")
    dialog.get_by_role("button", name="Thêm một dòng").click()
    dialog.locator(".o_selected_row [name=gift_id] input").click()
    page.locator(".o-autocomplete--dropdown-item", has_text="Thay bạt").click()
    value = dialog.locator(".o_selected_row [name=unit_value] input")
    expect(value).to_have_value(re.compile("[1-9]"))  # the gift's own
    value.fill("385000001")
    dialog.locator(".o_form_button_save, .o_form_button_save_new").first.click()
    page.locator(".o_form_view .o_form_button_save").first.click()
    error = page.locator(".modal", has_text="385.000.001")
    expect(error).to_be_visible()
    expect(error).to_contain_text("385.000.000")
    error.locator(".btn-primary").click()
    expect(page.locator(".o_data_row", has_text="Gói quá tay")).to_be_visible()


def test_a_figure_opens_the_invoices_behind_it(page, login, server):
    invoices = server.client("sales.hanoi").call(
        "account.move",
        "search_read",
        [
            ["commercial_partner_id.name", "=", CUSTOMER],
            ["move_type", "in", ["out_invoice", "out_refund"]],
            ["state", "=", "posted"],
            ["invoice_date", ">=", f"{date.today().year}-01-01"],
        ],
        ["amount_untaxed_signed"],
    )
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row_of(page, CUSTOMER).locator("button[name=action_open_line]").click()
    expect(page.locator("button[name=action_open_receivables]")).to_be_visible()
    if invoices:  # the last one was made ten days ago: in January there may be none
        total = sum(invoice["amount_untaxed_signed"] for invoice in invoices)
        page.locator("button[name=action_open_invoices]").click()
        expect(page.locator(".o_data_row")).to_have_count(len(invoices))
        expect(page.locator("tfoot")).to_contain_text(f"{total:,.0f}".replace(",", "."))
        page.locator(".o_data_row").first.click()
        expect(page.locator(".o_error_dialog, .modal")).to_have_count(0)
        page.go_back()
    page.locator("button[name=action_open_receivables]").click()
    expect(page.locator(".o_data_row")).to_have_count(2)


def test_the_other_territory_is_not_there(page, login):
    login(page, "sales.saigon", path="/odoo/financial-plan")
    expect(row_of(page, FOREIGN)).to_be_visible()
    page.locator(".o_facet_remove").first.click()
    expect(row_of(page, FOREIGN)).to_be_visible()
    expect(row_of(page, CUSTOMER)).to_have_count(0)


def test_sending_from_a_phone(phone, login, smtp):
    login(phone, "sales.haiphong", path="/odoo/financial-plan")
    card = phone.locator(".o_kanban_record", has_text="Vịnh Xanh")
    expect(card).to_contain_text("9,50")
    expect(card).to_contain_text("332.500.000")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    card.locator("button[name=action_voucher]").tap()
    confirm_points(phone)
    dialog = phone.locator(".modal:has(.o_form_view)")
    expect(dialog.locator("[name=body]")).to_contain_text("332.500.000")
    dialog.locator("button[name=action_send_mail]").tap()
    expect(dialog).to_have_count(0)
    expect(counter(card)).to_have_text("1")
    assert len(mails_to(smtp, "lienhe@vinhxanh.example.com")) == 1
