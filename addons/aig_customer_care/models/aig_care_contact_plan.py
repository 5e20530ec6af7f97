from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools.misc import formatLang

from odoo.addons.aig_base.tools.period import iso_week_of

from ..tools.contact import share
from .aig_care_log_contact import CONTACT_KINDS

WORKING_DAYS = 5


class AigCareContactPlan(models.Model):
    """Whom a salesperson means to contact in one week (S16)."""

    _name = "aig.care.contact.plan"
    _description = "Weekly Contact Plan"
    _inherit = ["aig.guard.mixin"]
    _order = "week_start desc, id desc"
    _rec_names_search = ("user_id",)

    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        "aig.territory",
        compute="_compute_territory_id",
        store=True,
        precompute=True,
        index=True,
        help="The territory of the salesperson when the plan was made.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    week_start = fields.Date(
        string="Week From",
        required=True,
        default=lambda self: self.env.company._aig_today(),
        help="Any day of the week: the plan begins on its Monday.",
    )
    idle_days = fields.Integer(
        string="Days Without Contact",
        default=14,
        aggregator=None,
        help="Filling adds the customers whom nobody has contacted for so many days.",
    )
    line_ids = fields.One2many("aig.care.contact.plan.line", "plan_id", "Contacts")
    planned_count = fields.Integer(string="Planned", compute="_compute_counts")
    done_count = fields.Integer(string="Done", compute="_compute_counts")
    call_count = fields.Integer(string="Calls", compute="_compute_counts")
    successful_count = fields.Integer(
        string="Successful Calls", compute="_compute_counts"
    )
    done_share = fields.Char(
        string="% Done",
        compute="_compute_counts",
        help="Planned contacts that took place, of all planned ones.",
    )
    success_share = fields.Char(
        string="% Successful",
        compute="_compute_counts",
        help="Calls in which the customer was reached and talked, of all calls.",
    )

    _user_week_uniq = models.UniqueIndex(
        "(user_id, week_start, company_id)",
        "This person already has a contact plan for this week: open that one.",
    )
    _week_start_check = models.Constraint(
        "CHECK (EXTRACT(isodow FROM week_start) = 1)", "A week begins on a Monday."
    )
    _idle_days_check = models.Constraint(
        "CHECK (idle_days > 0)", "Type one day without contact or more."
    )

    @api.depends("user_id")
    def _compute_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for plan in self:
            plan.territory_id = plan.territory_id or homes.get(plan.user_id._origin.id)

    @api.depends("user_id", "week_start", "line_ids")
    @api.depends_context("lang")
    def _compute_counts(self):
        rows = self.env["aig.care.contact.report"]._read_group(
            [
                ("user_id", "in", self.user_id.ids),
                ("week_start", "in", self.mapped("week_start")),
                ("company_id", "in", self.company_id.ids),
            ],
            ["user_id", "week_start:day", "company_id"],
            ["planned:sum", "done:sum", "calls:sum", "successful:sum"],
        )
        counts = {
            (user.id, week, company.id): numbers
            for user, week, company, *numbers in rows
        }
        for plan in self:
            key = plan.user_id.id, plan.week_start, plan.company_id.id
            planned, done, calls, successful = counts.get(key, (0, 0, 0, 0))
            plan.planned_count = planned
            plan.done_count = done
            plan.call_count = calls
            plan.successful_count = successful
            plan.done_share = self._format_share(done, planned)
            plan.success_share = self._format_share(successful, calls)

    @api.depends("user_id", "week_start")
    def _compute_display_name(self):
        for plan in self:
            if not plan.week_start:
                plan.display_name = plan.user_id.name
                continue
            year, week, _day = plan.week_start.isocalendar()
            plan.display_name = self.env._(
                "Week %(week)s/%(year)s - %(salesperson)s",
                week=week,
                year=year,
                salesperson=plan.user_id.name,
            )

    @api.onchange("week_start")
    def _onchange_week_start(self):
        self.week_start = self._get_monday(self.week_start)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            day = vals.get("week_start") or self.env.company._aig_today()
            vals["week_start"] = self._get_monday(day)
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("week_start"):
            vals = {**vals, "week_start": self._get_monday(vals["week_start"])}
        return super().write(vals)

    def action_fill(self):
        """Add calls to customers whom nobody has contacted for ``idle_days``.

        Those come first who have waited longest; a customer who is in the plan is
        not added again. They are spread over the days from Monday to Friday.
        """
        self.ensure_one()
        self.check_access("write")
        customers = self._get_idle_customers()
        self.line_ids = [
            Command.create(
                {
                    "partner_id": customer.id,
                    "care_type": "call",
                    "day": self.week_start + timedelta(days=number % WORKING_DAYS),
                }
            )
            for number, customer in enumerate(customers)
        ]

    def _get_candidates(self):
        """Return the customers whom filling considers; override to choose others."""
        return self.env["res.partner"].search(
            [
                ("user_id", "=", self.user_id.id),
                ("parent_id", "=", False),
                ("aig_territory_id", "!=", False),
            ]
        )

    def _get_idle_customers(self):
        known = self.line_ids.partner_id
        customers = self._get_candidates() - known
        last = dict(
            self.env["aig.care.log"]._read_group(
                [
                    ("partner_id", "in", customers.ids),
                    ("is_counted", "=", True),
                    ("care_type", "in", CONTACT_KINDS),
                ],
                ["partner_id"],
                ["date:max"],
            )
        )
        today = self.env.company._aig_today()
        limit = self.company_id._aig_day_start_utc(
            today - timedelta(days=self.idle_days)
        )
        idle = customers.filtered(lambda c: c not in last or last[c] < limit)
        never = fields.Datetime.to_datetime("1970-01-01")
        return idle.sorted(lambda customer: (last.get(customer, never), customer.id))

    @api.model
    def _format_share(self, part, whole):
        percent = share(part, whole)
        # without anything to divide nothing is shown: that is not zero
        if percent is None:
            return False
        return f"{formatLang(self.env, float(percent), digits=1)} %"

    @api.model
    def _get_monday(self, day):
        day = fields.Date.to_date(day)
        return day and iso_week_of(day).first_day
