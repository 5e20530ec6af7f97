from odoo.tests import tagged

from .secrets import AigSecretCase

#: Model -> fields that would tell, of records that hang on a customer.
TELLING = {
    "calendar.event": ["name", "partner_ids"],
    "calendar.attendee": ["common_name", "email", "partner_id"],
    "mail.activity": ["summary", "note", "res_name"],
    "mail.message": ["body", "record_name"],
    "mail.notification": ["res_partner_id", "mail_email_address"],
    "mail.followers": ["partner_id", "name", "email"],
    "ir.attachment": ["name", "raw"],
    "res.partner.bank": ["acc_number", "partner_id"],
    "account.analytic.account": ["name", "partner_id"],
    "account.move.line": ["partner_id", "move_name"],
    "sale.order.line": ["name", "order_partner_id"],
    "sale.report": ["name", "partner_id"],
    "account.invoice.report": ["partner_id"],
    "crm.activity.report": ["lead_id", "partner_id"],
    "account.payment": ["partner_id"],
    "account.partial.reconcile": ["debit_move_id", "credit_move_id"],
    "res.users": ["name", "login"],
}
#: Nobody in sales reads payments or their analysis; nothing is reconciled here.
UNTOLD = ("account.payment", "account.partial.reconcile", "account.invoice.report")


@tagged("post_install", "-at_install")
class TestSecrets(AigSecretCase):
    """G07: nobody is told of another territory's customer by what hangs on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.payment_south = cls.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": cls.customer_south.id,
                "amount": 1000.0,
                "memo": "Zuid payment",
            }
        )
        cls._new_user(
            "zuid.portal", "Zuid Portal", "base.group_portal"
        ).partner_id.write({"parent_id": cls.customer_south.id})

    def _routes(self, user, model, names):
        records = self.env(user=user.id)[model]
        names = [name for name in names if name in records._fields]
        spec = {
            name: {"fields": {"display_name": {}}}
            if records._fields[name].relational
            else {}
            for name in names
        }
        stored = [name for name in names if records._fields[name].store]
        return {
            "search_read": lambda: records.search_read([], names),
            "web_search_read": lambda: records.web_search_read([], spec),
            "formatted_read_group": lambda: records.formatted_read_group(
                [],
                [name for name in stored if name not in ("raw", "note", "body")][:2],
                ["__count"],
            ),
            "name_search": lambda: records._rec_name and records.name_search("zuid"),
            "export": lambda: [
                records.search([])._export_rows([[name] for name in names])
            ],
            "by id": lambda: records.browse(self._ids(model)).read(names),
        }

    def _ids(self, model):
        """Ids of the south, found by the superuser."""
        found = {
            "mail.message": self.messages_south,
            "mail.activity": self.activity_south,
            "ir.attachment": self.attachments_south,
            "calendar.event": self.meeting_south,
            "res.partner.bank": self.bank_south,
            "account.analytic.account": self.analytic_south,
            "account.payment": self.payment_south,
        }
        if model in found:
            return found[model].ids
        name = "res_partner_id" if model == "mail.notification" else "partner_id"
        if model == "sale.order.line":
            name = "order_partner_id"
        if name not in self.env[model]._fields:
            return []
        south = (self.customer_south | self.contact_south).ids
        return self.env[model].search([(name, "in", south)]).ids

    def test_by_the_orm(self):
        for model, names in TELLING.items():
            for user in (
                self.user_sales_north,
                self.user_manager_north,
                self.user_no_territory,
                self.user_plain,
            ):
                for route, call in self._routes(user, model, names).items():
                    self.assertSilent(call, f"{user.login} {model} {route}")

    def test_the_test_can_fail(self):
        for model, names in TELLING.items():
            calls = self._routes(self.user_sales_south, model, names)
            if model not in UNTOLD:
                self.assertTold(calls["web_search_read"], f"{model}")
