"""Everything with a customer on one page, on a desk and on a phone (S09, C08)."""

import re

from playwright.sync_api import expect
from steps import card, fits

CUSTOMER = "Công ty Cổ phần Sữa Hoa Ban"
ROWS = ".o_aig_timeline_row"


def test_from_the_customer_to_a_record_and_back(page, login):
    login(page, "sales.hanoi", path="/odoo/aig-customers")
    # beside the name is the number that calls
    card(page, CUSTOMER).first.get_by_text(CUSTOMER).click()
    button = page.locator("button[name=action_aig_timeline]")
    more = page.locator(".o_button_more")
    expect(button.or_(more).first).to_be_visible()
    if not button.is_visible():
        more.click()
    button.click()
    past = page.locator("[name=past]")
    expect(past.locator(ROWS).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/aig-customer-timeline/\d+$"))
    expect(page.locator(".o_breadcrumb")).to_contain_text(CUSTOMER)
    page.reload()
    expect(past.locator(ROWS).first).to_be_visible()
    # one kind alone; who comes back from a record finds it as it was left
    chip = page.locator("button[name=plan]")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    plan = past.locator(ROWS, has_text="Kế hoạch tài chính")
    expect(plan.first).to_be_visible()
    expect(past.locator(ROWS, has_text="Hóa đơn")).to_have_count(0)
    plan.first.click()
    expect(page.locator(".o_form_view [name=annual_revenue]").first).to_be_visible()
    # the address follows a moment later, and is what one goes back from
    expect(page).not_to_have_url(re.compile(r"/aig-customer-timeline/\d+$"))
    page.go_back()
    expect(plan.first).to_be_visible()
    expect(chip).to_have_attribute("aria-pressed", "true")


def test_a_deals_papers_on_a_phone(phone, login, server):
    person = server.client("sales.hanoi")
    mine = [["user_id", "=", person.uid], ["type", "=", "opportunity"]]
    [deal] = person.call("crm.lead", "search_read", mine, ["name"], limit=1)
    login(phone, "sales.hanoi", path=f"/odoo/aig-deal-timeline/{deal['id']}")
    expect(phone.locator(".o_aig_timeline_kinds button").first).to_be_visible()
    assert fits(phone)
    search = phone.locator(".o_aig_timeline_search")
    search.fill("khong co gi nhu the")
    search.press("Enter")
    expect(phone.locator(ROWS)).to_have_count(0)
    expect(phone.locator(".o_aig_timeline")).to_contain_text("hiện ở đây")
