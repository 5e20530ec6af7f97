from odoo.tests import tagged

from .secrets import AigSecretCase


@tagged("post_install", "-at_install")
class TestSecretNames(AigSecretCase):
    """G07: who names a foreign record by its id is not told what it is called.

    The ORM tells the name of whatever a many2one points to, and the wizards of core
    read what they are given.
    """

    @property
    def named(self):
        partner, lead = self.customer_south.id, self.lead_south.id
        order, invoice = self.order_south.id, self.invoice_south.id
        me = self.user_sales_north.id
        model_id = self.env["ir.model"]._get_id
        return {
            ("account.analytic.account", "partner_id"): {
                "name": "Mine",
                "plan_id": self.analytic_south.plan_id.id,
                "partner_id": partner,
            },
            ("calendar.event", "opportunity_id"): {
                "name": "Mine",
                "opportunity_id": lead,
            },
            ("calendar.event", "aig_partner_id"): {
                "name": "Mine",
                "res_model_id": model_id("sale.order"),
                "res_id": order,
            },
            ("calendar.filters", "partner_id"): {"user_id": me, "partner_id": partner},
            ("calendar.popover.delete.wizard", "calendar_event_id"): {
                "calendar_event_id": self.meeting_south.id
            },
            ("crm.lead", "partner_id"): {"name": "Mine", "partner_id": partner},
            ("crm.lead.lost", "lead_ids"): {"lead_ids": [(4, lead)]},
            ("crm.lead2opportunity.partner", "lead_id"): {
                "lead_id": lead,
                "name": "convert",
            },
            ("crm.lead2opportunity.partner", "partner_id"): {
                "lead_id": self.lead_north.id,
                "name": "convert",
                "action": "exist",
                "partner_id": partner,
            },
            ("crm.merge.opportunity", "opportunity_ids"): {
                "opportunity_ids": [(4, lead), (4, self.lead_north.id)]
            },
            ("crm.quotation.partner", "lead_id"): {
                "lead_id": lead,
                "action": "nothing",
            },
            ("crm.quotation.partner", "partner_id"): {
                "lead_id": self.lead_north.id,
                "action": "exist",
                "partner_id": partner,
            },
            ("mail.activity", "calendar_event_id"): {
                "res_model_id": model_id("crm.lead"),
                "res_id": self.lead_north.id,
                "calendar_event_id": self.meeting_south.id,
            },
            ("mail.activity", "res_name"): {
                "res_model_id": model_id("crm.lead"),
                "res_id": lead,
            },
            ("mail.compose.message", "record_name"): {
                "model": "crm.lead",
                "res_ids": f"[{lead}]",
            },
            ("mail.compose.message", "author_id"): {
                "model": "crm.lead",
                "res_ids": f"[{self.lead_north.id}]",
                "author_id": partner,
            },
            ("mail.message", "author_id"): {
                "model": "crm.lead",
                "res_id": self.lead_north.id,
                "author_id": partner,
            },
            ("mail.message", "record_name"): {"model": "crm.lead", "res_id": lead},
            ("mail.scheduled.message", "partner_ids"): {
                "model": "crm.lead",
                "res_id": self.lead_north.id,
                "author_id": self.user_sales_north.partner_id.id,
                "scheduled_date": "2030-01-01",
                "partner_ids": [(4, partner)],
            },
            ("mail.template.preview", "resource_ref"): {
                "mail_template_id": self.template.id,
                "resource_ref": f"crm.lead,{lead}",
            },
            ("payment.link.wizard", "partner_id"): {
                "res_model": "sale.order",
                "res_id": order,
                "amount": 1,
            },
            ("res.partner", "parent_id"): {"name": "Mine", "parent_id": partner},
            ("res.partner.bank", "partner_id"): {
                "acc_number": "MINE",
                "partner_id": partner,
            },
            ("res.partner.category", "partner_ids"): {
                "name": "Mine",
                "partner_ids": [(4, partner)],
            },
            ("sale.advance.payment.inv", "sale_order_ids"): {
                "sale_order_ids": [(4, order)]
            },
            ("sale.mass.cancel.orders", "sale_order_ids"): {
                "sale_order_ids": [(4, order)]
            },
            ("sale.order", "opportunity_id"): {
                "partner_id": self.customer_north.id,
                "opportunity_id": lead,
            },
            ("sale.order.discount", "sale_order_id"): {"sale_order_id": order},
            ("sale.order.line", "order_id"): {
                "order_id": order,
                "product_id": self.product.id,
            },
            ("snailmail.letter", "partner_id"): {
                "partner_id": partner,
                "model": "res.partner",
                "res_id": partner,
                "company_id": self.company.id,
            },
            ("sms.composer", "res_id"): {
                "res_model": "res.partner",
                "res_id": partner,
                "body": "Mine",
                "composition_mode": "comment",
            },
            ("account.move.send.wizard", "move_id"): {"move_id": invoice},
            ("account.move.send.batch.wizard", "move_ids"): {
                "move_ids": [(4, invoice)]
            },
            ("product.supplierinfo", "partner_id"): {"partner_id": partner},
            ("res.users.settings.volumes", "partner_id"): {
                "user_setting_id": self.settings.id,
                "partner_id": partner,
            },
        }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.env["mail.template"].create(
            {
                "name": "Template",
                "model_id": cls.env["ir.model"]._get_id("crm.lead"),
                "subject": "Of {{ object.name }}",
                "body_html": "<p t-out='object.name'/>",
            }
        )
        cls.settings = cls.env["res.users.settings"]._find_or_create_for_user(
            cls.user_sales_north
        )

    def _everything(self, record):
        """The form of a new record as far as the user may read it."""
        return {
            name: {"fields": {"display_name": {}}} if field.relational else {}
            for name, field in record._fields.items()
            if record._has_field_access(field, "read") and name != "xml_id"
        }

    def test_nobody_is_told_a_name(self):
        for (model, name), values in self.named.items():
            if model not in self.env:
                continue
            records = self.env(user=self.user_sales_north.id)[model]
            everything = self._everything(records)
            self.assertSilent(
                lambda r=records, v=values, s=everything: r.web_save(v, s),
                f"{model} {name} saved",
            )
            self.assertSilent(
                lambda r=records, v=values, s=everything: r.onchange(v, list(v), s),
                f"{model} {name} typed",
            )

    def _run(self, model, values, method, **context):
        """As the north, what the wizard's button does; it may well refuse."""
        records = self.env(user=self.user_sales_north.id)[model].with_context(**context)
        return lambda: getattr(records.create(values), method)()

    def test_wizards_do_nothing_to_foreign_records(self):
        lead, order = self.lead_south, self.order_south
        before = [record.read()[0] for record in (lead, order)]
        schedule = {
            "res_model": "crm.lead",
            "res_ids": f"[{lead.id}]",
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            "summary": "Mine",
        }
        of_lead = {"active_model": "crm.lead", "active_id": lead.id}
        of_order = {"active_model": "sale.order", "active_ids": order.ids}
        for what, call in {
            "merge": self._run(
                "crm.merge.opportunity",
                {"opportunity_ids": [(6, 0, (lead | self.lead_north).ids)]},
                "action_merge",
            ),
            "lost": self._run(
                "crm.lead.lost",
                {"lead_ids": [(4, lead.id)]},
                "action_lost_reason_apply",
            ),
            "convert": self._run(
                "crm.lead2opportunity.partner",
                {"lead_id": lead.id, "name": "convert", "action": "nothing"},
                "action_apply",
                **of_lead,
            ),
            "quotation": self._run(
                "crm.quotation.partner",
                {"lead_id": lead.id, "action": "nothing"},
                "action_apply",
                **of_lead,
            ),
            "invoice": self._run(
                "sale.advance.payment.inv",
                {"sale_order_ids": [(6, 0, order.ids)]},
                "create_invoices",
                **of_order,
            ),
            "discount": self._run(
                "sale.order.discount",
                {"sale_order_id": order.id, "discount_percentage": 0.1},
                "action_apply_discount",
            ),
            "cancel": self._run(
                "sale.mass.cancel.orders",
                {"sale_order_ids": [(6, 0, order.ids)]},
                "action_mass_cancel",
                **of_order,
            ),
            "activity": self._run(
                "mail.activity.schedule", schedule, "action_schedule_activities"
            ),
            "follow": self._run(
                "mail.followers.edit",
                {
                    "res_model": "crm.lead",
                    "res_ids": f"[{lead.id}]",
                    "partner_ids": [(4, self.user_sales_north.partner_id.id)],
                },
                "edit_followers",
            ),
            "mail": self._run(
                "mail.compose.message",
                {
                    "model": "crm.lead",
                    "res_ids": f"[{lead.id}]",
                    "composition_mode": "mass_mail",
                    "template_id": self.template.id,
                },
                "action_send_mail",
            ),
        }.items():
            self.assertSilent(call, what)
            self._next_request()
            after = [record.read()[0] for record in (lead, order)]
            with self.subTest(what):
                self.assertEqual(after, before)
