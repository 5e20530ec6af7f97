"""What several journeys do in the same way."""

import re
import time
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy

import requests
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

VIETNAM = timezone(timedelta(hours=7))
APPLICATION = "Kinh doanh AIG"
#: Counts what people do: clicks, taps, and fields that they type into.
COUNT_ACTIONS = """
    window.actionsOfPeople = 0;
    window.fieldsTyped = new Set();
    document.addEventListener(
        "click", (event) => (window.actionsOfPeople += event.isTrusted), true
    );
    document.addEventListener(
        "input",
        (event) => event.isTrusted && window.fieldsTyped.add(event.target),
        true
    );
"""
#: By then a bar has found out what it has no room for, in ms.
SETTLED = 5_000


def day(offset=0):
    """A day from today as people type it."""
    return (datetime.now(VIETNAM) + timedelta(days=offset)).strftime("%d/%m/%Y")


def actions(page):
    """Clicks, taps and typed fields since the last question, on this page."""
    return page.evaluate(
        """() => {
            const number = window.actionsOfPeople + window.fieldsTyped.size;
            window.actionsOfPeople = 0;
            window.fieldsTyped.clear();
            return number;
        }"""
    )


def mails_to(smtp, address):
    """The mails that an address got, beside whatever else left meanwhile."""
    return [
        message_from_bytes(message.as_bytes(), policy=policy.default)
        for recipients, message in smtp.received
        if address in recipients
    ]


def open_menu(page, section, entry=None):
    """Kinh doanh AIG -> a section of the menu -> its entry, if it has several."""
    sections = page.locator(".o_menu_sections")
    if page.locator(".o_menu_brand", has_text=APPLICATION).count() == 0:
        page.click(".o_navbar_apps_menu button")
        page.get_by_role("menuitem", name=APPLICATION).click()
        # One's day, which the application begins with, closes an open menu.
        expect(page.locator(".o_aig_my_day .o_content")).to_be_visible()
    role = "button" if entry else "menuitem"
    wanted = sections.get_by_role(role, name=section, exact=True)
    more = page.locator(".o_menu_sections_more button")
    expect(wanted.or_(more).first).to_be_visible()
    # what has no room on the bar is behind its plus, all entries at once; the bar
    # learns its room after it has been drawn
    is_hidden = False
    try:
        wanted.click(timeout=SETTLED)
    except PlaywrightTimeout:
        is_hidden = True
        more.click()
    if entry or is_hidden:
        page.get_by_role("menuitem", name=entry or section, exact=True).click()
    expect(page.locator(".o_breadcrumb")).to_contain_text(entry or section)


def choose(where, name, text):
    """Pick a record in a many2one field; ``where``: a page, a dialog or a row."""
    page = getattr(where, "page", where)
    field = where.locator(f"[name={name}] input").first
    if field.get_attribute("readonly") is not None:  # a phone offers cards
        field.tap()
        # a company comes before its contacts, whose names contain it
        card(page.locator(".modal").last, text).first.tap()
        expect(page.locator(".modal .o_kanban_view")).to_have_count(0)
        return
    field.fill(text)
    page.locator(".o-autocomplete--dropdown-item", has_text=text).first.click()


def type_date(where, name, text):
    """Fill a date, which may have to be clicked first; the next click leaves it."""
    where.locator(f"[name={name}] button, [name={name}] input").first.click()
    where.locator(f"[name={name}] input").first.fill(text)


def confirm(page):
    """Press the first button of the question."""
    page.locator(".modal-footer .btn-primary").click()
    expect(page.locator(".modal")).to_have_count(0)


def fits(phone):
    """Whether nothing stands out at the side."""
    return phone.evaluate("document.documentElement.scrollWidth") <= 390


def switch_view(phone, name):
    """Choose another view from the sheet that a phone slides up from below."""
    expect(phone.locator(".o_action_manager .o_view_controller")).to_be_visible()
    phone.locator(".o_cp_switch_buttons button").tap()
    # reached for while it slides, it would be pulled down again
    sheet = phone.locator(".o_bottom_sheet.o_bottom_sheet_snapping")
    sheet.get_by_role("menuitem", name=name).tap()
    expect(phone.locator(".o_bottom_sheet")).to_have_count(0)


def sees(page, *names):
    """Which customers a person has, after the next click while logged in.

    Kinh doanh AIG -> Khách hàng, which shows them on one page.
    """
    drawn = page.locator(".o_kanban_record:not(.o_kanban_ghost), .o_view_nocontent")
    # what the page was opened with has been answered: the next answer is the click's
    drawn.first.wait_for()
    with page.expect_response("**/res.partner/web_search_read"):
        open_menu(page, "Khách hàng")
    page.wait_for_selector(".o_loading_indicator", state="detached")
    page.wait_for_timeout(500)  # until the old cards are gone
    drawn.first.wait_for()
    return [name for name in names if card(page, name).count()]


def card(page, text):
    """Cards with a text, without the empty ones that fill the last row."""
    return page.locator(".o_kanban_record:not(.o_kanban_ghost)", has_text=text)


def page_behind(text, pattern, server):
    """The first path of a pattern that a link of a mail leads to.

    Links of such mails are counted per recipient, and lead on.
    """
    for path in re.findall(r'href="[^"]*(/aig/care/l/[^"]+)"', text):
        answer = requests.get(server.url + path, allow_redirects=False, timeout=30)
        if found := re.search(pattern, answer.headers["Location"]):
            return found.group()
    raise AssertionError(f"no link leads to {pattern}")


def run_job(server, xmlid):
    """Let a scheduled job run now, as its timer would."""
    module, name = xmlid.split(".")
    admin = server.client()
    known = [["module", "=", module], ["name", "=", name]]
    [job] = admin.call("ir.model.data", "search_read", known, ["res_id"])
    for _attempt in range(60):
        if _ran(admin, job["res_id"]):
            return
        time.sleep(1)  # its timer has just run it
    raise AssertionError(f"{xmlid} does not end")


def _ran(admin, job):
    """Run a scheduled job, unless it runs already."""
    try:
        admin.call("ir.cron", "method_direct_trigger", [job])
    except RuntimeError as error:
        if "already executing" in str(error):
            return False
        raise
    return True
