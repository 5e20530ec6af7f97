"""A customer's page answered twice at the same moment: one choice, told once."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from urllib.parse import urlsplit

import pytest
import requests

MILLION = 1_000_000
YEARS = count(2060)


@pytest.fixture
def voucher(admin, fault_database):
    """A voucher with three packages, as if it had been mailed: ``(id, packages)``."""
    year = next(YEARS)
    customer = admin.create("res.partner", name=f"Page {year}", is_company=True)
    plan = admin.create("aig.sales.plan", year=year, quarter="1")
    line = admin.create(
        "aig.sales.plan.line",
        plan_id=plan,
        partner_id=customer,
        renewal_revenue=500 * MILLION,
    )
    voucher = admin.create("aig.voucher", plan_line_id=line)
    gift = admin.create("aig.voucher.gift", name="In ấn", unit_value=MILLION)
    packages = [
        admin.create(
            "aig.voucher.package",
            name=name,
            voucher_id=voucher,
            line_ids=[[0, 0, {"gift_id": gift}]],
        )
        for name in ("Gói A", "Gói B", "Gói C")
    ]
    with fault_database() as cursor:
        cursor.execute(
            "UPDATE aig_voucher SET state = 'sent', care_reviewed_date = now()"
            " WHERE id = %s",
            [voucher],
        )
    return voucher, packages


class Visitor:
    """A browser of the customer's, with the page open."""

    def __init__(self, url):
        self.session = requests.Session()
        self.url = url
        page = self.session.get(url, timeout=60)
        page.raise_for_status()
        shown = re.search(r'name="instead" value="(\d+)"', page.text)
        self.shown = shown[1] if shown else ""
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]

    def choose(self, package):
        form = {"csrf_token": self.token, "package_id": package}
        form["instead"] = self.shown
        return self.session.post(f"{self.url}/choose", data=form, timeout=120)


def press_at_once(server, admin, voucher, packages):
    """The status of each answer, what was chosen, and how often we were told."""
    url = admin.call("aig.voucher", "action_open_page", [voucher])["url"]
    visitors = [Visitor(server.url + urlsplit(url).path) for _package in packages]
    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(Visitor.choose, visitors, packages))
    [found] = admin.call(
        "aig.voucher", "read", [voucher], ["chosen_package_id", "partner_id"]
    )
    about = [["res_model", "=", "res.partner"], ["res_id", "=", found["partner_id"][0]]]
    told = admin.call("mail.activity", "search_count", about)
    return [answer.status_code for answer in answers], found["chosen_package_id"], told


def test_two_packages_chosen_at_once(server, admin, voucher):
    number, packages = voucher
    statuses, chosen, told = press_at_once(server, admin, number, packages[:2])
    assert sorted(statuses) == [200, 409]
    assert chosen[0] == packages[statuses.index(200)]
    assert told == 1


def test_the_same_link_pressed_twice_at_once(server, admin, voucher):
    number, packages = voucher
    statuses, chosen, told = press_at_once(server, admin, number, packages[:1] * 2)
    assert statuses == [200, 200]
    assert chosen[0] == packages[0]
    assert told == 1


def test_a_choice_is_given_up_for_two_others_at_once(server, admin, voucher):
    number, (first, *others) = voucher
    press_at_once(server, admin, number, [first])
    statuses, chosen, told = press_at_once(server, admin, number, others)
    assert sorted(statuses) == [200, 409]
    assert chosen[0] == others[statuses.index(200)]
    assert told == 2
