"""Two people use the same points at the same moment: they are used once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

MILLION = 1_000_000


@pytest.fixture
def voucher(admin):
    """A voucher whose customer brings 2 points along; 1 point is 35 million."""
    suffix = admin.call("aig.voucher", "search_count", [])
    customer = admin.create("res.partner", name=f"Points {suffix}", is_company=True)
    plan = admin.create("aig.sales.plan", year=2050 + suffix, quarter="2")
    line = admin.create(
        "aig.sales.plan.line",
        plan_id=plan,
        partner_id=customer,
        renewal_revenue=500 * MILLION,
    )
    admin.create(
        "aig.voucher.opening",
        reference=f"OLD-{suffix}",
        partner_id=customer,
        points=2,
    )
    return admin.create("aig.voucher", plan_line_id=line)


def read_points(client, voucher):
    names = ["available_points", "reserved_points", "vested_points", "promised_points"]
    return client.call("aig.voucher", "read", [voucher], names)[0]


def test_two_choices_at_once_reserve_what_there_is(admin, open_tabs, voucher):
    gift = admin.create("aig.voucher.gift", name="LED", unit_value=70 * MILLION)
    packages = [
        admin.create(
            "aig.voucher.package",
            name=f"Gói {number}",
            voucher_id=voucher,
            line_ids=[[0, 0, {"gift_id": gift, "unit_value": 70 * MILLION}]],
        )
        for number in range(2)
    ]

    def choose(tab, package):
        try:
            tab.call("aig.voucher.package", "action_choose", [package])
        except RuntimeError as error:
            return str(error)
        return ""

    tabs = open_tabs(2)
    with ThreadPoolExecutor(len(tabs)) as pool:
        refusals = list(pool.map(choose, tabs, packages))
    # one at least has chosen; the other has, too, or is told that somebody just does
    assert "" in refusals
    assert all("lock" in refusal for refusal in refusals if refusal)
    points = read_points(admin, voucher)
    assert points["reserved_points"] == pytest.approx(2)
    assert points["available_points"] == pytest.approx(0)
    # five promised by the row, two brought along
    assert points["promised_points"] == pytest.approx(7)


def test_two_vouchers_of_a_customer_draw_its_points_once(admin, open_tabs, voucher):
    line = admin.call("aig.voucher", "read", [voucher], ["plan_line_id", "partner_id"])
    customer = line[0]["partner_id"][0]
    suffix = admin.call("aig.voucher", "search_count", [])
    plan = admin.create("aig.sales.plan", year=2050 + suffix, quarter="3")
    other_line = admin.create(
        "aig.sales.plan.line",
        plan_id=plan,
        partner_id=customer,
        renewal_revenue=500 * MILLION,
    )
    other = admin.create("aig.voucher", plan_line_id=other_line)
    gift = admin.create("aig.voucher.gift", name="LED", unit_value=70 * MILLION)
    packages = [
        admin.create(
            "aig.voucher.package",
            name="Gói",
            voucher_id=one,
            line_ids=[[0, 0, {"gift_id": gift, "unit_value": 70 * MILLION}]],
        )
        for one in (voucher, other)
    ]
    tabs = open_tabs(2)
    with ThreadPoolExecutor(len(tabs)) as pool:
        list(
            pool.map(
                lambda tab, package: tab.call(
                    "aig.voucher.package", "action_choose", [package]
                ),
                tabs,
                packages,
            )
        )
    reserved = [read_points(admin, one)["reserved_points"] for one in (voucher, other)]
    assert sorted(reserved) == [pytest.approx(0), pytest.approx(2)]


def test_nobody_writes_the_ledger_over_the_wire(admin, voucher):
    package = admin.create("aig.voucher.package", name="Gói", voucher_id=voucher)
    admin.call("aig.voucher.package", "action_choose", [package])
    rows = admin.call("aig.voucher.point", "search", [["voucher_id", "=", voucher]])
    assert rows
    for method, *arguments in (
        ("write", rows, {"points": 99}),
        ("unlink", rows),
        ("create", [{"voucher_id": voucher, "move_type": "adjust", "points": 99}]),
        ("_post", [{"voucher_id": voucher, "move_type": "adjust", "points": 99}]),
    ):
        with pytest.raises(RuntimeError, match="AccessError"):
            admin.call("aig.voucher.point", method, *arguments)
