"""Each user of the demo gets in, on a desk and on a phone."""

import pytest


@pytest.mark.parametrize("login_name", ["giamdoc", "sales.hanoi", "noidung"])
def test_demo_user_gets_in(page, login, login_name):
    login(page, login_name)
    assert page.locator(".o_main_navbar").is_visible()


def test_phone(phone, login):
    login(phone, "sales.hanoi")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
