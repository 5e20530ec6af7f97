from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..tools import bridge
from ..tools.distribution import spread
from .aig_sales_plan_months import MONTHS
from .aig_sales_plan_proposals import FIGURE_FIELDS

ZERO = Decimal(0)
MONTHS_PER_YEAR = 12
# numbered, so that graphs and lists show them in the order of the way
WAY = [
    ("1_plan", "Plan"),
    ("2_slipped", "Slipped"),
    ("3_lost", "Lost"),
    ("4_shrunk", "Shrunk"),
    ("5_new", "New"),
    ("6_early", "Early"),
    ("7_open", "Still to come"),
    ("8_actual", "Actual"),
]
#: step as ``tools/bridge.py`` calls it -> as it is stored
STEP_KEYS = {key.partition("_")[2]: key for key, _label in WAY}


def month_number(day):
    """Months counted from year 0, so that they grow with time."""
    return day.year * MONTHS_PER_YEAR + day.month - 1


def month_start(number):
    """First day of a counted month."""
    return date(number // MONTHS_PER_YEAR, number % MONTHS_PER_YEAR + 1, 1)


def decimal(value):
    """Money as a ``Decimal``; nothing is zero."""
    return Decimal(str(value or 0))


@dataclass(slots=True)
class Customer:
    """What was planned with a customer, and what came without being planned."""

    items: list = field(default_factory=list)
    unplanned: list = field(default_factory=list)


class AigSalesPlan(models.Model):
    """What came of planned deals and renewals, by the invoices of their orders."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def action_open_bridge(self):
        """Write the bridge of a plan anew, and open it."""
        self.ensure_one()
        self.check_access("read")
        Bridge = self.env["aig.sales.plan.bridge"]
        former = Bridge.search(
            [("plan_id", "=", self.id), ("create_uid", "=", self.env.uid)]
        )
        # sudo: nobody deletes dialogs' rows but the dialogs themselves
        former.sudo().unlink()
        Bridge.create(self._prepare_bridge())
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_bridge_action",
            self,
            self.env._("Bridge of %(plan)s", plan=self.display_name),
        )

    def _prepare_bridge(self):
        """Values of the bars of each customer, in the months of the quarter."""
        today = month_number(self.company_id._aig_today())
        first = month_number(self.date_from)
        shown = range(first, first + len(MONTHS))
        # sudo: a plan's figure is the same for all who may read the plan; customers
        # and documents out of sight are not named
        customers = self.sudo()._get_bridge_customers()
        rows = [
            row
            for partner_id, customer in customers.items()
            for row in self._prepare_customer_bridge(partner_id, customer, today, shown)
        ]
        self._name_what_is_seen(rows)
        return rows

    def _prepare_customer_bridge(self, partner_id, customer, today, shown):
        months = bridge.bridge(customer.items, customer.unplanned, today)
        bars = [
            bridge.Bar(number, step, getattr(month, step))
            for number, month in months.items()
            for step in ("plan", "actual")
        ]
        bars += bridge.bars(customer.items, customer.unplanned, today)
        for bar in bars:
            if bar.amount and bar.month in shown:
                model, _sep, number = bar.source.partition(",")
                yield {
                    "plan_id": self.id,
                    "partner_id": partner_id,
                    "date": month_start(bar.month),
                    "step": STEP_KEYS[bar.step],
                    "amount": float(bar.amount),
                    "source_id": model == "source" and int(number),
                    "move_id": model == "move" and int(number),
                }

    def _name_what_is_seen(self, rows):
        """Name each bar; what is out of the user's sight stays unnamed."""
        partners = self._get_names("res.partner", "partner_id", rows)
        sources = self._get_names("aig.sales.plan.source", "source_id", rows)
        moves = self._get_names("account.move", "move_id", rows)
        for row in rows:
            typed = not row["source_id"] and not row["move_id"]
            row["name"] = sources.get(row["source_id"]) or moves.get(row["move_id"])
            if typed and row["step"] not in ("1_plan", "8_actual"):
                row["name"] = self.env._("Planned without a named deal")
            for name, seen in (
                ("partner_id", partners),
                ("source_id", sources),
                ("move_id", moves),
            ):
                row[name] = row[name] in seen and row[name]

    def _get_names(self, model, name, rows):
        """Names of the records of some rows that the user may read, by id."""
        records = self.env[model].browse({row[name] for row in rows if row[name]})
        seen = records._filtered_access("read") if records else records
        return {record.id: record.display_name for record in seen}

    # What was planned and what came -------------------------------------------------

    def _get_bridge_customers(self):
        """Planned items and unplanned sales of each customer, by partner id.

        Called as superuser: outcomes count, whoever looks after deals now.
        """
        customers = defaultdict(Customer)
        sources = self.line_ids.source_ids.filtered("is_chosen")
        sources.lead_id.fetch(["won_status"])  # of all at once, not line by line
        owner = self._get_source_of_order_lines(sources)
        came, unplanned = self._split_invoices(owner)
        rests = self._read_order_rests(owner)
        for line in self.line_ids:
            customers[line.partner_id.id].items = line._get_bridge_items(
                came, rests, set(owner.values())
            )
        for partner_id, actuals in unplanned.items():
            customers[partner_id].unplanned = actuals
        return customers

    def _get_source_of_order_lines(self, sources):
        """Which source brought an order line: its deal, or the order it continues.

        :return: dict of order line id to source id; each order line once
        """
        if not sources:
            return {}
        for model in ("sale.order", "sale.order.line", "aig.sales.plan.source"):
            self.env[model].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT sold.id, source.id
                  FROM aig_sales_plan_source source
                  JOIN sale_order orders ON orders.opportunity_id = source.lead_id
                  JOIN sale_order_line sold ON sold.order_id = orders.id
                 WHERE source.id IN %(sources)s AND sold.state = 'sale'
             UNION ALL
                (SELECT DISTINCT ON (later.id) later.id, source.id
                  FROM aig_sales_plan_source source
                  JOIN sale_order_line sold ON sold.id = source.sale_line_id
                  JOIN sale_order_line later
                    ON later.product_id = sold.product_id
                   AND later.aig_date_from > sold.aig_date_to
                   AND later.state = 'sale'
                  JOIN sale_order again ON again.id = later.order_id
                  JOIN res_partner buyer ON buyer.id = again.partner_id
                 WHERE source.id IN %(sources)s
                   AND buyer.commercial_partner_id = source.partner_id
              ORDER BY later.id, sold.aig_date_to DESC, source.id)
             UNION ALL
                (SELECT DISTINCT ON (later.id) later.id, source.id
                  FROM aig_sales_plan_source source
                  JOIN aig_position_booking ended ON ended.id = source.booking_id
                  JOIN aig_position place ON place.id = ended.position_id
                  JOIN sale_order_line later
                    ON later.product_id = place.product_id
                   AND later.aig_date_from > ended.date_to
                   AND later.state = 'sale'
                  JOIN sale_order again ON again.id = later.order_id
                  JOIN res_partner buyer ON buyer.id = again.partner_id
                 WHERE source.id IN %(sources)s
                   AND buyer.commercial_partner_id = source.partner_id
              ORDER BY later.id, ended.date_to DESC, source.id)
                """,
                sources=tuple(sources.ids),
            )
        )
        owner = {}
        for sold_id, source_id in rows:
            owner.setdefault(sold_id, source_id)
        return owner

    def _split_invoices(self, owner):
        """Invoices of a year around the quarter: what belongs to a source, the rest.

        Outside the quarter only what belongs to a source is of interest.

        :return: source id -> actuals, partner id -> unplanned actuals
        """
        came, unplanned = defaultdict(list), defaultdict(list)
        sold = defaultdict(list)
        for move_id, sold_id, share in self._read_invoiced(tuple(owner)):
            sold[move_id].append((owner[sold_id], decimal(share)))
        for move in self._search_bridge_moves(tuple(sold)):
            amount = decimal(self._get_move_amount(move))
            month = month_number(move.invoice_date)
            key = f"move,{move.id}"
            parts = self._spread_move(amount, sold.get(move.id, []))
            for source_id, part in parts:
                came[source_id].append(bridge.Actual(month, part, key))
            rest = amount - sum((part for _source, part in parts), ZERO)
            if self.date_from <= move.invoice_date <= self.date_to:
                partner_id = move.commercial_partner_id.id
                unplanned[partner_id].append(bridge.Actual(month, rest, key))
        return came, unplanned

    def _get_move_amount(self, move):
        if self.company_id.aig_plan_with_tax:
            return move.amount_total_signed
        return move.amount_untaxed_signed

    def _spread_move(self, amount, shares):
        """What each source has of an invoice, by the lines of its orders."""
        digits = self.currency_id.decimal_places
        parts = [
            [source_id, round(amount * share, digits)] for source_id, share in shares
        ]
        rest = amount - sum((part for _source, part in parts), ZERO)
        # what rounding leaves of an invoice that is all of planned orders
        if parts and abs(rest) < len(parts) * Decimal(1).scaleb(-digits):
            parts[-1][1] += rest
        return parts

    def _search_bridge_moves(self, linked):
        """The plan's actual sales, and other invoices of its planned orders."""
        quarter = self._get_actual_domain()
        person = [("invoice_user_id", "=", self.user_id.id)]
        moves = self.env["account.move"]
        mine = moves.search_fetch(
            [*quarter, *person],
            [
                "invoice_date",
                "commercial_partner_id",
                "amount_total_signed",
                "amount_untaxed_signed",
            ],
        )
        return mine | moves.search([("id", "in", linked), *person])

    def _read_invoiced(self, sold_ids):
        """``(invoice id, order line id, share of the invoice)`` of posted invoices."""
        if not sold_ids:
            return []
        for model in ("account.move", "account.move.line"):
            self.env[model].flush_model()
        return self.env.execute_query(
            SQL(
                """
                SELECT item.move_id, link.order_line_id,
                       SUM(item.price_subtotal) / NULLIF(move.amount_untaxed, 0)
                  FROM sale_order_line_invoice_rel link
                  JOIN account_move_line item ON item.id = link.invoice_line_id
                  JOIN account_move move ON move.id = item.move_id
                 WHERE link.order_line_id IN %(sold)s
                   AND move.state = 'posted'
                   AND move.move_type IN ('out_invoice', 'out_refund')
              GROUP BY item.move_id, link.order_line_id, move.amount_untaxed
                """,
                sold=sold_ids,
            )
        )

    def _read_order_rests(self, owner):
        """What confirmed orders of a source have still to bring, by source id."""
        rests = defaultdict(lambda: ZERO)
        lines = self.env["sale.order.line"].browse(owner)
        for line in lines:
            rest = max(line.price_subtotal - line.untaxed_amount_invoiced, 0)
            rests[owner[line.id]] += decimal(rest) / decimal(
                line.order_id.currency_rate or 1
            )
        digits = self.currency_id.decimal_places
        return {source_id: round(rest, digits) for source_id, rest in rests.items()}


class AigSalesPlanLine(models.Model):
    """What was planned with one customer, deal by deal."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_bridge_items(self, came, rests, ordered):
        """Planned items: each source as far as its figure counts it, then the rest.

        :param came: source id -> actuals
        :param rests: source id -> what its orders have still to bring
        :param ordered: ids of sources that have an order
        """
        first = month_number(self.plan_id.date_from)
        items = [
            self._get_bridge_item(source, amount, came, rests, ordered)
            for source, amount in self._get_source_amounts()
        ]
        named = [
            sum((item.amount for item in items if item.month == number), ZERO)
            for number in range(first, first + len(MONTHS))
        ]
        months = [decimal(self[name]) for name in MONTHS]
        months[-1] += decimal(self.month_gap)
        typed = bridge.unnamed_months(months, named, self.currency_id.decimal_places)
        return items + [
            bridge.Planned(amount, first + index, take_unplanned=True)
            for index, amount in enumerate(typed)
            if amount
        ]

    def _get_source_amounts(self):
        """``(source, amount)``: a figure typed lower than its sources shares that."""
        for figure, name in FIGURE_FIELDS.items():
            sources = self.source_ids.filtered(
                lambda source: source.is_chosen and source.figure == figure  # noqa: B023
            )
            amounts = [decimal(source.amount) for source in sources]
            planned = decimal(self[name])
            if sources and sum(amounts, ZERO) > planned:
                amounts = spread(planned, amounts, self.currency_id.decimal_places)
            yield from zip(sources, amounts, strict=True)

    def _get_bridge_item(self, source, amount, came, rests, ordered):
        plan = self.plan_id
        day = source.planned_date or plan.date_to
        month = month_number(min(max(day, plan.date_from), plan.date_to))
        state, rest = bridge.OPEN, rests.get(source.id, ZERO)
        outcome = source.lead_id.won_status
        has_order = source.id in ordered
        if outcome == "lost" and not has_order:
            state = bridge.LOST
        elif has_order or outcome == "won":
            state = bridge.WON
        is_unordered = state == bridge.WON and not has_order
        return bridge.Planned(
            amount,
            month,
            f"source,{source.id}",
            state,
            tuple(came.get(source.id, ())),
            rest=amount if is_unordered else rest,
            take_unplanned=is_unordered,
        )
