"""Targets of the content department: given in a grid, followed on one's own page.

A manager gives them on the desk; an officer sees on the phone what is done, planned
and left, and why a week has its number (A53, A54, A56).
"""

import re
import uuid

import pytest
from playwright.sync_api import expect
from steps import fits

OFFICER, MANAGER = "noidung", "truongphong.noidung"
NAME = "Hoàng Diệu Linh"
CHANNEL = "E-Magazine"
PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true})
    );
}"""


@pytest.fixture
def manager(server):
    """A client of the content manager; the officer has no targets yet."""
    client = server.client(MANAGER)
    known = client.call("aig.content.target", "search", [["user_id.name", "=", NAME]])
    client.call("aig.content.target", "unlink", known)
    return client


def cell(page, row, channel):
    return page.get_by_label(f"{row}, {channel}", exact=True)


def test_targets_are_given_in_the_grid(page, login, manager):
    login(page, MANAGER, path="/odoo/content-target-grid")
    goal = cell(page, "Mục tiêu", CHANNEL)
    goal.fill("1000")
    with page.expect_response("**/action_write_grid"):
        goal.press("Tab")
    expect(page.locator("tr[name=goal] [name=gap]").first).to_contain_text("Chưa giao")

    first = cell(page, NAME, CHANNEL)
    first.focus()
    with page.expect_response("**/action_write_grid"):
        page.evaluate(PASTE, "26\t13\n")
    expect(first).to_have_value("26")
    expect(page.locator("tr", has_text=NAME).locator("td").last).to_have_text("39")
    targets = manager.call(
        "aig.content.target",
        "search_read",
        [["user_id.name", "=", NAME]],
        ["quantity", "allocation_ids", "left_count"],
    )
    assert sorted(target["quantity"] for target in targets) == [13, 26]
    assert all(len(target["allocation_ids"]) >= 13 for target in targets)

    first.fill("hai mươi")
    first.press("Enter")
    expect(page.locator(".o_notification")).to_contain_text("không phải số bài")
    expect(first).to_have_value("26")

    page.get_by_role("button", name=NAME, exact=True).click()
    expect(page.locator(".o_data_row")).to_have_count(2)


def test_ones_own_page_on_a_phone(phone, login, manager, server):
    # a channel without any post of the demo company's
    name = f"Kênh {uuid.uuid4().hex[:6]}"
    manager.call("aig.content.channel", "create", {"name": name})
    grid = manager.call("aig.content.target", "get_grid")
    channel = next(one for one in grid["channels"] if one["name"] == name)
    person = next(one for one in grid["people"] if one["name"] == NAME)
    quarter = grid["quarter"]
    manager.call(
        "aig.content.target",
        "action_write_grid",
        quarter["year"],
        quarter["quarter"],
        [[person["id"], channel["id"], 26]],
    )
    officer = server.client(OFFICER)
    page = officer.call("aig.content.target", "get_my_page")
    # a week that two quarters share belongs to the one of its Monday
    monday = max(page["monday"], page["weeks"][1]["monday"])
    officer.call(
        "aig.content.post",
        "create",
        {
            "name": "Màn hình mới trên phố Huế",
            "channel_id": channel["id"],
            "week_planned": monday,
        },
    )

    login(phone, OFFICER, path="/odoo/my-target")
    card = phone.locator(f"[data-channel='{channel['id']}']")
    expect(card).to_contain_text(
        re.compile(r"0\s*đã đăng\s*1\s*đang làm\s*26\s*còn lại")
    )
    assert fits(phone)
    phone.locator(".o_aig_week").last.tap()
    expect(phone.locator("[name=why]")).to_contain_text("26 trong 26 bài")
    card.locator("[name=planned]").tap()
    expect(phone.locator(".o_kanban_record, .o_data_row").first).to_contain_text(
        "Màn hình mới"
    )
    phone.go_back()
    if monday == page["monday"]:
        phone.locator("[name=posts] button", has_text="Màn hình mới").first.tap()
        expect(phone.locator(".o_form_view")).to_be_visible()
