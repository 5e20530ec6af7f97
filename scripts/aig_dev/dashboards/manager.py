"""The manager's page: who did what for whom, who is behind, whom nobody called."""

from __future__ import annotations

from dataclasses import replace

from . import facts, figures
from .parts import COUNT, MONEY, PERCENT, Chart, Dashboard, Measure, Number, Table

BY_MONTH = ("date:month",)
#: the three counts of A50, and the conversations
SENT = (
    ("Vouchers sent", "voucher_count"),
    ("Product updates", "product_count"),
    ("4E articles", "article_count"),
)
TALKS = (
    ("Calls", "call_count"),
    ("Meetings", "meeting_count"),
    ("Visits", "visit_count"),
)

base = Dashboard(
    name="manager",
    addon=facts.BASE,
    numbers=(
        *(Number(title, Measure(facts.care, field)) for title, field in SENT),
        Number("Calls with a talk", Measure(facts.care, "talked_count")),
        Number("Deals won", Measure(facts.deal, "won_count")),
        Number("Orders", Measure(facts.order, "amount", MONEY)),
        Number("Revenue", Measure(facts.revenue, "amount", MONEY)),
        Number(
            "Debt due today",
            Measure(facts.receivable, "due_amount", MONEY),
            None,
            "down",
        ),
    ),
    blocks=(
        Table(
            "Sent, by salesperson and customer",
            facts.sent,
            ("user_id", "partner_id"),
            "Salesperson, customer",
            tuple((title, field, COUNT) for title, field in SENT),
            rows=12,
        ),
        Table(
            "Talks, by salesperson and customer",
            facts.talk,
            ("user_id", "partner_id"),
            "Salesperson, customer",
            tuple((title, field, COUNT) for title, field in TALKS),
            rows=12,
        ),
        Chart("Care by kind", facts.care, "number", ("user_id", "care_type")),
        Chart("Evidence of care", facts.care, "number", ("user_id", "evidence")),
        Table(
            "Longest since the last talk",
            facts.talk,
            ("partner_id",),
            "Customer",
            (("Days without a talk", "days_since", COUNT), ("Talks", "number", COUNT)),
        ),
        Chart("Orders by salesperson", facts.order, "amount", ("user_id",)),
    ),
)

plan = replace(
    base,
    addon=facts.PLAN,
    numbers=(
        figures.reached,
        figures.secured,
        *base.numbers,
    ),
    blocks=(
        Table(
            "Who is behind",
            facts.target,
            ("user_id",),
            "Salesperson",
            (
                ("% of the target", "attainment", PERCENT),
                figures.TARGET,
                figures.ACTUAL,
            ),
            ascending=True,
        ),
        Chart(
            "% of the target by salesperson",
            facts.target,
            "attainment",
            ("user_id",),
            order="ASC",
        ),
        Table(
            "Plan and actual by customer",
            facts.target,
            ("partner_id",),
            "Customer",
            (figures.PLANNED, figures.ACTUAL),
        ),
        Chart("Actual sales by month", facts.target, "actual", BY_MONTH, order=""),
        *base.blocks,
    ),
)

ALL = (base, plan)
