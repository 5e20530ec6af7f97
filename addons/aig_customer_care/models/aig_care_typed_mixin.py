from odoo import api, models
from odoo.exceptions import AccessError


class AigCareTypedMixin(models.AbstractModel):
    """A row that people type in their own name, and the system completes."""

    _name = "aig.care.typed.mixin"
    _description = "Row Typed in One's Own Name"

    @api.model
    def _manual_fields(self):
        """Return the fields people fill; override to add those of other addons."""
        return {"user_id"}

    @api.model
    def _check_typed(self, vals):
        """Refuse a colleague's name, and what only the system fills."""
        if vals.get("user_id", self.env.uid) != self.env.uid:
            raise AccessError(
                self.env._(
                    "You can note this in your own name only, not a colleague's."
                )
            )
        foreign = {name for name in vals if vals[name]} - self._manual_fields()
        if foreign:
            raise AccessError(
                self.env._(
                    "These fields are filled by the system: %(fields)s.",
                    fields=", ".join(sorted(foreign)),
                )
            )
