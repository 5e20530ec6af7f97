"""Vouchers on their way: one waits for its customer's choice, one is fulfilled."""

from datetime import timedelta

from odoo import fields

from . import drawing, mails, read
from .gifts import gift, pack

#: The customer looks at the page and has not decided yet.
WAITING = ("Chuỗi cà phê Phố Xưa", 3)
ALTERNATIVES = {
    "Gói mặt tiền": {"banner": 2, "mockup": 2},
    "Gói truyền thông": {"media": 1, "led": 1},
}
#: The customer has chosen and paid an invoice since; the first gift was delivered.
CHOSEN = ("Hệ thống Siêu thị Miền Tây", 12)
PACKAGES = {
    "Gói khai trương": {"print": 1, "banner": 1},
    "Gói màn hình": {"led": 2},
}
DELIVERED, SHOWN = "banner", "SG-002"
COMMENT = "Đã thay bạt mới, khách ký nhận tại chỗ."


def promise(env, clients):
    """One voucher waits for its customer's choice, another one is being fulfilled."""
    customers = {facts["name"]: partner for partner, facts in clients}
    name, days = WAITING
    _send(env, customers[name], ALTERNATIVES, days)
    name, days = CHOSEN
    voucher = _send(env, customers[name], PACKAGES, days)
    contact = customers[name].child_ids[:1]
    # sudo: what the customer does on the page
    voucher.sudo()._choose(voucher.package_ids[0], chosen_as_id=contact.id)
    _pay(env, customers[name])
    voucher._vest()
    _deliver(voucher)


def _send(env, customer, packages, days):
    """The voucher of this quarter's row, reviewed and sent by its salesperson."""
    env = env(user=customer.user_id)
    line = env["aig.sales.plan.line"].search(
        [("partner_id", "=", customer.id)], limit=1
    )
    voucher = env["aig.voucher"].create(
        {
            "plan_line_id": line.id,
            "package_ids": pack(env, packages),
        }
    )
    voucher.action_review()
    mails.sent(voucher, fields.Datetime.now() - timedelta(days=days))
    return voucher


def _pay(env, customer):
    """The customer pays what it owes since longest."""
    invoice = env["account.move"].search(
        [
            ("partner_id", "=", customer.id),
            ("move_type", "=", "out_invoice"),
            ("payment_state", "=", "not_paid"),
        ],
        order="invoice_date, id",
        limit=1,
    )
    env["account.payment.register"].with_context(
        active_model="account.move", active_ids=invoice.ids
    ).create({})._create_payments()


def _deliver(voucher):
    """The first gift, with a photo of it."""
    given = gift(voucher.env, DELIVERED)
    [line] = voucher.chosen_package_id.line_ids.filtered(
        lambda line: line.gift_id == given
    )
    [place] = [place for place in read("positions.json") if place["code"] == SHOWN]
    voucher.env["aig.voucher.delivery"].create(
        {"line_id": line.id, "photo": drawing.photo(place), "note": COMMENT}
    )
