from datetime import timedelta

from odoo import fields
from odoo.fields import Command

#: Chosen for a customer by its salesperson, and not sent yet.
CHOSEN = ("Công ty Cổ phần Dược phẩm Hồ Gươm", ("HN-002", "HN-003"))
#: Sent so many days ago; the customer has one of the places held since.
SENT = ("Công ty Cổ phần Viễn thông Sao Nam", ("SG-001", "SG-003"), 5)


def tell(env, staff, places, clients):
    """A manager looks at the positions; some are chosen, some were sent."""
    env["aig.position"].concat(*places.values()).with_user(
        staff["quanly.bac"]
    ).action_review()
    customers = {facts["name"]: partner for partner, facts in clients}
    name, codes = CHOSEN
    _choose(customers[name], [places[code] for code in codes])
    name, codes, days = SENT
    offer = _choose(customers[name], [places[code] for code in codes])
    _send(offer, fields.Datetime.now() - timedelta(days=days))


def _choose(customer, positions):
    """The choice on the row of this quarter, as its salesperson made it."""
    lines = customer.env["aig.sales.plan.line"].with_user(customer.user_id)
    line = lines.search([("partner_id", "=", customer.id)], limit=1)
    offer = line._get_offer()
    offer._add(offer.env["aig.position"].browse([place.id for place in positions]))
    return offer


def _send(offer, moment):
    """What remains of a mail that left, without a mail that would leave once more."""
    offer._care_check_compose()
    template = offer._care_mail_template()
    customer = offer.partner_id
    texts = {
        name: template._render_field(name, offer.ids, compute_lang=True)[offer.id]
        for name in ("subject", "body_html")
    }
    # the server's address is another one where the story is read
    body = texts["body_html"].replace(f'src="{offer.get_base_url()}/', 'src="/')
    # sudo: rows of mails are made by the composer alone
    system = offer.sudo().env
    message = system["mail.message"].create(
        {
            "model": offer._name,
            "res_id": offer.id,
            "message_type": "comment",
            "subtype_id": system.ref("mail.mt_comment").id,
            "author_id": offer.user_id.partner_id.id,
            "date": moment,
            "subject": texts["subject"],
            "body": body,
            "notification_ids": [
                Command.create(
                    {
                        "res_partner_id": customer.id,
                        "notification_type": "email",
                        "notification_status": "sent",
                        "author_id": offer.user_id.partner_id.id,
                    }
                )
            ],
        }
    )
    logs = offer.env["aig.care.log"]
    log = logs._create_for_send(
        offer,
        offer._care_send_key(),
        texts["subject"],
        date=moment,
        mail_message_id=message.id,
    )
    log._raise_evidence("clicked")
    offer._care_after_send(log.with_env(offer.env))
