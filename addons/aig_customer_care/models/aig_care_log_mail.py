from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from ..tools.delivery import CANCELLED, FAILED, QUEUED, SENT, delivery_state

#: First key of the advisory locks of sends; the second is the send key's hash.
LOCK_CLASS = 0x41494753


class AigCareLog(models.Model):
    """The mail behind a row: one message, whose notifications give the state."""

    _inherit = "aig.care.log"

    # Read by: recomputing the state when a notification changes
    mail_message_id = fields.Many2one(
        "mail.message",
        string="Message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    send_key = fields.Char(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("queued", "Queued"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_state",
        store=True,
    )
    sent_date = fields.Datetime(
        string="Sent On",
        compute="_compute_state",
        store=True,
        help="When the mail really left; the date is when Send was pressed, or the "
        "moment it was scheduled for.",
    )
    failure_reason = fields.Text(
        string="Last Failure", compute="_compute_state", store=True
    )
    next_try = fields.Datetime(compute="_compute_next_try", compute_sudo=True)
    delivery_uncertain = fields.Boolean(
        string="Unknown - Check",
        readonly=True,
        copy=False,
        help="The server stopped while this mail was leaving and sent it again: the "
        "customer may have received it twice.",
    )

    _send_key_uniq = models.Constraint(
        "UNIQUE (send_key)", "This has been sent already."
    )

    @api.depends(
        "send_key",
        "mail_message_id.notification_ids.notification_type",
        "mail_message_id.notification_ids.notification_status",
        "mail_message_id.notification_ids.failure_reason",
    )
    def _compute_state(self):
        for log in self:
            state = log._get_state()
            log.state = state
            log.sent_date = log.sent_date or (state == SENT and log._get_sent_date())
            log.failure_reason = log._get_failure_reason(state)

    @api.depends("state")
    def _compute_next_try(self):
        tries = {}
        queued = self.filtered(lambda log: log.state == QUEUED)
        if queued:
            tries = dict(
                self.env["mail.mail"]._read_group(
                    [("aig_care_log_id", "in", queued.ids), ("state", "=", "outgoing")],
                    ["aig_care_log_id"],
                    ["scheduled_date:min"],
                )
            )
        for log in self:
            log.next_try = tries.get(log._origin, False)

    @api.model
    def _care_log_vals(self, document):
        """Return the values of the row for ``document``, an ``aig.care.mail.mixin``.

        Override to add fields of other addons, e.g. the plan line.
        """
        return {
            "partner_id": document._care_partner().id,
            "user_id": self.env.uid,
            "company_id": (
                ("company_id" in document and document.company_id) or self.env.company
            ).id,
            "care_type": document._care_type(),
            "purpose_id": document._care_purpose().id,
            "res_model": document._name,
            "res_id": document.id,
        }

    @api.model
    def _find_sent(self, send_key):
        """Return the row that already holds ``send_key``, in sudo."""
        # The row may belong to a colleague
        return self.sudo().search([("send_key", "=", send_key)], limit=1)

    @api.model
    def _create_for_send(self, document, send_key, subject, **values):
        """Create the queued row of a sending, in sudo.

        :param values: further values, e.g. those of the guard
        :raises ConcurrencyError: another transaction is sending the same; the
            request is then run again and finds its row
        """
        self._wait_for_same_send(send_key)
        vals = self._care_log_vals(document)
        vals.update(send_key=send_key, subject=subject, **values)
        # the other row may be committed after our snapshot
        with retry_if_duplicate(self.env.cr):
            # users have no right to write rows of mails themselves
            return self.sudo().create(vals)

    @api.model
    def _create_for_sends(self, vals_list):
        """Create the queued rows of many sendings at once, in sudo.

        :param vals_list: of ``_care_log_vals``, with the send key
        :raises ConcurrencyError: one of them has just been sent
        """
        # known, so that they need not be computed and written a second time
        known = dict.fromkeys(("failure_reason", "is_counted", "sent_date"), False)
        with retry_if_duplicate(self.env.cr):
            # users have no right to write rows of mails themselves
            return self.sudo().create(
                [{**vals, **known, "state": QUEUED} for vals in vals_list]
            )

    @api.model
    def _claim_sends(self, send_keys):
        """Claim keys until the end of the transaction; return those that are free."""
        rows = self.env.execute_query(
            SQL(
                "SELECT key FROM unnest(%s) AS key"
                " WHERE pg_try_advisory_xact_lock(%s, hashtext(key))",
                list(send_keys),
                LOCK_CLASS,
            )
        )
        return {row[0] for row in rows}

    def _wait_for_same_send(self, send_key):
        """Wait for a transaction that sends the same, then run the request again.

        The unique index alone would do; it would fill the log with errors.
        """
        lock = SQL("%s, hashtext(%s)", LOCK_CLASS, send_key)
        query = SQL("SELECT pg_try_advisory_xact_lock(%s)", lock)
        [[is_free]] = self.env.execute_query(query)
        if not is_free:
            self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(%s)", lock))
            raise ConcurrencyError(send_key)

    def _get_notifications(self):
        """Return the e-mail notifications to the customer's people.

        Colleagues who follow the document do not count.
        """
        return self.mail_message_id.notification_ids.filtered(
            lambda notification: (
                notification.notification_type == "email"
                and (
                    not notification.res_partner_id
                    or notification.res_partner_id.partner_share
                    or notification.res_partner_id.commercial_partner_id
                    == self.partner_id
                )
            )
        )

    def _get_state(self):
        if self.mail_message_id:
            notifications = self._get_notifications()
            return delivery_state(notifications.mapped("notification_status"))
        if not self.send_key:
            return SENT
        # The message is linked right after creation; when it is deleted later, what
        # was known stays, and what was still waiting will never leave
        return CANCELLED if self.state == QUEUED else self.state or QUEUED

    def _get_sent_date(self):
        return fields.Datetime.now() if self.mail_message_id else self.date

    def _get_failure_reason(self, state):
        if state not in (QUEUED, FAILED):
            return False
        if not self.mail_message_id:
            return self.failure_reason
        for notification in self._get_notifications():
            if notification.failure_reason:
                return notification.failure_reason
            if state == FAILED and notification.failure_type:
                return notification.format_failure_reason()
        return False
