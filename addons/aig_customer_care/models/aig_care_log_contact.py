from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..tools.contact import NOT_REACHED, OUTCOMES, REACHED

#: The kinds that are planned, and of which a result is asked.
CONTACT_KINDS = ("call", "meeting", "visit")
#: The last of these with ``customer.id``, whoever it was; to be joined LATERAL.
LAST_CONTACT = SQL(
    """
    SELECT log.date, log.company_id
      FROM aig_care_log log
     WHERE log.partner_id = customer.id
       AND log.is_counted AND log.care_type = ANY(%s)
     ORDER BY log.date DESC, log.id DESC
     LIMIT 1
    """,
    list(CONTACT_KINDS),
)
#: Next step -> type of the activity that reminds of it
NEXT_STEPS = {
    "call": "mail.mail_activity_data_call",
    "meeting": "mail.mail_activity_data_meeting",
    "visit": "mail.mail_activity_data_meeting",
    "offer": "mail.mail_activity_data_todo",
}
#: What people say about a contact, besides the fields of any row.
RESULT_FIELDS = {
    "contact_result",
    "outcome",
    "next_step",
    "next_date",
    "res_model",
    "res_id",
}


class AigCareLog(models.Model):
    """What came of a call, a meeting or a visit, and what is next (S02, S34)."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    contact_result = fields.Selection(
        [(REACHED, "Reached"), (NOT_REACHED, "Not Reached")],
        string="Reached or Not",
        readonly=True,
    )
    outcome = fields.Selection(
        [
            ("no_answer", "No Answer"),
            ("busy", "Could Not Talk"),
            ("interested", "Interested"),
            ("offer", "Wants an Offer"),
            ("later", "Later"),
            ("refused", "Not Interested"),
        ],
    )
    next_step = fields.Selection(
        [
            ("call", "Call"),
            ("meeting", "Meet"),
            ("visit", "Visit"),
            ("offer", "Send an Offer"),
            ("none", "Nothing"),
        ],
    )
    next_date = fields.Date(string="Next Step On")
    # Read by: the weekly report, beside the plan of the week
    contact_week = fields.Date(
        string="Week",
        compute="_compute_contact_week",
        store=True,
        precompute=True,
        help="Monday of the week of a call, a meeting or a visit.",
    )

    _contact_week_idx = models.Index(
        "(contact_week, user_id) WHERE contact_week IS NOT NULL"
    )

    @api.depends("date", "care_type", "company_id")
    def _compute_contact_week(self):
        for log in self:
            is_contact = log.care_type in CONTACT_KINDS and log.date
            log.contact_week = is_contact and log.company_id._aig_monday_of(log.date)

    @api.constrains("next_step", "next_date")
    def _check_next_step(self):
        for log in self:
            if log.next_step in NEXT_STEPS and not log.next_date:
                raise ValidationError(
                    self.env._("Say on which day the next step is to be taken.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Log contacts with their results, and remind of the next steps.

        An outcome says whether the customer was reached and talked: nobody has to
        type that too. The next step becomes an activity on the deal or the customer.

        :raises AccessError: as for any row, or for a deal one may not see
        :raises ValidationError: a next step without a day
        """
        for vals in vals_list:
            if vals.get("outcome") in OUTCOMES:
                outcome = OUTCOMES[vals["outcome"]]
                vals.update(contact_result=outcome.result, evidence=outcome.evidence)
        logs = super().create(vals_list)
        for log in logs:
            if log.next_step in NEXT_STEPS and not log.reversal_of_id:
                log._aig_schedule_next_step()
        return logs

    @api.model
    def _manual_fields(self):
        return super()._manual_fields() | RESULT_FIELDS

    def _check_manual(self, vals):
        if vals.get("res_model") or vals.get("res_id"):
            self._check_deal(vals)
        return super()._check_manual(vals)

    def _check_deal(self, vals):
        """A contact by hand may be about a deal of the customer, nothing else."""
        deal = self.env["crm.lead"].browse(vals.get("res_id"))
        if vals.get("res_model") == deal._name and deal.exists():
            deal.check_access("read")
            customer = self.env["res.partner"].browse(vals.get("partner_id"))
            # sudo: the commercial customer of either may lie elsewhere
            if (
                deal.sudo().partner_id.commercial_partner_id
                == customer.sudo().commercial_partner_id
            ):
                return
        raise AccessError(self.env._("A contact is about a deal of this customer."))

    def _aig_schedule_next_step(self):
        """Put the next step on the deal, else on the customer, for the salesperson."""
        document = self.partner_id
        if self.res_model == "crm.lead":
            deal = self.env["crm.lead"].browse(self.res_id)
            document = deal if deal.has_access("write") else document
        # the reminder is read by the salesperson, also much later
        log = self.with_context(lang=self.user_id.lang)
        labels = dict(self._fields["next_step"]._description_selection(log.env))
        document.activity_schedule(
            NEXT_STEPS[self.next_step],
            date_deadline=self.next_date,
            summary=labels[self.next_step],
            user_id=self.user_id.id,
        )

    def _aig_get_saved_sentence(self):
        """Tell the salesperson what was kept, and what comes next."""
        if not self.next_date:
            return self.env._("Saved.")
        labels = dict(self._fields["next_step"]._description_selection(self.env))
        return self.env._(
            "Saved. Next: %(step)s, %(date)s",
            step=labels[self.next_step],
            date=format_date(self.env, self.next_date),
        )
