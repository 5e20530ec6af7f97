"""Policy, approval, expiry, points from before, and gifts that arrived (A28-A34).

Vouchers above the limits are of a year of their own, under a policy of their own.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from steps import day, fits, open_menu, type_date

from .test_gifts import MILLION, PIXEL, voucher  # noqa: F401  a fixture
from .test_voucher_points import chosen  # noqa: F401  a fixture

CUSTOMER = "Công ty Cổ phần Dược phẩm Hồ Gươm"
#: The policy of the demo goes on until then; later years are this file's own.
LAST_DAY = "2089-12-31"
POLICIES = "Chính sách voucher"


def end_present_policy(director):
    """Room for the next version: the present one ends on a far day."""
    present = director.call(
        "aig.voucher.policy", "search", [["date_from", "<", LAST_DAY]], limit=1
    )
    director.call("aig.voucher.policy", "write", present, {"date_to": LAST_DAY})


def save(page):
    page.locator(".o_form_view .o_form_button_save").first.click()


def refused(page, sentence):
    """One sentence says what is wrong; it is closed again."""
    error = page.locator(".modal", has_text=re.compile(sentence))
    expect(error).to_have_count(1)
    error.locator(".btn-primary").click()
    expect(page.locator(".modal")).to_have_count(0)


def test_a_new_version_of_the_policy(page, login, server):
    end_present_policy(server.client("giamdoc"))
    login(page, "giamdoc")
    open_menu(page, "Cấu hình", POLICIES)
    page.get_by_role("button", name="Mới", exact=True).click()
    form = page.locator(".o_form_view")
    name = form.locator("[name=name] input, [name=name] textarea").first
    name.fill("Chính sách 2090")
    rate = form.locator("[name=revenue_per_point] input")
    rate.fill("0")
    type_date(form, "date_from", "01/01/2090")
    type_date(form, "date_to", "31/12/2090")
    name.click()
    save(page)
    refused(page, "phải lớn hơn 0")
    expect(name).to_have_value("Chính sách 2090")
    expect(rate).to_have_value(re.compile("^0"))

    rate.fill("120000000")
    type_date(form, "date_from", "01/06/2089")
    name.click()
    save(page)
    refused(page, "đã có .* đang hiệu lực")
    expect(name).to_have_value("Chính sách 2090")
    expect(rate).to_have_value("120.000.000")

    type_date(form, "date_from", "01/01/2090")
    name.click()
    save(page)
    expect(form.locator(".o_form_button_save")).not_to_be_visible()
    page.locator(".o_breadcrumb").get_by_text(POLICIES).click()
    row = page.locator(".o_data_row", has_text="Chính sách 2090")
    for shown in ("01/01/2090", "31/12/2090", "120.000.000"):
        expect(row).to_contain_text(shown)


def test_what_a_policy_has_decided_is_not_rewritten(page, login):
    login(page, "giamdoc", path="/odoo/action-aig_voucher.aig_voucher_policy_action")
    page.locator(".o_data_row").last.click()
    form = page.locator(".o_form_view")
    form.locator("[name=point_value] input").fill("40000000")
    save(page)
    refused(page, "đã được sử dụng")
    expect(form.locator("[name=point_value] input")).to_have_value("40.000.000")


@pytest.fixture
def above(server):
    """Two vouchers above the limits of their policy, and their numbers."""
    director, seller = server.client("giamdoc"), server.client("sales.hanoi")
    end_present_policy(director)
    year = 2095
    if not director.call(
        "aig.voucher.policy", "search", [["date_from", "=", f"{year}-01-01"]]
    ):
        terms = {"approve_amount": 100 * MILLION, "approve_multiplier": 1.5}
        period = {"date_from": f"{year}-01-01", "date_to": f"{year}-12-31"}
        values = {"name": "Chính sách có hạn mức", **period, **terms}
        director.call("aig.voucher.policy", "create", values)
    customer = seller.call("res.partner", "search", [["name", "=", CUSTOMER]])
    figures = {
        "renewal_revenue": 500 * MILLION,
        "expected_revenue": 300 * MILLION,
        "expectation_multiplier": 2,
        "override_reason": "Đã thống nhất",
    }
    found = {}
    for quarter in "12":
        plan = seller.call(
            "aig.sales.plan", "create", {"year": year, "quarter": quarter}
        )
        row = {"plan_id": plan, "partner_id": customer[0], **figures}
        line = seller.call("aig.sales.plan.line", "create", row)
        made = seller.call("aig.voucher", "create", {"plan_line_id": line})
        [facts] = seller.call("aig.voucher", "read", [made], ["name"])
        found[made] = facts["name"]
    return found


def press(phone, name):
    """A button of the form, which a phone may keep behind its gear."""
    button = phone.locator(f"button[name={name}]:visible")
    more = phone.locator(".o_statusbar_buttons button.dropdown-toggle")
    expect(button.or_(more).first).to_be_visible()
    if not button.count():
        more.tap()
    button.first.tap()


def open_card(phone, number):
    phone.locator(".o_kanban_record", has_text=number).first.tap()
    expect(phone.locator(".o_form_view [name=name]").first).to_contain_text(number)


def test_a_manager_approves_one_and_refuses_the_other(
    page, new_page, phone, login, server, above
):
    login(page, "sales.hanoi")
    for number in above:
        page.goto(f"{server.url}/odoo/vouchers/{number}")
        notice = page.locator(".alert-warning")
        expect(notice).to_contain_text("cần quản lý duyệt trước khi gửi")
        expect(notice).to_contain_text("100.000.000")
        page.get_by_role("button", name="Xác nhận điểm và gửi").click()
        refused(page, "cần quản lý duyệt trước khi gửi")
        page.get_by_role("button", name="Xin duyệt").click()
        expect(notice).to_contain_text("Đã xin duyệt lúc")
    good, bad = above.values()

    login(phone, "quanly.bac", path="/odoo/vouchers")
    open_card(phone, good)
    assert fits(phone)
    press(phone, "action_approve")
    expect(phone.locator(".alert-warning")).to_have_count(0)
    phone.goto(f"{server.url}/odoo/vouchers")
    open_card(phone, bad)
    press(phone, "action_open_refusal")
    dialog = phone.locator(".modal")
    dialog.locator("[name=reason] input").fill("Tỷ lệ kỳ vọng quá cao")
    assert fits(phone)
    dialog.locator("button[name=action_refuse]").tap()
    expect(dialog).to_have_count(0)
    expect(phone.locator(".alert-warning")).to_contain_text("Tỷ lệ kỳ vọng quá cao")

    approved, declined = above
    page.goto(f"{server.url}/odoo/vouchers/{approved}")
    expect(page.locator("[name=approved_by_id]")).to_contain_text("Trần Quốc Tuấn")
    expect(page.locator(".o-mail-Chatter")).to_contain_text("đã được duyệt")
    page.get_by_role("button", name="Xác nhận điểm và gửi").click()
    expect(page.locator(".modal [name=body]")).to_contain_text("385.000.000")
    page.goto(f"{server.url}/odoo/vouchers/{declined}")
    notice = page.locator(".alert-warning")
    expect(notice).to_contain_text("Trần Quốc Tuấn")
    expect(notice).to_contain_text("Tỷ lệ kỳ vọng quá cao")
    expect(page.locator(".o-mail-Chatter")).to_contain_text("bị từ chối")
    page.get_by_role("button", name="Xin duyệt").click()
    expect(notice).to_contain_text("Đã xin duyệt lúc")


def import_sheet(page, rows):
    """Choose a file of opening balances, and have it tried."""
    page.locator(".o_cp_action_menus button").first.click()
    page.get_by_role("menuitem", name="Nhập").click()
    sheet = "\n".join(["reference,partner_id,points,expiry_date", *rows, ""])
    page.locator("input[type=file]").first.set_input_files(
        {"name": "du.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    page.get_by_role("button", name="Kiểm thử").click()


OPENING = "/odoo/action-aig_voucher.aig_voucher_opening_action"


def iso(offset):
    """A day from today as a sheet has it."""
    return "-".join(reversed(day(offset).split("/")))


def test_points_from_before_are_imported(page, new_page, login):
    login(page, "giamdoc", path=OPENING)
    rows = [f"SO-CU-{n},{CUSTOMER},{n},{iso(100 + n)}" for n in (1, 2)]
    import_sheet(page, rows)
    expect(page.locator(".o_import_data_content, body").first).to_contain_text("hợp lệ")
    page.get_by_role("button", name="Nhập", exact=True).click()
    listed = page.locator(".o_list_view .o_data_row", has_text="SO-CU-")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text(CUSTOMER)

    seller = new_page()
    login(seller, "sales.hanoi")
    open_menu(seller, "Báo cáo", "Điểm của khách hàng")
    seller.locator(".o_data_row", has_text=CUSTOMER).click()
    opening = seller.locator("[name=balance_ids] .o_data_row")
    for n in (1, 2):
        row = opening.filter(has_text=day(100 + n))
        expect(row.locator("[name=available_points]")).to_have_text(f"{n},00")


def test_a_sheet_with_bad_rows_imports_nothing(page, login, server):
    login(page, "giamdoc", path=OPENING)
    rows = [
        f"XAU-1,{CUSTOMER},2,{iso(50)}",
        f"XAU-2,{CUSTOMER},-3,{iso(50)}",
        f"XAU-3,{CUSTOMER},4,{iso(-5)}",
    ]
    import_sheet(page, rows)
    body = page.locator("body")
    for sentence in (
        "hàng 2.*“XAU-2”: Điểm đầu kỳ phải lớn hơn 0",
        "hàng 3.*“XAU-3”: Điểm đã hết hạn từ ngày",
    ):
        expect(body).to_contain_text(re.compile(sentence))
    page.get_by_role("button", name="Nhập", exact=True).click()
    expect(body).to_contain_text("đã hết hạn từ ngày")
    director = server.client("giamdoc")
    domain = [["reference", "like", "XAU-"]]
    assert not director.call("aig.voucher.opening", "search_count", domain)


def test_points_that_expire_are_shown_and_reminded_of(page, login, server):
    director, admin = server.client("giamdoc"), server.client()
    [customer] = director.call("res.partner", "search", [["name", "=", CUSTOMER]])
    values = {"partner_id": customer, "points": 3, "expiry_date": iso(10)}
    values |= {"reference": "E2E-HET-HAN", "note": "Chuyển từ sổ cũ"}
    director.call("aig.voucher.opening", "create", values)
    name = [["cron_name", "=", "Vouchers: remind of points that expire"]]
    cron = admin.call("ir.cron", "search", name)
    admin.call("ir.cron", "method_direct_trigger", cron)

    login(page, "sales.hanoi", path=f"/odoo/customers/{customer}")
    task = page.locator(".o-mail-Activity", has_text="điểm hết hạn sau ngày")
    expect(task).to_contain_text("3,00")
    expect(task).to_contain_text(day(10))
    button = page.locator("button[name=action_aig_points]")
    if not button.is_visible():
        page.locator(".o-form-buttonbox .o_button_more").click()
    button.click()
    notice = page.locator(".alert-info", has_text="điểm hết hạn sau ngày")
    expect(notice).to_contain_text("3,00")
    expect(notice).to_contain_text(day(10))
    notice.locator("button[name=action_open_expiring]").click()
    row = page.locator(".o_list_view .o_data_row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Chuyển từ sổ cũ")
    expect(row).to_contain_text(day(10))


def test_a_delivered_gift_on_the_customers_page(
    phone,
    new_page,
    login,
    server,
    chosen,  # noqa: F811
):
    manager, seller = server.client("quanly.bac"), server.client("sales.hanoi")
    values = {"voucher_id": chosen, "points": 1, "reason": "Đã hứa với khách"}
    advance = manager.call("aig.voucher.advance", "create", values)
    manager.call("aig.voucher.advance", "action_advance", [advance])
    login(phone, "sales.hanoi", path=f"/odoo/vouchers/{chosen}")
    phone.get_by_role("tab", name="Giao quà").tap()
    phone.locator("button[name=action_deliver]").tap()
    dialog = phone.locator(".modal")
    save_button = dialog.locator(".o_form_button_save")
    dialog.locator("[name=photo] input[type=file]").set_input_files(
        {"name": "bat.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    assert fits(phone)
    save_button.tap()
    expect(dialog).to_have_count(0)

    url = seller.call("aig.voucher", "action_open_page", [chosen])["url"]
    customer = new_page(viewport={"width": 390, "height": 844}, is_mobile=True)
    customer.goto(server.url + urlsplit(url).path)
    gift = customer.locator(".received li")
    expect(gift).to_contain_text("Thay bạt")
    expect(gift).to_contain_text(re.compile(r"Đã nhận.*\d\d/\d\d/\d{4}", re.DOTALL))
    expect(gift.locator("img")).to_be_visible()
    assert fits(customer)
