"""A post from the idea to its publication, and posts from a list of links."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect
from steps import VIETNAM, choose, day, fits

TITLE = ".o_form_view .oe_title [name=name] :is(input, textarea)"


@pytest.fixture
def channel(server):
    """A channel that asks for an approval, with a checklist."""
    manager = server.client("truongphong.noidung")
    name = f"Kênh {uuid.uuid4().hex[:6]}"
    manager.call(
        "aig.content.channel",
        "create",
        {
            "name": name,
            "approval_mode": "required",
            "reviewer_id": manager.uid,
            "check_ids": [[0, 0, {"name": "Có logo của AIG"}]],
        },
    )
    return name


def step(page, name):
    """Press a button of the status bar, also where a phone keeps them in a menu."""
    button = page.locator(f"button[name={name}]:visible").first
    more = page.locator(".o_statusbar_buttons button.dropdown-toggle:visible").first
    button.or_(more).first.wait_for()
    if not button.is_visible():
        more.click()
    button.click()


def state(page, text):
    """Wait until the post has come to a state."""
    current = page.locator(".o_statusbar_status .o_arrow_button_current")
    if not current.first.is_visible():
        current = page.locator(".o_statusbar_status")
    expect(current.first).to_contain_text(text)


def test_from_the_idea_to_the_publication(page, new_page, login, channel, server):
    login(page, "noidung", path="/odoo/content-posts")
    page.get_by_role("button", name="Mới", exact=True).click()
    title = f"Màn hình LED mới {uuid.uuid4().hex[:6]}"
    page.locator(TITLE).first.fill(title)
    choose(page.locator(".o_form_view"), "channel_id", channel)
    page.locator("[name=week_planned] input").fill(day())
    page.locator("[name=summary] textarea").fill("Màn hình LED ở trung tâm Hà Nội.")
    page.locator(".o_form_button_save").click()
    step(page, "action_draft")
    state(page, "Bản nháp")
    step(page, "action_review")
    state(page, "Chờ xem lại")
    address = page.url

    # the manager has a task, and approves on a phone
    phone = new_page(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    login(phone, "truongphong.noidung", path=re.sub(r"^.*?/odoo", "/odoo", address))
    expect(phone.locator(TITLE).first).to_have_value(title)
    assert fits(phone)
    step(phone, "action_approve")
    state(phone, "Đã duyệt")

    # without link and checklist it is not published, and nothing typed is lost
    page.reload()
    state(page, "Đã duyệt")
    step(page, "action_publish")
    expect(page.locator(".modal")).to_contain_text("Có logo của AIG")
    page.locator(".modal .btn-primary").click()
    page.get_by_label("Có logo của AIG").check()
    page.locator("[name=url] input").fill("http://192.168.1.7/bai")
    step(page, "action_publish")
    expect(page.locator(".modal")).to_contain_text("https://")
    page.locator(".modal .btn-primary").click()
    link = f"https://emagazine.example.com/{uuid.uuid4().hex}"
    page.locator("[name=url] input").fill(link)
    step(page, "action_publish")
    state(page, "Đã đăng")

    # salespeople find it among the articles
    seller = new_page()
    login(seller, "sales.hanoi", path="/odoo/content-to-send")
    expect(seller.locator(".o_kanban_view")).to_contain_text(title)


def test_posts_from_a_list_of_links(page, login, server):
    login(page, "noidung", path="/odoo/content-posts")
    page.locator(".o_menu_sections").wait_for()
    page.get_by_role("menuitem", name="Tạo bài từ đường dẫn").click()
    dialog = page.locator(".modal")
    choose(dialog, "channel_id", "Landipage")
    code = uuid.uuid4().hex
    dialog.locator("[name=links] textarea").fill(
        f"https://landi.example.com/{code}\nhttps://10.0.0.7/{code}"
    )
    dialog.get_by_role("button", name="Đọc các trang").click()
    rows = dialog.locator("[name=line_ids] .o_data_row")
    expect(rows).to_have_count(2)
    # nothing answers here: the title is asked for
    dialog.get_by_role("button", name="Tạo bài").click()
    expect(page.locator(".modal", has_text="Hãy nhập tiêu đề")).to_be_visible()
    page.locator(".modal").last.locator(".btn-primary").first.click()
    rows.first.locator("[name=name]").click()
    rows.first.locator("[name=name] input").fill("Chính sách quý mới")
    dialog.get_by_role("button", name="Tạo bài").click()
    expect(page.locator(".o_list_view .o_data_row")).to_have_count(1)
    expect(page.locator(".o_list_view")).to_contain_text("Chính sách quý mới")
    expect(page.locator(".o_list_view")).to_contain_text("Đã đăng")


def test_dragged_to_another_week_of_the_calendar(page, login, server):
    today = datetime.now(VIETNAM).date()
    # in each month both weeks are on the screen
    second = today.replace(day=8)
    monday = second + timedelta(-second.weekday() % 7)
    officer = server.client("noidung")
    [channel, *_others] = officer.call("aig.content.channel", "search", [])
    title = f"Kéo sang tuần sau {uuid.uuid4().hex[:6]}"
    post = officer.call(
        "aig.content.post",
        "create",
        {"name": title, "channel_id": channel, "week_planned": str(monday)},
    )
    login(page, "noidung", path="/odoo/content-calendar")
    event = page.locator(".fc-event", has_text=title[:12]).first
    wednesday = monday + timedelta(9)
    day_of_next_week = page.locator(f".fc-daygrid-day[data-date='{wednesday}']")
    box = day_of_next_week.bounding_box()
    event.hover()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=10)
    with page.expect_response("**/call_kw/aig.content.post/write**"):
        page.mouse.up()
    [read] = officer.call("aig.content.post", "read", [post], ["week_planned"])
    assert read["week_planned"] == str(monday + timedelta(7))
