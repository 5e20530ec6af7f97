"""The facts that dashboards read, by the names of their models."""

from __future__ import annotations

from .parts import Fact

BASE = "aig_kpi_dashboard"
PLAN = "aig_kpi_dashboard_plan"
VOUCHER = "aig_kpi_dashboard_voucher"
CONTENT = "aig_kpi_dashboard_content"

care = Fact("aig.kpi.care")
#: what was sent, and conversations
sent = care.only(("care_type", "in", ("voucher", "product", "article")))
talk = care.only(("care_type", "in", ("call", "meeting", "visit")))
#: of the two things that happened to a deal or an order the one that pages count: the
#: other is not read, and whoever made nothing but quotations has no bar
won = Fact("aig.kpi.deal").only(("event", "=", "won"))
ordered = Fact("aig.kpi.order").only(("event", "=", "ordered"))
meeting = Fact("aig.kpi.meeting")
#: customers by their last contact, whatever the period
silence = Fact("aig.kpi.silence", date="")
revenue = Fact("aig.kpi.revenue")
cash = Fact("aig.kpi.cash")
#: what customers owe today, whatever the period
receivable = Fact("aig.kpi.receivable", date="")
plan = Fact("aig.kpi.plan")
target = Fact("aig.kpi.target")
#: how far targets are reached: what is planned and foreseen is not read
reached = target.only(("kind", "in", ("target", "actual")))
voucher = Fact("aig.kpi.voucher")
#: what the ledger of points comes to today: what is used up adds nothing to it
LEFT = ("has_points_left", "=", True)
point = Fact("aig.kpi.point", date="", domain=(LEFT,))
expiring = Fact("aig.kpi.point", date="expiry_date", domain=(LEFT,))
post = Fact("aig.kpi.post")
allocation = Fact("aig.kpi.content.target")
late_post = Fact(
    "aig.content.post",
    date="",
    territory="",
    domain=(
        ("state", "not in", ("published", "cancelled")),
        ("deadline", "<", "today"),
    ),
)
