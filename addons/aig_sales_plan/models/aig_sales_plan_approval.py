from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

APPROVAL = "aig_sales_plan.mail_activity_type_approval"


class AigSalesPlan(models.Model):
    """Who decides on a plan, how they are asked, and what they answer (A01)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    approver_ids = fields.Many2many(
        "res.users",
        string="Asked for approval",
        compute="_compute_approver_ids",
        compute_sudo=True,
        help="The manager of the territory, or the nearest above who is not the "
        "salesperson; without one, the directors. Any manager above may decide.",
    )

    @api.depends("user_id", "territory_id", "company_id")
    def _compute_approver_ids(self):
        managers = self.territory_id._managers_above()
        for company, plans in self.grouped("company_id").items():
            directors = self._get_directors(company)
            for plan in plans:
                above = managers.get(plan.territory_id, self.env["res.users"])
                nearest = (above - plan.user_id)[:1]
                plan.approver_ids = nearest or directors - plan.user_id

    @api.model
    def _get_directors(self, company):
        """Directors of a company, who decide where no manager does."""
        # sudo: who is a director is read from the group
        group = self.env.ref("aig_base.group_director").sudo()
        return group.all_user_ids.filtered(
            lambda user: user.active and company in user.company_ids
        )

    @api.model
    def _get_queue_domain(self):
        """Plans of others that wait for an approval; the rules say which one sees."""
        return [("state", "=", "submitted"), ("user_id", "!=", self.env.uid)]

    def _check_approver(self):
        """Approval takes a second pair of eyes: a manager's, on another's plan.

        The manager of the territory, any above, and who stands in for one of them.

        :raises AccessError: one sentence, for everybody else
        """
        user = self.env.user
        if self.env.su or user.has_group("aig_base.group_director"):
            return
        is_manager = user.has_group("aig_base.group_sales_manager")
        if is_manager and user in self.user_id:
            raise AccessError(
                self.env._("Your own plan is decided on by your director, not by you.")
            )
        # sudo: who manages what, and who stands in, is technical knowledge
        managers = self.sudo().territory_id._managers_above()
        for territory in {plan.territory_id for plan in self.sudo()}:
            above = managers.get(territory, self.env["res.users"])
            mine = user | user._aig_stands_in_for(territory)
            if not is_manager or not above & mine:
                raise AccessError(
                    self.env._("Only a manager of the territory may decide on a plan.")
                )

    def _ask_approval(self):
        """One task for whoever decides."""
        for plan in self:
            for approver in plan.approver_ids:
                theirs = plan.with_context(lang=approver.lang).env
                plan.activity_schedule(
                    APPROVAL,
                    summary=theirs._("Approve this plan"),
                    user_id=approver.id,
                    date_deadline=plan.company_id._aig_today(),
                )

    def _approve(self, comment=""):
        """Approve submitted plans, each checked; tell their salespeople."""
        self._check_state("submitted")
        self._check_approver()
        self._move(
            state="approved",
            approved_by_id=self.env.uid,
            approved_date=fields.Datetime.now(),
        )
        self.activity_feedback([APPROVAL])
        self._tell_salespeople("approved", comment)

    def _send_back(self, comment=""):
        """Return submitted plans for changes.

        :raises UserError: when another than the salesperson does not say why
        """
        self._check_state("submitted")
        comment = (comment or "").strip()
        others = self.filtered(lambda plan: plan.user_id != self.env.user)
        if others and not comment:
            raise UserError(
                self.env._("Say what should change: the salesperson reads it.")
            )
        others._check_approver()
        self._move(state="draft", submitted_date=False)
        others.activity_feedback([APPROVAL])
        (self - others).activity_unlink([APPROVAL])
        others._tell_salespeople("draft", comment)

    def _tell_salespeople(self, state, comment):
        """Answer in the chatter of each plan, to its salesperson."""
        for plan in self.filtered(lambda plan: plan.user_id != self.env.user):
            theirs = plan.with_context(lang=plan.user_id.lang).env
            answer = (
                theirs._("Your plan is approved.")
                if state == "approved"
                else theirs._("Your plan comes back to you: please change it.")
            )
            plan.message_post(
                body=Markup("<p>%s</p>") % answer
                + (Markup("<p>%s</p>") % comment if comment else ""),
                # sudo: a user's own contact, to be told and nothing else
                partner_ids=plan.sudo().user_id.partner_id.ids,
            )

    def action_approve_with_comment(self):
        """Ask for a comment, then approve."""
        self._check_state("submitted")
        self._check_approver()
        return self._prepare_decision_action("approve")

    def _prepare_decision_action(self, decision):
        """The dialog in which a manager answers."""
        titles = {
            "approve": self.env._("Approve with a comment"),
            "send_back": self.env._("Send back"),
        }
        return {
            "type": "ir.actions.act_window",
            "name": titles[decision],
            "res_model": "aig.sales.plan.decision",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_plan_ids": self.ids,
                "default_decision": decision,
            },
        }

    def action_open_plan(self):
        """Open one plan as a form, from a card on another page."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
