from odoo import api, models
from odoo.exceptions import UserError


class AigGridMixin(models.AbstractModel):
    """A list that takes a block of numbers pasted from a spreadsheet (A05).

    The list (``js_class="aig_grid"``) reads the block and names the cells that hold
    no number; here it is written, whole or not at all.
    """

    _name = "aig.grid.mixin"
    _description = "Grid"

    @api.model
    def _get_grid_fields(self):
        """Names of the fields a block may be pasted into; override."""
        return ()

    @api.model
    def action_write_grid(self, rows):
        """Write different numbers into many records at once.

        The rights to all of them are asked for once; a refusal leaves all as it was.

        :param dict rows: record id to dict of field name to number
        :raises AccessError: when one of the records is not the user's to write
        :raises UserError: for a field that is no cell of the grid, or no number
        """
        values = {int(key): self._check_grid_row(row) for key, row in rows.items()}
        records = self.browse(values)
        records.check_access("write")
        # sudo: the right to write was asked for above, for all of them in one query
        records.sudo()._write_grid(values)
        return True

    def _write_grid(self, values):
        """Write each record's values; override where that can be done in one go.

        :param dict values: record id to dict of field name to number
        """
        for record in self:
            record.write(values[record.id])

    @api.model
    def _check_grid_row(self, row):
        allowed = self._get_grid_fields()
        for name, value in row.items():
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if name not in allowed or not is_number:
                raise UserError(
                    self.env._(
                        "“%(value)s” cannot be pasted into “%(field)s”: paste amounts "
                        "into the months.",
                        value=value,
                        field=(
                            name in self._fields
                            and self._fields[name]._description_string(self.env)
                        )
                        or name,
                    )
                )
        return row
