from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class AigCareFeedback(models.Model):
    """What the customer thinks of something that was sent (A37).

    Kept as it was said: nobody changes or deletes it, a later opinion is one more
    row. Each opens an activity for the next step; a document may follow it up.
    """

    _name = "aig.care.feedback"
    _description = "Customer's Opinion"
    _inherit = ["aig.care.typed.mixin"]
    _order = "id desc"
    _rec_name = "opinion"

    # Read by: the opinions on the log's row, the territory rules
    log_id = fields.Many2one(
        "aig.care.log",
        string="Care Log Row",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(related="log_id.partner_id", store=True)
    care_type = fields.Selection(related="log_id.care_type")
    user_id = fields.Many2one(
        "res.users",
        string="Noted By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
    opinion = fields.Selection(
        [
            ("good", "Good"),
            ("fair", "So-So"),
            ("change", "Wants Changes"),
        ],
        required=True,
        default="good",
    )
    words = fields.Text(
        string="Customer's Words", help="What the customer said, as it was said."
    )
    next_step = fields.Char(required=True)
    next_date = fields.Date(
        string="On",
        required=True,
        default=lambda self: self.env.company._aig_today() + timedelta(days=1),
    )

    # Read by: the customer's timeline
    _timeline_idx = models.Index("(partner_id, date DESC, id DESC)")

    @api.model_create_multi
    def create(self, vals_list):
        """Keep opinions, open the follow-up and let the document follow.

        :raises AccessError: a field that the system fills, or somebody else's row
        :raises UserError: the row does not count
        """
        if not self.env.su:
            for vals in vals_list:
                self._check_typed(vals)
        records = super().create(vals_list)
        for record in records:
            record._check_log()
            record._open_follow_up()
            document = record.log_id._get_care_document()
            if document:
                document._care_after_feedback(record)
        return records

    @api.model
    def _manual_fields(self):
        typed = {"log_id", "opinion", "words", "next_step", "next_date"}
        return super()._manual_fields() | typed

    def _check_log(self):
        log = self.log_id
        log.check_access("read")
        if not log.is_counted:
            raise UserError(
                self.env._(
                    "An opinion is noted on something that was really sent or done:"
                    " this row does not count."
                )
            )
        if log.user_id != self.env.user and not log._is_managed() and not self.env.su:
            raise AccessError(
                self.env._(
                    "Only the salesperson of a row or a manager of its territory notes"
                    " the customer's opinion on it."
                )
            )

    def _open_follow_up(self):
        """Open an activity on the customer for the row's salesperson."""
        log = self.log_id
        kinds = dict(self._fields["opinion"]._description_selection(self.env))
        log.partner_id.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.next_date,
            summary=self.next_step,
            note=" - ".join(
                filter(None, (log.display_name, kinds[self.opinion], self.words))
            ),
            user_id=log.user_id.id,
        )
