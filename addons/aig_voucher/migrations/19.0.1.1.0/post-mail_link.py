"""Give the voucher's mail the link to the customer's page.

The mail is the company's own text: nothing of it is replaced, the link is put below.
"""

import json

LINK = (
    '<p><a t-att-href="object._get_customer_url()" style="padding: 8px 16px;'
    ' border: 1px solid #999999; text-decoration: none;">{}</a></p>'
)
ENGLISH = "Look at the voucher and choose"
WORDS = {"vi_VN": "Xem voucher và chọn quà"}


def migrate(cr, version):
    """Add the link in each language that has none."""
    cr.execute(
        "SELECT template.id, template.body_html FROM mail_template template"
        " JOIN ir_model_data data ON data.res_id = template.id"
        " AND data.model = 'mail.template' AND data.module = 'aig_voucher'"
        " AND data.name = 'mail_template_voucher'"
    )
    for template_id, bodies in cr.fetchall():
        linked = {
            lang: body
            if "_get_customer_url" in body
            else body + LINK.format(WORDS.get(lang, ENGLISH))
            for lang, body in (bodies or {}).items()
        }
        cr.execute(
            "UPDATE mail_template SET body_html = %s WHERE id = %s",
            (json.dumps(linked), template_id),
        )
