import base64
import binascii
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.aig_base.concurrency import lock_or_retry
from odoo.addons.aig_customer_care.tools.mail_content import MEGABYTE
from odoo.addons.aig_position.tools.photo import NotAPhoto, TooManyPixels, prepare

#: Megabytes of a photo or a file, at most.
PROOF_LIMIT = 10


class AigVoucherDelivery(models.Model):
    """That a gift was delivered, by whom, and what proves it; or that it was not.

    Nobody changes a row: one that was wrong is followed by another that undoes it.
    """

    _name = "aig.voucher.delivery"
    _description = "Delivery of a Gift"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("line_id",)
    _order = "id desc"
    _rec_name = "line_id"

    line_id = fields.Many2one(
        "aig.voucher.package.line",
        string="Gift",
        required=True,
        index=True,
        ondelete="restrict",
    )
    voucher_id = fields.Many2one(
        related="line_id.package_id.voucher_id", store=True, index=True
    )
    partner_id = fields.Many2one(related="voucher_id.partner_id")
    # Read by: the rules
    user_id = fields.Many2one(related="line_id.user_id", store=True, index=True)
    territory_id = fields.Many2one(
        related="line_id.territory_id", store=True, index=True
    )
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    date = fields.Date(
        "Delivered on",
        required=True,
        default=lambda self: self.env.company._aig_today(),
    )
    delivered_by_id = fields.Many2one(
        "res.users",
        string="Recorded by",
        required=True,
        default=lambda self: self.env.user,
    )
    photo = fields.Image(help="JPEG or PNG; where and when it was taken is left out.")
    photo_256 = fields.Image(
        "Small photo", related="photo", max_width=256, max_height=256, store=True
    )
    proof_file = fields.Binary(
        "File", attachment=True, help="A signed receipt, a report, a link sheet."
    )
    proof_name = fields.Char("File name")
    note = fields.Text(help="What was given; or why the delivery is taken back.")
    reverses_id = fields.Many2one(
        "aig.voucher.delivery",
        string="Takes back",
        index="btree_not_null",
        ondelete="restrict",
    )
    reversed_by_ids = fields.One2many(
        "aig.voucher.delivery", "reverses_id", string="Taken back by"
    )

    _reverses_uniq = models.UniqueIndex(
        "(reverses_id) WHERE reverses_id IS NOT NULL",
        "This delivery was taken back already.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"delivered_by_id"}

    @api.model_create_multi
    def create(self, vals_list):
        defaults = self.default_get(["reverses_id"])
        for vals in vals_list:
            if vals.get("photo"):
                vals["photo"] = self._prepare_photo(vals["photo"])
            # before the unique index says it in fewer words
            reverses_id = vals.get("reverses_id", defaults.get("reverses_id"))
            undone = self.browse(reverses_id or [])
            undone.filtered("reversed_by_ids")._refuse_reversal()
        deliveries = super().create(vals_list)
        for delivery in deliveries:
            # two people at once: the second waits here, and sees the first
            lock_or_retry(delivery.voucher_id)
            if delivery.reverses_id:
                delivery._check_reversal()
                delivery.line_id._set_delivery(delivery.browse())
            else:
                delivery._check_delivery()
                delivery.line_id._set_delivery(delivery)
        return deliveries

    def _prepare_photo(self, encoded):
        """A photo without what the camera noted, small enough for a page.

        :return: base64
        :raises ValidationError: it is no photo, or too large
        """
        try:
            # four signs hold three bytes
            if len(encoded) > PROOF_LIMIT * MEGABYTE * 4 // 3:
                raise TooManyPixels
            return base64.b64encode(prepare(base64.b64decode(encoded)))
        except (NotAPhoto, TooManyPixels, binascii.Error) as error:
            raise ValidationError(
                self.env._(
                    "This photo cannot be shown: take a JPEG or PNG picture of "
                    "%(limit)s MB at most.",
                    limit=PROOF_LIMIT,
                )
            ) from error

    def _check_delivery(self):
        line = self.line_id
        sentence = None
        if line.delivered_date:
            sentence = self.env._("“%(gift)s” has been delivered already.")
        elif not line.package_id.is_chosen or self.voucher_id.state != "chosen":
            sentence = self.env._(
                "“%(gift)s” is not in the package that the customer chose."
            )
        elif self.date > self.company_id._aig_today():
            sentence = self.env._("“%(gift)s” cannot be delivered on a day to come.")
        elif line.gift_id.needs_proof and not (self.photo or self.proof_file):
            sentence = self.env._(
                "Add a photo or a file that shows that “%(gift)s” was delivered."
            )
        if sentence:
            raise UserError(sentence % {"gift": line.gift_id.name})
        self._check_file()

    def _check_file(self):
        size = len(self.with_context(bin_size=False).proof_file or b"") * 3 // 4
        if size > PROOF_LIMIT * MEGABYTE:
            raise ValidationError(
                self.env._(
                    "The file is too large: %(limit)s MB are allowed.",
                    limit=PROOF_LIMIT,
                )
            )

    def _refuse_reversal(self):
        for delivery in self:
            raise UserError(
                self.env._(
                    "“%(gift)s” is not delivered: there is nothing to take back.",
                    gift=delivery.line_id.gift_id.name,
                )
            )

    def _check_reversal(self):
        if self.line_id.delivery_id != self.reverses_id:
            self._refuse_reversal()
        if not (self.note or "").strip():
            raise UserError(self.env._("Write why the delivery is taken back."))


class AigVoucherPackageLine(models.Model):
    """When a gift is due, and that it was delivered."""

    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    due_date = fields.Date(
        "Due on", help="Empty: set by the customer's choice, by the gift's lead time."
    )
    delivery_ids = fields.One2many(
        "aig.voucher.delivery", "line_id", string="Deliveries", readonly=True
    )
    delivery_id = fields.Many2one(
        "aig.voucher.delivery", readonly=True, copy=False, ondelete="restrict"
    )
    delivered_date = fields.Date("Delivered on", readonly=True, copy=False)
    delivered_by_id = fields.Many2one(related="delivery_id.delivered_by_id")

    # Read by: the job that reminds
    _due_date_idx = models.Index("(due_date) WHERE delivered_date IS NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"delivery_id", "delivered_date"}

    def action_deliver(self):
        """Open the form that says that this gift was delivered."""
        return self._open_delivery(self.env._("Delivered"), {})

    def action_undo_delivery(self):
        """Open the form that takes the delivery back."""
        context = {"default_reverses_id": self.delivery_id.id}
        return self._open_delivery(self.env._("Take Back"), context)

    def action_delivery(self):
        """Open what proves the delivery."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Deliveries"),
            "res_model": "aig.voucher.delivery",
            "views": [(False, "list"), (False, "form")],
            "domain": [("line_id", "=", self.id)],
            "context": {"create": False},
        }

    def _get_due_date(self):
        """The last day of display time, else so many days from today."""
        today = self.company_id._aig_today()
        return self.date_to or today + timedelta(self.gift_id.lead_days)

    def _open_delivery(self, title, context):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "aig.voucher.delivery",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_line_id": self.id, **context},
        }

    def _set_delivery(self, delivery):
        """Mark as delivered, or as not delivered for an empty recordset."""
        self.ensure_one()
        voucher = self.package_id.voucher_id
        # sudo: nobody types what was delivered; a delivery says it
        self.sudo().write({"delivery_id": delivery.id, "delivered_date": delivery.date})
        self._deliver_on_order(bool(delivery))
        if delivery:
            voucher._on_delivered(self)
        else:
            voucher._on_undelivered(self)
        left = voucher.chosen_package_id.line_ids.filtered(
            lambda line: not line.delivered_date
        )
        state = "chosen" if left else "done"
        if voucher.state != state:
            voucher._decide(state=state)

    def _deliver_on_order(self, delivered):
        # sudo: the order follows what is recorded here
        line = self.sudo().sale_line_ids.filtered(
            lambda line: line.state == "sale" and line.product_uom_qty
        )[-1:]
        if line.qty_delivered_method == "manual":
            line.qty_delivered = line.product_uom_qty if delivered else 0


class AigVoucher(models.Model):
    """From the choice to the last delivered gift (A33)."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    gift_line_ids = fields.One2many(
        related="chosen_package_id.line_ids", string="Chosen gifts"
    )

    def _on_delivered(self, lines):
        """Called when gifts were delivered; for what is to follow from it."""

    def _on_undelivered(self, lines):
        """Called when a delivery was taken back."""

    def _hold_choice(self):
        result = super()._hold_choice()
        # sudo: whoever records the choice
        for line in self.sudo().chosen_package_id.line_ids:
            if not line.due_date:
                line.due_date = line._get_due_date()
        return result

    def _release_choice(self):
        delivered = self.chosen_package_id.line_ids.filtered("delivered_date")
        if delivered:
            raise UserError(
                self.env._(
                    "“%(gift)s” has been delivered: take that back first.",
                    gift=delivered[0].gift_id.name,
                )
            )
        return super()._release_choice()
