from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_date

from odoo.addons.aig_base.models.aig_period import FIRST_YEAR, LAST_YEAR

QUARTERS = [("1", "Q1"), ("2", "Q2"), ("3", "Q3"), ("4", "Q4")]
MONTH_NUMBERS = [("1", "1st month"), ("2", "2nd month"), ("3", "3rd month")]
PLAN_STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("closed", "Closed"),
]
# set by the steps of the workflow alone
WORKFLOW_FIELDS = {
    "state",
    "revision",
    "submitted_date",
    "approved_by_id",
    "approved_date",
    "reviewed_date",
}


class AigSalesPlan(models.Model):
    """The plan of one salesperson for one quarter, customer by customer (A01)."""

    _name = "aig.sales.plan"
    _description = "Sales Plan"
    _inherit = ["aig.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, quarter desc, id desc"
    _rec_names_search = ("user_id", "period_id")
    _check_company_auto = True

    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        tracking=True,
    )
    territory_id = fields.Many2one(
        "aig.territory",
        compute="_compute_territory_id",
        store=True,
        precompute=True,
        index=True,
        help="The territory of the salesperson when the plan was made. "
        "It stays when the person moves.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self.env.company._aig_today().year,
    )
    quarter = fields.Selection(
        QUARTERS,
        required=True,
        default=lambda self: self._default_quarter(),
    )
    period_id = fields.Many2one(
        "aig.period",
        compute="_compute_period_id",
        store=True,
        precompute=True,
        index=True,
    )
    date_from = fields.Date(related="period_id.date_from", store=True, precompute=True)
    date_to = fields.Date(related="period_id.date_to", store=True, precompute=True)
    state = fields.Selection(
        PLAN_STATES, required=True, default="draft", readonly=True, tracking=True
    )
    revision = fields.Integer(
        default=1,
        readonly=True,
        copy=False,
        aggregator=None,
        help="Counts the approved versions: adjusting an approved plan makes "
        "the next revision.",
    )
    revision_ids = fields.One2many(
        "aig.sales.plan.revision", "plan_id", string="Former revisions", readonly=True
    )
    line_ids = fields.One2many(
        "aig.sales.plan.line", "plan_id", string="Customers", copy=True
    )
    line_count = fields.Integer(string="Customer count", compute="_compute_totals")
    secured_revenue = fields.Monetary(compute="_compute_totals")
    stretch_revenue = fields.Monetary(compute="_compute_totals")
    planned_revenue = fields.Monetary("Planned sales", compute="_compute_totals")
    submitted_date = fields.Datetime(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_date = fields.Datetime(readonly=True, copy=False)

    _user_quarter_uniq = models.UniqueIndex(
        "(user_id, year, quarter, company_id)",
        "This person already has a plan for this quarter: open that one instead.",
    )
    _quarter_check = models.Constraint(
        "CHECK (quarter IN ('1', '2', '3', '4'))",
        "A year has quarters 1 to 4.",
    )
    _year_check = models.Constraint(
        f"CHECK (year BETWEEN {FIRST_YEAR} AND {LAST_YEAR})",
        "Choose a year between 2000 and 2100.",
    )
    _revision_check = models.Constraint(
        "CHECK (revision >= 1)", "Revisions are counted from 1."
    )

    @api.model
    def _default_quarter(self):
        return str(self.env["aig.period"]._default_quarter().number)

    # Computes ---------------------------------------------------------------------

    @api.depends("user_id")
    def _compute_territory_id(self):
        for plan in self:
            # a plan that has left the draft keeps the territory it was made in
            if plan.state == "draft" or not plan.territory_id:
                plan.territory_id = plan.user_id._aig_home_territory()

    @api.depends("year", "quarter")
    def _compute_period_id(self):
        Period = self.env["aig.period"]
        for plan in self:
            known = plan.quarter and FIRST_YEAR <= plan.year <= LAST_YEAR
            plan.period_id = known and Period._get_quarter(plan.year, plan.quarter)

    @api.depends("period_id", "year", "quarter", "user_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        Period = self.env["aig.period"]
        for plan in self:
            # the plan knows its quarter: no need to read the row of it
            period = plan.period_id and Period._get_label(plan.year, plan.quarter)
            parts = (period, plan.user_id.name)
            plan.display_name = " - ".join(part for part in parts if part)

    @api.depends(
        "line_ids.secured_revenue",
        "line_ids.stretch_revenue",
        "line_ids.planned_revenue",
    )
    def _compute_totals(self):
        """Count and sum the lines: saved plans in one query, forms from their rows."""
        names = self._get_summed_fields()
        saved = self.filtered(lambda plan: plan._origin == plan)
        sums = {
            plan: totals
            for plan, *totals in self.env["aig.sales.plan.line"]._read_group(
                [("plan_id", "in", saved.ids)],
                ["plan_id"],
                ["__count", *(f"{name}:sum" for name in names)],
            )
        }
        for plan in self - saved:
            lines = plan.line_ids
            sums[plan] = (len(lines), *(sum(lines.mapped(name)) for name in names))
        for plan in self:
            plan.line_count, *totals = sums.get(plan, (0,) * (len(names) + 1))
            plan.update(dict(zip(names, totals, strict=True)))

    @api.model
    def _get_summed_fields(self):
        """Fields that plan and line share, summed on the plan; override to add more."""
        return ["secured_revenue", "stretch_revenue", "planned_revenue"]

    # CRUD -------------------------------------------------------------------------

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | WORKFLOW_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self.env["aig.period"]._check_quarter_vals(vals)
        self._check_not_planned_yet(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self.env["aig.period"]._check_quarter_vals(vals)
        moved = {"user_id", "year", "quarter", "company_id"} & vals.keys()
        if moved and self.filtered(lambda plan: plan.state != "draft"):
            raise UserError(
                self.env._(
                    "A plan that has been submitted keeps its salesperson and "
                    "quarter: send it back to draft first."
                )
            )
        result = super().write(vals)
        if {"year", "quarter", "company_id"} & vals.keys():
            self.line_ids._build_details()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        for plan in self:
            if plan.state != "draft" or plan.revision > 1:
                raise UserError(
                    self.env._(
                        "%(plan)s cannot be deleted: it has been submitted, and what "
                        "was once decided is kept. Close it instead.",
                        plan=plan.display_name,
                    )
                )

    @api.model
    def _check_not_planned_yet(self, vals_list):
        """Name the plan that exists already; the unique index decides in a race."""
        for vals in vals_list:
            keys = {
                name: vals.get(name) or self.default_get([name]).get(name)
                for name in ("user_id", "year", "quarter", "company_id")
            }
            # a colleague's plan that the user may not see still takes the place:
            # only its existence is told, no field of it
            plan = self.sudo().search(
                [(name, "=", value) for name, value in keys.items()], limit=1
            )
            if plan:
                raise ValidationError(
                    self.env._(
                        "%(user)s already has a plan for quarter %(quarter)s of "
                        "%(year)s, made on %(date)s: open that plan instead of "
                        "making a second one.",
                        user=plan.user_id.name,
                        quarter=plan.quarter,
                        year=plan.year,
                        date=format_date(self.env, plan.create_date),
                    )
                )
