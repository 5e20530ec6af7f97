"""The next quarter's plan from the books: sources, reasons, refresh, study, prices.

One story, told in what people see and press (A03, A17, A21-A24).
"""

import re

from playwright.sync_api import expect
from steps import choose

CUSTOMER = "Công ty Cổ phần Sữa Hoa Ban"
BANK = "Ngân hàng TMCP Sông Hồng"
SALESPERSON = "Phạm Hồng Thái"
REASON = "Khách hàng chỉ duyệt một phần"
LATER = "Pano sân bay Nội Bài"  # the bank's deal, 1.2 billion


def make_next_plan(page):
    """From last period, with what the dialog proposes: the next quarter."""
    page.get_by_role("button", name="Từ kỳ trước").click()
    dialog = page.locator(".modal:has(.o_form_view)")
    dialog.locator("button[name=action_generate]").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".o_aig_plan_steps")).to_be_visible()


def open_row(page, customer):
    """A customer's row, from the plan's list of customers."""
    page.locator("button[name=action_open_lines]").click()
    page.wait_for_url(re.compile("/customers-of-plan"))
    page.reload()  # the address alone leads to this plan's customers
    row = page.locator(".o_data_row", has_text=customer)
    row.locator("button[name=action_open_line]").click()
    expect(page.locator("[name=development_revenue] input")).to_be_visible()


def tab(page, name):
    page.locator(f".o_notebook a.nav-link[name={name}]").click()


def save(page):
    page.locator(".o_form_button_save:visible").click()
    expect(page.locator(".o_form_button_save:visible")).to_have_count(0)


def opens_its_source(page):
    """The deal behind figure (6) opens, and the way back leads to the row."""
    tab(page, "sources")
    debts = page.locator(".tab-pane.active [name=receivable_ids]")
    expect(debts.locator("th[data-name=counted_amount]")).to_be_visible()
    expect(debts.locator("th[data-name=partner_id]")).to_have_count(0)
    page.locator("[name=source_ids] button[name=action_open_source]").first.click()
    expect(page.locator(".o_form_view [name=expected_revenue]").first).to_be_visible()
    page.locator(".o_breadcrumb a", has_text=CUSTOMER).click()
    expect(page.locator("[name=development_revenue] input")).to_be_visible()


def types_over_a_figure(page):
    """Without a reason it is not saved; with one, the reason has its author."""
    figure = page.locator("[name=development_revenue] input")
    figure.click()  # the mouse leaves the way back, and its tooltip goes
    figure.fill("250000000")
    figure.press("Tab")
    reason = page.locator("[name=override_reason]")
    expect(reason).to_be_visible()
    page.locator(".o_form_button_save:visible").click()
    expect(page.locator("[name=override_reason].o_field_invalid")).to_be_visible()
    reason.locator("input").fill(REASON)
    save(page)
    tab(page, "sources")
    said = page.locator("[name=override_ids] .o_data_row", has_text=REASON)
    expect(said).to_contain_text(SALESPERSON)
    expect(said).to_contain_text("250.000.000")


def studies(page):
    """What is known is carried over; what is new is written."""
    tab(page, "study")
    market = page.locator("[name=study_market] textarea")
    expect(market).not_to_have_value("")
    market.fill("Đối thủ vừa rút khỏi Hà Nội.")
    save(page)


def prices_below_the_floor(page):
    """A fifth off the list: below the floor, so it asks for approval."""
    tab(page, "pricing")
    prices = page.locator(".o_field_widget[name=price_ids]")
    prices.get_by_role("button", name="Thêm một dòng").click()
    row = prices.locator(".o_selected_row")
    choose(row, "product_id", "Billboard cao tốc, thuê theo tháng")
    row.locator("[name=discount] input").fill("20")
    row.locator("[name=reason] input").fill("Khách hàng ký hai năm")
    save(page)


def test_the_next_plan_from_the_books(page, new_page, login, server):
    login(page, "sales.hanoi", path="/odoo/sales-plans")
    make_next_plan(page)
    page.wait_for_url(re.compile(r"/\d+$"))
    plan = page.url
    open_row(page, CUSTOMER)
    opens_its_source(page)
    types_over_a_figure(page)
    studies(page)
    prices_below_the_floor(page)

    manager = new_page()
    login(manager, "quanly.bac", path="/odoo/planned-prices")
    asked = manager.locator(".o_data_row", has_text=CUSTOMER)
    expect(asked).to_contain_text("48.000.000")  # of 60 million
    asked.locator("button[name=action_approve]").click()
    expect(asked).to_have_count(0)

    refresh_shows_first(page, server, plan)


def refresh_shows_first(page, server, plan):
    """A deal grew: the dialog says so, and only its button changes the plan."""
    client = server.client("sales.hanoi")
    [deal] = client.call("crm.lead", "search", [["name", "=", LATER]])
    client.call("crm.lead", "write", [deal], {"expected_revenue": 1_350_000_000})
    page.goto(plan)
    page.locator("button[name=action_refresh_figures]").click()
    dialog = page.locator(".modal:has(.o_form_view)")
    change = dialog.locator(".o_data_row", has_text=BANK)
    expect(change).to_contain_text("1.200.000.000")
    expect(change).to_contain_text("1.350.000.000")
    # what somebody typed stays
    expect(dialog.locator(".o_data_row", has_text=CUSTOMER)).to_have_count(0)
    dialog.locator("button[name=action_apply]").click()
    expect(dialog).to_have_count(0)
    page.locator("button[name=action_open_lines]").click()
    row = page.locator(".o_data_row", has_text=BANK)
    expect(row.locator("[name=development_revenue]")).to_contain_text("1.350.000.000")


def test_on_a_phone_the_queue_offers_no_new_plan(phone, login, server):
    login(phone, "quanly.bac", path="/odoo/sales-plans")
    offer = phone.locator(".o_control_panel").get_by_text("Từ kỳ trước")
    expect(offer).to_have_count(1)
    phone.goto(f"{server.url}/odoo/plans-to-approve")
    expect(phone.locator(".o_main_navbar")).to_contain_text("Chờ duyệt")
    expect(phone.locator(".o_kanban_view")).to_be_visible()
    expect(offer).to_have_count(0)
