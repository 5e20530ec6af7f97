"""A plan in force: cash, bridge, ideas, an adjustment and what it changed.

Stories told in what people see and press (A04, A06-A10, A13, A18).
"""

import pytest
from journeys.test_dashboards import quarter
from journeys.test_plan_steps import complete
from playwright.sync_api import expect
from steps import choose, day, fits, type_date

CUSTOMER = "Công ty Cổ phần Bia Bến Thành"
REASON = "Khách hàng thêm một điểm dịp Tết"
IDEA = "Trưng bày LED tại hội chợ Tết"
SOURCES = ["Công nợ", "Tái ký", "Doanh số kỳ vọng", "Doanh số phát triển"]


def tab(page, name):
    page.locator(f".o_notebook a.nav-link[name={name}]").click()


def save(page):
    page.locator(".o_form_button_save:visible").first.click()
    expect(page.locator(".o_form_button_save:visible")).to_have_count(0)


def open_row(page, customer):
    page.locator(".o_data_row", has_text=customer).locator(
        "button[name=action_open_line]"
    ).click()
    expect(page.locator("[name=development_revenue] input")).to_be_visible()


@pytest.fixture(scope="module")
def approved(server):
    """The plan of a salesperson in the south, handed in and approved."""
    person = server.client("sales.saigon")
    domain = [["state", "=", "draft"], ["user_id", "=", person.uid]]
    [plan] = person.call("aig.sales.plan", "search", domain, order="id", limit=1)
    # orders and bookings since the plan was made
    refresh = person.call("aig.sales.plan", "action_refresh_figures", [plan])
    person.call(refresh["res_model"], "action_apply", [refresh["res_id"]])
    complete(person, plan)
    person.call("aig.sales.plan", "action_submit", [plan])
    server.client("quanly.nam").call("aig.sales.plan", "action_approve", [plan])
    return plan


def test_a_promise_moves_the_money(page, login):
    login(page, "sales.haiphong", path="/odoo/financial-plan")
    open_row(page, "Công ty Cổ phần Du lịch Vịnh Xanh")
    tab(page, "cash_flow")
    debts = page.locator(".tab-pane.active [name=receivable_ids]")
    debts.locator(".o_data_row td[name=promise_date]").first.click()
    row = debts.locator(".o_selected_row")
    type_date(row, "promise_date", day(5))
    row.locator("[name=promise_reason] input").fill("Kế toán trưởng hẹn")
    save(page)
    promised = debts.locator(".o_data_row", has_text="Kế toán trưởng hẹn")
    expect(promised).to_have_count(1)
    expect(
        page.locator(".tab-pane.active [name=cash_flow] tbody tr").first
    ).to_be_visible()


def test_the_structure_in_the_order_of_the_figures(page, login):
    login(page, "quanly.nam", path="/odoo/revenue-structure")
    heads = page.locator(".o_pivot thead tr").nth(1).locator("th")
    expect(heads).to_have_count(4)
    expect(heads).to_contain_text(SOURCES)
    page.locator(".o_switch_view.o_graph").click()
    expect(page.locator(".o_graph_renderer canvas")).to_be_visible()


def test_an_approved_plan_is_adjusted_and_says_what_changed(
    page, new_page, login, approved
):
    login(page, "sales.saigon", path=f"/odoo/sales-plans/{approved}")
    form = page.locator(".o_form_view")
    expect(form.locator("[name=feasibility_note]")).to_contain_text("%")

    page.get_by_role("button", name="Điều chỉnh", exact=True).click()
    dialog = page.locator(".modal:has(.o_form_view)")
    dialog.locator("[name=reason] input, [name=reason] textarea").fill(REASON)
    dialog.locator("button[name=action_adjust]").click()
    expect(dialog).to_have_count(0)
    expect(form.locator(".o_arrow_button_current")).to_contain_text("Nháp")

    row = form.locator("[name=line_ids] .o_data_row", has_text=CUSTOMER)
    row.locator("td[name=expected_revenue]").click()
    form.locator(".o_selected_row [name=expected_revenue] input").fill("2000000000")
    save(page)
    page.locator("button[name=action_compare]").click()
    table = page.locator(".modal [name=table]")
    changed = table.locator("tr", has_text="2.000.000.000")
    expect(changed.first).to_be_visible()
    expect(table).to_contain_text(CUSTOMER)
    page.locator(".modal .modal-footer .btn-primary").click()
    expect(page.locator(".modal")).to_have_count(0)

    page.locator("button[name=action_open_ideas]").click()
    page.locator(".o-kanban-button-new, .o_list_button_add").first.click()
    idea = page.locator(".o_form_view")
    idea.locator("[name=name] input, [name=name] textarea").first.fill(IDEA)
    idea.locator("[name=budget] input").fill("30000000")
    save(page)

    manager = new_page()
    login(manager, "quanly.nam", path="/odoo/plan-ideas")
    manager.locator(".o_kanban_record", has_text=IDEA).click()
    manager.locator(
        "[name=decision_reason] textarea, [name=decision_reason] input"
    ).fill("Đúng mùa, đúng khách.")
    manager.locator("button[name=action_accept]").click()
    expect(manager.locator(".o_arrow_button_current")).to_contain_text("chấp nhận")


def test_the_bridge_opens_what_is_behind_it(page, login, server, approved):
    person = server.client("sales.saigon")
    own = [["invoice_user_id", "=", person.uid], ["invoice_date", ">=", quarter()]]
    if not person.call("account.move", "search_count", own):
        pytest.skip("in a quarter that has just begun nothing is invoiced yet")
    login(page, "sales.saigon", path=f"/odoo/sales-plans/{approved}")
    page.locator("button[name=action_open_bridge]").click()
    expect(page.locator(".o_graph_renderer canvas")).to_be_visible()
    page.locator(".o_switch_view.o_list").click()
    row = page.locator(".o_data_row", has_text="Thực hiện").first
    expect(row).to_be_visible()
    row.locator("td[name=step]").click()
    here = page.locator(".o_last_breadcrumb_item")
    expect(here).not_to_contain_text("Cầu nối")
    expect(page.locator(".o_action_manager")).to_contain_text("INV/")


def test_a_quotation_on_a_phone_says_how_far_it_brings(phone, login):
    login(phone, "sales.hanoi", path="/odoo/action-sale.action_quotations/new")
    choose(phone, "partner_id", "Công ty Cổ phần Dược phẩm Hồ Gươm")
    note = phone.locator("[name=aig_attainment_note]")
    expect(note).to_contain_text("%")
    expect(phone.locator("[name=tax_totals]")).to_contain_text("₫")
    assert fits(phone)
