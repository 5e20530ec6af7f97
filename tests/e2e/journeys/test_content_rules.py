"""Rules of the content department: approval, links, weeks, last quarter's targets.

How a post comes from the idea to its channel is told in ``test_content_posts.py``.
"""

import uuid

import pytest
import steps
from journeys.test_content_posts import state, step
from playwright.sync_api import expect

OFFICER, MANAGER, DIRECTOR = "noidung.video", "truongphong.noidung", "giamdoc"
NAME = "Đoàn Thị Điểm"
VIETNAMESE = {"lang": "vi_VN"}


def make_channel(server, mode="none", **values):
    """A channel of its own for a journey, as a content manager adds it."""
    name = f"Kênh {uuid.uuid4().hex[:6]}"
    channel = server.client(MANAGER).call(
        "aig.content.channel",
        "create",
        {"name": name, "approval_mode": mode, **values},
    )
    return channel, name


def make_post(client, channel, **values):
    """An idea of a client's user."""
    values = {"name": f"Bài {uuid.uuid4().hex[:6]}", "channel_id": channel, **values}
    return client.call("aig.content.post", "create", values), values["name"]


def test_two_levels_of_approval_and_never_by_the_author(page, new_page, login, server):
    channel, _name = make_channel(server, "two_levels")
    manager = server.client(MANAGER)
    post, _title = make_post(manager, channel)
    for name in ("action_draft", "action_review"):
        manager.call("aig.content.post", name, [post])

    # the author is a content manager: whoever may approve others' does not this one
    login(page, MANAGER, path=f"/odoo/content-posts/{post}")
    state(page, "Chờ xem lại")
    expect(page.locator("button[name=action_approve]")).to_have_count(0)
    with pytest.raises(RuntimeError, match="do người khác duyệt, không phải bạn"):
        manager.call("aig.content.post", "action_approve", [post], context=VIETNAMESE)

    officer = server.client(OFFICER)
    post, _title = make_post(officer, channel)
    for name in ("action_draft", "action_review"):
        officer.call("aig.content.post", name, [post])
    page.goto(f"{server.url}/odoo/content-posts/{post}")
    step(page, "action_approve")
    # one of two: it waits for the director
    expect(page.locator("[name=approved_by_id]")).to_contain_text("Nguyễn Thị Định")
    state(page, "Chờ xem lại")
    expect(page.locator("button[name=action_approve]")).to_have_count(0)
    director = new_page(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    login(director, DIRECTOR, path=f"/odoo/content-posts/{post}")
    step(director, "action_approve")
    state(director, "Đã duyệt")
    assert steps.fits(director)

    # the author publishes, with what both have said
    author = new_page()
    login(author, OFFICER, path=f"/odoo/content-posts/{post}")
    expect(author.locator(".o_form_view")).to_contain_text("Nguyễn Thị Minh Khai")
    author.locator("[name=url] input").fill(f"https://4e.example.com/{post}")
    step(author, "action_publish")
    state(author, "Đã đăng")


def test_links_are_public_and_a_dead_one_is_shown(page, login, server):
    channel, _name = make_channel(server)
    officer = server.client(OFFICER)
    post, title = make_post(officer, channel)
    officer.call("aig.content.post", "action_draft", [post])
    login(page, OFFICER, path=f"/odoo/content-posts/{post}")
    link = page.locator("[name=url] input")
    link.fill("https://10.1.2.3/bai-viet")
    page.locator(".o_form_button_save").click()
    dialog = page.locator(".modal")
    expect(dialog).to_contain_text("https://10.1.2.3/bai-viet")
    expect(dialog).to_contain_text("mạng nội bộ")
    dialog.locator(".btn-primary").click()
    expect(link).to_have_value("https://10.1.2.3/bai-viet")  # nothing typed is lost

    link.fill(f"https://khong-co-{uuid.uuid4().hex[:6]}.example.com/bai")
    step(page, "action_publish")
    state(page, "Đã đăng")
    steps.run_job(server, "aig_4e_content.ir_cron_aig_content_post_links")
    page.reload()
    expect(page.locator(".alert-warning:visible").first).to_contain_text(
        "Đường dẫn không phản hồi"
    )
    page.goto(f"{server.url}/odoo/content-posts")
    page.get_by_role("searchbox").fill(title)
    page.locator(".o_searchview_autocomplete .o-dropdown-item").first.click()
    expect(page.locator(".o_searchview_facet", has_text=title)).to_be_visible()
    expect(steps.card(page, title).first).to_be_visible()


def test_the_quarter_before_is_copied_and_changes_are_kept(page, login, server):
    channel, name = make_channel(server)
    manager = server.client(MANAGER)
    grid = manager.call("aig.content.target", "get_grid", context=VIETNAMESE)
    before = grid["quarter"]["previous"]
    person = next(one["id"] for one in grid["people"] if one["name"] == NAME)
    topic = grid["topics"][0]
    manager.call(
        "aig.content.target",
        "action_write_grid",
        before["year"],
        before["quarter"],
        [[person, channel, 7], [person, channel, 2, topic["id"]]],
    )
    login(page, MANAGER, path="/odoo/content-target-grid")
    cell = page.get_by_label(f"{NAME}, {name}", exact=True)
    expect(cell).to_have_value("")
    page.get_by_role("button", name="Chép quý trước").click()
    expect(page.locator(".o_notification").first).to_contain_text("Số target đã chép")
    expect(cell).to_have_value("7")

    # a topic of the person's is beside it, and split further
    page.get_by_label(f"Chủ đề của {NAME}").click()
    of_topic = page.get_by_label(f"{NAME}, {name}, {topic['name']}", exact=True)
    expect(of_topic).to_have_value("2")
    of_topic.fill("3")
    with page.expect_response("**/action_write_grid"):
        of_topic.press("Tab")
    cell.fill("9")
    with page.expect_response("**/action_write_grid"):
        cell.press("Tab")

    # who changed it, from what to what
    page.get_by_role("button", name=name).click()
    rows = page.locator(".o_data_row")
    expect(rows).to_have_count(2)
    rows.filter(has_not_text=topic["name"]).locator("[name=channel_id]").click()
    history = page.locator(".o-mail-Message").first
    expect(history).to_contain_text("Nguyễn Thị Định")
    expect(history).to_contain_text("Số bài được giao")
    expect(history).to_contain_text("7")
    expect(history).to_contain_text("9")
