"""The plans of past quarters: approved when they began, closed when they were over."""

from datetime import datetime, time, timedelta

from odoo.fields import Command

from odoo.addons.aig_base.tools.period import quarter_of

from ...tools.business import PACE
from ...tools.chance import choose, fraction
from ...tools.seasons import weight
from ..plans import MILLION

MULTIPLIERS = (1, 1, 1.5, 2)
REASON = "Theo trao đổi với khách hàng đầu quý"
SUBMITTED, APPROVED = 10, 5  # days before the quarter
HOUR = time(3)
STEP = 10 * MILLION


def make(tale, first):
    """The plans of the quarter that begins on a day, if it is over by now."""
    quarter = quarter_of(first)
    if first != quarter.first_day or first >= tale.quarter_begin:
        return
    rows = {}
    for partner, facts in (*tale.newcomers, *tale.regulars):
        person = tale.person(partner, facts, first)
        rows.setdefault(person, []).append(_prepare_row(quarter, partner, facts))
    for person, lines in rows.items():
        plan = (
            tale.env["aig.sales.plan"]
            .with_user(person)
            .create(
                {
                    "user_id": person.id,
                    "company_id": tale.firm.id,
                    "year": quarter.year,
                    "quarter": str(quarter.number),
                    "line_ids": [Command.create(line) for line in lines],
                }
            )
        )
        tale.plans += plan.sudo()
        for line in plan.sudo().line_ids:
            tale.rows[line.partner_id, person, quarter] = line


def _prepare_row(quarter, partner, facts):
    """More is planned than comes in some quarters, less in others."""
    usual = facts["million"] * facts.get("pace", PACE) * MILLION
    usual *= sum(weight(month.first_day) for month in quarter.months())
    hope = 0.35 + 0.4 * fraction(partner.name, quarter, "hope")
    stretch = 0.1 + 0.3 * fraction(partner.name, quarter, "stretch")
    return {
        "partner_id": partner.id,
        "development_revenue": round(usual * hope / STEP) * STEP,
        "expected_revenue": max(STEP, round(usual * stretch / STEP) * STEP),
        "expectation_multiplier": choose(MULTIPLIERS, partner.name, quarter),
        "override_reason": REASON,
    }


def decide(tale):
    """Approve and close them; the last ones of the new territory are still open.

    Superuser: whom the plans were shown to then is not told now.
    """
    for plan in tale.plans:
        approver = plan.approver_ids[:1]
        is_last = plan.date_to >= tale.quarter_begin - timedelta(1)
        is_open = is_last and plan.territory_id == tale.areas["NTB"]
        plan.write(
            {
                "state": "approved" if is_open else "closed",
                "submitted_date": _before(plan, SUBMITTED),
                "reviewed_date": _before(plan, SUBMITTED),
                "approved_date": _before(plan, APPROVED),
                "approved_by_id": approver.id,
            }
        )


def _before(plan, days):
    return datetime.combine(plan.date_from - timedelta(days), HOUR)
