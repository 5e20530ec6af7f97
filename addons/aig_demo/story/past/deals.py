"""Opportunities of the past, won with an order or lost with a reason."""

from datetime import datetime, time, timedelta

from ...tools import business
from ...tools.chance import between, choose
from ..plans import MILLION
from .tale import backdate

HOUR = time(4)
LOST_REASONS = (
    "Giá cao hơn đối thủ",
    "Khách hoãn ngân sách",
    "Không còn vị trí phù hợp",
    "Chọn kênh truyền hình",
)
NAMES = (
    "Billboard cửa ngõ",
    "Màn hình LED trung tâm",
    "Pano quanh điểm bán",
    "Nhà chờ xe buýt",
    "Ra mắt sản phẩm",
    "Chiến dịch mùa cao điểm",
)


def win(tale, first, last):
    """Opportunities that were won before the orders of some days.

    In the present quarter the managers' boards count those of the present alone.

    :return: dict of an order's key to its opportunity
    """
    if first >= tale.quarter_begin:
        return {}
    found = [told for told in tale.orders(first, last) if told[-1].has_deal]
    leads = _make(
        tale,
        [
            (partner, facts, told.key, told.million, told.day)
            for partner, facts, told in found
        ],
    )
    leads.action_set_won()
    for lead, (_partner, _facts, told) in zip(leads, found, strict=True):
        lead.date_closed = datetime.combine(told.day, HOUR)
    keys = (told.key for _partner, _facts, told in found)
    return dict(zip(keys, leads, strict=True))


def lose(tale, first, last):
    """Opportunities that others got, each with its reason."""
    if first >= tale.quarter_begin:
        return
    found = [
        (partner, facts, told)
        for partner, facts, end in tale.customers(last)
        for told in business.losses(partner.name, facts["million"], first, end)
    ]
    leads = _make(
        tale,
        [
            (partner, facts, told.key, told.million, told.day)
            for partner, facts, told in found
        ],
    )
    reasons = _reasons(tale.env)
    for lead, (_partner, _facts, told) in zip(leads, found, strict=True):
        reason = choose(reasons, told.key, "reason")
        lead.action_set_lost(lost_reason_id=reason.id)
        lead.date_closed = datetime.combine(told.day, HOUR)


def _make(tale, told):
    leads = tale.env["crm.lead"].create(
        [
            {
                "type": "opportunity",
                "name": f"{choose(NAMES, key, 'name')} {day:%m/%Y}",
                "partner_id": partner.id,
                "user_id": tale.person(partner, facts, day).id,
                "company_id": tale.firm.id,
                "expected_revenue": million * MILLION,
                "probability": 50,
                "date_deadline": day,
            }
            for partner, facts, key, million, day in told
        ]
    )
    begun = [
        datetime.combine(day - timedelta(between(14, 60, key, "begun")), HOUR)
        for _partner, _facts, key, _million, day in told
    ]
    backdate(leads, begun)
    return leads


def _reasons(env):
    reasons = env["crm.lost.reason"]
    known = reasons.search([("name", "in", LOST_REASONS)], order="id")
    return known or reasons.create([{"name": name} for name in LOST_REASONS])
