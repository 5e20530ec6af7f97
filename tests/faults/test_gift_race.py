"""Two people choose, or deliver, at the same moment: one order, one delivery."""

from concurrent.futures import ThreadPoolExecutor

import pytest

MILLION = 1_000_000
PROOF = "UGhp4bq/dSBnaWFvIGjDoG5n"


@pytest.fixture
def packages(admin):
    """Two packages of one voucher, made through the web client's route."""
    suffix = admin.call("aig.voucher", "search_count", [])
    customer = admin.create("res.partner", name=f"Gifts {suffix}", is_company=True)
    plan = admin.create("aig.sales.plan", year=2050 + suffix, quarter="1")
    line = admin.create(
        "aig.sales.plan.line",
        plan_id=plan,
        partner_id=customer,
        renewal_revenue=500 * MILLION,
    )
    voucher = admin.create("aig.voucher", plan_line_id=line)
    gift = admin.create("aig.voucher.gift", name="Thay bạt", gift_type="banner")
    return [
        admin.create(
            "aig.voucher.package",
            name=name,
            voucher_id=voucher,
            line_ids=[[0, 0, {"gift_id": gift, "unit_value": 10 * MILLION}]],
        )
        for name in ("Gói A", "Gói B")
    ]


def together(tabs, press, targets):
    """Press in all tabs at once; each answer, or what was refused."""

    def attempt(tab, target):
        try:
            return press(tab, target)
        except RuntimeError as error:
            return str(error)

    with ThreadPoolExecutor(len(tabs)) as pool:
        return list(pool.map(attempt, tabs, targets))


def voucher_of(admin, package):
    fields = ["voucher_id", "line_ids"]
    found = admin.call("aig.voucher.package", "read", [package], fields)[0]
    [voucher] = admin.call(
        "aig.voucher",
        "read",
        [found["voucher_id"][0]],
        ["name", "state", "chosen_package_id", "gift_order_id"],
    )
    return voucher, found["line_ids"]


def orders_of(admin, voucher):
    domain = [["origin", "=", voucher["name"]], ["state", "!=", "cancel"]]
    return admin.call("sale.order", "search", domain)


def choose(tab, package):
    return tab.call("aig.voucher.package", "action_choose", [package])


def test_the_choice_pressed_twice_at_once_is_one_order(admin, open_tabs, packages):
    together(open_tabs(2), choose, [packages[0]] * 2)
    voucher, _lines = voucher_of(admin, packages[0])
    assert voucher["state"] == "chosen"
    assert orders_of(admin, voucher) == [voucher["gift_order_id"][0]]


def test_two_packages_chosen_at_once_leave_one_order(admin, open_tabs, packages):
    together(open_tabs(2), choose, packages)
    voucher, _lines = voucher_of(admin, packages[0])
    assert voucher["chosen_package_id"][0] in packages
    [order] = orders_of(admin, voucher)
    assert order == voucher["gift_order_id"][0]


def test_one_gift_is_delivered_once(admin, open_tabs, packages):
    choose(admin, packages[0])
    voucher, [line] = voucher_of(admin, packages[0])
    advance = admin.create(
        "aig.voucher.advance", voucher_id=voucher["id"], points=1, reason="Đã hứa"
    )
    admin.call("aig.voucher.advance", "action_advance", [advance])

    def deliver(tab, gift):
        return tab.create(
            "aig.voucher.delivery", line_id=gift, proof_file=PROOF, proof_name="a.txt"
        )

    answers = together(open_tabs(2), deliver, [line] * 2)
    assert sorted(isinstance(answer, int) for answer in answers) == [False, True]
    count = admin.call("aig.voucher.delivery", "search_count", [["line_id", "=", line]])
    assert count == 1


def test_a_gift_is_not_put_in_while_the_package_is_chosen(admin, open_tabs, packages):
    """Whoever comes first: what was chosen is what was ordered."""

    def act(tab, step):
        return step(tab)

    _voucher, [line] = voucher_of(admin, packages[0])
    steps = [
        lambda tab: choose(tab, packages[0]),
        lambda tab: tab.call(
            "aig.voucher.package.line", "write", [line], {"quantity": 2}
        ),
    ]
    together(open_tabs(2), act, steps)
    voucher, [line] = voucher_of(admin, packages[0])
    [gift] = admin.call("aig.voucher.package.line", "read", [line], ["quantity"])
    order = voucher["gift_order_id"][0]
    [ordered] = admin.call(
        "sale.order.line",
        "search_read",
        [["order_id", "=", order]],
        ["product_uom_qty"],
    )
    assert ordered["product_uom_qty"] == pytest.approx(gift["quantity"])
