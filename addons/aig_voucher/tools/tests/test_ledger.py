from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from aig_voucher.tools.ledger import (
    POCKETS,
    ZERO,
    Ledger,
    Move,
    NotEnoughError,
    points_needed,
    shared,
)

some_points = st.integers(1, 2000).map(lambda cents: Decimal(cents) / 100)
days = st.sampled_from([None, *(date(2026, month, 28) for month in (3, 6, 9, 12))])


@given(some_points, st.lists(st.integers(0, 10**12).map(Decimal), max_size=12))
def test_shares_sum_to_the_points_exactly(points, weights):
    parts = shared(points, dict(enumerate(weights)))
    assert sum(parts.values()) == (points if sum(weights) else 0)
    for key, part in parts.items():
        exact = points * weights[key] / sum(weights)
        assert abs(part - exact) <= Decimal("0.01")


@given(st.integers(0, 10**12).map(Decimal), st.integers(1, 10**9).map(Decimal))
def test_points_needed_pay_for_the_gifts_and_no_cent_more(value, point_value):
    points = points_needed(value, point_value)
    assert points * point_value >= value
    assert (points - Decimal("0.01")) * point_value < value or not points


def test_gifts_of_a_worthless_point_are_refused():
    with pytest.raises(ValueError, match="positive"):
        points_needed(Decimal(1), Decimal(0))


class Histories(RuleBasedStateMachine):
    """Random lives of a voucher: nothing gets lost, nothing comes from nowhere."""

    @initialize(shares=st.lists(some_points, min_size=1, max_size=4))
    def begin(self, shares):
        self.ledger = Ledger()
        self.promised = dict(enumerate(shares))
        self.earned = dict.fromkeys(self.promised, ZERO)
        self.today = date(2026, 1, 1)
        self.ledger.promise(self.promised.items())

    @rule(number=st.integers(0, 3), percent=st.integers(0, 100), day=days)
    def cause_happens_or_is_undone(self, number, percent, day):
        cause = number % len(self.promised)
        earned = (self.promised[cause] * percent / 100).quantize(Decimal("0.01"))
        self.ledger.settle(cause, earned, day)
        state = self.ledger.causes[cause]
        assert state["vested"] - state["recover"] == earned
        self.earned[cause] = earned

    @rule(number=st.integers(0, 3), day=days)
    def paid_and_reversed(self, number, day):
        """What one payment vests, its reversal takes back: no point more or less."""
        cause = number % len(self.promised)
        before = dict(self.ledger.balance)
        ledger = Ledger(self.ledger.moves)
        assert ledger.balance == before
        ledger.settle(cause, self.promised[cause], day)
        gained = self.promised[cause] - self.earned[cause]
        assert ledger.balance["vested"] - ledger.balance["recover"] == (
            before["vested"] - before["recover"] + gained
        )
        ledger.settle(cause, self.earned[cause], day)
        for pocket in ("promised", "spent"):
            assert ledger.balance[pocket] == before[pocket]
        assert ledger.balance["vested"] - ledger.balance["recover"] == (
            before["vested"] - before["recover"]
        )

    @rule(points=some_points)
    def reserve(self, points):
        there = self.ledger.balance["available"]
        assert self.ledger.reserve(points) == min(points, there)

    @rule(points=some_points)
    def release(self, points):
        there = self.ledger.balance["reserved"]
        assert self.ledger.release(points) == min(points, there)

    @rule(points=some_points)
    def spend(self, points):
        balance = self.ledger.balance
        before = len(self.ledger.moves)
        if points > balance["reserved"] + balance["available"]:
            with pytest.raises(NotEnoughError):
                self.ledger.spend(points)
            assert len(self.ledger.moves) == before
        else:
            spent = balance["spent"]
            self.ledger.spend(points)
            assert balance["spent"] == spent + points

    @rule(weeks=st.integers(1, 20))
    def time_passes(self, weeks):
        self.today += timedelta(weeks=weeks)
        self.ledger.expire(self.today)
        for day, lot in self.ledger.lots.items():
            assert not (day and day < self.today and lot["available"])

    @rule(points=some_points, day=days)
    def advance(self, points, day):
        there = self.ledger.balance["open"]
        assert self.ledger.advance(points, self.promised, day) == min(points, there)

    @rule(points=some_points, day=days)
    def adjust(self, points, day):
        self.ledger.post(Move("adjust", points, expiry=day))

    @rule(day=days)
    def period_ends(self, day):
        for cause, earned in self.earned.items():
            self.ledger.settle(cause, earned, day, is_over=True)
        assert self.ledger.balance["open"] == 0

    @precondition(lambda self: self.ledger.balance["spent"] == 0)
    @rule()
    def withdrawn(self):
        ledger = Ledger(self.ledger.moves)
        ledger.withdraw()
        assert set(ledger.balance.values()) == {ZERO}

    @invariant()
    def identities(self):
        if not hasattr(self, "ledger"):
            return
        for balance in (self.ledger.balance, Ledger(self.ledger.moves).balance):
            assert set(balance) == set(POCKETS)
            assert balance["promised"] == (
                balance["vested"] + balance["open"] + balance["lapsed"]
            )
            assert balance["vested"] == (
                balance["available"]
                + balance["reserved"]
                + balance["spent"]
                + balance["expired"]
            )
            assert min(balance.values()) >= 0
            assert balance["recover"] <= balance["vested"]

    @invariant()
    def every_row_was_paid_for(self):
        """Replayed row by row, no lot is ever below zero."""
        if not hasattr(self, "ledger"):
            return
        replay = Ledger()
        for move in self.ledger.moves:
            assert move.points > 0
            replay.post(move)
        for lot in replay.lots.values():
            assert min(lot.values()) >= 0


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None
)


def test_first_expiring_points_go_first():
    ledger = Ledger()
    for day in (None, date(2027, 3, 31), date(2026, 12, 31)):
        ledger.post(Move("adjust", Decimal(1), expiry=day))
    ledger.spend(Decimal("1.50"))
    assert ledger.lots[date(2026, 12, 31)]["spent"] == 1
    assert ledger.lots[date(2027, 3, 31)]["spent"] == Decimal("0.50")
    assert ledger.lots[None]["spent"] == 0


def test_a_lapsed_point_vests_when_the_books_are_put_right():
    ledger = Ledger()
    ledger.promise([("invoice", Decimal(2))])
    ledger.settle("invoice", ZERO, None, is_over=True)
    assert ledger.balance["lapsed"] == 2
    ledger.settle("invoice", Decimal(2), None, is_over=True)
    assert ledger.balance["lapsed"] == 0
    assert ledger.balance["available"] == 2


def test_spent_points_of_a_refunded_invoice_are_to_be_recovered():
    ledger = Ledger()
    ledger.promise([("invoice", Decimal(2))])
    ledger.settle("invoice", Decimal(2), None)
    ledger.spend(Decimal("1.25"))
    ledger.settle("invoice", ZERO, None)
    balance = ledger.balance
    assert (balance["available"], balance["open"]) == (0, Decimal("0.75"))
    assert balance["recover"] == Decimal("1.25")
    ledger.settle("invoice", Decimal(2), None)
    assert (balance["recover"], balance["available"]) == (0, Decimal("0.75"))


def test_a_row_that_nothing_pays_for_is_refused():
    with pytest.raises(NotEnoughError):
        Ledger().post(Move("spend", Decimal(1)))
