"""The best package of 60 gifts, against trying everything and against two seconds."""

from dataclasses import replace
from itertools import product

from ..harness import row

MILLION = 1_000_000
AMOUNT = 385 * MILLION
#: What people wait for without wondering, seconds.
DEADLINE = 2.0
CATALOGUES = 10
#: Gifts of the catalogue that is small enough to try everything.
FEW = 10


def make_wishes(random, count, most):
    """Gifts in odd figures, so that no common divisor helps."""
    from odoo.addons.aig_voucher.tools.optimiser import Wish

    return [
        Wish(
            number,
            random.randint(MILLION, 50 * MILLION),
            random.randint(MILLION // 2, 25 * MILLION),
            random.randint(1, 3),
            random.randint(1, most),
        )
        for number in range(count)
    ]


def try_everything(wishes, amount):
    """Most wishes and least cost of all sets."""
    best = (0, 0)
    for counts in product(*(range(wish.most + 1) for wish in wishes)):
        value = wishes_gained = cost = 0
        for wish, count in zip(wishes, counts, strict=True):
            value += count * wish.value
            wishes_gained += count * wish.weight
            cost += count * wish.cost
        if value <= amount:
            best = max(best, (wishes_gained, -cost))
    return best[0], -best[1]


@row("voucher: best package of 60 gifts", size=60)
def optimiser(case):
    """Several catalogues of 60 gifts; a small one, tried out, says the same."""
    from odoo.addons.aig_voucher.tools.optimiser import propose

    random = case.random
    few = make_wishes(random, FEW, 2)
    small = sum(wish.value for wish in few) // 2
    found = propose(few, small)
    if (found.wishes, found.cost) != try_everything(few, small):
        raise AssertionError("The optimiser and trying everything do not agree.")
    catalogues = [make_wishes(random, case.size, 5) for _number in range(CATALOGUES)]

    def all_catalogues():
        answers = [propose(wishes, AMOUNT) for wishes in catalogues]
        if not all(answer.proven for answer in answers):
            raise AssertionError("A set was not proven to be the best.")

    together = case.measure(f"{CATALOGUES} catalogues", all_catalogues)
    yield replace(together, limit=DEADLINE * CATALOGUES)
    yield case.measure("small, product", lambda: propose(few, small))
    yield case.measure("small, everything", lambda: try_everything(few, small))
    yield case.ratio("small, product", "small, everything", limit=1)
