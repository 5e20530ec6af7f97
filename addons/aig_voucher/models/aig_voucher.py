from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

VOUCHER_STATES = [
    ("draft", "Draft"),
    ("reviewed", "Reviewed"),
    ("sent", "Sent"),
    ("chosen", "Chosen"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]
# never changed after a voucher is made
BIRTH_FIELDS = {"name", "plan_line_id"}
# set by the steps of the voucher's life alone
DECIDED_FIELDS = {"state", "chosen_package_id", "chosen_by_id", "chosen_date"}


class AigVoucher(models.Model):
    """Points of one customer for one quarter, and what they may be used for.

    Rates, points and amount are copies: a later change of plan or policy does
    not rewrite what the customer was promised.
    """

    _name = "aig.voucher"
    _description = "Voucher"
    _inherit = ["aig.guard.mixin", "aig.care.mixin"]
    _guarded_parents = ("plan_line_id",)
    _order = "id desc"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    plan_line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan row",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    plan_id = fields.Many2one(related="plan_line_id.plan_id")
    period_id = fields.Many2one(related="plan_line_id.period_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        compute="_compute_from_line",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        compute="_compute_from_line",
        store=True,
        precompute=True,
        index=True,
    )
    territory_id = fields.Many2one(
        "aig.territory",
        compute="_compute_from_line",
        store=True,
        precompute=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_from_line", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    policy_id = fields.Many2one(
        "aig.voucher.policy",
        compute="_compute_from_line",
        store=True,
        precompute=True,
        ondelete="restrict",
    )
    revenue_per_point = fields.Monetary(
        compute="_compute_from_line", store=True, precompute=True
    )
    point_value = fields.Monetary(
        compute="_compute_from_line", store=True, precompute=True
    )
    secured_points = fields.Float(
        digits=(16, 2), compute="_compute_from_line", store=True, precompute=True
    )
    stretch_points = fields.Float(
        digits=(16, 2), compute="_compute_from_line", store=True, precompute=True
    )
    total_points = fields.Float(
        "Points",
        digits=(16, 2),
        compute="_compute_from_line",
        store=True,
        precompute=True,
    )
    amount = fields.Monetary(
        compute="_compute_from_line",
        store=True,
        precompute=True,
        tracking=True,
        help="Points x value of a point: gifts may be chosen up to this amount.",
    )
    package_ids = fields.One2many(
        "aig.voucher.package", "voucher_id", string="Packages"
    )
    chosen_package_id = fields.Many2one(
        "aig.voucher.package",
        readonly=True,
        copy=False,
        tracking=True,
        domain="[('voucher_id', '=', id)]",
    )
    chosen_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    chosen_date = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        VOUCHER_STATES, required=True, default="draft", readonly=True, tracking=True
    )

    _plan_line_uniq = models.UniqueIndex(
        "(plan_line_id) WHERE state <> 'cancelled'",
        "This row of the plan has a voucher already: open that one.",
    )
    _amount_check = models.Constraint(
        "CHECK (amount >= 0)", "A voucher cannot be worth less than 0."
    )

    @api.depends("plan_line_id")
    def _compute_from_line(self):
        """Copy what the plan says at this moment; it does not follow the plan."""
        for voucher in self:
            voucher.update(voucher.plan_line_id._prepare_voucher_vals())

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["name"] = self._prepare_name(vals)
        return super().create(vals_list)

    def write(self, vals):
        if BIRTH_FIELDS & vals.keys() and not self.env.su:
            raise AccessError(
                self.env._("A voucher keeps its number and the row it was made from.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if self.filtered(lambda voucher: voucher.state != "draft"):
            raise UserError(
                self.env._("Only a draft voucher may be deleted: cancel it instead.")
            )

    def action_cancel(self):
        """Withdraw vouchers; the next press of the icon makes a new one.

        :raises UserError: when the gifts were delivered already
        """
        if self.filtered(lambda voucher: voucher.state == "done"):
            raise UserError(
                self.env._("The gifts of this voucher have been delivered already.")
            )
        self._withdraw()
        return True

    def _withdraw(self):
        """Cancel, and give back what choices kept."""
        for voucher in self.filtered("chosen_package_id"):
            voucher._release_choice()
        self._decide(state="cancelled")

    def _decide(self, **vals):
        """Set what nobody types; for whoever may write the voucher."""
        self.check_access("write")
        # guarded fields are written as superuser, after the check above
        self.sudo().write(vals)

    @api.model
    def _get_copying_computes(self):
        """Computes that copy from the row, each on its own.

        Fields that come later need a compute of their own: what they are computed
        with on an upgrade must not compute points of old vouchers anew.
        """
        return {"_compute_from_line"}

    def _refresh_from_line(self):
        """Take over what the plan says now, as long as nothing was sent."""
        outdated = self.filtered(
            lambda voucher: (
                voucher.state in ("draft", "reviewed") and voucher._is_outdated()
            )
        )
        copying = self._get_copying_computes()
        for field in self._fields.values():
            if field.compute in copying:
                self.env.add_to_compute(field, outdated)
        outdated._care_undo_review()

    def _is_outdated(self):
        """Whether the plan's row promises other points or money by now."""
        self.ensure_one()
        promised = self.plan_line_id._prepare_voucher_vals()
        return any(
            round(self[name] - promised[name], 2)
            for name in ("secured_points", "stretch_points", "amount")
        )
