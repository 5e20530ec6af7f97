from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from ..tools.points import gift_share, voucher_amount, voucher_points


class AigSalesPlanLine(models.Model):
    """Points and money of a plan line (A28-A30), and the row's Voucher icon."""

    _inherit = "aig.sales.plan.line"

    secured_points = fields.Float(
        "Secured points",
        digits=(16, 2),
        compute="_compute_points",
        store=True,
        precompute=True,
        help="Points for (2) debt + (3) renewal + (6) development.",
    )
    stretch_points = fields.Float(
        "Stretch points",
        digits=(16, 2),
        compute="_compute_points",
        store=True,
        precompute=True,
        help="Points for (4) expected x (5) multiplier.",
    )
    total_points = fields.Float(
        "Points", digits=(16, 2), compute="_compute_points", store=True, precompute=True
    )
    voucher_amount = fields.Monetary(
        "Amount",
        compute="_compute_points",
        store=True,
        precompute=True,
        help="Points x value of a point.",
    )
    voucher_warning = fields.Char(
        compute="_compute_voucher_warning",
        help="What the policy asks to look at again before a voucher is promised.",
    )
    voucher_ids = fields.One2many("aig.voucher", "plan_line_id", readonly=True)

    @api.depends(
        "secured_revenue",
        "stretch_revenue",
        "plan_id.voucher_policy_id.revenue_per_point",
        "plan_id.voucher_policy_id.point_value",
    )
    def _compute_points(self):
        for line in self:
            line._set_changed(
                self._prepare_points(
                    line.plan_id.voucher_policy_id,
                    Decimal(str(line.secured_revenue)),
                    Decimal(str(line.stretch_revenue)),
                    line.currency_id.decimal_places,
                )
            )

    @api.model
    def _prepare_new_sums(self, pattern, figures):
        sums = super()._prepare_new_sums(pattern, figures)
        return sums | self._prepare_points(
            pattern.plan_id.voucher_policy_id,
            Decimal(str(sums["secured_revenue"])),
            Decimal(str(sums["stretch_revenue"])),
            pattern.currency_id.decimal_places,
        )

    @api.model
    def _prepare_points(self, policy, secured, stretch, digits):
        """Points and their money by a policy, as values; without one there are none."""
        if not policy:
            return dict.fromkeys(
                ("secured_points", "stretch_points", "total_points", "voucher_amount"),
                0.0,
            )
        rates = policy._rates()
        points = voucher_points(secured, stretch, rates)
        return {
            "secured_points": float(points.secured),
            "stretch_points": float(points.stretch),
            "total_points": float(points.total),
            "voucher_amount": float(voucher_amount(points.total, rates, digits)),
        }

    @api.depends("voucher_amount", "expectation_multiplier")
    def _compute_voucher_warning(self):
        for line in self:
            line.voucher_warning = " ".join(line._get_voucher_warnings()) or False

    def _get_voucher_warnings(self):
        """Sentences about what goes past the limits of the policy."""
        self.ensure_one()
        policy = self.plan_id.voucher_policy_id
        warnings = []
        if policy and self.expectation_multiplier > policy.max_multiplier:
            warnings.append(
                self.env._(
                    "The multiplier is above the policy's %(limit)s.",
                    limit=formatLang(self.env, policy.max_multiplier, digits=2),
                )
            )
        share = gift_share(
            Decimal(str(self.voucher_amount)),
            Decimal(str(self.secured_revenue + self.expected_revenue)),
        )
        if policy and share and share > Decimal(str(policy.warn_gift_share)):
            warnings.append(
                self.env._(
                    "The gifts are worth %(share)s %% of the real sales, more than "
                    "%(limit)s %%.",
                    share=formatLang(self.env, float(share) * 100, digits=1),
                    limit=formatLang(self.env, policy.warn_gift_share * 100, digits=0),
                )
            )
        return warnings

    @api.model
    def _get_kept_fields(self):
        return [
            *super()._get_kept_fields(),
            "secured_points",
            "stretch_points",
            "total_points",
            "voucher_amount",
        ]

    def action_voucher(self):
        """Open the ready voucher mail of this row: the Voucher icon (A35).

        A voucher that nobody has reviewed is opened to be looked at first (A34).

        :raises UserError: when there are no points yet, no policy in force, or
            nobody at the customer has an e-mail address
        """
        self.ensure_one()
        voucher = self._get_voucher()
        if voucher._care_is_reviewed():
            return voucher.action_care_compose()
        voucher._care_recipients()  # says now whether there is nobody to write to
        return {**self._open_voucher(voucher), "target": "new"}

    def action_open_voucher(self):
        """Open the voucher of this row, to look at points and packages."""
        self.ensure_one()
        return self._open_voucher(self._get_voucher())

    def _open_voucher(self, voucher):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Voucher"),
            "res_model": "aig.voucher",
            "res_id": voucher.id,
            "views": [(False, "form")],
            "view_mode": "form",
        }

    def _get_voucher(self):
        """The row's voucher: up to date, or a new one where plans have changed."""
        self.ensure_one()
        if not self.total_points:
            raise UserError(
                self.env._(
                    "%(customer)s has no points yet: fill in the figures of the plan "
                    "first.",
                    customer=self.partner_id.display_name,
                )
            )
        voucher = self.voucher_ids.filtered(lambda v: v.state != "cancelled")
        voucher._refresh_from_line()
        if voucher.state == "sent" and voucher._is_outdated():
            # what the customer received stays; the new promise gets its own number
            voucher = voucher._revise()
        if not voucher:
            with retry_if_duplicate(self.env.cr):
                voucher = voucher.create({"plan_line_id": self.id})
        return voucher

    def _prepare_voucher_vals(self):
        """Values a voucher copies from its row and from the policy in force."""
        policy = self.plan_id.voucher_policy_id
        if self and not policy:
            raise UserError(
                self.env._(
                    "No voucher policy is in force for %(plan)s: ask your director to "
                    "set one.",
                    plan=self.plan_id.display_name,
                )
            )
        return {
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "territory_id": self.territory_id.id,
            "company_id": self.company_id.id,
            "policy_id": policy.id,
            "revenue_per_point": policy.revenue_per_point,
            "point_value": policy.point_value,
            "secured_points": self.secured_points,
            "stretch_points": self.stretch_points,
            "total_points": self.total_points,
            "amount": self.voucher_amount,
        }
