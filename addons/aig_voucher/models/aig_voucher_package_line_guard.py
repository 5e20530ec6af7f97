from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.aig_base.concurrency import lock_or_retry

#: What the customer chose; the day on which a gift is due may still change.
CHOSEN_FIELDS = {
    "package_id",
    "gift_id",
    "quantity",
    "unit_value",
    "position_id",
    "date_from",
    "date_to",
}


class AigVoucherPackageLine(models.Model):
    """The gifts that a customer chose stay as they are: they are ordered."""

    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        packages = self.env["aig.voucher.package"].browse(
            {vals["package_id"] for vals in vals_list if vals.get("package_id")}
        )
        packages._check_not_chosen()
        return super().create(vals_list)

    def write(self, vals):
        if CHOSEN_FIELDS & vals.keys():
            new = self.env["aig.voucher.package"].browse(vals.get("package_id") or [])
            (self.package_id | new)._check_not_chosen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_not_chosen(self):
        self.package_id._check_not_chosen()


class AigVoucherPackage(models.Model):
    _inherit = "aig.voucher.package"  # pylint: disable=consider-merging-classes-inherited

    def _check_not_chosen(self):
        """Refuse to change what the customer has chosen.

        :raises UserError: it is one of these packages
        """
        # sudo: only whether it was chosen is looked at; the right is asked elsewhere
        packages = self.sudo()
        # a choice made this moment is waited for, and seen
        lock_or_retry(packages.voucher_id)
        for package in packages:
            if package.voucher_id.chosen_package_id == package:
                raise UserError(
                    self.env._(
                        "The customer has chosen “%(package)s”: its gifts stay as they "
                        "are. Note the customer's wish to change, and a new revision "
                        "is made.",
                        package=package.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_not_chosen(self):
        self._check_not_chosen()
