"""A salesperson hands a customer over before a holiday, and takes it back (G07)."""

from playwright.sync_api import expect
from steps import choose, confirm, day, type_date

PERSON, DELEGATE = "sales.hanoi", "sales.saigon"


def one_customer(client):
    """Name of a customer that the person sees in a territory."""
    domain = [["aig_territory_id", "!=", False], ["is_company", "=", True]]
    return client.call("res.partner", "search_read", domain, ["name"], limit=1)[0]


def test_hand_over_and_end(page, new_page, login, server, users):
    customer = one_customer(server.client(PERSON))
    delegate = server.client(DELEGATE)
    by_id = [["id", "=", customer["id"]]]
    assert delegate.call("res.partner", "search_count", by_id) == 0

    login(page, PERSON, path=f"/odoo/aig-customers/{customer['id']}")
    page.locator("button[name=action_aig_hand_over]:visible").click()
    expect(page.locator("[name=partner_ids]")).to_contain_text(customer["name"])
    page.locator("[name=reason] input").fill("Nghỉ phép năm")
    choose(page, "delegate_id", users[DELEGATE]["name"])
    type_date(page, "date_to", day(7))
    page.locator(".o_form_statusbar button[special=save]").click()
    expect(page.locator("button[name=action_end]")).to_be_visible()

    other = new_page(viewport={"width": 390, "height": 844}, is_mobile=True)
    login(other, DELEGATE, path="/odoo/aig-customers")
    other.goto(f"{server.url}/odoo/aig-customers/{customer['id']}")
    expect(other.locator(".o_form_view")).to_contain_text("Nghỉ phép năm")

    page.locator("button[name=action_end]").click()
    confirm(page)
    expect(page.locator("button[name=action_end]")).to_be_hidden()
    assert delegate.call("res.partner", "search_count", by_id) == 0
