from datetime import timedelta

from odoo.fields import Command

TERM_DAYS = 30


def invoice(env, firm, clients):
    """Post the invoices of the year; those marked paid are paid in full.

    An invoice is told as ``[days ago, million VND without tax, paid]``; it is due
    30 days after its date.
    """
    today = firm._aig_today()
    journal = sale_journal(env, firm)
    tax = firm.account_sale_tax_id
    invoices = env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "journal_id": journal.id,
                "partner_id": partner.id,
                "invoice_user_id": partner.user_id.id,
                "invoice_date": today - timedelta(days=days),
                "invoice_date_due": today - timedelta(days=days - TERM_DAYS),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Thuê vị trí quảng cáo ngoài trời",
                            "quantity": 1,
                            "price_unit": million * 1_000_000,
                            "tax_ids": [Command.set(tax.ids)],
                        }
                    )
                ],
            }
            for partner, facts in clients
            for days, million, _paid in facts["invoices"]
        ]
    )
    invoices.action_post()
    told = [paid for _p, facts in clients for *_i, paid in facts["invoices"]]
    pay(
        env,
        firm,
        [
            (invoice, invoice.invoice_date_due, invoice.amount_total)
            for invoice, is_paid in zip(invoices, told, strict=True)
            if is_paid
        ],
    )


def pay(env, firm, parts):
    """Book payments of invoices, all at once: one by one they would take minutes.

    :param list parts: of each payment, the invoice, the day and the amount
    """
    journal = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", firm.id)], limit=1
    )
    payments = env["account.payment"].create(
        [
            {
                "date": day,
                "amount": amount,
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": invoice.partner_id.id,
                "journal_id": journal.id,
                "memo": invoice.name,
                "invoice_ids": [Command.link(invoice.id)],
            }
            for invoice, day, amount in parts
        ]
    )
    payments.action_post()
    env["account.move.line"]._reconcile_plan(
        [
            (invoice.line_ids + payment.move_id.line_ids).filtered(
                lambda line: line.account_type == "asset_receivable"
            )
            for payment, (invoice, *_rest) in zip(payments, parts, strict=True)
        ]
    )


def sale_journal(env, firm):
    """The journal of customer invoices."""
    return env["account.journal"].search(
        [("type", "=", "sale"), ("company_id", "=", firm.id)], limit=1
    )
