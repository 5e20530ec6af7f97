"""The week of the content department: who is reminded, who is told, who earns.

Whose week closed behind is set by the test: no clock is moved.
"""

import uuid
from datetime import datetime, timedelta

import pytest
import steps
from journeys.test_content_rules import MANAGER, make_channel, make_post
from playwright.sync_api import expect

ROBOT = "aig_4e_content.ir_cron_aig_content_target_spread"
FIRM = "Công ty TNHH Thời trang Lụa Việt"
FOLLOWED = "Màn hình LED ngã tư Sở"
ORDER = 5_000_000
#: What closed as it did in earlier weeks: nobody has a right to type it.
CLOSE_WEEK = """
weeks = env["aig.content.allocation"].sudo().search([("target_id", "=", {target})])
week = weeks.filtered(lambda week: str(week.week_start) == "{monday}")
week.write({{"quantity": {missed}, "due": {missed}}})
week.target_id._spread()
"""


def run_code(server, code):
    """Let the server do what no person may, to make a situation."""
    admin = server.client()
    [model] = admin.call("ir.model", "search", [["model", "=", "aig.content.target"]])
    action = {"name": "Test", "model_id": model, "state": "code", "code": code}
    action = admin.call("ir.actions.server", "create", action)
    admin.call("ir.actions.server", "run", [action])
    admin.call("ir.actions.server", "unlink", [action])


def last_monday():
    today = datetime.now(steps.VIETNAM).date()
    return today - timedelta(today.weekday() + 7)


class Officer:
    """Somebody new in the department, with a channel and its targets."""

    def __init__(self, server, missed):
        code = uuid.uuid4().hex[:6]
        self.login = self.password = f"noidung.{code}"
        self.name, self.email = f"Người Viết {code}", f"{self.login}@aig.example.com"
        admin = server.client()
        group = [["module", "=", "aig_base"], ["name", "=", "group_content_user"]]
        [group] = admin.call("ir.model.data", "search_read", group, ["res_id"])
        values = {
            "name": self.name,
            "login": self.login,
            "email": self.email,
            "password": self.password,
            "lang": "vi_VN",
            "group_ids": [[4, group["res_id"]]],
        }
        self.user = admin.call("res.users", "create", values)
        self.channel, self.channel_name = make_channel(server)
        days = {last_monday() + timedelta(3), datetime.now(steps.VIETNAM).date()}
        for year, quarter in sorted({(day.year, (day.month + 2) // 3) for day in days}):
            self.give(server, year, quarter, missed)

    def give(self, server, year, quarter, missed):
        """A target, of which last week ended with some posts missing."""
        target = server.client(MANAGER).call(
            "aig.content.target",
            "create",
            {
                "user_id": self.user,
                "channel_id": self.channel,
                "year": year,
                "quarter": str(quarter),
                "quantity": 60,
            },
        )
        values = {"target": target, "monday": last_monday(), "missed": missed}
        run_code(server, CLOSE_WEEK.format(**values))

    def client(self, server):
        return server.client(self.login, self.password)


def tasks(page, text):
    """Tasks with a text, found as people do: the clock, then all of them."""
    page.locator(".o_menu_systray button:has(.fa-clock-o)").click()
    page.locator(".o-mail-ActivityMenu .text-primary.text-center").click()
    expect(page.locator(".o_action_manager .o_view_controller")).to_be_visible()
    expect(page.locator(".o-mail-ActivityMenu")).to_have_count(0)
    # the time until Friday is given: what is due later is shown, too
    due = page.locator(".o_searchview_facet", has_text="Quá hạn")
    due.locator(".o_facet_remove").click()
    expect(due).to_have_count(0)
    page.wait_for_selector(".o_loading_indicator", state="detached")
    return page.locator(".o_data_row, .o_kanban_record", has_text=text)


def setting(page, name):
    return page.locator(f".o_setting_box [name={name}] input").first


def save_settings(page):
    with page.expect_response("**/res.config.settings/execute"):
        page.locator(".o_form_button_save").first.click()


@pytest.fixture
def settings(page, login):
    """The settings of the content department, as the administrator sees them."""
    login(page, "admin", path="/odoo/settings")
    page.locator(".settings_tab [data-key=aig_territory]").click()
    expect(setting(page, "aig_content_escalation_weeks")).to_be_visible()
    return page


def test_a_week_behind_reminds_and_is_told_silence_otherwise(
    settings, new_page, login, server, smtp
):
    late, calm = Officer(server, missed=2), Officer(server, missed=0)
    setting(settings, "aig_content_escalation_weeks").fill("1")
    steps.choose(
        settings.locator(".o_settings_container"),
        "aig_content_manager_id",
        "Nguyễn Thị Định",
    )
    digest = setting(settings, "aig_content_digest")
    digest.check()
    save_settings(settings)
    steps.run_job(server, ROBOT)
    steps.run_job(server, ROBOT)

    page = new_page()
    login(page, late.login, late.password, path="/odoo/my-target")
    expect(tasks(page, "Số bài còn thiếu của tuần trước: 2")).to_have_count(1)

    quiet = new_page()
    login(quiet, calm.login, calm.password, path="/odoo/my-target")
    expect(tasks(quiet, "Số bài còn thiếu")).to_have_count(0)

    head = new_page()
    login(head, MANAGER, path="/odoo/content-team")
    expect(tasks(head, f"{late.name} đã chậm target 1 tuần liền")).to_have_count(1)
    expect(tasks(head, calm.name)).to_have_count(0)

    # the week's numbers by mail, once
    steps.run_job(server, "mail.ir_cron_mail_scheduler_action")
    for officer in (late, calm):
        subjects = [mail["Subject"] for mail in steps.mails_to(smtp, officer.email)]
        assert sum(one.startswith("Bài 4E trong tuần:") for one in subjects) == 1

    # what was missed is published: the task is gone by itself
    client = late.client(server)
    for _number in range(2):
        post, _title = make_post(
            client, late.channel, url=f"https://4e.example.com/{uuid.uuid4().hex}"
        )
        client.call("aig.content.post", "action_draft", [post])
        client.call("aig.content.post", "action_publish", [post])
    page.goto(f"{server.url}/odoo/my-target")
    expect(tasks(page, "Số bài còn thiếu")).to_have_count(0)


def test_who_is_behind_on_a_phone(phone, login, server):
    late = Officer(server, missed=3)
    login(phone, MANAGER, path="/odoo/content-team")
    card = steps.card(phone, late.channel_name)
    card.scroll_into_view_if_needed()
    expect(card).to_contain_text("0 / 60")
    today = datetime.now(steps.VIETNAM).date()
    if (last_monday().month + 2) // 3 == (today.month + 2) // 3:
        expect(card).to_contain_text("Đang chậm: 3")
        expect(card).to_contain_text("từ")
        expect(card).to_contain_text("Dự báo: 0")
    assert steps.fits(phone)
    card.get_by_text(late.channel_name).first.tap()
    expect(phone.locator(".o_form_view [name=behind_count]").first).to_be_visible()


def test_a_post_put_into_a_week_moves_the_others(page, login, server):
    officer = Officer(server, missed=0)
    client = officer.client(server)
    monday = last_monday() + timedelta(7)
    [*_others, last] = client.call("aig.content.target", "get_my_page")["weeks"]
    if last["monday"] == str(monday):
        pytest.skip("in the last week of a quarter nothing can be moved")
    if monday.month % 3 == 0 and (monday + timedelta(6)).month != monday.month:
        pytest.skip("a week that two quarters share is the former's")
    for _number in range(50):
        make_post(client, officer.channel, week_planned=str(monday))
    login(page, officer.login, officer.password, path="/odoo/my-target")
    page.locator(".o_aig_week_now").click()
    expect(page.locator("[name=why]")).to_contain_text("Đã xếp 50 bài vào tuần này")
    page.locator(".o_aig_week").last.click()
    expect(page.locator("[name=why]")).to_contain_text("Ít hơn phần chia đều")


@pytest.fixture
def seller(server):
    """Who looks after the customer that followed a post's link."""
    admin = server.client()
    known = [["name", "=", FIRM], ["is_company", "=", True]]
    [firm] = admin.call("res.partner", "search_read", known, ["user_id"])
    users = admin.call("res.users", "read", [firm["user_id"][0]], ["login"])
    return users[0]["login"], firm["id"]


def test_what_a_post_earned_and_what_it_did_not(page, login, server, seller):
    name, firm = seller
    client = server.client(name)
    [product, *_more] = client.call(
        "product.product", "search", [["sale_ok", "=", True]]
    )
    line = {"product_id": product, "price_unit": ORDER, "tax_ids": [[5]]}
    order = client.call(
        "sale.order", "create", {"partner_id": firm, "order_line": [[0, 0, line]]}
    )
    client.call("sale.order", "action_confirm", [order])
    known = [["name", "ilike", FOLLOWED]]
    [post] = client.call("aig.content.post", "search", known)

    login(page, name, path=f"/odoo/content-to-send/{post}")
    page.locator("button[name=action_open_effect]").click()
    row = page.locator(".o_data_row", has_text="Lụa Việt")
    expect(row.locator("[name=order_count]")).to_have_text("1")
    expect(row.locator("[name=order_amount]")).to_contain_text("5.000.000")

    # the same in the report, beside a post of the same mail that nobody followed
    page.goto(f"{server.url}/odoo/content-effect")
    page.locator(".o_switch_view.o_list").click()
    rows = page.locator(".o_data_row", has_text="Lụa Việt")
    expect(rows).to_have_count(2)
    earned = rows.filter(has_text=FOLLOWED)
    expect(earned.locator("[name=order_count]")).to_have_text("1")
    expect(
        rows.filter(has_not_text=FOLLOWED).locator("[name=order_count]")
    ).to_have_text("0")

    # taken away, it has earned nothing, and the other row is as it was
    earned.locator("button[name=action_open_mailing]").click()
    line = page.locator("[name=line_ids] .o_data_row", has_text=FOLLOWED)
    line.locator("button[name=action_toggle_credit]").click()
    expect(line.locator("[name=is_credited] input")).not_to_be_checked()
    page.goto(f"{server.url}/odoo/content-effect")
    page.locator(".o_switch_view.o_list").click()
    expect(rows).to_have_count(1)
    expect(rows.filter(has_text=FOLLOWED)).to_have_count(0)
    page.goto(f"{server.url}/odoo/content-to-send/{post}")
    page.locator("button[name=action_open_effect]").click()
    expect(page.locator(".o_control_panel")).to_contain_text("Hiệu quả")
    expect(row).to_have_count(0)


def test_many_rows_at_once(page, login, smtp, server):
    login(page, "sales.saigon", path="/odoo/financial-plan")
    rows = page.locator(".o_data_row")
    expect(rows.first).to_be_visible()
    count = rows.count()
    page.locator("thead .o_list_record_selector input").click()
    page.locator("button[name=action_send_articles]").click()
    lines = page.locator(".o_field_widget[name=line_ids] .o_data_row")
    expect(lines).to_have_count(count)
    page.locator("button[name=action_send]:visible").first.click()
    if page.locator(".modal-footer .btn-primary").count():
        steps.confirm(page)
    expect(page.locator(".o_statusbar_status")).to_contain_text("Đang gửi")
    steps.run_job(server, "aig_customer_care.ir_cron_aig_care_batch")
    page.reload()
    # each with the posts for this customer
    sent = lines.filter(has_text="Đã gửi").first
    expect(sent).to_be_visible()
    assert smtp.received
