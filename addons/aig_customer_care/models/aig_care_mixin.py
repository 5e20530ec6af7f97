from odoo import api, fields, models
from odoo.exceptions import UserError

DEFAULT_LAYOUT = "mail.mail_notification_light"


class AigCareMixin(models.AbstractModel):
    """A document that is sent to a customer by mail, once, and counted (A35).

    A document model inherits ``aig.care.mixin`` (which brings ``mail.thread``)
    and overrides the hooks::

        class AigVoucher(models.Model):
            _name = "aig.voucher"
            _inherit = ["aig.care.mixin"]

            partner_id = fields.Many2one("res.partner", required=True)

            def _care_type(self):
                return "voucher"

            def _care_mail_template(self):
                return self.env.ref("aig_voucher.mail_template_voucher")

            def _care_check_ready(self):
                if self.state == "draft":
                    raise UserError(self.env._("..."))

            def _care_after_send(self, log):
                self.state = "sent"

    and puts a button ``action_care_compose`` on its views. The mail template has
    ``use_default_to`` off, no recipients of its own (they come from
    ``_care_recipients``) and ``lang`` = ``{{ object.partner_id.lang }}``.

    What the composer guarantees: the recipients belong to the customer, followers
    get no copy, one row of ``aig.care.log`` is written in the transaction of the
    message, and pressing Send again, in another tab too, sends nothing more.
    The sender needs write access to the document, as for any message on it.

    ``care_log_ids`` are the rows of the document, ``care_sent_count`` how many
    count; other totals come from ``aig.care.log._count_sent``.
    """

    _name = "aig.care.mixin"
    _inherit = ["mail.thread"]
    _description = "Document Sent to a Customer"

    care_log_ids = fields.One2many(
        "aig.care.log",
        "res_id",
        domain=lambda self: [("res_model", "=", self._name)],
        string="Sent",
    )
    care_sent_count = fields.Integer(
        string="Times Sent", compute="_compute_care_sent_count"
    )

    @api.depends("care_log_ids.is_counted")
    def _compute_care_sent_count(self):
        counts = self.env["aig.care.log"]._count_sent(
            "res_id", self.ids, [("res_model", "=", self._name)]
        )
        totals = {}
        for (res_id, _care_type), count in counts.items():
            totals[res_id] = totals.get(res_id, 0) + count
        for document in self:
            document.care_sent_count = totals.get(document._origin.id, 0)

    # Hooks

    def _care_type(self):
        """Return the kind of care, a value of ``aig.care.log.care_type``.

        Every document model overrides this.
        """
        raise NotImplementedError

    def _care_partner(self):
        """Return the customer; override when it is not ``partner_id``."""
        self.ensure_one()
        return self.partner_id.commercial_partner_id

    def _care_plan_line_id(self):
        """Return the id of the plan line the sending counts for, or False."""
        return False

    def _care_purpose(self):
        """Return the ``aig.care.purpose`` of the sending: that of its kind."""
        return self._care_ref(
            "aig.care.purpose",
            f"aig_customer_care.aig_care_purpose_{self._care_type()}",
        )

    def _care_ref(self, model, xmlid):
        """Return a record by its external id, empty when there is none.

        Unlike ``env.ref`` it asks the database once, not for each document: who
        deletes a record deletes its external id.
        """
        data = self.env["ir.model.data"]
        return self.env[model].browse(
            data._xmlid_to_res_id(xmlid, raise_if_not_found=False) or []
        )

    def _care_mail_template(self):
        """Return the mail template the composer starts from; override it."""
        return self.env["mail.template"]

    def _care_recipients(self):
        """Return the people proposed in the composer.

        The customer's own address if it has one, else its contacts that have;
        override to choose by role. Who has unsubscribed is left out.

        :raises UserError: nobody at the customer has an e-mail address, or everybody
            who has one has unsubscribed
        """
        customer = self._care_partner()
        contacts = customer.child_ids.filtered(
            lambda child: child.commercial_partner_id == customer
        )
        addresses = (customer | contacts).filtered("email")
        people = addresses.filtered(lambda person: not person.is_blacklisted)
        if people:
            return people & customer or people
        if addresses:
            raise UserError(
                self.env._(
                    "%(customer)s has unsubscribed from e-mails: call instead, or ask"
                    " for another address.",
                    customer=customer.display_name,
                )
            )
        raise UserError(
            self.env._(
                "%(customer)s has no e-mail address: add one to the customer or"
                " to one of its contacts, then send again.",
                customer=customer.display_name,
            )
        )

    def _care_check_ready(self):
        """Raise ``UserError`` when the document may not be sent; override it.

        Called when the composer opens and again when Send is pressed.
        """

    def _care_after_send(self, log):
        """Do what follows from sending, e.g. a change of state; override it.

        Runs in the transaction of the message, before the mail leaves: ``log``
        is still queued.
        """

    def _care_after_cancel(self, log):
        """Undo what ``_care_after_send`` did, when a scheduled mail was taken back.

        Runs in sudo; override it together with the other.
        """

    # Sending

    def action_care_compose(self):
        """Open Odoo's mail composer for this document (A35, A36).

        :raises UserError: the document is not ready, not reviewed, or nobody has an
            address
        """
        self.ensure_one()
        self._care_check_compose()
        view = self.env.ref("aig_customer_care.mail_compose_message_view_form_care")
        return {
            "name": self.env._("Send Mail"),
            "type": "ir.actions.act_window",
            "res_model": "mail.compose.message",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {
                **self._care_compose_context(self._care_mail_template()),
                "default_aig_care": True,
                "default_aig_send_key": self._care_send_key(),
            },
        }

    def _care_check_compose(self):
        """Refuse to open the composer for what cannot be sent.

        :raises UserError: the document is not ready, not reviewed, or nobody has an
            address
        """
        self._care_check_ready()
        self._care_check_reviewed()
        self._care_recipients()

    def _care_compose_context(self, template):
        """Return the composer's context for these documents, of one template."""
        return {
            "default_model": self._name,
            "default_res_ids": self.ids,
            "default_composition_mode": "comment",
            "default_template_id": template.id,
            "default_email_layout_xmlid": (
                template.email_layout_xmlid or DEFAULT_LAYOUT
            ),
            "force_email": True,
        }

    def _care_send_key_prefix(self):
        self.ensure_one()
        return f"{self._name}:{self.id}:{self._care_type()}:"

    def _care_send_key(self):
        """Return the key of this document's next sending.

        It is the same in every tab until one of them has sent.
        """
        self.ensure_one()
        return self._care_send_keys()[self.id]

    def _care_send_keys(self):
        """Return ``{id: key}`` of these documents' next sendings."""
        # Rows the user may not read still take a number
        groups = (
            self.env["aig.care.log"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("send_key", "!=", False),
                ],
                ["res_id", "care_type"],
                ["__count"],
            )
        )
        counts = {(res_id, kind): count for res_id, kind, count in groups}
        return {
            document.id: document._care_send_key_prefix()
            + str(counts.get((document.id, document._care_type()), 0))
            for document in self
        }
