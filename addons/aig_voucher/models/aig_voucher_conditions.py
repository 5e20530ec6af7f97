from odoo import fields, models


class AigVoucherPolicy(models.Model):
    """What customers are told about vouchers of this policy."""

    _inherit = "aig.voucher.policy"  # pylint: disable=consider-merging-classes-inherited

    conditions = fields.Text(
        translate=True,
        help="What the customer reads below the packages, a line for each condition.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "conditions" in vals:
            self._undo_reviews()
        return result

    def _update_field_translations(self, field_name, translations, *args, **kwargs):
        """Core's way for the other languages of a text."""
        result = super()._update_field_translations(
            field_name, translations, *args, **kwargs
        )
        if field_name == "conditions":
            self._undo_reviews()
        return result

    def _undo_reviews(self):
        """Vouchers that say something else by now are looked at again (A34)."""
        # sudo: also those of territories that a director of the company does not see
        self.env["aig.voucher"].sudo().search(
            [("policy_id", "in", self.ids), ("state", "in", ("draft", "reviewed"))]
        )._care_undo_review()


class AigVoucher(models.Model):
    """The conditions as they were when the customer got them."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    conditions = fields.Json(
        string="Conditions Sent",
        readonly=True,
        copy=False,
        help="By language. What was sent stays, whatever the policy says later.",
    )

    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"conditions"}

    def _get_conditions(self):
        """The lines of the conditions, in the language of the context."""
        self.ensure_one()
        if self.conditions and self.state not in ("draft", "reviewed"):
            text = self.conditions.get(self.env.lang or "en_US", "")
        else:
            text = self.policy_id.conditions or ""
        return [line.strip(" \t-•*") for line in text.splitlines() if line.strip()]

    def _mark_sent(self):
        unsent = super()._mark_sent()
        # sudo: nobody types what was sent
        for voucher in unsent.sudo():
            voucher.conditions = voucher._read_conditions()
        return unsent

    def _read_conditions(self):
        return {
            code: self.policy_id.with_context(lang=code).conditions or ""
            for code, _name in self.env["res.lang"].get_installed()
        }
