from odoo import api, fields, models

EXPIRY_RULES = [
    ("year", "End of the plan's year and days of grace"),
    ("months", "Months after they vest"),
    ("none", "Never"),
]
#: What decides a voucher besides the rates; a policy that was used keeps them.
TERM_FIELDS = {
    "rounding",
    "expiry_rule",
    "expiry_grace_days",
    "expiry_months",
    "approve_amount",
    "approve_multiplier",
    "approve_gift_share",
    "block_gift_share",
}
#: Copied to the voucher with the points.
COPIED_FIELDS = ("expiry_rule", "expiry_grace_days", "expiry_months")
COPIED_FIGURES = ("secured_revenue", "expected_revenue", "expectation_multiplier")


class AigVoucherPolicy(models.Model):
    """How points are rounded and expire, and what takes a manager's approval."""

    _inherit = "aig.voucher.policy"

    rounding = fields.Selection(
        [("hundredth", "Two decimals, rounded down"), ("whole", "Whole points")],
        required=True,
        default="hundredth",
        help="How secured and stretch points are rounded, each by itself.",
    )
    expiry_rule = fields.Selection(
        EXPIRY_RULES, string="Points Expire", required=True, default="year"
    )
    expiry_grace_days = fields.Integer(
        "Days of Grace", default=90, help="Days after the end of the plan's year."
    )
    expiry_months = fields.Integer(
        "Months Until Expiry",
        default=12,
        help="Months after points vest; they expire at the end of that month.",
    )
    approve_amount = fields.Monetary(
        "Approval Above Amount",
        help="Vouchers worth more take a manager's approval; 0: none do.",
    )
    approve_multiplier = fields.Float(
        "Approval Above Multiplier",
        digits=(6, 2),
        help="Vouchers with a higher multiplier take a manager's approval; 0: none do.",
    )
    approve_gift_share = fields.Float(
        "Approval Above Gift Share",
        help="Vouchers worth more than this share of the real sales take a manager's "
        "approval; 0: none do.",
    )
    block_gift_share = fields.Float(
        "Refuse Above Gift Share",
        help="Vouchers worth more than this share of the real sales are not sent at "
        "all; 0: no limit.",
    )

    _terms_check = models.Constraint(
        "CHECK (expiry_grace_days >= 0 AND expiry_months >= 0 AND approve_amount >= 0"
        " AND approve_multiplier >= 0 AND approve_gift_share >= 0"
        " AND block_gift_share >= 0)",
        "Days, months and limits cannot be negative.",
    )

    def write(self, vals):
        if TERM_FIELDS & vals.keys():
            self._check_unused()
        return super().write(vals)


class AigVoucher(models.Model):
    """The terms a voucher was made with, whatever the policy says later."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    expiry_rule = fields.Selection(
        EXPIRY_RULES,
        string="Points Expire",
        compute="_compute_terms",
        store=True,
        precompute=True,
    )
    expiry_grace_days = fields.Integer(
        "Days of Grace", compute="_compute_terms", store=True, precompute=True
    )
    expiry_months = fields.Integer(
        "Months Until Expiry", compute="_compute_terms", store=True, precompute=True
    )
    secured_revenue = fields.Monetary(
        "Secured Sales",
        compute="_compute_terms",
        store=True,
        precompute=True,
        help="(2) + (3) + (6) of the plan's row when the voucher was made.",
    )
    expected_revenue = fields.Monetary(
        "Expected Sales",
        compute="_compute_terms",
        store=True,
        precompute=True,
        help="(4) of the plan's row when the voucher was made.",
    )
    expectation_multiplier = fields.Float(
        "Multiplier",
        digits=(6, 2),
        compute="_compute_terms",
        store=True,
        precompute=True,
        help="(5) of the plan's row when the voucher was made.",
    )

    @api.model
    def _get_copying_computes(self):
        return super()._get_copying_computes() | {"_compute_terms"}

    @api.depends("plan_line_id")
    def _compute_terms(self):
        for voucher in self:
            line = voucher.plan_line_id
            policy = voucher.policy_id
            voucher.update(
                {name: policy[name] for name in COPIED_FIELDS}
                | {name: line[name] for name in COPIED_FIGURES}
            )


class AigSalesPlanLine(models.Model):
    """Points follow the policy's rounding."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("plan_id.voucher_policy_id.rounding")
    def _compute_points(self):
        return super()._compute_points()
