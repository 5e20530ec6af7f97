from odoo import models

from odoo.addons.aig_kpi_dashboard.report.aig_kpi_sources import rows_of

from .aig_kpi_post import NEAR

#: Who reads the facts of the content department.
READERS = "aig_base.group_content_user,aig_base.group_director"


class AigContentPost(models.Model):
    """The way from a figure to its records: searched by the conditions of a cell."""

    _inherit = "aig.content.post"

    aig_kpi_post_ids = rows_of("aig.kpi.post", "post_id", "Post Figures", READERS)

    # Read by: post figures of a period
    _aig_kpi_near_idx = models.Index(f"(({NEAR.format('')})) WHERE active")


class AigContentTarget(models.Model):
    _inherit = "aig.content.target"

    aig_kpi_content_target_ids = rows_of(
        "aig.kpi.content.target", "target_id", "4E Target Figures", READERS
    )
