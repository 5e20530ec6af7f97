from odoo import api, fields, models
from odoo.exceptions import AccessError

MANUAL_KINDS = ("call", "meeting", "visit", "other")


class AigCareLog(models.Model):
    """One row for each thing really sent to or done with a customer (A50, A51).

    Nobody changes or deletes a row: a wrong one gets a reversal row, and both
    stop counting. Rows of mails follow the mail by Odoo's own notifications.
    """

    _name = "aig.care.log"
    _description = "Care Log"
    _inherit = ["aig.history.mixin", "aig.care.typed.mixin"]
    _order = "date desc, id desc"
    _rec_names_search = ("partner_id", "subject")
    _aig_snapshot_field = "territory_id"
    _aig_closing_fields = ()

    # Read by: record rule's own-row branch, "my care" filter, manager's report
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    # Read by: the customer's smart button, counters of plan lines
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        "aig.territory",
        readonly=True,
        index=True,
        help="The customer's territory on that day.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    # Read by: the list's order, periods of the reports
    date = fields.Datetime(
        required=True, index=True, default=lambda self: fields.Datetime.now()
    )
    care_type = fields.Selection(
        [
            ("voucher", "Voucher"),
            ("product", "Product Update"),
            ("article", "4E Article"),
            ("call", "Call"),
            ("meeting", "Meeting"),
            ("visit", "Visit"),
            ("other", "Other"),
        ],
        string="Kind",
        required=True,
        default="call",
    )
    purpose_id = fields.Many2one("aig.care.purpose", ondelete="restrict")
    subject = fields.Char()
    note = fields.Text(string="Result")
    res_model = fields.Char(string="Document Model", readonly=True)
    # Read by: a document's rows and counters, the number in the next send key
    res_id = fields.Many2oneReference(
        string="Document",
        model_field="res_model",
        readonly=True,
        index="btree_not_null",
    )
    evidence = fields.Selection(
        [
            ("none", "None"),
            ("delivered", "Delivered"),
            ("machine", "Opened by a Machine"),
            ("opened", "Opened"),
            ("clicked", "Clicked"),
            ("replied", "Replied"),
            ("talked", "Talked"),
        ],
        required=True,
        default="none",
        help="The strongest sign that a person at the customer noticed it.",
    )

    # Read by: the customer's timeline
    _timeline_idx = models.Index("(partner_id, date DESC, id DESC)")

    @api.depends("care_type", "partner_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["care_type"]._description_selection(self.env))
        for log in self:
            parts = [kinds.get(log.care_type), log.partner_id.name]
            log.display_name = " - ".join(filter(None, parts))

    @api.model_create_multi
    def create(self, vals_list):
        """Log contacts; the rows of mails are written by the composer only.

        Customers are normalised to the commercial partner, the territory is the
        customer's at this moment.

        :raises AccessError: a user logs for somebody else, a kind that is sent
            by mail, or a field that only the system fills
        """
        if not self.env.su:
            for vals in vals_list:
                self._check_manual(vals)
        partners = self.env["res.partner"].browse(
            [vals["partner_id"] for vals in vals_list if vals.get("partner_id")]
        )
        partners.check_access("read")
        # The snapshot must not depend on what the user may read
        customers = {
            partner.id: partner.commercial_partner_id for partner in partners.sudo()
        }
        for vals in vals_list:
            customer = customers.get(vals.get("partner_id"), partners.browse())
            vals["partner_id"] = customer.id
            vals.setdefault("territory_id", customer.aig_territory_id.id)
        return super().create(vals_list)

    def _aig_is_closed(self):
        return True

    @api.model
    def _manual_fields(self):
        return super()._manual_fields() | {
            "partner_id",
            "date",
            "care_type",
            "purpose_id",
            "subject",
            "note",
            "evidence",
            "company_id",
        }

    def _check_manual(self, vals):
        if vals.get("care_type", "call") not in MANUAL_KINDS:
            raise AccessError(
                self.env._(
                    "Only calls, meetings, visits and other contacts are logged by"
                    " hand: what goes by mail is logged when it is sent."
                )
            )
        if vals.get("evidence", "none") not in ("none", "talked"):
            raise AccessError(
                self.env._("The evidence of a contact is either none or talked.")
            )
        self._check_typed(vals)
