"""The director's page: money, territories, plan, points."""

from __future__ import annotations

from dataclasses import replace

from . import facts, figures
from .parts import COUNT, MONEY, POINTS, Chart, Dashboard, Measure, Number, Table

BY_TERRITORY, BY_MONTH = ("territory_id",), ("date:month",)
revenue = Measure(facts.revenue, "amount", MONEY)
cash = Measure(facts.cash, "amount", MONEY)
orders = Measure(facts.ordered, "amount", MONEY)
open_money = Measure(facts.receivable, "amount", MONEY)
due_money = Measure(facts.receivable, "due_amount", MONEY)

REVENUE = (
    ("Revenue (million)", "amount", MONEY),
    ("Invoices", "invoice_count", COUNT),
    ("Refunds", "refund_count", COUNT),
)

base = Dashboard(
    name="director",
    addon=facts.BASE,
    numbers=(
        Number("Revenue", revenue),
        Number("Cash received", cash),
        Number("Orders", orders),
        Number("Debt today", open_money, good="down"),
        Number("Debt due today", due_money, good="down"),
    ),
    blocks=(
        Table(
            "Revenue by territory",
            facts.revenue,
            BY_TERRITORY,
            "Territory",
            REVENUE,
            rows=7,
        ),
        Chart("Orders by territory", facts.ordered, "amount", BY_TERRITORY),
        Chart("Revenue by month", facts.revenue, "amount", BY_MONTH, order=""),
        Chart("Cash received by month", facts.cash, "amount", BY_MONTH, order=""),
        Table(
            "Debt by customer",
            facts.receivable,
            ("partner_id",),
            "Customer",
            (
                ("Debt (million)", "amount", MONEY),
                ("Due (million)", "due_amount", MONEY),
                ("Not due (million)", "not_due_amount", MONEY),
            ),
        ),
        Table(
            "Revenue by salesperson",
            facts.revenue,
            ("user_id",),
            "Salesperson",
            REVENUE,
        ),
    ),
)

plan = replace(
    base,
    addon=facts.PLAN,
    numbers=(
        figures.secured,
        Number("Planned, stretch", Measure(facts.plan, "stretch", MONEY)),
        Number("Sales target", figures.target),
        figures.reached,
        Number("Planned sales", Measure(facts.target, "planned", MONEY)),
        *base.numbers,
    ),
    blocks=(
        Table(
            "Plan, target and actual by territory",
            facts.target,
            BY_TERRITORY,
            "Territory",
            (figures.PLANNED, figures.TARGET, figures.ACTUAL),
            rows=7,
        ),
        Chart("Planned, secured, by territory", facts.plan, "secured", BY_TERRITORY),
        *base.blocks,
    ),
)

outstanding = Measure(facts.point, "outstanding_points", POINTS)
voucher = replace(
    plan,
    addon=facts.VOUCHER,
    numbers=(
        *plan.numbers,
        Number("Points outstanding", outstanding),
        Number("Value outstanding", Measure(facts.point, "amount", MONEY)),
        Number(
            "Points expiring",
            Measure(facts.expiring, "outstanding_points", POINTS),
            good="down",
        ),
        Number("Vouchers issued", Measure(facts.voucher, "issued_count")),
        Number("Vouchers delivered", Measure(facts.voucher, "delivered_count")),
    ),
)

ALL = (base, plan, voucher)
