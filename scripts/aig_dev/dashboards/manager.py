"""The manager's page: who did what for whom, who is behind, whom nobody called."""

from __future__ import annotations

from dataclasses import replace

from . import facts, figures
from .parts import (
    MONEY,
    PERCENT,
    Chart,
    Dashboard,
    Listing,
    Measure,
    Number,
    Table,
    counts,
)

BY_MONTH, BY_PERSON = ("date:month",), ("user_id",)
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
BOOKED = (
    ("Booked", "booked_count"),
    ("New customers", "new_count"),
    ("Existing", "existing_count"),
)
#: sums by customer end the page: they are long
BY_CUSTOMER = {"by": "partner_id", "rows": 40}

debt_due = Measure(facts.receivable, "due_amount", MONEY)
base = Dashboard(
    name="manager",
    addon=facts.BASE,
    numbers=(
        Number("Orders", Measure(facts.ordered, "amount", MONEY)),
        Number("Revenue", Measure(facts.revenue, "amount", MONEY)),
        Number("Debt due today", debt_due, None, "down"),
        *(Number(title, Measure(facts.care, field)) for title, field in SENT),
        Number("Calls with a talk", Measure(facts.care, "talked_count")),
        Number("Visits", Measure(facts.care, "visit_count")),
        Number("Meetings booked", Measure(facts.meeting, "booked_count")),
        Number("… with new customers", Measure(facts.meeting, "new_count")),
        Number("Meetings held", Measure(facts.care, "meeting_count")),
        Number("Deals won", Measure(facts.won, "won_count")),
        Number("Never contacted", Measure(facts.silence, "never_count"), None, "down"),
    ),
    blocks=(
        counts("Sent, by salesperson", facts.sent, SENT),
        counts("Talks, by salesperson", facts.talk, TALKS),
        counts("Meetings booked, by salesperson", facts.meeting, BOOKED),
        Chart("Meetings held by salesperson", facts.care, "meeting_count", BY_PERSON),
        Listing(
            "Longest without contact",
            facts.silence,
            (
                ("Customer", "partner_id"),
                ("For how long", "silence"),
                ("Salesperson", "user_id"),
            ),
            order="days_since",
            ascending=False,
            rows=10,
        ),
        Chart("Orders by salesperson", facts.ordered, "amount", BY_PERSON),
        Chart("Care by kind", facts.care, "number", ("user_id", "care_type")),
        Chart("Evidence of care", facts.care, "number", ("user_id", "evidence")),
        counts("Sent, by salesperson and customer", facts.sent, SENT, **BY_CUSTOMER),
        counts("Talks, by salesperson and customer", facts.talk, TALKS, **BY_CUSTOMER),
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
            facts.reached,
            ("user_id",),
            "Salesperson",
            (
                ("% of the target", "attainment", PERCENT),
                figures.TARGET,
                figures.ACTUAL,
            ),
            rows=8,
            ascending=True,
        ),
        Chart(
            "% of the target by salesperson",
            facts.reached,
            "attainment",
            ("user_id",),
            order="ASC",
        ),
        Table(
            "Plan, forecast, actual by customer",
            facts.target,
            ("partner_id",),
            "Customer",
            (figures.PLANNED, figures.FORECAST, figures.ACTUAL),
        ),
        Chart("Actual sales by month", facts.target, "actual", BY_MONTH, order=""),
        *base.blocks,
    ),
)

ALL = (base, plan)
