from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from .aig_sales_plan import MONTH_NUMBERS

KINDS = [
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("year", "Year"),
    ("sent", "Sent to the customer"),
]


class AigSalesPlanRevision(models.Model):
    """What was once approved or sent: compact, unchangeable rows (A18, A19).

    An approved revision is kept whole when it is adjusted, with the reason. What a
    customer received is kept when it is sent, the row of this customer alone.
    """

    _name = "aig.sales.plan.revision"
    _description = "Sales Plan Revision"
    _order = "plan_id, revision desc, id desc"

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
        readonly=True,
        prefetch=False,
        help="The figures of each customer as they were kept.",
    )
    kind = fields.Selection(
        KINDS,
        "Adjusted",
        readonly=True,
        help="What the revision was adjusted for, or that it was sent.",
    )
    month = fields.Selection(
        MONTH_NUMBERS, "Adjusted month", readonly=True, help="Of the quarter."
    )
    reason = fields.Text(readonly=True, help="Why the plan was adjusted afterwards.")
    explanation = fields.Char(
        "Why adjusted",
        compute="_compute_explanation",
        help="The reason as it was given, or that none was; of what was sent, to whom.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Sent to",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    sent_date = fields.Datetime(readonly=True)

    _plan_revision_uniq = models.UniqueIndex(
        "(plan_id, revision) WHERE partner_id IS NULL",
        "A revision of a plan is kept once.",
    )
    _plan_partner_uniq = models.UniqueIndex(
        "(plan_id, revision, partner_id) WHERE partner_id IS NOT NULL",
        "What a customer received of a revision is kept once.",
    )

    @api.depends("partner_id", "reason")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for kept in self:
            kept.explanation = (
                kept.reason
                or kept.partner_id.display_name
                or self.env._("No reason given")
            )

    @api.depends("revision", "partner_id", "approved_date", "sent_date")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for kept in self:
            values = {
                "revision": kept.revision,
                "date": format_date(self.env, kept.sent_date or kept.approved_date),
                "customer": kept.partner_id.display_name,
            }
            if kept.partner_id:
                name = self.env._(
                    "Revision %(revision)s, sent to %(customer)s on %(date)s", **values
                )
            else:
                name = self.env._(
                    "Revision %(revision)s, approved on %(date)s", **values
                )
            kept.display_name = name

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for kept in self.filtered("partner_id"):
            raise UserError(
                self.env._(
                    "%(customer)s has received revision %(revision)s: it is kept. "
                    "Make a new revision instead.",
                    customer=kept.partner_id.display_name,
                    revision=kept.revision,
                )
            )

    @api.model
    def _keep(self, plans, **why):
        """Store the approved state of plans before they are adjusted.

        :param why: ``kind``, ``month`` and ``reason`` of the adjustment
        """
        # the history is read-only for everybody, also for who adjusts the plan
        return self.sudo().create([self._prepare_vals(plan) | why for plan in plans])

    @api.model
    def _keep_sent(self, line):
        """Store what a customer receives of a revision, once."""
        plan = line.plan_id
        vals = self._prepare_vals(plan, line) | {
            "kind": "sent",
            "partner_id": line.partner_id.id,
            "sent_date": fields.Datetime.now(),
            "secured_revenue": line.secured_revenue,
            "stretch_revenue": line.stretch_revenue,
        }
        key = ("plan_id", "revision", "partner_id")
        # as above: read-only for who sends
        history = self.sudo()
        kept = history.search([(name, "=", vals[name]) for name in key])
        if kept:
            return kept
        with retry_if_duplicate(self.env.cr):
            return history.create(vals)

    @api.model
    def _prepare_vals(self, plan, lines=None):
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
                for line in (plan.line_ids if lines is None else lines)
            ],
        }
