from odoo.fields import Command


def sent(document, moment, evidence="clicked"):
    """What remains of a mail that left, without a mail that would leave once more.

    :return: its row of the care log
    """
    document._care_check_compose()
    template = document._care_mail_template()
    customer = document.partner_id
    texts = {
        name: template._render_field(name, document.ids, compute_lang=True)[document.id]
        for name in ("subject", "body_html")
    }
    # the server's address is another one where the story is read
    # as text: Markup would write the quotation marks as entities
    body = str(texts["body_html"])
    body = body.replace(f'src="{document.get_base_url()}/', 'src="/')
    # sudo: rows of mails are made by the composer alone
    system = document.sudo().env
    message = system["mail.message"].create(
        {
            "model": document._name,
            "res_id": document.id,
            "message_type": "comment",
            "subtype_id": system.ref("mail.mt_comment").id,
            "author_id": document.user_id.partner_id.id,
            "date": moment,
            "subject": texts["subject"],
            "body": body,
            "notification_ids": [
                Command.create(
                    {
                        "res_partner_id": customer.id,
                        "notification_type": "email",
                        "notification_status": "sent",
                        "author_id": document.user_id.partner_id.id,
                    }
                )
            ],
        }
    )
    logs = document.env["aig.care.log"]
    log = logs._create_for_send(
        document,
        document._care_send_key(),
        texts["subject"],
        date=moment,
        mail_message_id=message.id,
    )
    log._raise_evidence(evidence)
    document._care_after_send(log.with_env(document.env))
    return log
