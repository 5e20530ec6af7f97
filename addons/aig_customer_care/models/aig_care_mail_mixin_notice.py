from odoo import models


class AigCareMailMixin(models.AbstractModel):
    """What a document has to say about the text that stands in the composer."""

    _inherit = "aig.care.mail.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _care_notice(self):
        """Return what is to be known before it is sent, or ""; override it."""
        return ""

    def _care_check_text(self, body):
        """Raise ``UserError`` when the text promises what is not so; override it.

        Called when Send is pressed, with the text as it was adjusted.
        """
