from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.aig_base.concurrency import lock_or_retry


class AigVoucher(models.Model):
    """The package a customer chose, by whom and when (A33)."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _choose(self, package, **origin):
        """Record the choice of a package; a former choice is given up first.

        :param origin: further values about who chose, and from where
        :raises UserError: for a voucher that is done or cancelled, or a package
            of another voucher
        """
        self.ensure_one()
        # two choices at once: the second waits here, and sees the first
        lock_or_retry(self)
        if self.state in ("done", "cancelled"):
            raise UserError(
                self.env._("A voucher that is done or cancelled has nothing to choose.")
            )
        if package.voucher_id != self:
            raise UserError(
                self.env._("This package belongs to another voucher: choose again.")
            )
        if self.chosen_package_id == package:
            return
        if self.chosen_package_id:
            self._release_choice()
        self._decide(
            chosen_package_id=package.id,
            chosen_by_id=self.env.uid,
            chosen_date=fields.Datetime.now(),
            state="chosen",
            **origin,
        )
        self._hold_choice()

    def _hold_choice(self):
        """Keep what the chosen package needs; called once for each choice."""

    def _release_choice(self):
        """Give back what the choice kept: another package, a withdrawn voucher."""
