from dataclasses import replace
from datetime import time, timedelta

from odoo import fields, models
from odoo.tools import format_date

from ..tools.care_guard import (
    BLOCK,
    CAP,
    HOURS,
    PURPOSE,
    QUIET_DAY,
    WARN,
    Cap,
    Rules,
    Touch,
    check,
    next_free_slot,
)

WEEKENDS = {"none": (), "sunday": (6,), "weekend": (5, 6)}
#: The longest period a cap looks back, besides rolling ones.
MONTH_DAYS = 31


class AigCareGuard(models.AbstractModel):
    """Asks the rules about a sending, blind to who may read what (S10).

    Everybody gets the same sentences: the kind and day of what stands against the
    sending, and whom to ask. Nothing else of a colleague's record leaves this file.
    """

    _name = "aig.care.guard"
    _description = "Care Guard"

    def _evaluate(self, customer, company, kind, purpose, at=None):
        """Say whether the customer may be contacted (A48, S03, S10).

        :param customer: commercial partner
        :param str kind: value of ``aig.care.log.care_type``
        :param purpose: ``aig.care.purpose``, may be empty
        :param datetime at: naive UTC; now when empty
        :return: ``(state, sentences, slot)``: "free", "warn" or "block", a list of
            sentences, and the next free moment in naive UTC or False
        """
        answers = self._evaluate_many(customer, company, kind, purpose, at)
        return answers[customer.id]

    def _evaluate_many(self, customers, company, kind, purpose, at=None):
        """Say it of many customers at once, see ``_evaluate``.

        :return: ``{customer id: (state, sentences, slot)}``
        """
        # Colleagues' records count too; what is said of them is decided below
        guard = self.sudo()
        customers, company, purpose = (
            record.sudo() for record in (customers, company, purpose)
        )
        moment = guard._to_local(at or fields.Datetime.now(), company)
        rules = guard._get_rules(company, purpose)
        quiet_days = guard._get_quiet_days(customers, company, moment.date())
        touches = guard._get_touches(customers, company, rules, moment)
        return {
            customer.id: guard._answer(
                replace(rules, quiet_days=quiet_days[customer.id]),
                touches[customer.id],
                kind,
                company,
                purpose,
                moment,
            )
            for customer in customers
        }

    def _answer(self, rules, touches, kind, company, purpose, moment):
        findings = check(rules, touches, kind, purpose.id, moment)
        if not findings:
            return "free", [], False
        slot = next_free_slot(rules, touches, kind, purpose.id, moment)
        sentences = [
            self._say(finding, company, purpose, moment) for finding in findings
        ]
        is_blocked = any(finding.severity == BLOCK for finding in findings)
        free = company._aig_utc(slot) if slot else False
        return BLOCK if is_blocked else WARN, sentences, free

    def _get_rules(self, company, purpose):
        """Return what holds for all customers: the rules without quiet days."""
        caps = self.env["aig.care.cap"].search([("company_id", "=", company.id)])
        quiet = company.aig_care_quiet_policy
        again = company.aig_care_purpose_policy
        return Rules(
            caps=tuple(
                Cap(
                    maximum=cap.maximum,
                    period=cap.period,
                    kind=cap.care_type or None,
                    days=cap.days,
                    severity=cap.severity,
                    ref=cap.id,
                )
                for cap in caps
            ),
            quiet_from=self._to_time(company.aig_care_quiet_from),
            quiet_to=self._to_time(company.aig_care_quiet_to),
            quiet_weekdays=frozenset(WEEKENDS[company.aig_care_quiet_weekend]),
            quiet_severity=None if quiet == "off" else quiet,
            window_days=purpose.window_days,
            window_severity=None if again == "off" else again,
        )

    def _get_quiet_days(self, customers, company, today):
        """Return ``{customer id: days}``: everybody's and the customer's own."""
        days = self.env["aig.care.quiet.day"]._get_days(company, today, customers)
        return {
            customer.id: frozenset(days[False] | days[customer.id])
            for customer in customers
        }

    def _get_touches(self, customers, company, rules, moment):
        """Return ``{customer id: touches}``."""
        days = max([MONTH_DAYS, rules.window_days, *(cap.days for cap in rules.caps)])
        since = company._aig_utc(moment - timedelta(days=days + 1))
        logs = self.env["aig.care.log"].search_fetch(
            [
                ("partner_id", "in", customers.ids),
                ("company_id", "=", company.id),
                ("date", ">=", since),
                "|",
                ("is_counted", "=", True),
                ("state", "=", "queued"),
            ],
            ["partner_id", "date", "care_type", "purpose_id", "user_id"],
        )
        touches = {customer.id: [] for customer in customers}
        for log in logs:
            touches[log.partner_id.id].append(
                Touch(
                    self._to_local(log.date, company),
                    log.care_type,
                    log.purpose_id.id or None,
                    log.user_id.id,
                )
            )
        return touches

    def _say(self, finding, company, purpose, moment):
        if finding.code == CAP:
            cap = self.env["aig.care.cap"].browse(finding.cap.ref)
            return self.env._(
                "Cap reached, %(rule)s: %(touch)s.",
                rule=cap._get_rule(),
                touch=self._describe(finding, moment),
            )
        if finding.code == PURPOSE:
            return self.env._(
                "Same purpose within %(days)s days (%(purpose)s): %(touch)s.",
                days=purpose.window_days,
                purpose=purpose.name,
                touch=self._describe(finding, moment),
            )
        if finding.code == HOURS:
            return self.env._(
                "Quiet hours from %(start)s to %(end)s.",
                start=self._to_time(company.aig_care_quiet_from).strftime("%H:%M"),
                end=self._to_time(company.aig_care_quiet_to).strftime("%H:%M"),
            )
        day = format_date(self.env, moment.date())
        if finding.code == QUIET_DAY:
            return self.env._("%(day)s is a quiet day.", day=day)
        return self.env._("%(day)s is a quiet weekday.", day=day)

    def _describe(self, finding, moment):
        touch = min(finding.touches, key=lambda touch: abs(touch.at - moment))
        kinds = self.env["aig.care.log"]._fields["care_type"]
        return self.env._(
            "%(kind)s on %(day)s, ask %(user)s",
            kind=dict(kinds._description_selection(self.env))[touch.kind],
            day=format_date(self.env, touch.at.date()),
            user=self.env["res.users"].browse(touch.ref).name,
        )

    def _to_time(self, hours):
        minutes = min(round(hours * 60), 24 * 60 - 1)
        return time(minutes // 60, minutes % 60)

    def _to_local(self, moment, company):
        return company._aig_local(moment).replace(tzinfo=None)
