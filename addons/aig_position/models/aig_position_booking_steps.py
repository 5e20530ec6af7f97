from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import booking as steps
from ..tools import hold


class AigPositionBooking(models.Model):
    """The steps of a booking: hold, approve, prolong, book, stop, cancel."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    def action_hold(self):
        """Keep the place for the customer for a time; the price is frozen.

        With approval switched on, a salesperson's hold waits for a manager; the place
        is kept meanwhile.

        :raises UserError: somebody has the place, or it has no rate
        """
        self._check_write()
        for booking in self:
            needs = booking.company_id.aig_hold_approval and not self._is_manager()
            booking._take_place(steps.REQUESTED if needs else steps.RESERVED)
            booking._hold_for_a_time()
        return True

    def action_approve(self):
        """Let a salesperson's hold stand.

        :raises AccessError: whoever asks is no manager
        """
        self._check_write()
        self._check_manager()
        self._step(steps.RESERVED)
        return True

    def action_prolong(self):
        """Hold for once more as long, from now on.

        :raises UserError: it was prolonged as often as the company allows
        """
        self._check_write()
        for booking in self:
            limit = booking.company_id.aig_hold_renewals
            if booking.renewal_count >= limit and not self._is_manager():
                raise UserError(
                    self.env._(
                        "%(booking)s was prolonged %(count)s times already: ask a "
                        "manager to do it once more.",
                        booking=booking.name,
                        count=booking.renewal_count,
                    )
                )
            if booking.state not in steps.HELD:
                raise UserError(
                    self.env._(
                        "%(booking)s is not held: nothing to prolong.",
                        booking=booking.name,
                    )
                )
            booking._hold_for_a_time()
            booking._decide({"renewal_count": booking.renewal_count + 1})
        return True

    def action_book(self):
        """Make it firm: the place is the customer's, no hold ends it.

        :raises UserError: somebody has the place, or it has no rate
        """
        self._check_write()
        for booking in self:
            today = booking.company_id._aig_today()
            if booking.state == steps.DRAFT:
                booking._take_place(steps.BOOKED)
            else:
                booking._step(steps.BOOKED)
            booking._decide({"hold_until": False, "alert_at": False})
            phase = steps.phase(booking.date_from, booking.date_to, today)
            if phase != steps.BOOKED:
                booking._step(phase)
        return True

    def action_stop(self):
        """End a running booking today; the place is free from tomorrow on."""
        self._check_write()
        for booking in self:
            booking._step(steps.STOPPED)
            today = booking.company_id._aig_today()
            last = max(min(today, booking.date_to), booking.date_from)
            booking._decide({"date_to": last})
            booking._stays().write({"date_to": last})
        return True

    def action_cancel(self):
        """Give the place back."""
        self._check_write()
        self._step(steps.CANCELLED)
        self._give_back()
        return True

    def action_draft(self):
        """Begin anew after an end."""
        self._check_write()
        self._step(steps.DRAFT)
        self._decide({"amount": 0, "renewal_count": 0})
        return True

    def _check_write(self):
        # the steps write as superuser what nobody may type
        self.check_access("write")

    def _is_manager(self):
        return self.env.su or self.env.user.has_group("aig_base.group_sales_manager")

    def _check_manager(self):
        if not self._is_manager():
            raise AccessError(self.env._("Managers approve the holds of their people."))

    def _step(self, step):
        for booking in self:
            if not steps.may_follow(step, booking.state):
                states = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(booking)s is “%(state)s”: it cannot become “%(step)s”.",
                        booking=booking.name,
                        state=states[booking.state],
                        step=states[step],
                    )
                )
        self._decide({"state": step})

    def _decide(self, vals):
        # sudo: guarded fields; the right to the record was asked before
        self.sudo().write(vals)

    def _take_place(self, step):
        self.ensure_one()
        if not steps.may_follow(step, self.state):
            self._step(step)
        self._check_industry()
        amount = self._get_amount()
        self._occupy()
        self._decide({"state": step, "amount": amount})

    def _get_amount(self):
        if self.booking_type != "paid":
            return 0
        # sudo: what was offered to the customer holds, whoever takes the place
        line = self.sudo().sale_line_id
        if line:
            return line.price_subtotal
        return self.position_id._get_price(self.date_from, self.date_to, self.slots)

    def _give_back(self):
        self._decide({"hold_until": False, "alert_at": False})
        self._stays().unlink()

    def _hold_for_a_time(self):
        self.ensure_one()
        company = self.company_id
        now, holidays = self._get_hold_calendar()
        ends = hold.expiry(
            now, company.aig_hold_length, company.aig_hold_unit, holidays
        )
        self._hold_until(ends)

    def _get_hold_calendar(self):
        """Now, and the holidays from today on, as the company has them."""
        company = self.company_id
        now = company._aig_now().replace(tzinfo=None)
        # sudo: the company's public holidays are no secret
        quiet_days = self.env["aig.care.quiet.day"].sudo()
        return now, quiet_days._get_days(company, now.date())[False]

    def _hold_until(self, ends):
        """Set the end of a hold, in local time, and the warning before it."""
        company = self.company_id
        now, holidays = self._get_hold_calendar()
        warn = hold.alert(now, ends, holidays)
        self._decide(
            {
                "hold_until": company._aig_utc(ends),
                "alert_at": company._aig_utc(warn),
            }
        )
        cron = self.env.ref("aig_position.ir_cron_aig_position_booking")
        # sudo: the job runs when a hold ends, whoever holds
        cron.sudo()._trigger(at=[self.alert_at, self.hold_until])

    def _cron_run(self):
        """Warn of holds, end those that are over, begin and end what is booked."""
        self._warn_of_ends()
        self._expire()
        self._follow_the_calendar()

    def _warn_of_ends(self):
        now = fields.Datetime.now()
        due = self.search([("state", "in", list(steps.HELD)), ("alert_at", "<=", now)])
        for booking in due:
            theirs = booking.with_context(lang=booking.user_id.lang).env
            booking.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=booking.company_id._aig_today(),
                summary=theirs._(
                    "The hold of %(position)s ends: book, prolong or give back",
                    position=booking.position_id.display_name,
                ),
                user_id=booking.user_id.id,
            )
            booking.alert_at = False
            self.env["ir.cron"]._commit_progress(1)

    def _expire(self):
        now = fields.Datetime.now()
        due = self.search(
            [("state", "in", list(steps.HELD)), ("hold_until", "<=", now)]
        )
        for booking in due:
            if not booking.try_lock_for_update():
                continue  # somebody is at work on it: the next run
            booking._step(steps.EXPIRED)
            booking._give_back()
            self.env["ir.cron"]._commit_progress(1)

    def _follow_the_calendar(self):
        # no company is further ahead than that
        latest = fields.Date.today() + timedelta(1)
        firm = self.search(
            [
                ("state", "in", [steps.BOOKED, steps.IN_FLIGHT]),
                ("date_from", "<=", latest),
            ]
        )
        for booking in firm:
            today = booking.company_id._aig_today()
            phase = steps.phase(booking.date_from, booking.date_to, today)
            if phase != booking.state:
                booking._step(phase)
                self.env["ir.cron"]._commit_progress(1)
