import time
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aig_voucher.tools import optimiser
from aig_voucher.tools.optimiser import Wish, propose

MILLION = 1_000_000


@st.composite
def catalogues(draw):
    """Up to six gifts, in round and in odd figures."""
    money = draw(st.sampled_from([st.integers(0, 12), st.integers(0, 50 * MILLION)]))
    return [
        Wish(
            number,
            draw(money),
            draw(money),
            draw(st.integers(0, 5)),
            draw(st.integers(0, 3)),
        )
        for number in range(draw(st.integers(0, 6)))
    ]


def brute_force(wishes, amount):
    """Most wishes and least cost, by trying everything."""
    best = (0, 0)
    for counts in product(*(range(wish.most + 1) for wish in wishes)):
        pairs = list(zip(wishes, counts, strict=True))
        if sum(wish.value * count for wish, count in pairs) > amount:
            continue
        gained = sum(wish.weight * count for wish, count in pairs)
        cost = sum(wish.cost * count for wish, count in pairs if wish.weight)
        best = max(best, (gained, -cost))
    return best[0], -best[1]


@settings(max_examples=150, deadline=None)
@given(catalogues(), st.integers(0, 150 * MILLION) | st.integers(0, 60))
def test_as_good_as_trying_everything(wishes, amount):
    found = propose(wishes, amount)
    assert (found.wishes, found.cost) == brute_force(wishes, amount)
    assert found.proven
    assert found.value <= amount
    by_key = {wish.key: wish for wish in wishes}
    assert all(0 < count <= by_key[key].most for key, count in found.counts)
    assert found.value == sum(by_key[key].value * n for key, n in found.counts)


def test_the_cheaper_of_equal_wishes():
    found = propose([Wish("dear", 10, 9, 2), Wish("cheap", 10, 3, 2)], 10)
    assert found.counts == (("cheap", 1),)


def test_one_dong_too_much_is_left_out():
    gift = Wish("time", 385 * MILLION, 1, 1)
    assert propose([gift], 385 * MILLION).counts == (("time", 1),)
    assert propose([gift], 385 * MILLION - 1).counts == ()


def test_negative_figures_are_refused():
    with pytest.raises(ValueError, match="not negative"):
        propose([Wish("time", -1, 1, 1)], 1)


def hard_catalogue(seed, equal):
    """Sixty gifts in odd figures; equal weights leave the most sets to compare."""
    random = Random(seed)
    return [
        Wish(
            number,
            random.randint(MILLION, 50 * MILLION),
            random.randint(MILLION // 2, 25 * MILLION),
            3 if equal else random.randint(1, 5),
            random.randint(1, 5),
        )
        for number in range(60)
    ]


@pytest.mark.parametrize("equal", [False, True])
@pytest.mark.parametrize("amount", [385 * MILLION, 2_000 * MILLION])
def test_sixty_gifts_take_less_than_two_seconds(equal, amount):
    wishes = hard_catalogue(7, equal)
    begun = time.process_time()
    found = propose(wishes, amount)
    assert time.process_time() - begun < 2
    assert found.proven
    assert 0 < found.value <= amount


def test_figures_made_on_purpose_are_given_up_in_time(monkeypatch):
    """All gifts alike but for some dong: the set found so far is a good one."""
    monkeypatch.setattr(optimiser, "MOST_LABELS", 0)
    random = Random(3)
    values = [random.randint(MILLION, 50 * MILLION) for _number in range(60)]
    wishes = [
        Wish(number, value, 60 * MILLION - value + random.randint(0, 999), 3, 2)
        for number, value in enumerate(values)
    ]
    found = propose(wishes, 900 * MILLION)
    assert not found.proven
    assert found.value <= 900 * MILLION
    # as many wishes as can be had all the same
    assert (
        found.wishes
        == propose([replace(wish, cost=0) for wish in wishes], 900 * MILLION).wishes
    )
