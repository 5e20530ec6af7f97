from odoo import models
from odoo.exceptions import UserError


class AigCareMixin(models.AbstractModel):
    """Asking for the customer's opinion on a document that was sent (A37)."""

    _inherit = "aig.care.mixin"  # pylint: disable=consider-merging-classes-inherited

    def action_care_feedback(self):
        """Ask what the customer thinks of the last sending.

        :raises UserError: it has not been sent yet
        """
        self.ensure_one()
        log = self.care_log_ids.filtered("is_counted")[:1]
        if not log:
            raise UserError(
                self.env._(
                    "%(document)s has not reached the customer yet: send it first.",
                    document=self.display_name,
                )
            )
        return log.action_feedback()
