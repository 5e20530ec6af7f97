from odoo import api, fields, models
from odoo.exceptions import AccessError

REVIEW_FIELDS = {"reviewed_by_id", "reviewed_date"}
#: What its customers see of a position: a change of it takes the review back.
SEEN_FIELDS = {
    "name",
    "code",
    "kind_id",
    "address",
    "state_id",
    "latitude",
    "longitude",
    "width",
    "height",
    "facing",
    "daily_traffic",
    "selling_points",
    "description_sale",
    "slot_count",
    "image_1920",
    "image_variant_1920",
}


class AigPosition(models.Model):
    """Somebody looks at a position before customers are told of it (A40)."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    reviewed_by_id = fields.Many2one(
        "res.users", string="Looked At By", readonly=True, copy=False
    )
    reviewed_date = fields.Datetime(
        string="Looked At On",
        readonly=True,
        copy=False,
        help="Empty: nobody has looked at it since what customers see has changed; "
        "until then it is not sent to any.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_typed_review({name for name in vals if vals[name]})
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_typed_review(vals.keys())
        if self._get_seen_fields() & vals.keys():
            self._undo_review()
        return super().write(vals)

    def _refuse_typed_review(self, names):
        if REVIEW_FIELDS & names and not self.env.su:
            raise AccessError(
                self.env._(
                    "Nobody types that a position was looked at: use its button."
                )
            )

    @api.model
    def _get_seen_fields(self):
        """Names of the fields that customers see; override to add some."""
        return SEEN_FIELDS

    def action_review(self):
        """Say that these positions may be shown to customers as they are.

        :raises AccessError: whoever says so is neither a manager nor a director
        """
        if not self.env.user.has_group("aig_base.group_sales_manager"):
            raise AccessError(
                self.env._("Managers and directors look at positions for customers.")
            )
        self.check_access("read")
        # sudo: managers may not change a position, only say that it is right
        self.sudo().write(
            {"reviewed_by_id": self.env.uid, "reviewed_date": fields.Datetime.now()}
        )
        return True

    def _undo_review(self):
        """Take the review back, because what customers see changes."""
        # sudo: nobody types a review
        self.sudo().filtered("reviewed_date").write(
            {"reviewed_by_id": False, "reviewed_date": False}
        )


class AigPositionRate(models.Model):
    """A new price is looked at, too."""

    _inherit = "aig.position.rate"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        rates = super().create(vals_list)
        rates.position_id._undo_review()
        return rates

    def write(self, vals):
        self.position_id._undo_review()
        return super().write(vals)

    def unlink(self):
        self.position_id._undo_review()
        return super().unlink()


class ProductProduct(models.Model):
    """Name and picture of a position can be changed at its product."""

    _inherit = "product.product"

    def write(self, vals):
        if SEEN_FIELDS & vals.keys():
            self._aig_undo_review()
        return super().write(vals)

    def _aig_undo_review(self):
        # sudo: whoever may change the product takes the review back
        positions = self.env["aig.position"].sudo().with_context(active_test=False)
        positions.search(
            [("product_id", "in", self.ids), ("reviewed_date", "!=", False)]
        )._undo_review()


class ProductTemplate(models.Model):
    """Name and picture of a position can be changed at its product."""

    _inherit = "product.template"

    def write(self, vals):
        if SEEN_FIELDS & vals.keys():
            products = self.with_context(active_test=False).product_variant_ids
            products._aig_undo_review()
        return super().write(vals)


class AigPositionFileMixin(models.AbstractModel):
    """Photos and documents are seen by customers, too."""

    _inherit = "aig.position.file.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        files.position_id._undo_review()
        return files

    def write(self, vals):
        self.position_id._undo_review()
        result = super().write(vals)
        self.position_id._undo_review()
        return result

    def unlink(self):
        self.position_id._undo_review()
        return super().unlink()
