from odoo import api, models
from odoo.fields import Domain

from .aig_timeline import Source


class AigTimeline(models.AbstractModel):
    """Deals, quotations and orders, meetings, deliveries."""

    _inherit = "aig.timeline"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self, subject):
        sources = super()._get_sources(subject)
        if not subject.is_deal:
            sources += self._get_deal_sources(subject)
        sources += [self._get_order_source(subject), self._get_meeting_source(subject)]
        # stock may be there, and is not asked for
        if "stock.picking" in self.env:
            sources.append(self._get_delivery_source(subject))
        return sources

    @api.model
    def _get_deal_sources(self, subject):
        domain = Domain("partner_id", "in", subject.family)
        common = {
            "model": "crm.lead",
            "kinds": {"deal": Domain.TRUE},
            "fields": (
                "name",
                "type",
                "user_id",
                "stage_id",
                "won_status",
                "expected_revenue",
                "company_id",
            ),
            "text": ("name",),
        }
        return [
            Source(
                name="deal",
                date="create_date",
                domain=domain,
                describe=self._describe_deal,
                **common,
            ),
            Source(
                name="deal_end",
                date="date_closed",
                domain=domain & Domain("won_status", "in", ("won", "lost")),
                describe=self._describe_deal_end,
                **common,
            ),
        ]

    @api.model
    def _describe_deal(self, deals):
        labels = {
            "lead": self.env._("New Lead"),
            "opportunity": self.env._("New Deal"),
        }
        return [
            {
                **self._describe_any_deal(deal),
                "label": labels[deal.type],
                "state": deal.stage_id.name or "",
            }
            for deal in deals
        ]

    @api.model
    def _describe_deal_end(self, deals):
        words = self._get_words("crm.lead", "won_status")
        tones = {"won": "success", "lost": "danger"}
        return [
            {
                **self._describe_any_deal(deal),
                "label": self.env._("Deal Closed"),
                "state": words[deal.won_status],
                "tone": tones[deal.won_status],
            }
            for deal in deals
        ]

    @api.model
    def _describe_any_deal(self, deal):
        return {
            "title": deal.name,
            "who": self._get_colleague(deal.user_id),
            "amount": deal.expected_revenue,
            "currency_id": deal.company_currency.id,
        }

    @api.model
    def _orders_domain(self, subject):
        if subject.is_deal:
            return Domain("opportunity_id", "=", subject.record.id)
        return Domain("partner_id", "in", subject.family)

    @api.model
    def _get_order_source(self, subject):
        return Source(
            name="order",
            model="sale.order",
            date="date_order",
            domain=self._orders_domain(subject),
            kinds={"order": Domain.TRUE},
            fields=(
                "name",
                "client_order_ref",
                "user_id",
                "state",
                "amount_total",
                "currency_id",
            ),
            text=("name", "client_order_ref"),
            describe=self._describe_order,
        )

    @api.model
    def _describe_order(self, orders):
        states = self._get_words("sale.order", "state")
        tones = {"sale": "success", "sent": "info"}
        return [
            {
                "label": self.env._("Order")
                if order.state == "sale"
                else self.env._("Quotation"),
                "title": " · ".join(filter(None, (order.name, order.client_order_ref))),
                "who": self._get_colleague(order.user_id),
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "state": states[order.state],
                "tone": tones.get(order.state, "secondary"),
            }
            for order in orders
        ]

    @api.model
    def _get_meeting_source(self, subject):
        domain = Domain("aig_partner_id", "=", subject.customer.id)
        if subject.is_deal:
            domain = Domain("opportunity_id", "=", subject.record.id)
        return Source(
            name="meeting",
            model="calendar.event",
            date="start",
            domain=domain,
            kinds={"meeting": Domain.TRUE},
            fields=("name", "user_id", "location"),
            text=("name",),
            describe=self._describe_meeting,
            ahead=True,
        )

    @api.model
    def _describe_meeting(self, events):
        return [
            {
                "label": self.env._("Appointment"),
                "title": " · ".join(filter(None, (event.name, event.location))),
                "who": self._get_colleague(event.user_id),
            }
            for event in events
        ]

    @api.model
    def _get_delivery_source(self, subject):
        domain = Domain("partner_id", "in", subject.family)
        if subject.is_deal:
            domain = Domain.FALSE
            # a delivery knows its order when sale_stock is there too
            has_order = "sale_id" in self.env["stock.picking"]._fields
            if has_order and self.env["sale.order"].has_access("read"):
                domain = self._among("sale_id", subject, "sale.order")
        return Source(
            name="delivery",
            model="stock.picking",
            date="date_done",
            domain=domain
            & Domain("picking_type_code", "=", "outgoing")
            & Domain("state", "=", "done"),
            kinds={"delivery": Domain.TRUE},
            fields=("name", "origin", "user_id", "state"),
            text=("name", "origin"),
            describe=self._describe_delivery,
        )

    @api.model
    def _describe_delivery(self, pickings):
        states = self._get_words("stock.picking", "state")
        return [
            {
                "label": self.env._("Delivery Note"),
                "title": " · ".join(filter(None, (picking.name, picking.origin))),
                "who": self._get_colleague(picking.user_id),
                "state": states[picking.state],
                "tone": "success",
            }
            for picking in pickings
        ]
