from odoo.fields import Command

from .gifts import pack

MILLION = 1_000_000
#: Why a plan differs from what deals, orders and bookings say.
REASON = "Đã thống nhất với khách hàng trong buổi làm việc"
# figure of the plan -> name in customers.json, in million VND
TYPED = {
    "renewal_revenue": "renewal",
    "expected_revenue": "expected",
    "development_revenue": "development",
}
# “Gói toàn diện” is worth 225,000,000 VND; its display time, worth the rest of the
# 385,000,000 of the worked example, comes with the positions
WORKED_PACKAGES = {
    "Gói toàn diện": {"media": 3, "led": 4, "banner": 1, "print": 2},
    "Gói truyền thông": {"media": 3, "led": 4, "mockup": 1},
}


def plan(env, firm, staff, clients):
    """Make this quarter's plan of each salesperson, and packages of gifts."""
    period = env["aig.period"]._current()
    for user in staff.values():
        mine = [(p, facts) for p, facts in clients if p.user_id == user]
        if not mine:
            continue
        # as the salesperson, who then stands under the reasons
        quarter_plan = (
            env["aig.sales.plan"]
            .with_user(user)
            .create(
                {
                    "user_id": user.id,
                    "company_id": firm.id,
                    "year": period.year,
                    "quarter": period.quarter,
                    "line_ids": [Command.create(_line(*client)) for client in mine],
                }
            )
        )
        worked = quarter_plan.line_ids.filtered(
            lambda line: line.voucher_amount == 385 * MILLION
        )
        for line in worked:
            env["aig.voucher"].with_user(user).create(
                {
                    "plan_line_id": line.id,
                    "package_ids": pack(env, WORKED_PACKAGES),
                }
            )


def catch_up(env):
    """Take over what came after the plans were made, as their salespeople would."""
    for quarter_plan in env["aig.sales.plan"].search([("state", "=", "draft")]):
        lines = quarter_plan.with_user(quarter_plan.user_id).line_ids
        lines._refresh_figures()
        lines.filtered("needs_reason").write({"override_reason": REASON})


def _line(partner, facts):
    return {
        "partner_id": partner.id,
        "expectation_multiplier": facts["plan"]["multiplier"],
        # asked for where the plan differs from the customer's open deals
        "override_reason": REASON,
        **{figure: facts["plan"][name] * MILLION for figure, name in TYPED.items()},
    }
