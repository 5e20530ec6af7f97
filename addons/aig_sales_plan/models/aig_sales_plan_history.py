import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import format_date, formatLang

from odoo.addons.aig_base.tools.period import Quarter

from ..tools.study import history_years, percent_reached
from .aig_sales_plan_ledger import INVOICE_TYPES

# keys of the facts, as the page sends them back
KEY = re.compile(r"orders|payments|plan|contacts(:[a-z]+)?|revenue(:2\d{3}(:[1-4])?)?")
SENT_KINDS = ("voucher", "product", "article")


@dataclass(slots=True)
class History:
    """What happened with one customer; ``None`` and missing keys are "no data"."""

    revenue: dict[tuple[int, int], float] = field(default_factory=dict)
    last_invoice: date | None = None
    order_count: int | None = None
    last_contact: tuple[datetime, str, str] | None = None
    sent: dict[str, int] = field(default_factory=dict)
    days_late: float | None = None
    paid_count: int = 0


class AigSalesPlanLine(models.Model):
    """History of a plan row's customer, read anew each time it is looked at (A17)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    study_history = fields.Json(
        "History",
        compute="_compute_study_history",
        help="Years and facts, in words; each opens its records.",
    )

    @api.depends("partner_id", "plan_id.date_from", "plan_id.company_id")
    @api.depends_context("lang", "uid")
    def _compute_study_history(self):
        self.study_history = False
        last = self._read_last_lines()
        for (company, day), lines in self.grouped(
            lambda line: (line.plan_id.company_id, line.plan_id.date_from)
        ).items():
            # of a customer who is another territory's by now nothing is told
            partners = lines.partner_id._origin._filtered_access("read")
            if not day or not partners:
                continue
            years = history_years(day)
            found = self._read_history(company, years, partners)
            for line in lines:
                history = found.get(line.partner_id._origin.id)
                if history:
                    line.study_history = line._describe_history(
                        history, years, last.get(line, self.browse())
                    )

    # Reading ----------------------------------------------------------------------

    @api.model
    def _read_history(self, company, years, partners):
        """``{customer id: History}``, in one query for each kind of fact.

        Invoices, orders and payments are read as superuser: the history of a customer
        does not begin with its present salesperson. Which of the records one may open
        stays with the rules.
        """
        histories = {partner.id: History() for partner in partners}
        self._read_revenue_history(company, years, partners, histories)
        self._read_orders(company, partners, histories)
        self._read_payments(company, years, partners, histories)
        self._read_contacts(partners, histories)
        return histories

    def _read_revenue_history(self, company, years, partners, histories):
        amount = "total" if company.aig_plan_with_tax else "untaxed"
        groups = (
            self.env["account.move"]
            .sudo()  # see _read_history
            ._read_group(
                self._get_history_domain(company, years, partners),
                ["commercial_partner_id", "invoice_date:quarter"],
                [f"amount_{amount}_signed:sum", "invoice_date:max"],
            )
        )
        for partner, day, total, latest in groups:
            history = histories[partner.id]
            history.revenue[day.year, (day.month + 2) // 3] = total
            history.last_invoice = max(history.last_invoice or latest, latest)

    @api.model
    def _get_history_domain(self, company, years, partners):
        """The posted customer invoices and refunds of some years."""
        return [
            ("company_id", "=", company.id),
            ("state", "=", "posted"),
            ("move_type", "in", INVOICE_TYPES),
            ("invoice_date", ">=", f"{years[0]}-01-01"),
            ("invoice_date", "<=", f"{years[-1]}-12-31"),
            ("commercial_partner_id", "in", partners.ids),
        ]

    def _read_orders(self, company, partners, histories):
        groups = (
            self.env["sale.order"]
            .sudo()  # see _read_history
            ._read_group(
                self._get_orders_domain(company, partners), ["partner_id"], ["__count"]
            )
        )
        for partner, count in groups:
            history = histories[partner.commercial_partner_id.id]
            history.order_count = (history.order_count or 0) + count

    @api.model
    def _get_orders_domain(self, company, partners):
        return [
            ("company_id", "=", company.id),
            ("state", "=", "sale"),
            ("partner_id.commercial_partner_id", "in", partners.ids),
        ]

    def _read_contacts(self, partners, histories):
        """The last contact with its kind and person, and what was sent by kind."""
        Log = self.env["aig.care.log"]
        counted = [("is_counted", "=", True), ("partner_id", "in", partners.ids)]
        latest = dict(Log._read_group(counted, ["partner_id"], ["date:max"]))
        logs = Log.search([*counted, ("date", "in", list(latest.values()))])
        kinds = dict(Log._fields["care_type"]._description_selection(self.env))
        for log in logs:
            if latest[log.partner_id] == log.date:
                histories[log.partner_id.id].last_contact = (
                    log.date,
                    kinds[log.care_type],
                    log.user_id.name,
                )
        for (customer, kind), count in Log._count_sent(
            "partner_id", partners.ids
        ).items():
            histories[customer].sent[kind] = count

    def _read_payments(self, company, years, partners, histories):
        """Average days from the due date to the last payment of paid invoices."""
        # raw SQL flushes nothing by itself
        for model in ("account.move", "account.move.line", "account.partial.reconcile"):
            self.env[model].flush_model()
        for customer, days, count in self.env.execute_query(
            SQL(
                """
                SELECT customer, AVG(paid_on - due_on), COUNT(*)
                  FROM (SELECT move.commercial_partner_id AS customer,
                               MAX(partial.max_date) AS paid_on,
                               MAX(COALESCE(item.date_maturity, item.date)) AS due_on
                          FROM account_move move
                          JOIN account_move_line item ON item.move_id = move.id
                          JOIN account_account account ON account.id = item.account_id
                          JOIN account_partial_reconcile partial
                            ON partial.debit_move_id = item.id
                         WHERE move.company_id = %(company)s
                           AND move.state = 'posted'
                           AND move.move_type IN ('out_invoice', 'out_receipt')
                           AND move.payment_state = 'paid'
                           AND move.invoice_date >= %(start)s
                           AND move.commercial_partner_id IN %(partners)s
                           AND account.account_type = 'asset_receivable'
                      GROUP BY move.id) paid
              GROUP BY customer
                """,
                company=company.id,
                start=date(years[0], 1, 1),
                partners=tuple(partners.ids),
            )
        ):
            histories[customer].days_late = days
            histories[customer].paid_count = count

    # Words ------------------------------------------------------------------------

    def _describe_history(self, history, years, last_line):
        """The history as the page shows it: years with quarters, then facts."""
        return {
            "years": [self._describe_year(history, year) for year in reversed(years)],
            "facts": [
                self._cell("orders", self.env._("Orders"), history.order_count),
                self._cell(
                    "revenue",
                    self.env._("Last invoice"),
                    history.last_invoice
                    and format_date(self.env, history.last_invoice),
                ),
                self._describe_contact(history),
                *self._describe_sent(history),
                self._describe_payments(history),
                self._describe_last_plan(history, last_line),
            ],
        }

    def _describe_year(self, history, year):
        quarters = {
            number: history.revenue[year, number]
            for number in range(1, 5)
            if (year, number) in history.revenue
        }
        total = sum(quarters.values()) if quarters else None
        return {
            **self._cell(f"revenue:{year}", str(year), self._money(total)),
            "quarters": [
                self._cell(
                    f"revenue:{year}:{number}",
                    self.env._("Q%(quarter)s", quarter=number),
                    self._money(quarters.get(number)),
                )
                for number in range(1, 5)
            ],
        }

    def _describe_contact(self, history):
        label, words = self.env._("Last contact"), None
        if history.last_contact:
            moment, kind, person = history.last_contact
            local = self.plan_id.company_id._aig_local(moment)
            words = f"{format_date(self.env, local.date())} · {kind} · {person}"
        return self._cell("contacts", label, words)

    def _describe_sent(self, history):
        kinds = dict(
            self.env["aig.care.log"]
            ._fields["care_type"]
            ._description_selection(self.env)
        )
        return [
            self._cell(
                f"contacts:{kind}",
                self.env._("Sent: %(kind)s", kind=kinds[kind]),
                history.sent.get(kind),
            )
            for kind in SENT_KINDS
        ]

    def _describe_payments(self, history):
        label = self.env._("Pays")
        if history.days_late is None:
            return self._cell("payments", label, None)
        days = round(history.days_late)
        texts = {
            1: self.env._("%(days)s days late", days=abs(days)),
            0: self.env._("on the day"),
            -1: self.env._("%(days)s days early", days=abs(days)),
        }
        words = self.env._(
            "%(habit)s on average (%(count)s invoices)",
            habit=texts[(days > 0) - (days < 0)],
            count=history.paid_count,
        )
        return self._cell("payments", label, words)

    def _describe_last_plan(self, history, last_line):
        label = self.env._("Last plan")
        if not last_line:
            return self._cell("plan", label, None)
        period = last_line.period_id
        actual = history.revenue.get((period.year, int(period.quarter)))
        percent = actual is not None and percent_reached(
            Decimal(str(actual)), Decimal(str(last_line.planned_revenue))
        )
        words = self.env._(
            "%(period)s: planned %(planned)s, actual %(actual)s",
            period=period.display_name,
            planned=self._money(last_line.planned_revenue),
            actual=self._money(actual) or "—",
        )
        if percent not in (False, None):
            words += f" ({percent} %)"
        return self._cell("plan", label, words)

    def _money(self, amount):
        if amount is None:
            return None
        return formatLang(self.env, amount, currency_obj=self.plan_id.currency_id)

    @api.model
    def _cell(self, key, label, value):
        """One fact; nothing and 0 of what is counted are "no data"."""
        words = str(value) if value else False
        return {"key": key, "label": label, "value": words}

    # Opening ----------------------------------------------------------------------

    def action_open_history(self, key):
        """Open the records behind a fact of the history.

        :param str key: the fact's key in ``study_history``, as ``revenue:2026:3``
        :raises UserError: for a key that is none
        """
        self.ensure_one()
        kind, *rest = str(key).split(":")
        openers = {
            "revenue": self._open_revenue,
            "orders": self._open_orders,
            "contacts": self._open_contacts,
            "payments": self._open_payments,
            "plan": self._open_last_plan,
        }
        if not KEY.fullmatch(str(key)):
            raise UserError(self.env._("This part of the history cannot be opened."))
        return openers[kind](*rest)

    def _open_revenue(self, year=None, quarter=None):
        years = history_years(self.plan_id.date_from)
        if year:
            years = (int(year),)
        domain = self._get_history_domain(self.company_id, years, self.partner_id)
        if quarter:
            asked = Quarter(int(year), int(quarter))
            domain += [
                ("invoice_date", ">=", asked.first_day),
                ("invoice_date", "<=", asked.last_day),
            ]
        return self._prepare_records_action(
            "account.move",
            domain,
            self.env._("Invoices"),
            "account_move_view_list_plan",
        )

    def _open_orders(self):
        domain = self._get_orders_domain(self.company_id, self.partner_id)
        return self._prepare_records_action("sale.order", domain, self.env._("Orders"))

    def _open_contacts(self, kind=None):
        domain = [("is_counted", "=", True), ("partner_id", "=", self.partner_id.id)]
        if kind:
            domain.append(("care_type", "=", kind))
        return self._prepare_records_action(
            "aig.care.log", domain, self.env._("Contacts")
        )

    def _open_payments(self):
        years = history_years(self.plan_id.date_from)
        domain = self._get_history_domain(self.company_id, years, self.partner_id)
        return self._prepare_records_action(
            "account.move",
            [
                *domain,
                ("payment_state", "=", "paid"),
                ("move_type", "!=", "out_refund"),
            ],
            self.env._("Paid invoices"),
            "account_move_view_list_plan",
        )

    def _open_last_plan(self):
        return self._read_last_lines().get(self, self).action_open_line()
