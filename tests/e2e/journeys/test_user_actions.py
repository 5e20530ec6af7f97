"""What a task takes: clicks, taps, typed fields, from one's day to its end (A57, S32).

They are measured here, stand in the product beside the sources' own path, and must not
grow: whoever saves one writes the new number into the data and lowers the limit.
"""

import pytest
import steps
from journeys.test_composer import dialog_of
from journeys.test_contact_result import DIALER, badge
from playwright.sync_api import expect
from steps import COUNT_ACTIONS, actions

#: What is counted -> actions at most.
LIMITS = {"voucher": 5, "product": 7, "article": 4, "contact": 3, "plan": 5}
# No other journey sends this customer a voucher: a reviewed one shortens the way.
CUSTOMER = "Ngân hàng TMCP Sông Hồng"
FREE_POSITION = "HN-002"
FREE_YEAR = "2035"


def row_of_plan(page):
    """My Day -> Kế hoạch tài chính -> Khách hàng trong quý -> the customer's row."""
    menu = page.locator(".o_menu_sections")
    menu.get_by_role("button", name="Kế hoạch tài chính").click()
    page.get_by_role("menuitem", name="Khách hàng trong quý").click()
    return page.locator(".o_data_row", has_text=CUSTOMER)


def send(page):
    dialog_of(page).locator("button[name=action_send_mail]").click()
    expect(dialog_of(page)).to_have_count(0)


def send_voucher(page):
    row_of_plan(page).locator("button[name=action_voucher]").click()
    page.locator(".modal button[name=action_review_and_send]").click()
    send(page)


def send_product(page):
    row_of_plan(page).locator("button[name=action_product]").click()
    page.locator(".modal button[name=action_find]").click()
    position = steps.card(page, FREE_POSITION)
    position.locator("button[name=action_choose]").click()
    expect(position.locator("button[name=action_leave_out]")).to_be_visible()
    page.locator("button[name=action_mail_offer]:visible").click()
    send(page)


def send_article(page):
    row_of_plan(page).locator("button[name=action_article]").click()
    send(page)


def tell_of_call(page):
    page.locator(".o_aig_day_row a[href^='tel:']").first.click()
    dialog = page.locator(".modal:has(.o_aig_contact)")
    badge(dialog, "outcome", "Để sau").click()
    dialog.get_by_role("button", name="Ngày mai").click()
    expect(dialog).to_have_count(0)


def begin_plan(page):
    steps.open_menu(page, "Kế hoạch tài chính", "Kế hoạch")
    page.locator(".o_list_button_add:visible").first.click()
    form = page.locator(".o_form_view")
    form.locator("[name=year] input").fill(FREE_YEAR)
    form.locator(".o_form_button_save:visible").first.click()
    expect(page.locator(".o_aig_plan_steps")).to_be_visible()


TASKS = {
    "voucher": send_voucher,
    "product": send_product,
    "article": send_article,
    "contact": tell_of_call,
    "plan": begin_plan,
}


@pytest.mark.parametrize("task", TASKS)
def test_actions_of(task, page, login, smtp, server):
    assert TASKS.keys() == LIMITS.keys()
    page.add_init_script(COUNT_ACTIONS)
    page.add_init_script(DIALER)
    login(page, "sales.hanoi", path="/odoo/my-day")
    expect(page.locator(".o_aig_my_day .card").first).to_be_visible()
    actions(page)
    TASKS[task](page)
    measured = actions(page)
    assert measured <= LIMITS[task], f"{task} has grown: {measured} actions"
    shown = server.client("giamdoc").call(
        "aig.task.effort", "search_read", [], ["counted", "actions_now"]
    )
    in_product = {row["counted"]: row["actions_now"] for row in shown}
    assert in_product.keys() == TASKS.keys()
    assert in_product[task] == measured, "write what was measured into the data"
