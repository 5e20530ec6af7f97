from odoo import models
from odoo.exceptions import UserError


class AigSalesPlanLine(models.Model):
    """The vouchers of many chosen rows, each mailed to its own customer (A35)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def action_send_vouchers(self):
        """Prepare a sending of these rows' vouchers and open it, to be looked at.

        Rows with nothing to send are in it with the reason.

        :raises UserError: nothing was chosen
        """
        return self.env["aig.care.batch"]._open_for_rows(
            "aig.voucher", self, lambda line: line._get_voucher_to_send()
        )

    def _get_voucher_to_send(self):
        """The row's voucher, if it was confirmed and its customer has not had it yet.

        :raises UserError: what is to be done in the row first
        """
        self.ensure_one()
        self.check_access("write")
        voucher = self.voucher_ids.filtered(lambda v: v.state != "cancelled")
        if not self.total_points:
            raise UserError(
                self.env._("No points yet: fill in the figures of the plan first.")
            )
        if not voucher:
            raise UserError(
                self.env._(
                    "No voucher yet: press the Voucher icon of the row and confirm the "
                    "points first."
                )
            )
        voucher._refresh_from_line()
        if voucher.state not in ("draft", "reviewed"):
            outdated = voucher.state == "sent" and voucher._is_outdated()
            raise UserError(self._say_not_again(voucher, outdated))
        voucher._care_check_reviewed()
        return voucher

    def _say_not_again(self, voucher, outdated):
        if outdated:
            return self.env._(
                "The plan has changed since %(voucher)s was sent: press the Voucher "
                "icon of the row and look at the new points first.",
                voucher=voucher.name,
            )
        return self.env._(
            "The customer has %(voucher)s already: to send it again, press the Voucher "
            "icon of the row.",
            voucher=voucher.name,
        )
