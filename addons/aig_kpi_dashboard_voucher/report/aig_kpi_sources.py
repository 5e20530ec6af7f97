from odoo import models

from odoo.addons.aig_kpi_dashboard.report.aig_kpi_sources import rows_of

from .aig_kpi_point import LEFT


class AigVoucher(models.Model):
    """The way from a figure to its records: searched by the conditions of a cell."""

    _inherit = "aig.voucher"

    aig_kpi_voucher_ids = rows_of("aig.kpi.voucher", "voucher_id", "Voucher Figures")

    # Read by: voucher figures of a period
    _aig_kpi_made_idx = models.Index("(create_date)")


class AigVoucherPoint(models.Model):
    _inherit = "aig.voucher.point"

    aig_kpi_point_ids = rows_of("aig.kpi.point", "point_id", "Point Figures")

    # Read by: point figures of a period
    _aig_kpi_date_idx = models.Index("(date)")
    # Read by: point figures of whose points are not all used up
    _aig_kpi_holder_idx = models.Index("(COALESCE(voucher_id, -partner_id))")


class AigVoucherBalance(models.Model):
    """Whose points are not all used up: few, however many there were."""

    _inherit = "aig.voucher.balance"

    # Read by: point figures of today
    _aig_kpi_left_idx = models.Index(
        f"(COALESCE(voucher_id, -partner_id)) WHERE {LEFT}"
    )
