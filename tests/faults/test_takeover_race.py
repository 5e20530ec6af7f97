"""Two vouchers take one deal over at the same moment: it counts for one of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

MILLION = 1_000_000
ROUNDS = 3


def make_voucher(admin, customer, deal, quarter, year):
    """A voucher of a quarter whose row counts the deal, with a package to choose."""
    plan = admin.create("aig.sales.plan", year=year, quarter=quarter)
    line = admin.create("aig.sales.plan.line", plan_id=plan, partner_id=customer)
    domain = [["line_id", "=", line], ["lead_id", "=", deal]]
    sources = admin.call("aig.sales.plan.source", "search", domain)
    admin.call(
        "aig.sales.plan.source",
        "write",
        sources,
        {"is_chosen": True, "figure": "development"},
    )
    voucher = admin.create("aig.voucher", plan_line_id=line)
    gift = admin.create("aig.voucher.gift", name="LED", unit_value=MILLION)
    package = admin.create(
        "aig.voucher.package",
        name="Gói",
        voucher_id=voucher,
        line_ids=[[0, 0, {"gift_id": gift, "unit_value": MILLION}]],
    )
    return voucher, package


def choose(tab, package):
    """The customer's choice, which promises the points; why not, if it is refused."""
    try:
        tab.call("aig.voucher.package", "action_choose", [package])
    except RuntimeError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_two_vouchers_take_one_deal_over(admin, open_tabs, round_):
    suffix = admin.call("aig.voucher", "search_count", [])
    year = 2070 + suffix
    customer = admin.create("res.partner", name=f"Deal {suffix}", is_company=True)
    deal = admin.create(
        "crm.lead",
        name=f"Cầu Rồng {suffix}",
        type="opportunity",
        partner_id=customer,
        expected_revenue=500 * MILLION,
    )
    former, first_package = make_voucher(admin, customer, deal, "1", year)
    assert choose(admin, first_package) == ""
    later = [make_voucher(admin, customer, deal, quarter, year) for quarter in "23"]
    for voucher, _package in later:
        admin.call("aig.voucher", "action_take_over", [voucher])

    tabs = open_tabs(2)
    with ThreadPoolExecutor(len(tabs)) as pool:
        answers = list(pool.map(choose, tabs, [package for _voucher, package in later]))

    [winner] = [later[i][0] for i, answer in enumerate(answers) if not answer]
    [refusal] = [answer for answer in answers if answer]
    assert "feeds another voucher already" in refusal or "press Take Over" in refusal
    [live] = admin.call(
        "aig.voucher.cause",
        "search_read",
        [["lead_id", "=", deal], ["is_live", "=", True]],
        ["voucher_id", "points"],
    )
    assert live["voucher_id"][0] == winner
    points = {
        voucher: admin.call("aig.voucher", "read", [voucher], ["promised_points"])[0]
        for voucher in [former, *(voucher for voucher, _package in later)]
    }
    promised = [one["promised_points"] for one in points.values()]
    assert sum(promised) == pytest.approx(live["points"])
    assert points[winner]["promised_points"] == pytest.approx(live["points"])
