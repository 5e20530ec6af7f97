from odoo import api, models


class AigVoucherPackage(models.Model):
    """Whatever the customer would read otherwise is reviewed again (A34)."""

    _inherit = "aig.voucher.package"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        packages = super().create(vals_list)
        packages.voucher_id._care_undo_review()
        return packages

    def write(self, vals):
        vouchers = self.voucher_id
        result = super().write(vals)
        if {"name", "voucher_id", "line_ids", "sequence"} & vals.keys():
            (vouchers | self.voucher_id)._care_undo_review()
        return result

    def unlink(self):
        vouchers = self.voucher_id
        result = super().unlink()
        vouchers._care_undo_review()
        return result


class AigVoucherPackageLine(models.Model):
    """A gift that is added, changed or taken out is reviewed again (A34)."""

    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.package_id.voucher_id._care_undo_review()
        return lines

    def write(self, vals):
        vouchers = self.package_id.voucher_id
        result = super().write(vals)
        if {"package_id", "gift_id", "quantity", "unit_value"} & vals.keys():
            (vouchers | self.package_id.voucher_id)._care_undo_review()
        return result

    def unlink(self):
        vouchers = self.package_id.voucher_id
        result = super().unlink()
        vouchers._care_undo_review()
        return result
