from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: A model names them again: their translations come with its addon, not before it.
STATES = [("draft", "Draft"), ("sent", "Sent"), ("cancelled", "Cancelled")]
#: Set by sending alone.
DECIDED_FIELDS = {"state", "sent_date", "log_id"}
#: Days after which a draft that belongs to nothing is forgotten.
FORGOTTEN = timedelta(30)
#: Drafts that are forgotten at once.
BATCH = 1000


class AigCareDraftMixin(models.AbstractModel):
    """What a salesperson chooses for a customer, and sends once (A39, A45).

    A draft is the choice; sent, it is kept as the customer has it.
    """

    _name = "aig.care.draft.mixin"
    _inherit = ["aig.care.customer.mixin", "aig.guard.mixin", "aig.care.mixin"]
    _description = "Chosen for a Customer"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, copy=False, default="draft"
    )
    sent_date = fields.Datetime(string="Sent On", readonly=True, copy=False)
    # Read by: what became of it
    log_id = fields.Many2one(
        "aig.care.log",
        string="Row of the Log",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        self._check_draft()

    def _check_draft(self):
        """Refuse to change what a customer has.

        :raises UserError: it was sent
        """
        sent = self.filtered(lambda document: document.state == "sent")
        if sent:
            raise UserError(
                self.env._(
                    "“%(document)s” was sent: what a customer has received is kept. "
                    "Begin another one instead.",
                    document=sent[0].display_name,
                )
            )

    @api.model
    def _get_loose_domain(self):
        """Drafts that belong to nothing but their customer; override to narrow."""
        return [("state", "=", "draft")]

    @api.model
    def _get_draft(self, partner, **values):
        """The user's draft for a customer: the one at hand, or a new one.

        :param values: ids of what else it is for, by field
        """
        values = {"partner_id": partner.commercial_partner_id.id, **values}
        draft = self.search(
            [
                *self._get_loose_domain(),
                *((name, "=", value) for name, value in values.items()),
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )
        return draft or self.create(values)

    def _decide(self, vals):
        # sudo: guarded fields; the right to the record was asked before
        self.sudo().write(vals)

    def action_open(self):
        """Open this document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            # sudo: salespeople may not read models' names
            "name": self.env["ir.model"].sudo()._get(self._name).name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    @api.autovacuum
    def _gc_forgotten(self):
        """Delete drafts that belong to nothing and were never sent."""
        if self._abstract:
            return
        limit = fields.Datetime.now() - FORGOTTEN
        self.search(
            [*self._get_loose_domain(), ("write_date", "<", limit)], limit=BATCH
        ).unlink()
