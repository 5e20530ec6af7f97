"""On the way: a small phone, a bad network, the web client as an app (A15, S30)."""

import pytest
from playwright.sync_api import expect
from steps import APPLICATION, card

CUSTOMER = "Công ty Cổ phần Xe điện Đông Đô"
SMALL = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
TYPED = "Khách muốn xem lại vị trí trước khi ký"
#: what the browser and the web client say of each request
LOST = ("net::ERR_INTERNET_DISCONNECTED", "ConnectionLostError")


@pytest.fixture
def small(_pages):
    """A phone of the smallest width that is promised; it may lose its connection."""
    yield _pages.new(**SMALL)
    _pages.errors[:] = [
        error for error in _pages.errors if not any(word in error for word in LOST)
    ]


@pytest.fixture
def study(server):
    """What the row's study says of the market; put back afterwards."""
    person = server.client("sales.hanoi")
    newest = [["partner_id.name", "=", CUSTOMER], ["plan_id.user_id", "=", person.uid]]
    options = {"order": "id desc", "limit": 1}
    [row] = person.call(
        "aig.sales.plan.line", "search_read", newest, ["study_market"], **options
    )

    def now():
        [values] = person.call(
            "aig.sales.plan.line", "read", [row["id"]], ["study_market"]
        )
        return values["study_market"]

    yield now
    person.call(
        "aig.sales.plan.line",
        "write",
        [row["id"]],
        {"study_market": row["study_market"]},
    )


def open_study(phone, login):
    login(phone, "sales.hanoi", path="/odoo/financial-plan")
    card(phone, CUSTOMER).first.tap()
    expect(phone.locator(".o_form_sheet")).to_be_visible()
    phone.locator(".o_notebook a.nav-link[name=study]").tap()
    return phone.locator("[name=study_market] textarea")


def test_what_was_typed_outlasts_a_lost_connection(small, login, study):
    market = open_study(small, login)
    market.fill(TYPED)
    small.context.set_offline(True)
    small.locator(".o_form_button_save:visible").tap()
    expect(small.locator(".o_notification")).to_contain_text("Kết nối bị mất")
    expect(market).to_have_value(TYPED)
    assert study() != TYPED
    small.context.set_offline(False)
    expect(small.locator(".o_notification")).to_contain_text("Đã khôi phục kết nối")
    small.locator(".o_form_button_save:visible").tap()
    expect(small.locator(".o_form_button_save:visible")).to_have_count(0)
    assert study() == TYPED


def test_the_web_client_installs_as_an_app(phone, login, server):
    login(phone, "sales.hanoi")
    manifest = phone.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then(r => r.json())"
    )
    assert manifest["name"] == APPLICATION
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()  # the worker is there from now on
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
