from odoo import api, models
from odoo.exceptions import UserError

from .aig_sales_plan_line import FIGURES
from .aig_sales_plan_months import MONTHS


class AigSalesPlan(models.Model):
    """What a customer has received of a plan stays (A19)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def _mark_sent(self, partner):
        """Keep what a customer receives of the present revision, unchangeable.

        Called where the plan is sent. The next change of this customer's figures, also
        in a draft, makes a new revision.

        :return: the row of ``aig.sales.plan.revision``; the same one when the revision
            is sent again
        :raises UserError: if the customer is not in the plan
        """
        self.ensure_one()
        partner = partner.commercial_partner_id
        line = self.line_ids.filtered(lambda line: line.partner_id == partner)
        if not line:
            raise UserError(
                self.env._(
                    "%(customer)s is not in %(plan)s: add the customer before you "
                    "send the plan.",
                    customer=partner.display_name,
                    plan=self.display_name,
                )
            )
        return self.env["aig.sales.plan.revision"]._keep_sent(line)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        # sudo: that something was sent counts, also what the user may not see
        sent = self.sudo().revision_ids.filtered("partner_id")[:1]
        if sent:
            raise UserError(
                self.env._(
                    "%(plan)s cannot be deleted: %(customer)s has received it. Close "
                    "it instead.",
                    plan=sent.plan_id.display_name,
                    customer=sent.partner_id.display_name,
                )
            )


class AigSalesPlanLine(models.Model):
    """A row that its customer has received changes in a new revision only."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        names = {*FIGURES, *MONTHS} & vals.keys()
        if names:
            self._open_revision_after_sending({name: vals[name] for name in names})
        moved = {"plan_id", "partner_id"} & vals.keys()
        if moved:
            self.filtered(
                lambda line: any(line[name].id != vals[name] for name in moved)
            )._check_not_received()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unreceived(self):
        self._check_not_received()

    def _get_sent_revisions(self):
        """What the customer received of this row's plan, of whatever revision."""
        self.ensure_one()
        # sudo: that something was sent counts, also what the user may not see
        kept = self.plan_id.sudo().revision_ids
        return kept.filtered(lambda sent: sent.partner_id.id == self.partner_id.id)

    def _check_not_received(self):
        """Refuse to take a customer out of a plan that the customer has.

        :raises UserError: naming the customer
        """
        for line in self:
            if line._get_sent_revisions():
                raise UserError(
                    self.env._(
                        "%(customer)s has received this plan: set the figures to 0 "
                        "instead of taking the customer out.",
                        customer=line.partner_id.display_name,
                    )
                )

    def _open_revision_after_sending(self, vals):
        """Count a new revision where a customer has the present one of a draft.

        :param dict vals: the figures about to be written
        """
        # sudo: who may write a row may not always read its plan (a stand-in)
        for plan in self.sudo().plan_id.filtered(lambda plan: plan.state == "draft"):
            present = plan.revision_ids.filtered(
                lambda sent, plan=plan: sent.revision == plan.revision
            )
            customers = present.partner_id
            if customers and any(
                line.plan_id == plan and line.partner_id in customers
                for line in self.filtered(
                    lambda line: any(line[name] != vals[name] for name in vals)
                )
            ):
                plan.with_env(self.env)._move(revision=plan.revision + 1)
