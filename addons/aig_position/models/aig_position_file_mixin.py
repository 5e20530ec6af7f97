from odoo import fields, models
from odoo.exceptions import ValidationError

from odoo.addons.aig_customer_care.tools.mail_content import MEGABYTE, megabytes


class AigPositionFileMixin(models.AbstractModel):
    """A file that belongs to a position: in an order, and not too large."""

    _name = "aig.position.file.mixin"
    _description = "File of a Position"

    # Read by: the files of a position, in their order
    position_id = fields.Many2one(
        "aig.position", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="position_id.company_id", store=True)
    sequence = fields.Integer(default=10)

    def _get_file_position(self, vals):
        """The position of values that are about to be written."""
        return self.env["aig.position"].browse(vals.get("position_id")) or (
            self[:1].position_id
        )

    def _check_file_size(self, position, encoded):
        """Refuse a file that is larger than the company wants them.

        :param encoded: the file in base64
        :raises ValidationError: it is
        """
        # four signs hold three bytes, less those that fill up the end
        filling = str(encoded[-2:]).count("=")
        size = len(encoded) * 3 // 4 - filling
        company = position.company_id or self.env.company
        # sudo: everybody may know how large a file may be
        limit = company.sudo().aig_position_file_limit
        if size > limit * MEGABYTE:
            raise ValidationError(
                self.env._(
                    "A file for “%(position)s” has %(size)s MB; at most %(limit)s MB "
                    "are allowed. Make it smaller and add it again.",
                    position=position.display_name,
                    size=megabytes(size),
                    limit=limit,
                )
            )
