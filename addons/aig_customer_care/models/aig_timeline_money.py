from odoo import api, models
from odoo.fields import Domain

from .aig_timeline import Source

INVOICES = ("out_invoice", "out_refund", "out_receipt")
PAYMENT_TONES = {"paid": "success", "in_payment": "success", "partial": "warning"}


class AigTimeline(models.AbstractModel):
    """Invoices, what was paid, and what is owed."""

    _inherit = "aig.timeline"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self, subject):
        sources = [*super()._get_sources(subject), self._get_invoice_source(subject)]
        if not subject.is_deal:
            sources += [
                self._get_payment_source(subject),
                self._get_debt_source(subject),
            ]
        return sources

    @api.model
    def _get_invoice_source(self, subject):
        if not subject.is_deal:
            domain = Domain("commercial_partner_id", "=", subject.customer.id)
        elif self.env["sale.order"].has_access("read"):
            orders = self.env["sale.order"].search(self._orders_domain(subject))
            domain = Domain("id", "in", orders.invoice_ids.ids)
        else:
            domain = Domain.FALSE
        return Source(
            name="invoice",
            model="account.move",
            date="invoice_date",
            domain=domain
            & Domain("move_type", "in", INVOICES)
            & Domain("state", "=", "posted"),
            kinds={"invoice": Domain.TRUE},
            fields=(
                "name",
                "ref",
                "move_type",
                "invoice_user_id",
                "amount_total_in_currency_signed",
                "currency_id",
                "payment_state",
            ),
            text=("name", "ref"),
            describe=self._describe_invoice,
            ahead=True,
        )

    @api.model
    def _describe_invoice(self, moves):
        states = self._get_words("account.move", "payment_state")
        types = self._get_words("account.move", "move_type")
        return [
            {
                "label": types[move.move_type],
                "title": " · ".join(filter(None, (move.name, move.ref))),
                "who": self._get_colleague(move.invoice_user_id),
                "amount": move.amount_total_in_currency_signed,
                "currency_id": move.currency_id.id,
                "state": states.get(move.payment_state, ""),
                "tone": PAYMENT_TONES.get(move.payment_state, "secondary"),
            }
            for move in moves
        ]

    @api.model
    def _receivable_domain(self, subject):
        return (
            Domain("partner_id", "in", subject.family)
            & Domain("account_type", "=", "asset_receivable")
            & Domain("parent_state", "=", "posted")
        )

    @api.model
    def _get_payment_source(self, subject):
        """Money received, as the customer's account has it.

        Salespeople read no payments, but the lines of their customers' accounts; and
        what a bank statement brings is no payment of Odoo's.
        """
        # any!: of which sort a journal is, is no secret; its row may be
        paid = Domain(
            "journal_id", "any!", [("type", "in", ("bank", "cash", "credit"))]
        )
        return Source(
            name="payment",
            model="account.move.line",
            date="date",
            domain=self._receivable_domain(subject) & paid & Domain("balance", "<", 0),
            kinds={"payment": Domain.TRUE},
            fields=(
                "move_name",
                "ref",
                "balance",
                "company_currency_id",
                "payment_id",
                "move_id",
            ),
            text=("move_name", "ref"),
            describe=self._describe_payment,
        )

    @api.model
    def _describe_payment(self, lines):
        payments = lines.payment_id
        if not payments.has_access("read"):
            payments = payments.browse()
        entries = lines.move_id._filtered_access("read")
        rows = []
        for line in lines:
            opened = (line.payment_id & payments) or (line.move_id & entries)
            rows.append(
                {
                    "label": self.env._("Payment Received"),
                    "title": " · ".join(filter(None, (line.move_name, line.ref))),
                    "amount": -line.balance,
                    "currency_id": line.company_currency_id.id,
                    "res_model": opened._name,
                    "res_id": opened.id,
                }
            )
        return rows

    @api.model
    def _get_debt_source(self, subject):
        return Source(
            name="debt",
            model="account.move.line",
            date="date_maturity",
            domain=self._receivable_domain(subject)
            & Domain("reconciled", "=", False)
            & Domain("amount_residual", ">", 0),
            kinds={"debt": Domain.TRUE},
            fields=(
                "move_name",
                "date_maturity",
                "amount_residual",
                "company_currency_id",
                "move_id",
            ),
            text=("move_name",),
            describe=self._describe_debt,
            ahead=True,
        )

    @api.model
    def _describe_debt(self, lines):
        today = self.env.company._aig_today()
        entries = lines.move_id._filtered_access("read")
        rows = []
        for line in lines:
            days = (today - line.date_maturity).days
            if days > 0:
                state = self.env._("Overdue by %(days)s days", days=days)
            else:
                state = self.env._("Due") if days == 0 else self.env._("Not Yet Due")
            rows.append(
                {
                    "label": self.env._("Debt"),
                    "title": line.move_name or "",
                    "amount": line.amount_residual,
                    "currency_id": line.company_currency_id.id,
                    "state": state,
                    "tone": "danger" if days > 0 else "warning",
                    "res_model": "account.move",
                    "res_id": (line.move_id & entries).id,
                }
            )
        return rows
