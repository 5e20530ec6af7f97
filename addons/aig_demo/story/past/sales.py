"""Orders, their invoices, and how they were paid: at once, late, in part, not."""

from datetime import datetime, time, timedelta

from odoo.fields import Command

from ...tools import business
from ...tools.chance import between, choose
from ..accounting import pay, sale_journal
from ..plans import MILLION
from .tale import backdate

#: An invoice is written so many days after the order.
WAIT = (1, 6)
#: Noon in Vietnam.
HOUR = time(5)


def order(tale, first, last, deals):
    """Confirm the orders of some days and invoice them.

    :param dict deals: key of an order -> its opportunity
    """
    found = list(tale.orders(first, last))
    orders = tale.env["sale.order"].create(
        [_prepare_order(tale, *told, deals) for told in found]
    )
    orders.action_confirm()
    for one, (_partner, _facts, told) in zip(orders, found, strict=True):
        one.date_order = datetime.combine(told.day, HOUR)
    backdate(orders, orders.mapped("date_order"))
    _invoice(tale, [(one, *told) for one, told in zip(orders, found, strict=True)])


def _prepare_order(tale, partner, facts, told, deals):
    product = choose(tale.products, told.key, "product")
    person = tale.person(partner, facts, told.day)
    deal = deals.get(told.key)
    return {
        "partner_id": partner.id,
        "user_id": person.id,
        "company_id": tale.firm.id,
        "opportunity_id": deal and deal.id,
        "date_order": datetime.combine(told.day, HOUR),
        "order_line": [
            Command.create(
                {
                    "product_id": product.id,
                    "product_uom_qty": 1,
                    "price_unit": told.million * MILLION,
                    "aig_date_from": told.first,
                    "aig_date_to": told.last,
                }
            )
        ],
    }


def _invoice(tale, told):
    """Post the invoices whose day has come; note what will be paid of them."""
    due = []
    for one, _partner, facts, order_ in told:
        day = order_.day + timedelta(between(*WAIT, order_.key, "invoice"))
        if day <= tale.today:
            due.append((one, day, facts, order_))
    journal = sale_journal(tale.env, tale.firm)
    invoices = tale.env["account.move"].create(
        [_prepare_invoice(journal, one, day) for one, day, *_rest in due]
    )
    invoices.action_post()
    for invoice, (_one, day, facts, order_) in zip(invoices, due, strict=True):
        for part in business.payments(order_, facts["habit"], day, tale.today):
            tale.promised.append((part.day, part.share, invoice))


def _prepare_invoice(journal, one, day):
    line = one.order_line
    return {
        "move_type": "out_invoice",
        "journal_id": journal.id,
        "partner_id": one.partner_id.id,
        "invoice_user_id": one.user_id.id,
        "invoice_origin": one.name,
        "invoice_date": day,
        "invoice_date_due": day + timedelta(business.TERM_DAYS),
        "invoice_line_ids": [
            Command.create(
                {
                    "name": line.name,
                    "product_id": line.product_id.id,
                    "quantity": 1,
                    "price_unit": line.price_unit,
                    "tax_ids": [Command.set(line.tax_ids.ids)],
                    "sale_line_ids": [Command.link(line.id)],
                }
            )
        ],
    }


def collect(tale, last):
    """Book what was paid until a day."""
    paid = [part for part in tale.promised if part[0] <= last]
    tale.promised = [part for part in tale.promised if part[0] > last]
    pay(
        tale.env,
        tale.firm,
        [(invoice, day, invoice.amount_total * share) for day, share, invoice in paid],
    )
