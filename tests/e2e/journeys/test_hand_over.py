"""A salesperson hands a customer over before a holiday, and takes it back (G07)."""

from datetime import datetime, timedelta, timezone

from playwright.sync_api import expect

VIETNAM = timezone(timedelta(hours=7))
PERSON, DELEGATE = "sales.hanoi", "sales.saigon"


def one_customer(client):
    """Name of a customer that the person sees in a territory."""
    domain = [["aig_territory_id", "!=", False], ["is_company", "=", True]]
    return client.call("res.partner", "search_read", domain, ["name"], limit=1)[0]


def type_into(page, name, text):
    field = page.locator(f"[name={name}] input").first
    field.fill(text)
    field.press("Tab")


def choose(page, name, text):
    page.locator(f"[name={name}] input").first.fill(text)
    page.locator(".o-autocomplete--dropdown-item", has_text=text).first.click()


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
    last = datetime.now(VIETNAM) + timedelta(days=7)
    page.locator("[name=date_to] button, [name=date_to] input").first.click()
    type_into(page, "date_to", last.strftime("%d/%m/%Y"))
    page.locator(".o_form_statusbar button[special=save]").click()
    expect(page.locator("button[name=action_end]")).to_be_visible()

    other = new_page(viewport={"width": 390, "height": 844}, is_mobile=True)
    login(other, DELEGATE, path="/odoo/aig-customers")
    other.goto(f"{server.url}/odoo/aig-customers/{customer['id']}")
    expect(other.locator(".o_form_view")).to_contain_text("Nghỉ phép năm")

    page.locator("button[name=action_end]").click()
    page.locator(".modal-footer .btn-primary").click()
    expect(page.locator("button[name=action_end]")).to_be_hidden()
    assert delegate.call("res.partner", "search_count", by_id) == 0
