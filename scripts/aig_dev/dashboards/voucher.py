"""The page of vouchers: issued, chosen, delivered, expiring, share of sales."""

from __future__ import annotations

from . import facts
from .parts import COUNT, MONEY, POINTS, Chart, Dashboard, Measure, Number, Table

gifts = Measure(facts.voucher, "effect_gift_value", MONEY)
sales = Measure(facts.voucher, "revenue_after", MONEY)
STEPS = (
    ("Issued", "issued_count", COUNT),
    ("Chosen", "chosen_count", COUNT),
    ("Delivered", "delivered_count", COUNT),
)

ALL = (
    Dashboard(
        name="voucher",
        addon=facts.VOUCHER,
        numbers=(
            Number("Vouchers issued", Measure(facts.voucher, "issued_count")),
            Number("Vouchers mailed", Measure(facts.voucher, "sent_count")),
            Number("Vouchers chosen", Measure(facts.voucher, "chosen_count")),
            Number("Vouchers delivered", Measure(facts.voucher, "delivered_count")),
            Number("Gifts, share of sales", gifts, per=sales, good="down"),
            Number("Value of vouchers", Measure(facts.voucher, "amount", MONEY)),
            Number("Gifts chosen", Measure(facts.voucher, "gift_value", MONEY)),
            Number(
                "Points outstanding", Measure(facts.point, "outstanding_points", POINTS)
            ),
            Number("Points still open", Measure(facts.point, "open_points", POINTS)),
            Number(
                "Points expiring",
                Measure(facts.expiring, "outstanding_points", POINTS),
                good="down",
            ),
        ),
        blocks=(
            Table(
                "By salesperson",
                facts.voucher,
                ("user_id",),
                "Salesperson",
                STEPS,
                rows=7,
            ),
            Table(
                "By territory",
                facts.voucher,
                ("territory_id",),
                "Territory",
                STEPS,
                rows=7,
            ),
            Chart("Vouchers by state", facts.voucher, "amount", ("state",)),
            Chart("Value by salesperson", facts.voucher, "amount", ("user_id",)),
            Table(
                "Points expiring by customer",
                facts.expiring,
                ("partner_id",),
                "Customer",
                (
                    ("Points", "outstanding_points", POINTS),
                    ("Reserved", "reserved_points", POINTS),
                    ("Value (million)", "amount", MONEY),
                ),
            ),
            Table(
                "Points outstanding by customer",
                facts.point,
                ("partner_id",),
                "Customer",
                (
                    ("Points", "outstanding_points", POINTS),
                    ("Reserved", "reserved_points", POINTS),
                    ("Value (million)", "amount", MONEY),
                ),
            ),
        ),
    ),
)
