from odoo.tests import Form

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


class CareCase(AigTerritoryCase):
    """A document for the northern customer, owned by its salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.customer_north.write(
            {"email": "north@customer.example.com", "lang": "en_US"}
        )
        cls.document = cls.env["test.aig.care.document"].create(
            {"name": "DOC1", "partner_id": cls.customer_north.id}
        )
        cls.document_north = cls.document.with_user(cls.user_sales_north)

    @classmethod
    def default_env_context(cls):
        return {"no_reset_password": True}

    def compose(self, document=None, **values):
        """Return the composer as a user gets it, ``values`` typed over."""
        document = document or self.document_north
        action = document.action_care_compose()
        form = Form(
            document.env["mail.compose.message"].with_context(**action["context"]),
            view="aig_customer_care.mail_compose_message_view_form_care",
        )
        for name, value in values.items():
            form[name] = value
        return form.save()

    def send(self, document=None, **values):
        """Press Send and return the row of the log, as superuser."""
        document = document or self.document_north
        self.compose(document, **values).action_send_mail()
        return self.logs(document)[:1]

    def logs(self, document=None):
        """Return the rows of a document, newest first, as superuser."""
        document = document or self.document
        return self.env["aig.care.log"].search(
            [("res_model", "=", document._name), ("res_id", "=", document.id)],
            order="id desc",
        )

    def run_queue(self):
        """Run the mail queue as its cron does."""
        self.env["mail.mail"].process_email_queue()
