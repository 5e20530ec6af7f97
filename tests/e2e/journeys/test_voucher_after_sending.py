"""After a voucher was sent: the customer's words, gifts that are due, what it brought.

Vouchers are of quarters of their own, and of customers that no other journey counts
(A37, A38).
"""

import re

import pytest
from playwright.sync_api import expect
from steps import day, fits, mails_to, open_menu, page_behind, run_job, type_date

SELLER, CUSTOMER = "sales.saigon", "Công ty Cổ phần Trà Ô Môn"
ADDRESS = "lienhe@traomon.example.com"
EXISTING = "Công ty Cổ phần Gạo Sông Hậu"
MILLION = 1_000_000
PAGE = r"/aig/voucher/\d+/[\w-]+"
THANKS = "nhân viên kinh doanh đã nhận được ý kiến"
ADJUSTED = "Voucher của Quý khách đang được điều chỉnh"
NEWER = "Voucher này đã được thay bằng voucher mới hơn"
KINDS = {
    "new": "Khách hàng mới",
    "existing": "Khách hàng hiện hữu",
    "renewed": "Khách hàng tái ký",
}
EFFECT = ("amount", "gift_value", "revenue_before", "revenue_after")


@pytest.fixture
def seller(server):
    return server.client(SELLER)


def make_voucher(seller, customer, renewal=500 * MILLION):
    """A voucher with one package, in a quarter of its own: its record."""
    year = 2040 + seller.call("aig.sales.plan", "search_count", [])
    plan = seller.call("aig.sales.plan", "create", {"year": year, "quarter": "1"})
    figures = {
        "renewal_revenue": renewal,
        "expected_revenue": 300 * MILLION,
        "expectation_multiplier": 2,
        "override_reason": "Đã thống nhất",
    }
    row = {"plan_id": plan, "partner_id": customer, **figures}
    line = seller.call("aig.sales.plan.line", "create", row)
    gifts = seller.call("aig.voucher.gift", "search", [["gift_type", "=", "banner"]])
    package = {"name": "Gói A", "line_ids": [[0, 0, {"gift_id": gifts[0]}]]}
    values = {"plan_line_id": line, "package_ids": [[0, 0, package]]}
    made = seller.call("aig.voucher", "create", values)
    fields = ["name", "partner_id", "package_ids"]
    [record] = seller.call("aig.voucher", "read", [made], fields)
    return record


@pytest.fixture
def customer(seller):
    """A customer who has bought nothing yet, and of whom no other journey knows."""
    known = seller.call("res.partner", "search_count", [["name", "like", CUSTOMER]])
    domain = [["user_id", "=", seller.uid], ["aig_territory_id", "!=", False]]
    fields = ["aig_territory_id"]
    near = seller.call("res.partner", "search_read", domain, fields, limit=1)
    values = {"name": f"{CUSTOMER} {known + 1}", "is_company": True, "lang": "vi_VN"}
    values |= {"email": ADDRESS, "aig_territory_id": near[0]["aig_territory_id"][0]}
    return seller.call("res.partner", "create", values)


@pytest.fixture
def voucher(seller, customer):
    """A voucher that is ready to be reviewed and sent."""
    return make_voucher(seller, customer)


@pytest.fixture
def kinds(server, seller, customer, smtp):
    """Vouchers sent to a new and to an existing customer; the demo has renewed ones."""
    other = server.client("sales.cantho")
    [existing] = other.call("res.partner", "search", [["name", "=", EXISTING]])
    for client, partner in ((seller, customer), (other, existing)):
        voucher = make_voucher(client, partner, renewal=0)
        action = client.call("aig.voucher", "action_review_and_send", [voucher["id"]])
        context = {"context": action["context"]}
        mail = client.call("mail.compose.message", "create", {}, **context)
        client.call("mail.compose.message", "action_send_mail", [mail], **context)


@pytest.fixture
def owed(server, customer):
    """Points that expire in two quarters."""
    director = server.client("giamdoc")
    for points, days in ((2, 40), (3, 200)):
        expiry = "-".join(reversed(day(days).split("/")))
        values = {"partner_id": customer, "points": points, "expiry_date": expiry}
        values |= {"reference": f"E2E-NO-{customer}-{days}"}
        director.call("aig.voucher.opening", "create", values)


def form_of(page):
    return page.locator(".o_form_view")


def state_of(page):
    return form_of(page).locator(".o_arrow_button_current")


def send(page, smtp, server):
    """Send the voucher that is open; the link that its mail holds."""
    page.get_by_role("button", name="Xác nhận điểm và gửi").click()
    dialog = page.locator(".modal:has(.o_aig_mail)")
    expect(dialog.locator("[name=body]")).to_contain_text("Kính gửi")
    before = len(mails_to(smtp, ADDRESS))
    dialog.locator("button[name=action_send_mail]").click()
    expect(dialog).to_have_count(0)
    expect(state_of(page)).to_contain_text("Đã gửi")
    mails = mails_to(smtp, ADDRESS)
    assert len(mails) == before + 1
    text = mails[-1].get_body(("html",)).get_content()
    return server.url + page_behind(text, PAGE, server)


def write(phone, url, opinion, words):
    """The customer answers on the page that the mail leads to."""
    phone.goto(url)
    phone.get_by_label(opinion).check()
    phone.locator("textarea[name=words]").fill(words)
    assert fits(phone)
    phone.get_by_role("button", name="Gửi nhân viên kinh doanh").tap()


def task_of(page, text):
    """What there is to do on the record that is open."""
    return page.locator(".o-mail-Activity", has_text=text)


def open_newest(page, number):
    """Kinh doanh AIG -> Voucher -> the revision that is open."""
    open_menu(page, "Voucher")
    row = page.locator(".o_data_row", has_text=number)
    expect(row).to_have_count(1)
    row.click()
    expect(form_of(page).locator("[name=name]").first).to_have_text(number)


def test_a_customer_asks_for_a_change(page, phone, login, smtp, server, voucher):
    login(page, SELLER, path=f"/odoo/vouchers/{voucher['id']}")
    first = send(page, smtp, server)
    write(phone, first, "Xin điều chỉnh", "Xin thêm một màn LED ở quận 1")
    expect(phone.get_by_role("status")).to_contain_text(THANKS)
    expect(phone.locator("h1")).to_contain_text(ADJUSTED)
    assert fits(phone)

    # the salesperson finds the words, something to do, and the next revision
    page.reload()
    expect(state_of(page)).to_contain_text("Đã hủy")
    form_of(page).locator("[name=partner_id] a, a[name=partner_id]").first.click()
    task = task_of(page, f"đã viết về voucher {voucher['name']}")
    expect(task).to_contain_text("Xin thêm một màn LED ở quận 1")
    open_newest(page, f"{voucher['name']}-2")
    expect(form_of(page).locator("[name=supersedes_id]")).to_contain_text(
        voucher["name"]
    )
    expect(form_of(page).locator("[name=package_ids]")).to_contain_text("Gói A")
    second = send(page, smtp, server)

    phone.goto(first)
    expect(phone.locator("h1")).to_have_text(NEWER)
    assert fits(phone)
    phone.goto(second)
    expect(phone.locator("body")).to_contain_text(f"{voucher['name']}-2")
    expect(phone.locator("textarea[name=words]")).to_be_visible()


def test_an_opinion_that_was_told_on_the_phone(
    page, phone, login, smtp, server, voucher
):
    login(page, SELLER, path=f"/odoo/vouchers/{voucher['id']}")
    link = send(page, smtp, server)
    write(phone, link, "Tôi có câu hỏi", "Gói này có LED không?")
    expect(phone.get_by_role("status")).to_contain_text(THANKS)

    page.get_by_role("button", name="Ý kiến khách hàng").click()
    dialog = page.locator(".modal:has([name=opinion])")
    dialog.get_by_label("Muốn thay đổi").check()
    expect(dialog).to_contain_text("phiên bản mới")
    dialog.locator("[name=words] textarea").fill("Đổi bạt lấy LED")
    dialog.locator("[name=next_step] input").fill("Gọi lại với gói LED")
    type_date(dialog, "next_date", day(2))
    dialog.get_by_role("button", name="Lưu lại").click()
    expect(dialog).to_have_count(0)

    expect(state_of(page)).to_contain_text("Đã hủy")
    form_of(page).locator("[name=partner_id] a, a[name=partner_id]").first.click()
    expect(task_of(page, "Gọi lại với gói LED")).to_contain_text("Đổi bạt lấy LED")
    question = task_of(page, f"đã viết về voucher {voucher['name']}")
    expect(question).to_contain_text("Gói này có LED không?")
    open_newest(page, f"{voucher['name']}-2")
    expect(state_of(page)).to_contain_text("Nháp")
    phone.goto(link)
    expect(phone.locator("h1")).to_contain_text(ADJUSTED)
    send(page, smtp, server)
    phone.goto(link)
    expect(phone.locator("h1")).to_have_text(NEWER)


def test_a_gift_that_is_due_is_reminded_of(page, login, server, seller, voucher):
    seller.call("aig.voucher.package", "action_choose", voucher["package_ids"])
    login(page, SELLER, path=f"/odoo/vouchers/{voucher['id']}")
    page.get_by_role("tab", name="Giao quà").click()
    gift = page.locator("[name=gift_line_ids] .o_data_row")
    gift.locator("td[name=due_date]").click()
    type_date(gift, "due_date", day(2))
    form_of(page).locator(".o_form_button_save").click()
    expect(form_of(page).locator(".o_form_button_save")).not_to_be_visible()
    expect(task_of(page, "Thay bạt")).to_have_count(0)

    for _time in range(2):  # a second run reminds of nothing
        run_job(server, "aig_voucher.ir_cron_aig_voucher_package_line_remind")
    page.reload()
    reminder = task_of(page, "Thay bạt")
    expect(reminder).to_have_count(1)
    expect(reminder).to_contain_text(f"cho {CUSTOMER}")
    expect(reminder).to_contain_text("Võ Văn Tần")


def grouped(client, model, domain, by, names):
    """What RPC gives for a report: ``[(group, its sums, its number of rows)]``."""
    sums = [*(f"{name}:sum" for name in names), "__count"]
    rows = client.call(model, "formatted_read_group", domain, [by], sums)
    return [
        (row[by], [round(row[f"{name}:sum"], 2) for name in names], row["__count"])
        for row in rows
    ]


def number(cell):
    """A figure as a Vietnamese table shows it: 1.234,50; empty is nothing."""
    text = re.sub(r"[^\d,-]", "", cell.inner_text())
    return float(text.replace(",", ".") or 0)


def row_of(page, label):
    """The row of a pivot table under exactly this label."""
    head = page.locator("th", has_text=re.compile(rf"^\s*{label}\s*$"))
    return page.locator("div.o_pivot tbody tr", has=head)


def shows(page, label, wanted):
    """The row's first figures are these."""
    cells = row_of(page, label).locator("td")
    expect(cells.first).to_be_visible()
    shown = [number(cells.nth(at)) for at in range(len(wanted))]
    assert shown == wanted, label


def opens(page, label, count):
    """The row's first figure leads to the records it is made of, and back."""
    row_of(page, label).locator("td").first.click()
    expect(page.locator(".o_list_view .o_data_row")).to_have_count(count)
    page.go_back()
    expect(row_of(page, label)).to_be_visible()


def test_what_vouchers_brought_by_kind_of_customer(page, login, server, kinds):
    login(page, "quanly.nam")
    open_menu(page, "Báo cáo", "Hiệu quả voucher")
    manager = server.client("quanly.nam")
    found = grouped(manager, "aig.voucher.effect", [], "customer_kind", EFFECT)
    assert {kind for kind, _sums, _count in found} == set(KINDS)
    for kind, sums, count in found:
        shows(page, KINDS[kind], sums)
        opens(page, KINDS[kind], count)


def test_points_owed_by_quarter_of_expiry(page, login, server, owed):
    login(page, "quanly.nam")
    open_menu(page, "Báo cáo", "Điểm còn nợ khách")
    manager = server.client("quanly.nam")
    domain, by = [["liability", ">", 0]], "expiry_date:quarter"
    names = ("liability", "amount")
    found = grouped(manager, "aig.voucher.balance", domain, by, names)
    assert len(found) >= 2
    for (_first, label), sums, count in found:
        shows(page, label, sums)
        opens(page, label, count)


def test_a_long_name_is_whole_on_a_phone(phone, login, server, customer, owed):
    [facts] = server.client().call("res.partner", "read", [customer], ["name"])
    name = f"{facts['name']} - Trách nhiệm hữu hạn Một thành viên Xuất khẩu"
    server.client().call("res.partner", "write", [customer], {"name": name})
    login(phone, SELLER, path="/odoo/voucher-statements")
    phone.locator(".o_kanban_record", has_text=name).first.tap()
    title = phone.locator(".oe_title [name=partner_id] a")
    expect(title).to_have_text(name)
    assert title.evaluate("link => link.scrollWidth <= link.clientWidth")
    assert title.evaluate("link => link.getBoundingClientRect().right") <= 390
    assert fits(phone)
