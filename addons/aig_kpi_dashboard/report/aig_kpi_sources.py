from odoo import fields, models

#: Who reads the facts; whoever does not must not be asked for them.
READERS = "aig_base.group_sales_user"


def rows_of(fact, record, label, groups=READERS):
    """The rows of a fact that stand for a record: a cell is searched by them."""
    return fields.One2many(
        fact,
        record,
        string=label,
        readonly=True,
        copy=False,
        exportable=False,
        groups=groups,
    )


class AigCareLog(models.Model):
    """The way from a figure to its records: searched by the conditions of a cell."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    aig_kpi_care_ids = rows_of("aig.kpi.care", "log_id", "Care Figures")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    aig_kpi_deal_ids = rows_of("aig.kpi.deal", "lead_id", "Deal Figures")

    # Read by: deal figures of a period, opened and closed
    _aig_kpi_opened_idx = models.Index(
        "(COALESCE(date_conversion, create_date)) WHERE type = 'opportunity'"
    )
    _aig_kpi_closed_idx = models.Index(
        "(COALESCE(date_closed, write_date))"
        " WHERE type = 'opportunity' AND won_status IN ('won', 'lost')"
    )


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    aig_kpi_meeting_ids = rows_of(
        "aig.kpi.meeting", "event_id", "Figures of Booked Meetings"
    )

    # Read by: figures of meetings booked in a period
    _aig_kpi_booked_idx = models.Index(
        "(create_date) WHERE active AND aig_partner_id IS NOT NULL"
    )


class ResPartner(models.Model):
    _inherit = "res.partner"

    aig_kpi_silence_ids = rows_of(
        "aig.kpi.silence", "partner_id", "Figures of Last Contacts"
    )


class SaleOrder(models.Model):
    _inherit = "sale.order"

    aig_kpi_order_ids = rows_of("aig.kpi.order", "order_id", "Order Figures")

    # Read by: order figures of a period, for the quotations made in it
    _aig_kpi_made_idx = models.Index("(create_date)")


class AccountMove(models.Model):
    _inherit = "account.move"

    aig_kpi_revenue_ids = rows_of("aig.kpi.revenue", "move_id", "Revenue Figures")


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    aig_kpi_cash_ids = rows_of("aig.kpi.cash", "item_id", "Cash Figures")
    aig_kpi_receivable_ids = rows_of(
        "aig.kpi.receivable", "item_id", "Receivable Figures"
    )
