"""A plan from empty to approved, by following what the screen says (A01, A02).

Each test is one story, told in what people see and press.
"""

from playwright.sync_api import expect

CUSTOMER = "Công ty Cổ phần Thủy sản Ninh Kiều"
METER = ".o_aig_plan_steps"


def links(page, step):
    """What a step lacks, as the meter's links."""
    return page.locator(f"{METER} [data-step={step}] a")


def press(page, name):
    """A button of the plan; on a phone it may be in the menu beside the state."""
    expect(page.locator(".o_form_statusbar")).to_be_visible()
    button = page.locator(f"button[name={name}]:visible")
    if not button.count():
        page.locator(".o_statusbar_buttons .dropdown-toggle:visible").first.click()
    button.first.click()


def new_plan(page, year):
    """An empty plan of a quarter that nobody has planned, saved."""
    page.locator(
        ".o_list_button_add:visible, .o-kanban-button-new:visible"
    ).first.click()
    form = page.locator(".o_form_view")
    form.locator("[name=year] input").fill(year)
    form.locator(".o_form_button_save:visible").first.click()
    expect(page.locator(METER)).to_be_visible()


def add_customer(page):
    """The first customer, in the dialog that the meter's link opens."""
    dialog = page.locator(".modal:has([name=renewal_revenue])")
    # a phone chooses from cards in a dialog of its own
    dialog.locator("[name=partner_id] input").click()
    page.locator(".modal .o_kanban_record", has_text=CUSTOMER).first.click()
    dialog.locator("[name=renewal_revenue] input").fill("500000000")
    dialog.locator(".o_form_button_save:visible").first.click()
    expect(dialog).to_have_count(0)


def test_from_empty_to_approved_on_a_phone(phone, new_page, login):
    login(phone, "sales.cantho", path="/odoo/sales-plans")
    new_plan(phone, "2033")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    press(phone, "action_submit")
    expect(phone.locator(".o_notification").first).to_be_visible()
    expect(links(phone, "customers").first).to_be_focused()
    phone.locator(".o_notification_close").first.click()

    links(phone, "customers").first.click()
    add_customer(phone)
    expect(links(phone, "customers")).to_have_count(0)
    links(phone, "review").first.click()
    expect(links(phone, "review")).to_have_count(0)
    expect(phone.locator(f"{METER} [role=progressbar]")).to_have_attribute(
        "aria-valuenow", "100"
    )
    press(phone, "action_submit")
    expect(phone.locator(METER)).to_have_count(0)

    manager = new_page(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    login(manager, "quanly.nam", path="/odoo/plans-to-approve")
    manager.locator(".o_kanban_record", has_text="2033").first.click()
    press(manager, "action_approve")
    expect(manager.locator(".o_form_view [name=approved_by_id]")).to_be_visible()


def test_the_meter_by_keyboard_on_a_desk(page, login):
    login(page, "sales.saigon", path="/odoo/sales-plans")
    new_plan(page, "2034")
    link = links(page, "review").first
    link.focus()
    page.keyboard.press("Enter")
    expect(links(page, "review")).to_have_count(0)
    expect(links(page, "customers")).to_have_count(1)


def complete(client, plan):
    """Do all that the meter asks for."""
    rows = client.call("aig.sales.plan.line", "search", [["plan_id", "=", plan]])
    sections = ("market", "budget", "position", "relationship")
    study = {f"study_{section}": "Như quý trước." for section in sections}
    client.call("aig.sales.plan.line", "write", rows, study)
    client.call("aig.sales.plan", "action_promise_overdue", [plan])
    client.call("aig.sales.plan", "action_follow_price_list", [plan])
    client.call("aig.sales.plan", "action_review", [plan])


def test_a_manager_sends_a_plan_back_with_a_word(page, login, server):
    client = server.client("sales.haiphong")
    domain = [["state", "=", "draft"], ["user_id", "=", client.uid]]
    [plan] = client.call("aig.sales.plan", "search", domain, limit=1)
    complete(client, plan)
    client.call("aig.sales.plan", "action_submit", [plan])
    login(page, "quanly.bac", path=f"/odoo/sales-plans/{plan}")
    press(page, "action_send_back")
    dialog = page.locator(".modal:has(.o_form_view)")
    dialog.locator("button[name=action_decide]:visible").click()
    expect(dialog.locator("[name=comment].o_field_invalid")).to_be_visible()
    dialog.locator("[name=comment] textarea").fill("Thêm vị trí LED cho quý này.")
    dialog.locator("button[name=action_decide]:visible").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".o-mail-Chatter")).to_contain_text("Thêm vị trí LED")
    expect(page.locator(METER)).to_have_count(1)


def test_the_newcomers_page_on_a_phone(phone, login):
    login(phone, "sales.cantho", path="/odoo/goals-and-plans")
    form = phone.locator(".o_form_view")
    expect(form.locator("[name=goal_ids] .o_kanban_record").first).to_contain_text(
        "Doanh số toàn công ty"
    )
    expect(form.locator("[name=plan_ids] .o_kanban_record").first).to_be_visible()
    expect(form.locator("ol li")).to_have_count(9)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    form.locator("[name=plan_ids] .o_kanban_record:not(.o_kanban_ghost)").first.click()
    expect(
        phone.locator(".o_form_view [name=period_id], .o_form_view [name=year]").first
    ).to_be_visible()
