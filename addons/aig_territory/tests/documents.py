from odoo.fields import Command

from .common import AigTerritoryCase

#: Models whose rows belong to a territory, with the field that holds it.
TERRITORY_FIELDS = {
    "res.partner": "aig_territory_id",
    "crm.lead": "aig_territory_id",
    "sale.order": "aig_territory_id",
    "sale.order.line": "aig_territory_id",
    "sale.report": "aig_territory_id",
    "account.move": "aig_territory_id",
    "account.move.line": "move_id.aig_territory_id",
    "account.invoice.report": "aig_territory_id",
    "crm.activity.report": "lead_id.aig_territory_id",
}


class AigDocumentCase(AigTerritoryCase):
    """Documents of each territory: a lead, an order, a posted invoice, an activity.

    ``lead_unassigned`` (north) has no salesperson, ``lead_nowhere`` neither
    salesperson nor territory, ``lead_unplaced`` belongs to ``user_no_territory``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_north = cls._new_lead(cls.customer_north, cls.user_sales_north)
        cls.lead_north_2 = cls._new_lead(cls.customer_north, cls.user_sales_north_2)
        cls.lead_south = cls._new_lead(cls.customer_south, cls.user_sales_south)
        nobody, none = cls.env["res.users"], cls.env["res.partner"]
        cls.lead_unassigned = cls._new_lead(cls.customer_north, nobody)
        cls.lead_nowhere = cls._new_lead(none, nobody)
        cls.lead_unplaced = cls._new_lead(none, cls.user_no_territory)
        cls._setup_accounting()
        cls.product = cls.env["product.product"].create(
            {"name": "Test billboard", "type": "service", "list_price": 1000.0}
        )
        cls.order_north = cls._new_order(cls.customer_north, cls.user_sales_north)
        cls.order_south = cls._new_order(cls.customer_south, cls.user_sales_south)
        cls.invoice_north = cls._new_invoice(cls.customer_north, cls.user_sales_north)
        cls.invoice_south = cls._new_invoice(cls.customer_south, cls.user_sales_south)
        for lead in cls.lead_north, cls.lead_south:
            cls._new_done_activity(lead)
        cls.env.flush_all()

    @classmethod
    def _new_lead(cls, partner, user, **values):
        return cls.env["crm.lead"].create(
            {
                "name": f"Lead of {partner.name} by {user.login}",
                "type": "opportunity",
                "partner_id": partner.id,
                "user_id": user.id,
                "email_from": partner.email or "someone@nowhere.example.com",
                **values,
            }
        )

    @classmethod
    def _new_order(cls, partner, user, **values):
        return cls.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "user_id": user.id,
                "order_line": [
                    Command.create({"product_id": cls.product.id, "tax_ids": False})
                ],
                **values,
            }
        )

    @classmethod
    def _setup_accounting(cls):
        """The least that lets an invoice be posted, with or without a chart."""
        cls.receivable, cls.income = cls.env["account.account"].create(
            [
                {
                    "name": "Test receivable",
                    "code": "T13100",
                    "account_type": "asset_receivable",
                    "reconcile": True,
                },
                {"name": "Test income", "code": "T51100", "account_type": "income"},
            ]
        )
        cls.journal = cls.env["account.journal"].create(
            {
                "name": "Test invoices",
                "code": "TINV",
                "type": "sale",
                "default_account_id": cls.income.id,
                "company_id": cls.company.id,
            }
        )
        customers = cls.customer_north | cls.customer_south | cls.customer_free
        customers.property_account_receivable_id = cls.receivable

    @classmethod
    def _new_invoice(cls, partner, user, post=True, **values):
        invoice = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "journal_id": cls.journal.id,
                "partner_id": partner.id,
                "invoice_user_id": user.id,
                "invoice_date": "2026-01-15",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "account_id": cls.income.id,
                            "price_unit": 1000.0,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )
        if post:
            invoice.action_post()
        return invoice

    @classmethod
    def _new_done_activity(cls, lead):
        activity = lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=lead.user_id.id
        )
        activity.action_feedback("Called")
        return activity

    def _next_request(self):
        """What the next request of anybody starts with: an empty record cache."""
        self.env.flush_all()
        self.env.invalidate_all()
