"""The customers of the past, with as many copies as the factor asks for."""

import os

from ...tools.chance import choose
from ...tools.scale import factor_of, scaled
from .. import customers, read

#: What a customer of the present orders at a time: so much of its next quarter.
SHARE = 5
SMALLEST = 40
PARAMETER, VARIABLE = "aig_demo.factor", "AIG_DEMO_FACTOR"


def factor(env):
    """How many times the customers are asked for: by a parameter or the environment.

    :raises ValueError: it is no number above 0
    """
    known = env["ir.config_parameter"].get_param(PARAMETER)
    return factor_of(known or os.environ.get(VARIABLE))


def win(tale, present, factor):
    """Make the customers of the past; those of the present have a past too."""
    facts = [
        {**_copy(told, number), "plan": _hope(told)}
        for told, number in scaled(read("past/customers.json"), factor)
    ]
    tale.newcomers += customers.make(tale.env, tale.staff, tale.areas, facts)
    for partner, told in present:
        # who has bought nothing yet is a prospect
        if told["invoices"]:
            planned = sum(told["plan"][name] for name in ("renewal", "development"))
            size = max(SMALLEST, planned // SHARE)
            past = {"million": size, "habit": "prompt"}
            tale.regulars.append((partner, {**told, **past}))


def _hope(facts):
    """What is aimed at in a quarter, as ``customers.json`` tells it of the present."""
    million = facts["million"]
    return {
        "renewal": million,
        "expected": million // 2,
        "multiplier": choose((1, 1.5, 2), facts["domain"], "multiplier"),
        "development": million,
    }


def _copy(facts, number):
    if not number:
        return facts
    return {
        **facts,
        "name": f"{facts['name']} {number + 1}",
        "domain": f"{facts['domain']}{number + 1}",
    }
