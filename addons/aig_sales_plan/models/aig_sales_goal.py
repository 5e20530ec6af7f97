from odoo import api, fields, models
from odoo.tools.misc import format_amount

from odoo.addons.aig_base.models.aig_period import FIRST_YEAR, LAST_YEAR


class AigSalesGoal(models.Model):
    """Where the company wants to be by the end of a year (A12, A13).

    Directors set it; everybody inside reads it, in each plan of the year.
    """

    _name = "aig.sales.goal"
    _description = "Company Goal"
    _order = "year desc, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char("Goal", required=True)
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self.env.company._aig_today().year,
    )
    amount = fields.Monetary(
        "In money", help="What the goal comes to. 0: it is not about money."
    )
    description = fields.Text(help="Why it matters, and how it is to be reached.")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    active = fields.Boolean(default=True)

    _year_check = models.Constraint(
        f"CHECK (year BETWEEN {FIRST_YEAR} AND {LAST_YEAR})",
        "Choose a year between 2000 and 2100.",
    )
    _amount_check = models.Constraint(
        "CHECK (amount >= 0)", "A goal cannot be negative: type 0 or more."
    )

    @api.depends("name", "amount", "currency_id")
    def _compute_display_name(self):
        for goal in self:
            parts = [goal.name or ""]
            if goal.amount:
                parts.append(format_amount(self.env, goal.amount, goal.currency_id))
            goal.display_name = ": ".join(parts)
