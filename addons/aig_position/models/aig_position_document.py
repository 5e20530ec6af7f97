from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.aig_base.tools.web_link import NOT_HTTPS, PRIVATE, flaw


class AigPositionDocument(models.Model):
    """A sheet or another paper about a position (S07)."""

    _name = "aig.position.document"
    _description = "Document of a Position"
    _inherit = ["aig.position.file.mixin"]
    _order = "position_id, sequence, id"

    name = fields.Char(required=True)
    file = fields.Binary(required=True, attachment=True)
    file_name = fields.Char()
    for_customer = fields.Boolean(
        string="Customers See It",
        help="It is offered on the customer's page of the position.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_file({"file": False, **vals})
        return super().create(vals_list)

    def write(self, vals):
        self._check_file(vals)
        return super().write(vals)

    def _check_file(self, vals):
        if "file" not in vals:
            return
        position = self._get_file_position(vals)
        if not vals["file"]:
            raise ValidationError(
                self.env._(
                    "A document of “%(position)s” has no file: choose one.",
                    position=position.display_name,
                )
            )
        self._check_file_size(position, vals["file"])

    @api.onchange("file_name")
    def _onchange_file_name(self):
        self.name = self.name or self.file_name


class AigPosition(models.Model):
    """What salespeople know about a position (S07)."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    document_ids = fields.One2many(
        "aig.position.document", "position_id", string="Position Documents"
    )
    training_url = fields.Char(
        string="Training",
        help="Where salespeople learn about this place. It begins with https://.",
    )

    @api.constrains("training_url")
    def _check_training_url(self):
        for position in self.filtered("training_url"):
            link = position.training_url
            wrong = flaw(link)
            if wrong == NOT_HTTPS:
                raise ValidationError(
                    self.env._(
                        "“%(link)s” does not begin with https:// and the name of a "
                        "server: copy the whole address.",
                        link=link,
                    )
                )
            if wrong == PRIVATE:
                raise ValidationError(
                    self.env._(
                        "“%(link)s” leads into a private network, where others cannot "
                        "follow: put the training on a public server.",
                        link=link,
                    )
                )
