from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.care_guard import BLOCK


class MailComposeMessage(models.TransientModel):
    """The guard in the composer: what stands against sending, and when it is free."""

    # pylint: disable-next=consider-merging-classes-inherited
    _inherit = "mail.compose.message"

    aig_send_at = fields.Datetime(
        string="Send On", help="Empty: at once. Until then it can be cancelled."
    )
    aig_guard_state = fields.Selection(
        [("free", "Free"), ("warn", "Warning"), ("block", "Blocked")],
        string="Guard",
        compute="_compute_aig_guard",
    )
    aig_guard_message = fields.Text(
        string="Against Sending", compute="_compute_aig_guard"
    )
    aig_guard_slot = fields.Datetime(
        string="Next Free Slot", compute="_compute_aig_guard"
    )
    aig_guard_can_override = fields.Boolean(
        string="May Send Nevertheless", compute="_compute_aig_guard"
    )
    aig_guard_reason = fields.Char(
        string="Why Send Nevertheless",
        help="It is kept in the care log, together with what stood against sending.",
    )

    @api.depends("aig_care", "model", "res_ids", "aig_send_at")
    def _compute_aig_guard(self):
        for composer in self:
            document = composer.aig_care and composer._aig_get_document()
            state, sentences, slot = "free", [], False
            # Who may not send this document learns nothing about its customer
            if document and document.has_access("write"):
                state, sentences, slot = composer._aig_ask_guard(document)
            composer.aig_guard_state = state
            composer.aig_guard_message = "\n".join(sentences)
            composer.aig_guard_slot = slot
            composer.aig_guard_can_override = composer._aig_can_override(
                state, composer._aig_get_company(document)
            )

    def action_aig_schedule(self):
        """Send at the next free slot.

        :raises UserError: there is none within a year
        """
        self.ensure_one()
        slot = self.aig_guard_slot
        if not slot:
            raise UserError(
                self.env._(
                    "There is no free moment within a year: ask a director to look at"
                    " the caps and quiet times."
                )
            )
        self.aig_send_at = slot
        return self.action_send_mail()

    def _aig_ask_guard(self, document):
        return self.env["aig.care.guard"]._evaluate(
            document._care_partner(),
            self._aig_get_company(document),
            document._care_type(),
            document._care_purpose(),
            self.aig_send_at,
        )

    def _aig_get_company(self, document):
        own = document and "company_id" in document and document.company_id
        return own or self.env.company

    def _aig_can_override(self, state, company):
        if state != BLOCK:
            return state != "free"
        groups = "aig_base.group_sales_manager", "aig_base.group_content_manager"
        # sudo: the setting is no secret, the company's record may be
        return company.sudo().aig_care_override == "managers" and any(
            self.env.user.has_group(group) for group in groups
        )

    def _aig_pass_guard(self, document):
        """Take the customer's turn, ask again, and return values of the log row.

        :raises UserError: something stands against it, one sentence each
        """
        now = fields.Datetime.now()
        if self.aig_send_at and self.aig_send_at <= now:
            raise UserError(
                self.env._("The moment to send on is over: choose a later one.")
            )
        # sudo: nobody has access to the turns
        self.env["aig.care.turn"].sudo()._take(document._care_partner())
        answer = self._aig_ask_guard(document)
        return self._aig_guard_vals(document, answer, self.aig_send_at or now)

    def _aig_guard_vals(self, document, answer, date):
        """Return values of the log row, or refuse, by what the guard says.

        :raises UserError: something stands against it, one sentence each
        """
        state, sentences, slot = answer
        vals = {"date": date}
        if state == "free":
            return vals
        findings = "\n".join(sentences)
        reason = (self.aig_guard_reason or "").strip()
        may = self._aig_can_override(state, self._aig_get_company(document))
        if not (reason and may):
            raise UserError(self._aig_refuse(findings, slot, may))
        return {**vals, "guard_findings": findings, "guard_reason": reason}

    def _aig_refuse(self, findings, slot, may):
        lines = [findings]
        if slot:
            local = fields.Datetime.context_timestamp(self, slot)
            lines.append(
                self.env._(
                    "Next free slot: %(slot)s.", slot=local.strftime("%d/%m/%Y %H:%M")
                )
            )
        lines.append(
            self.env._("To send nevertheless, say why.")
            if may
            else self.env._("You cannot send it now.")
        )
        return "\n".join(lines)
