import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.offer import CostShare, Gift, dearest_share, offer, stops
from aig_voucher.tools.points import Rates

TWIN = Path(__file__).parents[2] / "static/src/offer/offer.js"
#: pip has put node beside Python
NODE = Path(sys.executable).parent / "node"
SCRIPT = """
const {offer, readTerms} = await import(process.argv[1]);
let text = "";
for await (const piece of process.stdin) text += piece;
const found = JSON.parse(text).map(({terms, more}) => {
    const given = offer(readTerms(terms), BigInt(more));
    return {
        ...given,
        counts: given.counts.map((gift) => [gift.id, gift.count]),
    };
});
console.log(JSON.stringify(found, (key, value) =>
    typeof value === "bigint" ? value.toString() : value));
"""
MILLION = 1_000_000
RATES = Rates(Decimal(100 * MILLION), Decimal(35 * MILLION))
HALF = Decimal("0.5")
money = st.integers(0, 10**12).map(Decimal)


def worked(more, multiplier):
    return offer(
        Decimal("5.00"),
        Decimal(500 * MILLION),
        Decimal(more),
        Decimal(multiplier),
        RATES,
        warn_share=HALF,
    )


def test_the_guard():
    passes, warns = worked(300 * MILLION, 2), worked(300 * MILLION, 3)
    assert (passes.amount, passes.share, passes.warns) == (
        385 * MILLION,
        Decimal("0.48125"),
        False,
    )
    assert (warns.amount, warns.share, warns.warns) == (
        490 * MILLION,
        Decimal("0.6125"),
        True,
    )


def test_without_sales_there_is_no_share():
    nothing = offer(Decimal(0), Decimal(0), Decimal(0), Decimal(1), RATES)
    assert (nothing.amount, nothing.share, nothing.warns) == (0, None, False)


@given(money, money, st.integers(1, 999))
def test_signing_more_never_gives_less(first, further, hundredths):
    multiplier = Decimal(hundredths) / 100
    less = offer(Decimal(0), Decimal(0), first, multiplier, RATES)
    more = offer(Decimal(0), Decimal(0), first + further, multiplier, RATES)
    assert more.points >= less.points
    assert more.amount >= less.amount


@given(money, st.integers(1, 60))
def test_the_expected_sales_are_a_stop(more, count):
    found = stops(more, RATES, count)
    assert more in found
    assert found[0] == 0
    assert found == sorted(set(found))
    assert len(found) <= count + 2


@given(st.integers(0, 10**9), st.integers(1, 10**9), money)
def test_what_is_told_of_costs_is_no_less_and_no_nearer_than_a_twentieth(
    cost, value, amount
):
    exact = dearest_share([Gift(1, Decimal(value), Decimal(cost))])
    told = exact.rounded()
    unit = Decimal(1)
    assert exact.of(amount, unit) <= told.of(amount, unit)
    assert 0 <= told.part * value - cost * told.whole < value
    assert (told.whole, told.part % 1) == (20, 0)


def cases():
    """Terms as ``get_seller_offer`` sends them, from the worked example to odd ones."""
    odd = [
        (0, 0, 0, 100, 7, 3, 12_345_678, 0, (0, 1)),
        (1, 999_999, 1, 1, 3, 1, 50_000_000, 2, (3, 7)),
        (
            123_456,
            987_654_321_987,
            10**12 + 1,
            999,
            99_999_999,
            34_999_999,
            1,
            0,
            (13, 20),
        ),
    ]
    table = [
        (
            500,
            500 * MILLION,
            more * MILLION,
            multiplier,
            100 * MILLION,
            35 * MILLION,
            50_000_000,
            0,
            (6 * MILLION, 10 * MILLION),
        )
        for more in (0, 1, 33, 300, 777)
        for multiplier in (50, 100, 150, 200, 300, 333)
    ]
    return table + odd


def by_python(case):
    points, secured, more, multiplier, revenue, value, warn, digits, cost_share = case

    def major(number, places=digits):
        return Decimal(number).scaleb(-places)

    gifts = [
        Gift(1, major(10 * MILLION)),
        Gift(2, major(20 * MILLION)),
    ]
    found = offer(
        major(points, 2),
        major(secured),
        major(more),
        major(multiplier, 2),
        Rates(major(revenue), major(value)),
        gifts,
        major(warn, 8),
        digits,
        CostShare(*map(Decimal, cost_share)),
    )

    def minor(number, places=digits):
        return str(int(Decimal(number).scaleb(places)))

    sales = int(found.sales.scaleb(digits))
    amount = int(found.amount.scaleb(digits))
    return {
        "more": str(more),
        "points": minor(found.points, 2),
        "amount": str(amount),
        "sales": str(sales),
        "share": str(amount * 100_000 // sales) if sales else None,
        "warns": found.warns,
        "cost": minor(found.cost),
        "margin": minor(found.margin),
        "counts": [[key, str(count)] for key, count in found.counts],
    }


def as_sent(case):
    points, secured, more, multiplier, revenue, value, warn, digits, cost_share = case
    terms = {
        "secured_points": points,
        "secured": secured,
        "multiplier": multiplier,
        "revenue_per_point": revenue,
        "point_value": value,
        "warn_share": warn,
        "cost_part": cost_share[0],
        "cost_whole": cost_share[1],
    }
    gifts = [{"id": 1, "value": 10 * MILLION}, {"id": 2, "value": 20 * MILLION}]
    return {
        "more": str(more),
        "terms": {
            **{name: str(number) for name, number in terms.items()},
            "digits": digits,
            "stops": [],
            "gifts": [{**gift, "value": str(gift["value"])} for gift in gifts],
        },
    }


def test_the_browser_gives_the_same_figures():
    table = cases()
    answer = subprocess.run(
        [NODE, "--input-type=module", "-e", SCRIPT, TWIN.as_uri()],
        input=json.dumps([as_sent(case) for case in table]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(answer.stdout) == [by_python(case) for case in table]
