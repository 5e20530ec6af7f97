from odoo import models
from odoo.exceptions import UserError


class AigVoucher(models.Model):
    """Points and packages are looked at again before a voucher is sent (A34)."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited
    _care_has_review = True

    def action_review(self):
        """Confirm that points and packages were looked at before sending (A34).

        :raises UserError: for a cancelled voucher
        """
        if self.filtered(lambda voucher: voucher.state == "cancelled"):
            raise UserError(self.env._("A cancelled voucher is not reviewed."))
        self._refresh_from_line()
        self._care_set_reviewed()
        self.filtered(lambda voucher: voucher.state == "draft")._decide(
            state="reviewed"
        )
        return True

    def action_review_and_send(self):
        """Confirm the points and go on to the ready mail."""
        self.ensure_one()
        self.action_review()
        return self.action_care_compose()

    def _care_review_sentence(self):
        return self.env._(
            "The points of %(voucher)s have not been confirmed since they last changed:"
            " open the voucher, look at points and packages, press Confirm Points, then"
            " send it.",
            voucher=self.name,
        )

    def _care_undo_review(self):
        result = super()._care_undo_review()
        # sudo: nobody types the state; whoever changes the content undoes the review
        self.sudo().filtered(lambda voucher: voucher.state == "reviewed").write(
            {"state": "draft"}
        )
        return result
