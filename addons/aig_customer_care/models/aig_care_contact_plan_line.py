from odoo import api, fields, models
from odoo.exceptions import ValidationError

DAYS_PER_WEEK = 7


class AigCareContactPlanLine(models.Model):
    """One contact that is planned: customer, kind, day and purpose."""

    _name = "aig.care.contact.plan.line"
    _description = "Planned Contact"
    _inherit = ["aig.guard.mixin", "aig.visible.partner.mixin"]
    _guarded_parents = ("plan_id",)
    _order = "day, id"
    _rec_name = "partner_id"

    # Read by: the plan's rows
    plan_id = fields.Many2one(
        "aig.care.contact.plan", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        related="plan_id.user_id", string="Salesperson", store=True, index=True
    )
    territory_id = fields.Many2one(
        related="plan_id.territory_id", store=True, index=True
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    week_start = fields.Date(related="plan_id.week_start", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    care_type = fields.Selection(
        selection=lambda self: self._get_kinds(),
        string="Kind",
        required=True,
        default="call",
    )
    day = fields.Date(required=True)
    purpose_id = fields.Many2one("aig.care.purpose", ondelete="restrict")
    is_done = fields.Boolean(
        string="Done",
        compute="_compute_is_done",
        help="The log has a row that counts, of this kind, for this customer, by this"
        " salesperson, in this week. Each row of the log serves one planned contact.",
    )

    # Read by: the weekly report
    _week_idx = models.Index("(week_start, user_id)")

    @api.depends("partner_id", "care_type", "user_id", "week_start")
    def _compute_is_done(self):
        done = self.env["aig.care.contact.report"].search(
            [("line_id", "in", self.ids), ("done", "=", 1)]
        )
        for line in self:
            line.is_done = line._origin in done.line_id

    @api.constrains("day", "week_start")
    def _check_day(self):
        for line in self:
            if not 0 <= (line.day - line.plan_id.week_start).days < DAYS_PER_WEEK:
                raise ValidationError(
                    self.env._("Choose a day of the week of this plan.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        partners = self.env["res.partner"]
        for vals in vals_list:
            partner = partners.browse(vals.get("partner_id"))
            if partner:
                partner.check_access("read")
                # sudo: a branch one sees may have a customer one does not see
                vals["partner_id"] = partner.sudo().commercial_partner_id.id
        return super().create(vals_list)

    def action_contact(self):
        """Ask what came of this contact, with its kind and purpose filled in."""
        self.ensure_one()
        action = self.env["aig.care.contact"]._aig_open(self.partner_id)
        action["context"] |= {
            "default_care_type": self.care_type,
            "default_purpose_id": self.purpose_id.id,
        }
        return action

    @api.model
    def _get_kinds(self):
        return self.env["aig.care.contact"]._get_kinds()
