from odoo import models
from odoo.exceptions import UserError


class MailComposeMessage(models.TransientModel):
    """Odoo's ways to write to many at once do not go past the guard (T10)."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    def _action_send_mail_comment(self, res_ids):
        self._aig_refuse_many(res_ids)
        return super()._action_send_mail_comment(res_ids)

    def _action_send_mail_mass_mail(self, res_ids, auto_commit=False):
        self._aig_refuse_many(res_ids, is_mass=True)
        return super()._action_send_mail_mass_mail(res_ids, auto_commit=auto_commit)

    def _aig_refuse_many(self, res_ids, is_mass=False):
        """Refuse what would be neither counted nor guarded, or asks for approval.

        :raises UserError: one sentence that says which way to take
        """
        if self.env.su:
            return
        is_care = self.model in self.env and isinstance(
            self.env[self.model], self.env.registry["aig.care.mixin"]
        )
        if is_care and (is_mass or len(res_ids) > 1):
            raise UserError(
                self.env._(
                    "Documents for many customers go out by “Sending to Many”: choose"
                    " them in the list and send them from there."
                )
            )
        limit = self.env["aig.care.batch"]._get_limit()
        user = self.env.user
        if (
            len(res_ids) > limit
            and user.has_group("aig_base.group_sales_user")
            and not user.has_group("aig_base.group_sales_manager")
        ):
            raise UserError(
                self.env._(
                    "This would go to %(count)s customers, and you may write to"
                    " %(limit)s at once: choose fewer, or ask your manager to send it.",
                    count=len(res_ids),
                    limit=limit,
                )
            )
