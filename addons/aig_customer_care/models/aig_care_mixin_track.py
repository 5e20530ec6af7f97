from odoo import models


class Collected(list):
    """Values of notes that are written together at the end.

    A class of its own, so that nothing a request puts into the context is taken for it.
    """


class AigCareMixin(models.AbstractModel):
    """Changes of many documents are noted in their chatters together."""

    _inherit = "aig.care.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _message_track(self, fields_iter, initial_values_dict):
        collected = Collected()
        documents = self.with_context(aig_notes=collected)
        tracking = super(AigCareMixin, documents)._message_track(
            fields_iter, initial_values_dict
        )
        if collected:
            # sudo: as each of these notes alone is written by Odoo
            self.sudo()._care_create_notes(collected)
        return tracking

    def _care_create_notes(self, values_list):
        """Create notes and their tracked values, each kind at once."""
        changes = [vals.pop("tracking_value_ids") or [] for vals in values_list]
        notes = self._message_create(values_list)
        self.env["mail.tracking.value"].create(
            [
                {**vals, "mail_message_id": note.id}
                for note, commands in zip(notes, changes, strict=True)
                for _command, _id, vals in commands
            ]
        )

    # core's own list of parameters, which its lint asks for
    def _message_log_batch(
        self,
        bodies,
        subject=False,
        author_id=None,
        email_from=None,
        message_type="notification",
        partner_ids=False,
        attachment_ids=False,
        tracking_value_ids=False,
    ):
        collected = self.env.context.get("aig_notes")
        if isinstance(collected, Collected):
            # read by _message_create, which messages that are sent call, too
            self = self.with_context(aig_notes=None, aig_collect_notes=collected)
        return super()._message_log_batch(
            bodies,
            subject=subject,
            author_id=author_id,
            email_from=email_from,
            message_type=message_type,
            partner_ids=partner_ids,
            attachment_ids=attachment_ids,
            tracking_value_ids=tracking_value_ids,
        )

    def _message_create(self, values_list):
        collected = self.env.context.get("aig_collect_notes")
        if isinstance(collected, Collected):
            collected.extend(values_list)
            return self.env["mail.message"]
        return super()._message_create(values_list)
