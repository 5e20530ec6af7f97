from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import formatLang

from ..tools.points import gift_share

APPROVAL_FIELDS = {"approved_by_id", "approved_date", "approved_amount"}


class AigVoucher(models.Model):
    """Vouchers above the policy's limits: approved by a manager, or not sent at all."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    approval_reason = fields.Char(
        "Needs Approval Because",
        compute="_compute_approval_reason",
        help="What goes past the limits of the policy; empty when nothing does.",
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_date = fields.Datetime("Approved On", readonly=True, copy=False)
    approved_amount = fields.Monetary(readonly=True, copy=False)
    is_approved = fields.Boolean(compute="_compute_approval_reason")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | APPROVAL_FIELDS

    def _get_gift_share(self):
        """Share of the real sales that the voucher gives back; ``None`` without any."""
        self.ensure_one()
        return gift_share(
            Decimal(str(self.amount)),
            Decimal(str(self.secured_revenue + self.expected_revenue)),
        )

    @api.depends(
        "amount",
        "secured_revenue",
        "expected_revenue",
        "expectation_multiplier",
        "approved_date",
        "approved_amount",
        "policy_id.approve_amount",
        "policy_id.approve_multiplier",
        "policy_id.approve_gift_share",
    )
    def _compute_approval_reason(self):
        for voucher in self:
            reasons = voucher._get_approval_reasons()
            voucher.approval_reason = " ".join(reasons) or False
            # an approval is for the amount it was given for
            voucher.is_approved = bool(
                not reasons
                or (voucher.approved_date and voucher.amount <= voucher.approved_amount)
            )

    def _get_approval_reasons(self):
        """Sentences about what goes past the policy's limits for approval."""
        self.ensure_one()
        policy, share = self.policy_id, self._get_gift_share()
        reasons = []
        if policy.approve_amount and self.amount > policy.approve_amount:
            reasons.append(
                self.env._(
                    "It is worth more than %(limit)s.",
                    limit=formatLang(
                        self.env, policy.approve_amount, currency_obj=self.currency_id
                    ),
                )
            )
        multiplier = policy.approve_multiplier
        if multiplier and self.expectation_multiplier > multiplier:
            reasons.append(
                self.env._(
                    "The multiplier is above %(limit)s.",
                    limit=formatLang(self.env, multiplier, digits=2),
                )
            )
        limit = policy.approve_gift_share
        if limit and share and share > Decimal(str(limit)):
            reasons.append(self._say_share(share, limit))
        return reasons

    def _say_share(self, share, limit):
        return self.env._(
            "The gifts are worth %(share)s %% of the real sales, more than "
            "%(limit)s %%.",
            share=formatLang(self.env, float(share) * 100, digits=1),
            limit=formatLang(self.env, limit * 100, digits=0),
        )

    def _check_manager(self):
        """A second pair of eyes: a manager's, on another's voucher.

        :raises AccessError: for everybody else
        """
        self.check_access("write")
        user = self.env.user
        if self.env.su or user.has_group("aig_base.group_director"):
            return
        if not user.has_group("aig_base.group_sales_manager"):
            raise AccessError(
                self.env._("Only a manager of the territory decides on this.")
            )
        if user in self.user_id:
            raise AccessError(
                self.env._("Your own voucher is decided on by your director.")
            )

    def action_open_advance(self):
        """Ask a manager how many points to advance, and why."""
        self.ensure_one()
        self._check_manager()
        # what the chosen gifts need, as far as it has not vested
        needed = self._points_needed(self.chosen_package_id)
        missing = max(needed - self.reserved_points - self.spent_points, 0)
        return {
            "name": self.env._("Advance Points"),
            "type": "ir.actions.act_window",
            "res_model": "aig.voucher.advance",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_voucher_id": self.id,
                "default_points": min(missing, self.open_points),
            },
        }

    def _check_may_advance(self, reason):
        self._check_manager()
        if not (reason or "").strip():
            raise UserError(self.env._("Say in one sentence why points are advanced."))

    def _care_check_ready(self):
        result = super()._care_check_ready()
        for voucher in self:
            limit, share = voucher.policy_id.block_gift_share, voucher._get_gift_share()
            if limit and share and share > Decimal(str(limit)):
                raise UserError(
                    self.env._(
                        "%(voucher)s cannot be sent. %(reason)s Change the figures of "
                        "the plan first.",
                        voucher=voucher.name,
                        reason=voucher._say_share(share, limit),
                    )
                )
            if not voucher.is_approved:
                raise UserError(
                    self.env._(
                        "%(voucher)s takes a manager's approval before it is sent. "
                        "%(reason)s",
                        voucher=voucher.name,
                        reason=voucher.approval_reason,
                    )
                )
        return result
