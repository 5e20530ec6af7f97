from collections import defaultdict
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..tools.sources import company_amount
from .aig_sales_plan_proposals import Proposal

# the customer said no, or has the place, its parts or the whole of it for later
IS_DECIDED = """
    (booking.not_renewed_reason_id IS NOT NULL OR EXISTS (
        SELECT FROM aig_position_booking later
          JOIN aig_position mine ON mine.id = booking.position_id
          JOIN aig_position beside ON beside.id = later.position_id
           AND (starts_with(beside.parent_path, mine.parent_path)
                OR starts_with(mine.parent_path, beside.parent_path))
         WHERE later.partner_id = booking.partner_id
           AND later.date_from > booking.date_to
           AND later.state IN ('booked', 'in_flight', 'finished')))
"""
# a confirmed order of the same customer for the same product begins after a day
IS_ORDERED_AGAIN = """
    EXISTS (
        SELECT FROM sale_order_line later
          JOIN sale_order again ON again.id = later.order_id
          JOIN res_partner buyer ON buyer.id = again.partner_id
         WHERE later.aig_date_from > %(day)s
           AND later.state = 'sale'
           AND later.product_id = %(product)s
           AND buyer.commercial_partner_id = partner.commercial_partner_id)
"""
# another line of the quarter's plans counts it
IS_COUNTED = """
    EXISTS (
        SELECT FROM aig_sales_plan_source source
          LEFT JOIN aig_position_booking counted ON counted.id = source.booking_id
         WHERE %(same)s
           AND source.is_chosen
           AND source.period_id = %(period)s
           AND source.company_id = %(company)s
           AND source.line_id <> ALL(%(own)s))
"""


class AigSalesPlanLine(models.Model):
    """Orders and bookings that end: what is proposed for (3)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _read_renewals(self, company, period, partners, line_ids=()):
        """Order lines and bookings that end in a quarter and are not renewed yet (A24).

        An order is renewed when a confirmed one of the same customer and product
        begins after its end, or when a plan of the quarter counts it already. A
        booking on a confirmed order line with a last day is counted there; any other
        that is firm stands for itself. What was renewed by a firm booking, or will
        not be, is no proposal.

        :param line_ids: plan lines whose own choices do not stand in the way

        :return: dict of commercial partner id to :class:`Proposal` list
        """
        self._flush_models(
            "sale.order.line",
            "sale.order",
            "res.partner",
            "aig.position.booking",
            "aig.sales.plan.source",
        )
        renewals = defaultdict(list)
        digits = company.currency_id.decimal_places
        for (
            partner_id,
            line_id,
            booking_id,
            order,
            name,
            amount,
            rate,
            day,
        ) in self.env.execute_query(
            SQL(
                """
                SELECT partner.commercial_partner_id, sold.id, NULL::int, orders.name,
                       sold.name, sold.price_subtotal, orders.currency_rate,
                       sold.aig_date_to AS day
                  FROM sale_order_line sold
                  JOIN sale_order orders ON orders.id = sold.order_id
                  JOIN res_partner partner ON partner.id = orders.partner_id
                 WHERE sold.aig_date_to BETWEEN %(first)s AND %(last)s
                   AND sold.state = 'sale'
                   AND sold.price_subtotal > 0
                   AND orders.company_id = %(company)s
                   AND partner.commercial_partner_id IN %(partners)s
                   AND NOT %(is_sold_again)s
                   AND NOT %(is_line_counted)s
                   AND NOT EXISTS (
                        SELECT FROM aig_position_booking booking
                         WHERE booking.sale_line_id = sold.id AND %(is_decided)s)
                   AND NOT %(is_its_booking_counted)s
             UNION ALL
                SELECT partner.commercial_partner_id, NULL, booking.id, booking.name,
                       place.code, booking.amount, 1, booking.date_to
                  FROM aig_position_booking booking
                  JOIN aig_position place ON place.id = booking.position_id
                  JOIN res_partner partner ON partner.id = booking.partner_id
                 WHERE booking.date_to BETWEEN %(first)s AND %(last)s
                   AND booking.state IN ('booked', 'in_flight', 'finished')
                   AND booking.booking_type = 'paid'
                   AND booking.amount > 0
                   AND booking.company_id = %(company)s
                   AND partner.commercial_partner_id IN %(partners)s
                   AND NOT %(is_decided)s
                   AND NOT EXISTS (
                        SELECT FROM sale_order_line sold
                         WHERE sold.id = booking.sale_line_id
                           AND sold.state = 'sale'
                           AND sold.aig_date_to IS NOT NULL)
                   AND NOT %(is_booked_again)s
                   AND NOT %(is_booking_counted)s
              ORDER BY day, 2, 3
                """,
                **self._get_renewal_conditions(company, period, line_ids),
                first=period.date_from,
                last=period.date_to,
                company=company.id,
                partners=tuple(partners.ids),
            )
        ):
            renewals[partner_id].append(
                Proposal(
                    "renewal",
                    None,
                    line_id,
                    f"{order}: {name}".splitlines()[0],
                    company_amount(Decimal(str(amount)), Decimal(str(rate)), digits),
                    day,
                    booking_id,
                )
            )
        return renewals

    @api.model
    def _get_renewal_conditions(self, company, period, line_ids):
        """What orders and bookings are asked in the same way; see _read_renewals."""

        def ordered_again(day, product):
            return SQL(IS_ORDERED_AGAIN, day=SQL(day), product=SQL(product))

        def counted(same):
            return SQL(
                IS_COUNTED,
                same=SQL(same),
                period=period.id,
                company=company.id,
                own=list(line_ids),
            )

        return {
            "is_decided": SQL(IS_DECIDED),
            "is_sold_again": ordered_again("sold.aig_date_to", "sold.product_id"),
            "is_booked_again": ordered_again("booking.date_to", "place.product_id"),
            "is_line_counted": counted("source.sale_line_id = sold.id"),
            "is_its_booking_counted": counted("counted.sale_line_id = sold.id"),
            "is_booking_counted": counted("source.booking_id = booking.id"),
        }
