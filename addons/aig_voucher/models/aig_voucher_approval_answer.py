from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.aig_base.concurrency import lock_or_retry

from .aig_voucher_approval import APPROVAL_FIELDS

APPROVAL = "aig_voucher.mail_activity_type_approval"
REQUEST_FIELDS = {"approval_asked_date"}
REFUSAL_FIELDS = {"refused_by_id", "refused_date", "refusal_reason"}


class AigVoucher(models.Model):
    """A salesperson asks for an approval; a manager approves, or refuses and says why.

    Answer and question are about what the voucher says at that moment: a change takes
    them back.
    """

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    approval_asked_date = fields.Datetime(
        "Approval Asked For",
        readonly=True,
        copy=False,
        help="When the salesperson asked; empty when it was answered.",
    )
    refused_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    refused_date = fields.Datetime("Refused On", readonly=True, copy=False)
    refusal_reason = fields.Char("Refused Because", readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | REQUEST_FIELDS | REFUSAL_FIELDS

    def action_ask_approval(self):
        """Give whoever decides on these vouchers a task.

        :raises UserError: nothing of a voucher takes an approval
        """
        self._check_undecided()
        today = fields.Datetime.now()
        self._decide(approval_asked_date=today, **dict.fromkeys(REFUSAL_FIELDS, False))
        for voucher in self:
            # sudo: whom the plan asks for its own approval
            for approver in voucher.sudo().plan_id.approver_ids:
                theirs = voucher.with_context(lang=approver.lang)
                theirs.activity_schedule(
                    APPROVAL,
                    summary=theirs.env._("Approve voucher %(name)s", name=voucher.name),
                    note=" ".join(theirs._get_approval_reasons()),
                    user_id=approver.id,
                    date_deadline=voucher.company_id._aig_today(),
                )
        return True

    def action_approve(self):
        """Let vouchers above the policy's limits be sent.

        :raises AccessError: the user is no manager of the territory, or the voucher
            is the manager's own
        :raises UserError: nothing of a voucher takes an approval any more
        """
        self._check_manager()
        self._check_undecided()
        for voucher in self:
            voucher._decide(
                approved_by_id=self.env.uid,
                approved_date=fields.Datetime.now(),
                approved_amount=voucher.amount,
                **dict.fromkeys(REQUEST_FIELDS | REFUSAL_FIELDS, False),
            )
        self.activity_feedback([APPROVAL])
        for voucher in self:
            theirs = voucher.with_context(lang=voucher.user_id.lang).env
            voucher._answer(theirs._("The voucher is approved: you may send it."))
        return True

    def action_open_refusal(self):
        """Ask a manager why the voucher is refused."""
        self.ensure_one()
        self._check_manager()
        self._check_undecided()
        return {
            "name": self.env._("Refuse Voucher"),
            "type": "ir.actions.act_window",
            "res_model": "aig.voucher.refusal",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_voucher_id": self.id},
        }

    def _refuse(self, reason):
        """Refuse an approval; the salesperson reads why.

        :raises AccessError: as :meth:`action_approve`
        :raises UserError: without a reason, or when the voucher takes no approval
        """
        self.ensure_one()
        self._check_manager()
        self._check_undecided()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why: the salesperson reads it."))
        self._decide(
            approval_asked_date=False,
            refused_by_id=self.env.uid,
            refused_date=fields.Datetime.now(),
            refusal_reason=reason,
        )
        self.activity_feedback([APPROVAL])
        theirs = self.with_context(lang=self.user_id.lang).env
        self._answer(theirs._("The voucher is refused: please change it."), reason)

    def _check_undecided(self):
        """Two who decide at once: the second is told what the first has decided.

        :raises UserError: a voucher takes no approval, or has it, or was cancelled
        """
        self.check_access("write")
        lock_or_retry(self)
        for voucher in self:
            if voucher.state == "cancelled" or voucher.is_approved:
                raise UserError(
                    self.env._(
                        "%(voucher)s takes no approval, or has it already.",
                        voucher=voucher.name,
                    )
                )

    def _answer(self, answer, comment=""):
        """Tell the salesperson in the voucher's history."""
        self.ensure_one()
        paragraphs = [Markup("<p>%s</p>") % text for text in (answer, comment) if text]
        self.message_post(
            body=Markup("").join(paragraphs),
            # sudo: a user's own contact, to be told and nothing else
            partner_ids=(self.sudo().user_id - self.env.user).partner_id.ids,
        )

    def _care_undo_review(self):
        result = super()._care_undo_review()
        # sudo: nobody types decisions; whoever changes the content undoes them
        decided = self.sudo()
        decided.filtered("approved_date").write(dict.fromkeys(APPROVAL_FIELDS, False))
        decided.filtered("refused_date").write(dict.fromkeys(REFUSAL_FIELDS, False))
        asked = decided.filtered("approval_asked_date")
        asked.write(dict.fromkeys(REQUEST_FIELDS, False))
        if asked:
            asked.activity_unlink([APPROVAL])
        return result
