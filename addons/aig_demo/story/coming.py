"""The present quarter in the middle of the country: open deals, and plans of them."""

from datetime import timedelta

from odoo.fields import Command

from ..tools.chance import between, choose, number
from .plans import MILLION

#: Open deals of a customer on average, and in how many days they are to be closed.
DEALS, DAYS = 1.1, (5, 90)
NAMES = (
    "Tết: màn hình LED và pano",
    "Khai trương điểm bán mới",
    "Tái ký billboard cửa ngõ",
    "Mùa du lịch: bảng ven biển",
)


def chase(env, firm, past_clients):
    """Open opportunities in all stages.

    :return: ``(partner, facts)`` of those in the middle of the country
    """
    middle = [(partner, facts) for partner, facts in past_clients if not _moved(facts)]
    stages = env["crm.stage"].search([("is_won", "=", False)])
    told = [
        (partner, facts, place)
        for partner, facts in middle
        for place in range(number(DEALS, partner.name, "open"))
    ]
    today = firm._aig_today()
    env["crm.lead"].create(
        [
            {
                "type": "opportunity",
                "name": choose(NAMES, partner.name, place, "name"),
                "partner_id": partner.id,
                "user_id": partner.user_id.id,
                "company_id": firm.id,
                "stage_id": stages[turn % len(stages)].id,
                "expected_revenue": facts["million"] * MILLION,
                "date_deadline": today
                + timedelta(between(*DAYS, partner.name, place, "deadline")),
            }
            for turn, (partner, facts, place) in enumerate(told)
        ]
    )
    return middle


def _moved(facts):
    return bool(facts.get("before"))


def plan(env, firm, middle):
    """This quarter's plans, with what orders, invoices and deals say."""
    period = env["aig.period"]._current()
    rows = {}
    for partner, facts in middle:
        rows.setdefault(partner.user_id, []).append(
            Command.create(
                {
                    "partner_id": partner.id,
                    "expected_revenue": facts["plan"]["expected"] * MILLION,
                    "expectation_multiplier": facts["plan"]["multiplier"],
                }
            )
        )
    for user, lines in rows.items():
        env["aig.sales.plan"].with_user(user).create(
            {
                "user_id": user.id,
                "company_id": firm.id,
                "year": period.year,
                "quarter": period.quarter,
                "line_ids": lines,
            }
        )
