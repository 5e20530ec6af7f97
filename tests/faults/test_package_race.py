"""Two people fill one gift package at the same moment: it never holds too much."""

from concurrent.futures import ThreadPoolExecutor

import pytest

MILLION = 1_000_000
AMOUNT = 385 * MILLION
HALF_AND_MORE = 200 * MILLION


@pytest.fixture
def voucher(admin):
    """The worked example's voucher, made through the web client's route."""
    suffix = admin.call("aig.voucher", "search_count", [])
    customer = admin.create("res.partner", name=f"Race {suffix}", is_company=True)
    plan = admin.create("aig.sales.plan", year=2030 + suffix, quarter="1")
    line = admin.create(
        "aig.sales.plan.line",
        plan_id=plan,
        partner_id=customer,
        renewal_revenue=500 * MILLION,
        expected_revenue=300 * MILLION,
        expectation_multiplier=2,
    )
    voucher = admin.create("aig.voucher", plan_line_id=line)
    assert admin.call("aig.voucher", "read", [voucher], ["amount"])[0][
        "amount"
    ] == pytest.approx(AMOUNT)
    return voucher


def put_in(client, package, gift):
    """Try to put a gift in; return whether it went in."""
    try:
        client.create(
            "aig.voucher.package.line",
            package_id=package,
            gift_id=gift,
            unit_value=HALF_AND_MORE,
        )
    except RuntimeError as error:
        return "more than the voucher" not in str(error)
    return True


def test_two_gifts_at_once_that_fit_only_alone(admin, open_tabs, voucher):
    gift = admin.create("aig.voucher.gift", name="Tặng thời gian", gift_type="time")
    tabs = open_tabs(2)
    for number in range(5):
        package = admin.create(
            "aig.voucher.package", name=f"Gói {number}", voucher_id=voucher
        )
        with ThreadPoolExecutor(len(tabs)) as pool:
            went_in = list(pool.map(put_in, tabs, [package] * 2, [gift] * 2))
        assert sorted(went_in) == [False, True]
        total = admin.call("aig.voucher.package", "read", [package], ["total_value"])
        assert total[0]["total_value"] == pytest.approx(HALF_AND_MORE)


def test_two_presses_of_the_icon_at_once_make_one_voucher(admin, open_tabs, voucher):
    line = admin.call("aig.voucher", "read", [voucher], ["plan_line_id"])[0]
    line_id = line["plan_line_id"][0]
    admin.call("aig.voucher", "action_cancel", [voucher])

    def press(tab):
        return tab.call("aig.sales.plan.line", "action_open_voucher", [line_id])

    tabs = open_tabs(2)
    with ThreadPoolExecutor(len(tabs)) as pool:
        opened = [action["res_id"] for action in pool.map(press, tabs)]
    assert len(set(opened)) == 1
    domain = [["plan_line_id", "=", line_id], ["state", "!=", "cancelled"]]
    assert admin.call("aig.voucher", "search_count", domain) == 1
