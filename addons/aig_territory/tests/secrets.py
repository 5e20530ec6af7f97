import json

from odoo.tools import mute_logger

from .documents import AigDocumentCase

#: In every name, address and text of the south; nobody else's holds it.
SECRET = "zuid"
#: Refusals are in the log, and wanted here.
NOISE = ("odoo.addons.base.models.ir_rule", "odoo.http")


class AigSecretCase(AigDocumentCase):
    """Whatever the south has is named by one word, which nobody else may be told.

    Around ``customer_south``, its lead, order and invoice: a contact, a meeting, an
    activity, a message, followers, an attachment, a bank account, an analytic account.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer_south.write(
            {
                "name": "Zuid Customer",
                "email": "customer@zuid.example.com",
                "phone": "zuid-0281234567",
                "street": "1 Zuid Street",
            }
        )
        cls.contact_south = cls.env["res.partner"].create(
            {
                "name": "Zuid Contact",
                "parent_id": cls.customer_south.id,
                "email": "contact@zuid.example.com",
            }
        )
        cls.lead_south.write({"name": "Zuid Deal", "email_from": "lead@zuid.example"})
        cls.order_south.name = "ZUID-ORDER"
        cls.order_south.order_line.name = "Zuid Billboard"
        cls.invoice_south.button_draft()
        cls.invoice_south.name = "ZUID/2026/001"
        cls.invoice_south.action_post()
        cls._setup_around()
        cls.env.flush_all()

    @classmethod
    def _setup_around(cls):
        cls.documents_south = (
            cls.customer_south,
            cls.contact_south,
            cls.lead_south,
            cls.order_south,
            cls.invoice_south,
        )
        cls.meeting_south = cls.env["calendar.event"].create(
            {
                "name": "Zuid Meeting",
                "user_id": cls.user_sales_south.id,
                "start": "2026-03-11 03:00:00",
                "stop": "2026-03-11 04:00:00",
                "partner_ids": [
                    (4, cls.user_sales_south.partner_id.id),
                    (4, cls.customer_south.id),
                ],
            }
        )
        cls.activity_south = cls.lead_south.activity_schedule(
            "mail.mail_activity_data_call",
            user_id=cls.user_sales_south.id,
            summary="Zuid Call",
            note="Zuid note",
        )
        south = (cls.customer_south | cls.contact_south).ids
        cls.messages_south = cls.env["mail.message"]
        cls.attachments_south = cls.env["ir.attachment"]
        for document in cls.documents_south:
            document._message_subscribe(south)
            cls.messages_south |= document.message_post(
                body="Zuid message",
                partner_ids=south,
                author_id=cls.user_sales_south.partner_id.id,
                subtype_xmlid="mail.mt_comment",
            )
            cls.attachments_south |= cls.env["ir.attachment"].create(
                {
                    "name": "zuid.txt",
                    "raw": b"Zuid file",
                    "res_model": document._name,
                    "res_id": document.id,
                }
            )
        cls.bank_south = cls.env["res.partner.bank"].create(
            {"acc_number": "ZUID-007", "partner_id": cls.customer_south.id}
        )
        plan = cls.env["account.analytic.plan"].create({"name": "Test plan"})
        cls.analytic_south = cls.env["account.analytic.account"].create(
            {
                "name": "Zuid account",
                "plan_id": plan.id,
                "partner_id": cls.customer_south.id,
            }
        )

    def _told(self, function):
        """What a call answers, as the text a client would get; also when refused."""
        self._next_request()
        try:
            with mute_logger(*NOISE), self.env.cr.savepoint():
                return json.dumps(function(), default=str)
        except Exception as error:  # whatever it is, it must not tell
            return str(error)

    def assertSilent(self, function, what):
        with self.subTest(what):
            self.assertNotIn(SECRET, self._told(function).lower())

    def assertTold(self, function, what):
        """The same call tells those who may know: the test can fail."""
        with self.subTest(what):
            self.assertIn(SECRET, self._told(function).lower())
