from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.sources import company_amount

FIGURES_OF_SOURCES = [
    ("renewal", "(3) Renewal"),
    ("expected", "(4) Expected"),
    ("development", "(6) Development"),
]


class AigSalesPlanSource(models.Model):
    """A deal, an order or a booking that ends: where a figure of a line comes from.

    The amount is a copy, taken when the row is made or refreshed. An order or a
    booking without one is renewed (3); a deal feeds either expected (4) or
    development (6), once in a quarter (A24, A27).
    """

    _name = "aig.sales.plan.source"
    _description = "Source of a Plan Figure"
    _inherit = ["aig.sales.plan.detail"]
    _order = "figure, planned_date, id"

    figure = fields.Selection(
        FIGURES_OF_SOURCES,
        required=True,
        compute="_compute_figure",
        store=True,
        precompute=True,
        readonly=False,
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Deal", index="btree_not_null", ondelete="set null"
    )
    sale_line_id = fields.Many2one(
        "sale.order.line",
        string="Order line",
        index="btree_not_null",
        ondelete="set null",
    )
    booking_id = fields.Many2one(
        "aig.position.booking", index="btree_not_null", ondelete="set null"
    )
    name = fields.Char(
        "Source", compute="_compute_from_record", store=True, precompute=True
    )
    amount = fields.Monetary(
        "Value",
        compute="_compute_from_record",
        store=True,
        precompute=True,
        help="Without tax, in the company's currency at the order's date; the whole "
        "expected revenue of a deal.",
    )
    planned_date = fields.Date(
        compute="_compute_from_record",
        store=True,
        precompute=True,
        help="The last day on display of an order or a booking, the expected closing "
        "of a deal.",
    )
    is_chosen = fields.Boolean("Counts", default=True)

    _lead_once_uniq = models.UniqueIndex(
        "(company_id, period_id, lead_id) WHERE is_chosen",
        "A deal counts once in a quarter, as expected or as development: untick it "
        "where it counts now.",
    )
    _sale_line_once_uniq = models.UniqueIndex(
        "(company_id, period_id, sale_line_id) WHERE is_chosen",
        "An order is renewed once in a quarter: untick it where it counts now.",
    )
    _booking_once_uniq = models.UniqueIndex(
        "(company_id, period_id, booking_id) WHERE is_chosen",
        "A booking is renewed once in a quarter: untick it where it counts now.",
    )
    _line_lead_uniq = models.UniqueIndex(
        "(line_id, lead_id)", "This deal is in the plan row already: tick it there."
    )
    _line_sale_line_uniq = models.UniqueIndex(
        "(line_id, sale_line_id)",
        "This order is in the plan row already: tick it there.",
    )
    _line_booking_uniq = models.UniqueIndex(
        "(line_id, booking_id)",
        "This booking is in the plan row already: tick it there.",
    )
    _figure_check = models.Constraint(
        "CHECK (num_nonnulls(lead_id, sale_line_id, booking_id) <= 1"
        " AND (lead_id IS NULL OR figure <> 'renewal')"
        " AND (num_nonnulls(sale_line_id, booking_id) = 0 OR figure = 'renewal'))",
        "An order or booking is renewed, a deal is expected or development: choose one "
        "of them.",
    )

    @api.depends("lead_id", "sale_line_id", "booking_id")
    def _compute_figure(self):
        for source in self:
            if source.sale_line_id or source.booking_id:
                source.figure = "renewal"
            elif source.lead_id and source.figure in (False, "renewal"):
                source.figure = "development"

    @api.depends("lead_id", "sale_line_id", "booking_id")
    def _compute_from_record(self):
        for source in self:
            source.update(source._read_record())

    def _get_key(self):
        """The record behind the row, as ``Proposal.key`` has it."""
        ids = self.lead_id.id, self.sale_line_id.id, self.booking_id.id
        return tuple(record_id or None for record_id in ids)

    def _get_record(self):
        """The deal, order line or booking behind the row."""
        return self.lead_id or self.sale_line_id or self.booking_id

    def _read_record(self):
        """Name, amount and day of the deal, order or booking, as they are now."""
        # sudo: a customer's plan counts orders that a colleague sold
        lead, sold = self.lead_id.sudo(), self.sale_line_id.sudo()
        if booking := self.booking_id.sudo():  # sudo: the same for bookings
            return {
                "name": f"{booking.name}: {booking.position_id.code}",
                "amount": booking.amount,
                "planned_date": booking.date_to,
            }
        if not sold:
            return {
                "name": lead.name,
                "amount": lead.expected_revenue,
                "planned_date": lead.date_deadline,
            }
        order = sold.order_id
        amount = company_amount(
            Decimal(str(sold.price_subtotal)),
            Decimal(str(order.currency_rate)),
            order.company_id.currency_id.decimal_places,
        )
        return {
            "name": f"{order.name}: {sold.name}".splitlines()[0],
            "amount": float(amount),
            "planned_date": sold.aig_date_to,
        }

    def _is_gone(self):
        """Whether the deal was lost, or the order or booking cancelled or deleted."""
        # sudo: see _read_record
        lead, sold = self.lead_id.sudo(), self.sale_line_id.sudo()
        if self.booking_id:
            return self.booking_id.sudo()._is_no_renewal()
        if sold:
            return sold.state != "sale"
        return not lead or not lead.active or lead.won_status == "lost"

    @api.model_create_multi
    def create(self, vals_list):
        sources = super().create(vals_list)
        sources._check_records()
        sources.line_id._take_sources()
        return sources

    def write(self, vals):
        lines = self.line_id
        result = super().write(vals)
        records = {"lead_id", "sale_line_id", "booking_id", "line_id"}
        if records & vals.keys():
            self._check_records()
        if (records | {"figure", "is_chosen"}) & vals.keys():
            (lines | self.line_id)._take_sources()
        return result

    def unlink(self):
        lines = self.line_id
        result = super().unlink()
        lines.exists()._take_sources()
        return result

    def _check_records(self):
        """A source is one record that the user may read, of the line's customer."""
        self.lead_id.check_access("read")
        self.sale_line_id.check_access("read")
        self.booking_id.check_access("read")
        for source in self:
            if not source._get_record():
                raise ValidationError(
                    self.env._(
                        "Choose the deal, order or booking that the figure is from."
                    )
                )
            partner = (
                source.lead_id.partner_id
                or source.sale_line_id.order_partner_id
                or source.booking_id.partner_id
            )
            if partner.commercial_partner_id != source.partner_id:
                raise ValidationError(
                    self.env._(
                        "“%(record)s” is not of %(customer)s: choose a deal, an order "
                        "or a booking of this customer.",
                        record=source.name,
                        customer=source.partner_id.display_name,
                    )
                )

    def action_open_source(self):
        """Open the deal, order or booking behind the row."""
        self.ensure_one()
        record = self.lead_id or self.sale_line_id.order_id or self.booking_id
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
