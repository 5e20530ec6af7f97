from odoo import api, fields, models

from odoo.addons.aig_base.concurrency import retry_if_duplicate
from odoo.addons.aig_base.tools.period import month_of

from ..models.aig_sales_plan import QUARTERS


class AigSalesPlanGenerate(models.TransientModel):
    """Makes the plan of a person and quarter from the period before (A21)."""

    _name = "aig.sales.plan.generate"
    _description = "New Plan from Last Period"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        default=lambda self: self.env.user,
    )
    allowed_user_ids = fields.Many2many(
        "res.users", compute="_compute_allowed_user_ids", string="People"
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self._default_quarter_of(self.env.user).year,
    )
    quarter = fields.Selection(
        QUARTERS,
        required=True,
        default=lambda self: str(self._default_quarter_of(self.env.user).number),
    )

    @api.depends_context("uid")
    @api.depends("company_id")
    def _compute_allowed_user_ids(self):
        self.allowed_user_ids = self._get_people()

    @api.model
    def _get_people(self):
        """Those for whom the user may plan: himself, and a manager's people."""
        user = self.env.user
        if not user.has_group("aig_base.group_sales_manager"):
            return user
        domain = [
            ("all_group_ids", "in", self.env.ref("aig_base.group_sales_user").ids)
        ]
        if not user.aig_sees_all_territories:
            territories = user.aig_own_territory_ids.ids
            domain += [
                "|",
                ("aig_membership_ids.territory_id", "in", territories),
                ("aig_managed_territory_ids", "in", territories),
            ]
        # sudo: who works where is no secret among sales staff, their groups are
        return self.env["res.users"].sudo().search(domain).sudo(self.env.su) | user

    @api.model
    def _default_quarter_of(self, user):
        """The quarter to plan: the next one in the last month, or when this one is."""
        today = self.env.company._aig_today()
        current = self.env["aig.period"]._default_quarter()
        is_last_month = month_of(today) == current.months()[-1]
        if is_last_month or self._find_plan(user, current.year, str(current.number)):
            return current.next()
        return current

    @api.onchange("user_id")
    def _onchange_user_id(self):
        quarter = self._default_quarter_of(self.user_id)
        self.year, self.quarter = quarter.year, str(quarter.number)

    @api.model
    def _find_plan(self, user, year, quarter):
        return self.env["aig.sales.plan"].search(
            [
                ("user_id", "=", user.id),
                ("year", "=", year),
                ("quarter", "=", quarter),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )

    def action_generate(self):
        """Make the plan, or add what it lacks, and open it.

        Run again it changes nothing that is there.

        :raises UserError: when the plan has been handed in
        """
        self.ensure_one()
        wizard = self.with_company(self.company_id)
        vals = {
            "user_id": self.user_id.id,
            "year": self.year,
            "quarter": self.quarter,
            "company_id": self.company_id.id,
        }
        plan = wizard._find_plan(self.user_id, self.year, self.quarter)
        if not plan:
            with retry_if_duplicate(self.env.cr):
                plan = wizard.env["aig.sales.plan"].create(vals)
        plan._fill_from_records()
        return {
            "type": "ir.actions.act_window",
            "name": plan.display_name,
            "res_model": plan._name,
            "res_id": plan.id,
            "views": [(False, "form")],
        }
