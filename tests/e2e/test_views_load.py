"""Every menu of ours opens in the web client, for each role, on a desk and on a phone.

What is seen on the way must be free of errors and, as the demo's people work in
Vietnamese, of English; then once more in English. New menus and addons are found by
themselves.
"""

import json
from pathlib import Path

import pytest
from english import looks_english
from playwright.sync_api import Error

ROOT = Path(__file__).resolve().parents[2]
#: what a page says: its lines, and what boxes and icons say of themselves
SAID = """
() => [...document.querySelectorAll("[title], [placeholder], [data-tooltip]")]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => ["title", "placeholder", "data-tooltip"].map(
        (name) => element.getAttribute(name) || ""
    ))
    .concat(document.body.innerText.split("\\n"))
"""

#: what a click on a menu does; over when the view is there
CHOOSE = "menu => odoo.__WOWL_DEBUG__.root.env.services.menu.selectMenu(menu)"
#: where days and moments stand in views
DAYS = ".o_field_date, .o_field_datetime, .o_data_cell"
#: how the names of our applications begin
OURS = "aig_"
SWITCHED = ("list", "kanban", "pivot", "graph", "calendar", "activity", "hierarchy")
SWITCHED += ("aig_map", "aig_availability")
#: what the web client shows when something went wrong
ERRORS = ", ".join(
    (
        ".o_error_dialog",
        ".o_dialog .o_error_detail",
        ".o_notification:has(.bg-danger)",
        ".o_notification.border-danger",
    )
)
#: what is there when a view has been drawn, on the page or in a dialog
DRAWN = (
    ".o_action_manager .o_action .o_content > *, .o_action_manager .o_form_view,"
    " .o_dialog .o_form_view"
)


def roles():
    """The first user of each role in the demo."""
    text = (ROOT / "addons/aig_demo/demo_users.json").read_text(encoding="utf-8")
    return {user["role"]: user["login"] for user in reversed(json.loads(text))}


class Menus:
    """The menus of our applications that one person sees, and what is behind them."""

    def __init__(self, client):
        self.client = client
        menus = client.call("ir.ui.menu", "load_menus", False)
        self.menus = {str(key): menu for key, menu in menus.items()}

    def __iter__(self):
        """Menu, name, action and its model of each that opens something."""
        for app in self.menus["root"]["children"]:
            menu = self.menus[str(app)]
            if menu.get("xmlid", "").startswith(OURS):
                yield from self.below(menu)

    def below(self, menu):
        """Menus with an action, from the top to the bottom."""
        for child in menu["children"]:
            child = self.menus[str(child)]
            if action := child.get("actionID") or child.get("action_id"):
                yield child["id"], child["name"], action, child.get("actionModel")
            yield from self.below(child)

    def views(self, action, model):
        """View types of an action; of a server action those that it answers."""
        if model == "ir.actions.act_window":
            data = self.client.load_action(action)
        elif model == "ir.actions.server":
            data = self.client.load_action(action, run=True)
        else:
            return None, []
        return data, [view_type for _id, view_type in data["views"]]


def load_action(client, action, run=False):
    """An action as the web client gets it."""
    data = client._post("/web/action/load", {"action_id": action})
    if run:
        context = {"active_id": False, "active_ids": []}
        data = client._post(
            "/web/action/run", {"action_id": action, "context": context}
        )
    return data


class Visit:
    """Opens pages and collects what is wrong on them: one run tells all of it."""

    def __init__(self, url, is_wrong):
        self.url = url
        self.is_wrong = is_wrong
        self.problems = {}

    def __call__(self, page, path, where):
        """By its address, as after loading the page anew."""
        page.goto(f"{self.url}{path}")
        self.look(page, where)

    def choose(self, page, menu, where):
        """By its menu, as people do: the web client is not loaded anew."""
        try:
            page.evaluate(CHOOSE, menu)
        except Error as error:
            self.note(error.message, where)
        self.look(page, where)

    def look(self, page, where):
        """Note errors and English words of what is shown."""
        page.wait_for_selector(f"{DRAWN}, {ERRORS}")
        page.wait_for_timeout(200)  # for what is fetched after the view was drawn
        page.wait_for_selector(".o_loading_indicator", state="detached")
        for error in page.locator(ERRORS).all():
            self.note(error.inner_text(), where)
        for day in page.locator(DAYS).filter(has_text=" thg ").all_inner_texts():
            self.note(f"A day without its year: {day}", where)
        for line in page.evaluate(SAID):
            if self.is_wrong(line):
                self.note(f"English on a Vietnamese screen: {line.strip()}", where)

    def note(self, problem, where):
        """Remember a problem and the places where it was met."""
        places = self.problems.setdefault(problem, [])
        if where not in places:
            places.append(where)

    def report(self):
        """One line for each problem."""
        return "\n".join(
            f"{problem} ({'; '.join(places)})"
            for problem, places in self.problems.items()
        )


@pytest.fixture
def visit(server):
    """``visit(page, path, where)``: open it and look for errors and for English."""
    visit = Visit(server.url, looks_english)
    yield visit
    assert not visit.problems, visit.report()


def first_record(client, data):
    """Id of the first record that an action shows."""
    domain = data.get("domain") or []
    if isinstance(domain, str):
        domain = []  # it names the user or a record: any record will do
    found = client.call(data["res_model"], "search", domain, limit=1)
    return found and found[0]


def form_path(client, action, model, data, types):
    """Where the first record of an action is, if it has forms and records."""
    if "form" not in types or not (record := first_record(client, data)):
        return None
    if model != "ir.actions.act_window":
        return f"/odoo/{data['res_model']}/{record}"
    return f"/odoo/action-{action}/{record}"


def client_of(server, login_name):
    """A session that reads actions as the web client does."""
    client = server.client(login_name)
    client.load_action = lambda *args, **kwargs: load_action(client, *args, **kwargs)
    return client


@pytest.fixture
def in_english(server):
    """``in_english(login)``: whoever that is works in English until the test ends."""
    admin, former = server.client(), {}
    english = [["code", "=", "en_US"]]
    found = admin.call("res.lang", "search", english, context={"active_test": False})
    admin.call("res.lang", "write", found, {"active": True})

    def switch(login_name):
        [user] = admin.call(
            "res.users", "search_read", [["login", "=", login_name]], ["lang"]
        )
        former[user["id"]] = user["lang"]
        admin.call("res.users", "write", [user["id"]], {"lang": "en_US"})

    yield switch
    for user, lang in former.items():
        admin.call("res.users", "write", [user], {"lang": lang})


@pytest.fixture
def visit_english(server):
    """As ``visit``; no word is wrong."""
    visit = Visit(server.url, lambda line: False)
    yield visit
    assert not visit.problems, visit.report()


@pytest.mark.parametrize("role", roles())
def test_each_view_on_a_desk(role, page, login, server, visit):
    login_name = roles()[role]
    login(page, login_name)
    client = client_of(server, login_name)
    menus = Menus(client)
    opened = []
    for _menu, name, action, model in menus:
        opened.append(name)
        visit(page, f"/odoo/action-{action}", f"{role}: {name}")
        data, types = menus.views(action, model)
        for view_type in types:
            button = page.locator(f".o_cp_switch_buttons .o_switch_view.o_{view_type}")
            if view_type in SWITCHED and button.count():
                button.first.click()
                visit.look(page, f"{role}: {name}, {view_type}")
        if path := form_path(client, action, model, data, types):
            visit(page, path, f"{role}: {name}, form")
    assert opened, f"{role} sees no menu of ours"


@pytest.mark.parametrize("role", roles())
def test_each_menu_on_a_phone(role, phone, login, server, visit):
    login_name = roles()[role]
    login(phone, login_name)
    client = client_of(server, login_name)
    menus, forms = Menus(client), set()
    for menu, name, action, model in menus:
        visit.choose(phone, menu, f"{role}: {name}, phone")
        check_width(phone, visit, f"{role}: {name}")
        data, types = menus.views(action, model)
        path = form_path(client, action, model, data, types)
        if path and data["res_model"] not in forms:
            forms.add(data["res_model"])
            visit(phone, path, f"{role}: {name}, form on a phone")
            check_width(phone, visit, f"{role}: {name}, form")


@pytest.mark.parametrize("role", roles())
def test_each_menu_in_english(
    role, page, phone, login, server, in_english, visit_english
):
    login_name = roles()[role]
    in_english(login_name)
    login(page, login_name)
    login(phone, login_name)
    for menu, name, _action, _model in Menus(client_of(server, login_name)):
        visit_english.choose(page, menu, f"{role}: {name}")
        visit_english.choose(phone, menu, f"{role}: {name}, phone")
        check_width(phone, visit_english, f"{role}: {name}")


def check_width(phone, visit, where):
    """Nothing stands out at the side of a phone."""
    width = phone.evaluate("document.documentElement.scrollWidth")
    if width > 390:
        visit.note(f"{width} pixels wide on a phone", where)
