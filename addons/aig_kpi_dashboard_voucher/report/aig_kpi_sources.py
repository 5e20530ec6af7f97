from odoo import models

from odoo.addons.aig_kpi_dashboard.report.aig_kpi_sources import rows_of


class AigVoucher(models.Model):
    """The way from a figure to its records: searched by the conditions of a cell."""

    _inherit = "aig.voucher"

    aig_kpi_voucher_ids = rows_of("aig.kpi.voucher", "voucher_id", "Voucher Figures")

    # Read by: voucher figures of a period
    _aig_kpi_made_idx = models.Index("(create_date)")


class AigVoucherPoint(models.Model):
    _inherit = "aig.voucher.point"

    aig_kpi_point_ids = rows_of("aig.kpi.point", "point_id", "Point Figures")
