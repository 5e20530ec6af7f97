"""Eighteen months of the company, told quarter by quarter before the present one."""

from datetime import timedelta

from odoo.addons.aig_base.tools.period import quarter_of

from ...tools import seasons
from . import care, clients, content, deals, people, places, plans, sales, vouchers
from .tale import Tale


def tell(env, firm, staff, areas, present, products):
    """What happened before the present quarter's story, as it happened.

    :param list present: ``(partner, facts)`` of the customers of the present
    :return: the :class:`Tale`, with the customers that the past is about
    """
    today = firm._aig_today()
    tale = Tale(env, firm, staff, areas, products, seasons.begin(today), today)
    tale.plans = env["aig.sales.plan"]
    people.begin(tale)
    clients.win(tale, present, clients.factor(env))
    quarter = quarter_of(tale.first)
    is_split = False
    while quarter.first_day <= today:
        if not is_split and quarter.last_day >= tale.split:
            _tell_quarter(tale, quarter.first_day, tale.split - timedelta(1))
            people.split(tale)
            _tell_quarter(tale, tale.split, quarter.last_day)
            is_split = True
        else:
            _tell_quarter(tale, quarter.first_day, quarter.last_day)
        quarter = quarter.next()
    plans.decide(tale)
    vouchers.tell(tale)
    people.leave(tale)
    return tale


def _tell_quarter(tale, first, last):
    """Plans first, then what came of them; the present quarter's plans come later."""
    first, last = max(first, tale.first), min(last, tale.today)
    if first > last:
        return
    plans.make(tale, first)
    sales.order(tale, first, last, deals.win(tale, first, last))
    deals.lose(tale, first, last)
    sales.collect(tale, last)
    care.log(tale, first, last)


def tell_rest(tale, middle):
    """What needs positions, plans and posts of the present to be there.

    :param list middle: ``(partner, facts)`` in the middle of the country
    """
    env = tale.env
    places.book(env, tale.firm, tale.newcomers, tale.first)
    places.hold(env, tale.firm, middle[0][0])
    vouchers.begin(env, middle)
    content.publish(env, tale.staff, tale.first, tale.today)
