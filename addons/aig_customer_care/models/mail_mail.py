import logging
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models, modules
from odoo.modules.registry import Registry

from ..tools.backoff import retry_delay
from ..tools.smtp_failure import CONNECTION, LATER, RECIPIENT, REFUSED

_logger = logging.getLogger(__name__)

#: The queue looks after a mail so long after Send, should the server die between.
SAFETY_NET = timedelta(minutes=2)


class MailMail(models.Model):
    """Mails of the care log: none lost, none twice, failures tried again.

    Other mails keep Odoo's own behaviour. How one leaves is in
    ``mail_mail_delivery.py``; here is what happens around it.
    """

    _inherit = "mail.mail"

    aig_care_log_id = fields.Many2one(
        "aig.care.log",
        string="Care Log Row",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    aig_try_count = fields.Integer(
        string="Failed Tries", readonly=True, copy=False, aggregator=None
    )

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        care = mails.filtered("aig_care_log_id")
        if care:
            now = fields.Datetime.now()
            care._aig_wake_queue(
                {mail.scheduled_date or now + SAFETY_NET for mail in care}
            )
        return mails

    def write(self, vals):
        res = super().write(vals)
        if vals.get("state") in ("outgoing", "cancel") and not self.env.context.get(
            "aig_sending"
        ):
            self._aig_follow_hand(vals["state"])
        return res

    def unlink(self):
        # A mail deleted from the queue never leaves
        self.filtered(lambda mail: mail.state == "outgoing")._aig_follow_hand("cancel")
        return super().unlink()

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        """Send; mails of the care log never within somebody's transaction.

        What is sent before a commit would be sent again if that commit failed.
        """
        care = self._aig_filter_care()
        if care and (auto_commit or modules.module.current_test):
            care._aig_send(auto_commit)
            if post_send_callback:
                post_send_callback(care.ids)
        elif care:
            care.write({"scheduled_date": False})
            care.send_after_commit()
        if care and care == self:
            return True
        return super(MailMail, self - care).send(
            auto_commit=auto_commit,
            raise_exception=raise_exception,
            post_send_callback=post_send_callback,
        )

    def send_after_commit(self):
        """Send at once when the transaction is safe; the queue is the safety net."""
        care = self._aig_filter_care()
        if self - care or not care:
            super(MailMail, self - care).send_after_commit()
        # A mail scheduled for later is the queue's alone
        now = fields.Datetime.now()
        care = care.filtered(
            lambda mail: not mail.scheduled_date or mail.scheduled_date <= now
        )
        if not care:
            return
        if self.env.context.get("aig_care_queue"):
            # One connection for many mails, instead of one each
            care._aig_wake_queue({fields.Datetime.now()})
            return
        if modules.module.current_test:
            care.send()
            return
        dbname, context, ids = self.env.cr.dbname, self.env.context, care.ids

        @self.env.cr.postcommit.add
        def send_care_mails():
            with Registry(dbname).cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, context)
                try:
                    env["mail.mail"].browse(ids)._aig_send(auto_commit=True)
                except Exception:
                    # The user's work is committed and the queue will send the mail
                    _logger.exception("Mails of the care log stay queued: %s", ids)
                    cr.rollback()

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        if departures := self.env.context.get("aig_departures"):
            # The caller decides for all mails at once, or that it is no failure at all
            if failure_type:
                departures.outcomes[self.id] = {
                    "success_pids": success_pids,
                    "success_emails": success_emails,
                    "failure_reason": failure_reason,
                    "failure_type": failure_type,
                }
            return True
        return super()._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )

    def _aig_filter_care(self):
        # Callers pass ids of mails that may be gone, or that they may not read
        return self & self.sudo().search(
            [("id", "in", self.ids), ("aig_care_log_id", "!=", False)]
        ).sudo(self.env.su)

    def _aig_follow_hand(self, state):
        """Let the notifications, hence the log, follow a mail changed by hand."""
        care = self.filtered("aig_care_log_id")
        if not care:
            return
        care._aig_get_notifications().write(
            {
                "notification_status": "ready" if state == "outgoing" else "canceled",
                "failure_type": False,
                "failure_reason": False,
            }
        )
        if state == "outgoing":
            care.write({"scheduled_date": False, "aig_try_count": 0})
            care._aig_wake_queue({fields.Datetime.now()})

    def _aig_get_notifications(self):
        """Return the notifications that this mail may still change, in sudo."""
        # The machinery works for whoever changes a mail
        return (
            self.env["mail.notification"]
            .sudo()
            .search(
                [
                    ("notification_type", "=", "email"),
                    ("mail_mail_id", "in", self.ids),
                    ("notification_status", "!=", "sent"),
                ]
            )
        )

    def _aig_wake_queue(self, dates):
        # without what the sender knows: the cron is kept until the commit
        # pylint: disable-next=context-overridden
        env = self.with_context({}).env
        cron = env.ref("mail.ir_cron_mail_scheduler_action", False)
        if cron and dates:
            # Salespeople have no access to crons
            cron.sudo()._trigger(at=sorted(dates))

    # Failures

    def _aig_handle_failure(self, failure):
        """Try again later, or fail for good with the reason, by ``failure``."""
        if failure.uncertain:
            # Users have no right to write rows of mails themselves
            self.sudo().aig_care_log_id.delivery_uncertain = True
        dates = set()
        for tries, mails in self.grouped("aig_try_count").items():
            delay = retry_delay(tries + 1) if failure.temporary else None
            if delay is None:
                mails._aig_fail(failure)
            else:
                dates.add(mails._aig_defer(failure, tries + 1, delay))
        self._aig_wake_queue(dates)

    def _aig_defer(self, failure, tries, delay):
        next_try = fields.Datetime.now() + delay
        self.write(
            {
                "state": "outgoing",
                "scheduled_date": next_try,
                "aig_try_count": tries,
                "failure_type": "mail_smtp",
                "failure_reason": failure.detail,
            }
        )
        self._aig_get_notifications().write(
            {
                "notification_status": "ready",
                "failure_type": False,
                "failure_reason": self._aig_get_sentence(failure),
            }
        )
        return next_try

    def _aig_fail(self, failure):
        failure_type = {
            CONNECTION: "mail_smtp",
            LATER: "mail_smtp",
            RECIPIENT: "mail_email_invalid",
        }.get(failure.kind, "unknown")
        self.write(
            {
                "state": "exception",
                "failure_type": failure_type,
                "failure_reason": failure.detail,
            }
        )
        for mail in self:
            mail._postprocess_sent_message(
                success_pids=[],
                success_emails=[],
                failure_reason=mail._aig_get_sentence(failure),
                failure_type=failure_type,
            )

    def _aig_get_sentence(self, failure):
        """Return the reason as one sentence in the salesperson's language."""
        user = self.aig_care_log_id[:1].user_id
        env = self.with_context(lang=user.lang).env
        if failure.kind == CONNECTION:
            return env._(
                "The mail server could not be reached: %(detail)s",
                detail=failure.detail,
            )
        if failure.kind == LATER:
            return env._(
                "The mail server asked to try later: %(detail)s", detail=failure.detail
            )
        if failure.kind == RECIPIENT:
            return env._(
                "The mail server does not accept this address: %(detail)s",
                detail=failure.detail,
            )
        if failure.kind == REFUSED:
            return env._(
                "The mail server refused this mail: %(detail)s", detail=failure.detail
            )
        return env._("This mail could not be sent: %(detail)s", detail=failure.detail)
