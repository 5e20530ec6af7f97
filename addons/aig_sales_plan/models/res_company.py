from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_plan_with_tax = fields.Boolean(
        string="Plan figures with tax",
        help="Read year revenue and receivables of sales plans with tax. "
        "By default only the untaxed share of each invoice counts.",
    )
    aig_plan_deals = fields.Selection(
        [
            ("open", "Closing in the quarter, overdue or without a date"),
            ("quarter", "Closing in the quarter"),
        ],
        string="Deals proposed as development",
        required=True,
        default="open",
        help="Which open deals a new plan row proposes as development.",
    )
    aig_plan_fresh_days = fields.Integer(
        string="Days figures stay fresh",
        default=30,
        help="A plan is submitted with figures that were read from the books within "
        "these days; 0 does not ask.",
    )
    aig_floor_pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Floor pricelist",
        domain="[('company_id', 'in', [False, id])]",
        help="Its prices are the lowest that sales plans may carry without a "
        "manager's approval. A product without a rule in it has no floor.",
    )
    aig_sales_distribution_id = fields.Many2one(
        "aig.sales.distribution",
        string="Months of the year",
        ondelete="restrict",
        help="How targets and plans spread over the months by themselves. Without it "
        "all months count alike. What was spread before stays.",
    )
    aig_plan_first_reminder = fields.Integer(
        string="First reminder of the plan",
        default=14,
        help="Days before the quarter begins. 0: none.",
    )
    aig_plan_last_reminder = fields.Integer(
        string="Last reminder of the plan",
        default=3,
        help="Days before the quarter begins. 0: none.",
    )
    aig_collect_after_days = fields.Integer(
        string="Days until overdue debt is collected",
        help="Debt that is overdue when a quarter begins is planned for so many days "
        "after its first day, unless the customer promised another day. 0: the first "
        "day. Rows that are there keep their day.",
    )
    aig_late_by_manager = fields.Boolean(
        string="Only managers promise beyond the quarter",
        help="Debt that is due within the quarter may be promised for after it by "
        "managers only. The reason is asked in any case.",
    )

    _aig_collect_after_check = models.Constraint(
        "CHECK (aig_collect_after_days BETWEEN 0 AND 89)",
        "Overdue debt is collected within the quarter: type 0 to 89 days.",
    )
    _aig_plan_reminder_check = models.Constraint(
        "CHECK (aig_plan_first_reminder >= 0 AND aig_plan_last_reminder >= 0)",
        "Reminders come before the quarter begins: type 0 or more days.",
    )
