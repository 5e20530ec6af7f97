from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.aig_base.concurrency import retry_if_duplicate

LETTER_STATES = [("draft", "Draft"), ("sent", "Sent")]
COPIED_FROM_LINE = (
    "plan_id",
    "period_id",
    "partner_id",
    "user_id",
    "territory_id",
    "company_id",
)
# set when it is made or sent, never typed
DECIDED_FIELDS = {
    "plan_line_id",
    "version",
    "state",
    "sent_date",
    "content",
    "access_token",
}


class AigSalesPlanLetter(models.Model):
    """The plan as one customer gets to see it, without internal figures (A11, A19).

    Its content is a copy. Until it is sent it follows the plan's row; what a customer
    has received stays as it was, and a changed row makes the next version.
    """

    _name = "aig.sales.plan.letter"
    _description = "Plan for a Customer"
    _inherit = ["aig.guard.mixin", "aig.care.mixin", "portal.mixin"]
    _guarded_parents = ("plan_line_id",)
    _order = "id desc"

    plan_line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan row",
        required=True,
        readonly=True,
        index=True,
        # a row from which something was sent cannot be deleted: only drafts go with it
        ondelete="cascade",
    )
    version = fields.Integer(
        readonly=True,
        copy=False,
        default=1,
        aggregator=None,
        help="Counts what the customer was sent for this quarter.",
    )
    # copies: a plan that is handed on rewrites nothing that was sent
    plan_id = fields.Many2one(
        "aig.sales.plan", compute="_compute_from_line", store=True, precompute=True
    )
    period_id = fields.Many2one(
        "aig.period",
        string="Quarter",
        compute="_compute_from_line",
        store=True,
        precompute=True,
    )
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
    state = fields.Selection(
        LETTER_STATES, required=True, default="draft", readonly=True
    )
    sent_date = fields.Datetime(readonly=True, copy=False)
    content = fields.Json(readonly=True, copy=False)

    _line_version_uniq = models.UniqueIndex(
        "(plan_line_id, version)",
        "This plan of the customer is there already: open it again.",
    )

    @api.depends("plan_line_id")
    def _compute_from_line(self):
        for letter in self:
            line = letter.plan_line_id
            for name in COPIED_FROM_LINE:
                letter[name] = line[name]

    @api.depends("partner_id", "period_id", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for letter in self:
            letter.display_name = self.env._(
                "%(customer)s - %(period)s, version %(version)s",
                customer=letter.partner_id.name or "",
                period=letter.period_id.display_name or "",
                version=letter.version,
            )

    def _compute_access_url(self):
        result = super()._compute_access_url()
        for letter in self:
            letter.access_url = f"/aig/plan/{letter.id}"
        return result

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        for letter in self:
            if letter.state == "sent":
                raise UserError(
                    self.env._(
                        "%(letter)s was sent: what a customer has received is kept.",
                        letter=letter.display_name,
                    )
                )

    @api.model
    def _for_line(self, line):
        """The letter of a row as it is now: the one at hand, or the next version."""
        line.ensure_one()
        line.check_access("write")
        content = self._prepare_content(line)
        # sudo: nobody types a letter; who may write the row may write to its customer
        letters = self.sudo().search([("plan_line_id", "=", line.id)])
        last = letters.sorted("version")[-1:]
        if last.state == "draft":
            if last.content != content:
                last.content = content
        elif not last or last.content != content:
            with retry_if_duplicate(self.env.cr):
                last = last.create(
                    {
                        "plan_line_id": line.id,
                        "version": last.version + 1,
                        "content": content,
                    }
                )
        return last.sudo(self.env.su)

    def action_preview(self):
        """Open the page as the customer sees it."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": self.access_url,
            "target": "new",
        }

    def _get_customer_url(self):
        """The signed link for the customer."""
        self.ensure_one()
        return self.get_base_url() + self._get_share_url()
