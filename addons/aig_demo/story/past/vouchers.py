"""Vouchers of past quarters: sent, vested, chosen, delivered, lapsed, expired."""

from datetime import datetime, time, timedelta
from unittest.mock import patch

from ...tools.chance import between, choose, fraction
from .. import drawing, mails, read
from ..gifts import pack
from .tale import backdate

#: How many of the rows of a past quarter got a voucher.
SHARE = 0.5
EVIDENCES = ("delivered", "opened", "clicked", "clicked", "replied")
PACKAGES = ({"banner": 1}, {"print": 1}, {"media": 1})
NAME = "Gói tri ân"
HOUR = time(3)
#: How many of those who could choose a gift let their points expire.
LEFT = 0.3
#: So many points are needed for each of the packages at most.
ENOUGH = 1.0
#: The place on the photos of deliveries.
SHOWN = 1
#: Whose voucher of the present quarter is ready to be sent, whose was withdrawn.
READY, WITHDRAWN = 1, 2


def tell(tale):
    """What became of the vouchers of the territory in the middle of the country."""
    people = [tale.staff[login] for login in ("sales.danang", "sales.nhatrang")]
    plans = tale.plans.filtered(lambda plan: plan.user_id in people)
    for (_first, last), group in plans.grouped(
        lambda plan: (plan.date_from, plan.date_to)
    ).items():
        vouchers = [
            _send(tale, line)
            for line in group.line_ids
            if fraction(line.partner_id.name, last, "voucher") < SHARE
        ]
        sent = tale.env["aig.voucher"].concat(*vouchers)
        _fulfil(tale, sent, min(last + timedelta(5), tale.today))
    _expire(tale)


def _on(tale, day):
    """Let it be a day in the past: the ledger of points knows no other date."""
    company = tale.env.registry["res.company"]
    return patch.object(company, "_aig_today", lambda _self: day)


def _send(tale, line):
    """A voucher that left in the first weeks of its quarter."""
    plan, key = line.plan_id, (line.partner_id.name, line.plan_id.date_from)
    day = plan.date_from + timedelta(between(3, 30, *key, "sent"))
    # su: the plan's territory is not the salesperson's any more
    env = tale.env(user=plan.user_id, su=True)
    with _on(tale, day):
        packages = {NAME: choose(PACKAGES, *key, "package")}
        voucher = env["aig.voucher"].create(
            {"plan_line_id": line.id, "package_ids": pack(env, packages)}
        )
        voucher.action_review()
        evidence = choose(EVIDENCES, *key, "evidence")
        moment = datetime.combine(day, HOUR)
        mails.sent(voucher, moment, evidence)
    backdate(voucher, [moment])
    return voucher.with_env(tale.env)


def _fulfil(tale, vouchers, day):
    """After the quarter: points vest, and some customers choose and get a gift."""
    place = read("positions.json")[SHOWN]
    with _on(tale, day):
        vouchers._vest()
        for voucher in vouchers:
            key = (voucher.partner_id.name, voucher.period_id.date_from)
            if voucher.available_points < ENOUGH or fraction(*key) < LEFT:
                continue
            voucher._choose(voucher.package_ids[:1])
            _order_on(voucher.gift_order_id, datetime.combine(day, HOUR))
            tale.env(user=voucher.user_id, su=True)["aig.voucher.delivery"].create(
                [
                    {"line_id": gift.id, "photo": drawing.photo(place)}
                    for gift in voucher.gift_line_ids
                ]
            )


def _order_on(order, moment):
    """Let the gifts have been ordered when they were chosen."""
    order.date_order = moment
    backdate(order, [moment])


def _expire(tale):
    """What nobody used until its last day."""
    balances = tale.env["aig.voucher.balance"].search(
        [("expiry_date", "<", tale.today), ("available_points", ">", 0)]
    )
    for day in sorted(set(balances.mapped("expiry_date"))):
        with _on(tale, day + timedelta(1)):
            tale.env["aig.voucher"]._expire_points()


def begin(env, middle):
    """Of the present quarter: one voucher is ready to be sent, one was withdrawn."""
    period = env["aig.period"]._current()
    for number, (customer, _facts) in enumerate(middle[READY : WITHDRAWN + 1]):
        line = env["aig.sales.plan.line"].search(
            [("partner_id", "=", customer.id), ("period_id", "=", period.id)]
        )
        own = env(user=customer.user_id)
        voucher = own["aig.voucher"].create(
            {"plan_line_id": line.id, "package_ids": pack(own, {NAME: PACKAGES[0]})}
        )
        voucher.action_review()
        if number:
            voucher.action_cancel()
