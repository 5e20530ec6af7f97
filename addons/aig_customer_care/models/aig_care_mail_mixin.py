from odoo import models

DEFAULT_LAYOUT = "aig_customer_care.mail_layout"


class AigCareMailMixin(models.AbstractModel):
    """A record from which its customer is mailed, once, and counted (A35).

    Without fields, so that core's models can have it, too. Documents that are made to
    be sent inherit ``aig.care.mixin``, where the hooks are explained.
    """

    _name = "aig.care.mail.mixin"
    _inherit = ["mail.thread"]
    _description = "Mail to a Customer"

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

    def _care_layout(self):
        """Return the layout around the body: that of the template, or a light one."""
        return self._care_mail_template().email_layout_xmlid or DEFAULT_LAYOUT

    def _care_check_ready(self):
        """Raise ``UserError`` when the document may not be sent; override it.

        Called when the composer opens and again when Send is pressed.
        """

    def _care_check_reviewed(self):
        """Raise ``UserError`` when somebody has to look at it first; override it."""

    def _care_after_send(self, log):
        """Do what follows from sending, e.g. a change of state; override it.

        Runs in the transaction of the message, before the mail leaves: ``log``
        is still queued.
        """

    def _care_after_send_many(self, logs):
        """Do it for many documents, each with the row of its own.

        Override to do at once what can be, before the others' turn: of those changes
        nothing is left to do for ``_care_after_send``, which is called in any case.
        """
        for document, log in zip(self, logs, strict=True):
            document._care_after_send(log)

    def _care_after_cancel(self, log):
        """Undo what ``_care_after_send`` did, when a scheduled mail was taken back.

        Runs in sudo; override it together with the other.
        """

    def _care_after_feedback(self, feedback):
        """Do what follows from an opinion, e.g. a new revision; override it."""

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
                "dialog_size": "extra-large",
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
            "default_email_layout_xmlid": self[:1]._care_layout(),
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
        # sudo: rows the user may not read still take a number
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
