from datetime import timedelta

from odoo.fields import Command

TERM_DAYS = 30


def invoice(env, firm, clients):
    """Post the invoices of the year; those marked paid are paid in full.

    An invoice is told as ``[days ago, million VND without tax, paid]``; it is due
    30 days after its date.
    """
    today = firm._aig_today()
    journal = env["account.journal"].search(
        [("type", "=", "sale"), ("company_id", "=", firm.id)], limit=1
    )
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
    paid = env["account.move"].concat(
        *(
            move
            for move, is_paid in zip(
                invoices,
                (paid for _p, facts in clients for *_i, paid in facts["invoices"]),
                strict=True,
            )
            if is_paid
        )
    )
    for move in paid:
        env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        ).create({"payment_date": move.invoice_date_due})._create_payments()
