from odoo import models
from odoo.exceptions import UserError


class AigVoucher(models.Model):
    """Mailing a voucher: what the customer care composer asks of a document."""

    _inherit = "aig.voucher"

    def _care_type(self):
        return "voucher"

    def _care_partner(self):
        return self.partner_id

    def _care_plan_line_id(self):
        return self.plan_line_id.id

    def _care_mail_template(self):
        return self._care_ref("mail.template", "aig_voucher.mail_template_voucher")

    def _care_check_ready(self):
        for voucher in self:
            if voucher.state == "cancelled":
                raise UserError(
                    self.env._(
                        "%(voucher)s was cancelled: open the voucher of the plan's "
                        "row anew.",
                        voucher=voucher.name,
                    )
                )
            if not voucher.total_points:
                raise UserError(
                    self.env._(
                        "%(customer)s has no points yet: fill in the figures of the "
                        "plan first.",
                        customer=voucher.partner_id.display_name,
                    )
                )

    def _care_read_ahead(self):
        """Read what the plan's rows of all these vouchers consist of, at once."""
        vouchers = super()._care_read_ahead()
        # sudo: as causes are looked for, whoever sends
        lines = vouchers.plan_line_id.sudo()
        lines.receivable_ids.mapped("counted")
        lines.source_ids.mapped("figure")
        return vouchers

    def _care_after_send(self, log):
        res = super()._care_after_send(log)
        self._mark_sent()
        return res

    def _care_after_send_many(self, logs):
        self._mark_sent()
        self._promise()
        return super()._care_after_send_many(logs)

    def _mark_sent(self):
        """Note that customers have got these, and return what they had not before."""
        unsent = self.filtered(lambda v: v.state in ("draft", "reviewed"))
        if unsent:
            unsent._decide(state="sent")
        return unsent

    def _care_after_cancel(self, log):
        res = super()._care_after_cancel(log)
        left = self.care_log_ids.filtered(lambda row: row.state in ("queued", "sent"))
        if not left:
            self.filtered(lambda voucher: voucher.state == "sent")._decide(
                state="reviewed"
            )
        return res
