from odoo import api, fields, models


class AigSalesPlanRevision(models.Model):
    """What was once approved: one compact, unchangeable row per revision (A18)."""

    _name = "aig.sales.plan.revision"
    _description = "Sales Plan Revision"
    _order = "plan_id, revision desc"

    plan_id = fields.Many2one(
        "aig.sales.plan",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    revision = fields.Integer(required=True, readonly=True, aggregator=None)
    user_id = fields.Many2one(
        related="plan_id.user_id", store=True, string="Salesperson", index=True
    )
    territory_id = fields.Many2one("aig.territory", readonly=True, index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    approved_by_id = fields.Many2one("res.users", readonly=True)
    approved_date = fields.Datetime(readonly=True)
    secured_revenue = fields.Monetary(readonly=True)
    stretch_revenue = fields.Monetary(readonly=True)
    figures = fields.Json(
        readonly=True, help="The figures of each customer as they were approved."
    )

    _plan_revision_uniq = models.UniqueIndex(
        "(plan_id, revision)", "A revision of a plan is kept once."
    )

    @api.model
    def _keep(self, plans):
        """Store the approved state of plans before they are adjusted."""
        # the history is read-only for everybody, also for who adjusts the plan
        return self.sudo().create([self._prepare_vals(plan) for plan in plans])

    @api.model
    def _prepare_vals(self, plan):
        names = self.env["aig.sales.plan.line"]._get_kept_fields()
        return {
            "plan_id": plan.id,
            "revision": plan.revision,
            "territory_id": plan.territory_id.id,
            "approved_by_id": plan.approved_by_id.id,
            "approved_date": plan.approved_date,
            "secured_revenue": plan.secured_revenue,
            "stretch_revenue": plan.stretch_revenue,
            "figures": [
                {"partner_id": line.partner_id.id}
                | {name: line[name] for name in names}
                for line in plan.line_ids
            ],
        }
