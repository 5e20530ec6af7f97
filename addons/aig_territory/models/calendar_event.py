from collections import defaultdict

from odoo import api, fields, models


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "aig.visible.partner.mixin"]

    _aig_document_fields = ("res_model", "res_id")

    aig_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory",
        compute="_compute_aig_territory_id",
        store=True,
        index=True,
        ondelete="restrict",
        copy=False,
        help="From the opportunity, else from the document, else from the first "
        "attendee who is a customer. Past meetings keep the territory they had.",
    )
    aig_partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        compute="_compute_aig_territory_id",
        store=True,
        index=True,
        copy=False,
        help="The customer whom the meeting is with, or about.",
    )

    @api.depends(
        "opportunity_id.aig_territory_id",
        "res_model_id",
        "res_id",
        "partner_ids.aig_territory_id",
    )
    def _compute_aig_territory_id(self):
        """G07: a meeting is seen where its customer is."""
        now = fields.Datetime.now()
        documents = self._aig_documents()
        for event in self:
            is_over = event._origin and event.stop and event.stop < now
            if is_over and event.aig_territory_id:
                continue
            document = event.opportunity_id or documents.get(
                (event.res_model_id.model, event.res_id)
            )
            customer = event._aig_customer()
            if document:
                customer = document._mail_get_partners()[document.id][:1] or customer
                territory = document[self._aig_territory_field(document)]
            event.aig_partner_id = customer.commercial_partner_id
            event.aig_territory_id = (
                document and territory
            ) or customer.aig_territory_id

    def _aig_documents(self):
        """The records the meetings are about, if their model knows territories.

        :return: dict of (model name, id) to the record
        """
        ids = defaultdict(set)
        for event in self:
            if event.res_model_id and event.res_id:
                ids[event.res_model_id.model].add(event.res_id)
        documents = {}
        for name, record_ids in ids.items():
            model = self.env.get(name)
            if model is not None and self._aig_territory_field(model):
                for record in model.browse(record_ids).exists():
                    documents[name, record.id] = record
        return documents

    @api.model
    def _aig_territory_field(self, model):
        """Name of the field by which records of a model lie in a territory."""
        for name in ("aig_territory_id", "territory_id"):
            field = model._fields.get(name)
            if field and field.comodel_name == "aig.territory":
                return name
        return None

    def _aig_customer(self):
        """The first attendee that is a customer, or a contact of one."""
        self.ensure_one()
        attendees = self.attendee_ids.sorted(lambda a: a._origin.id or 0).partner_id
        customers = (attendees or self.partner_ids) & self.partner_ids
        return customers.filtered("aig_territory_id")[:1]

    @api.model
    def _aig_partner_fields(self):
        return ["partner_ids", "opportunity_id"]

    def _aig_check_partners(self, vals_list):
        """The meeting's customer is that of its document."""
        self._aig_check_documents(vals_list)
        return super()._aig_check_partners(vals_list)
