from odoo import fields, models

#: With more territories than this, the board has columns for those concerned only.
FEW = 12


class AigTerritoryRehearsal(models.Model):
    """Which territories are columns of the board to which customers are dragged."""

    _inherit = "aig.territory.rehearsal"  # pylint: disable=consider-merging-classes-inherited

    column_ids = fields.Many2many(
        "aig.territory",
        "aig_territory_rehearsal_column_rel",
        "rehearsal_id",
        "territory_id",
        string="More columns",
        copy=False,
        help="With many territories, the board of customers has a column for those "
        "from which or to which customers move or rules lead, and for these.",
    )

    def _columns(self):
        """Territories to drag to: all in reach if few, else those concerned."""
        reach = self._territories_in_reach()
        if len(reach) <= FEW:
            return reach
        lines = self.env["aig.territory.rehearsal.line"]._read_group(
            [("rehearsal_id", "in", self.ids)], ["old_territory_id", "new_territory_id"]
        )
        concerned = self.column_ids | self.source_territory_id
        concerned |= self.rule_ids.territory_id
        return reach & concerned.union(*(old | new for old, new in lines))
