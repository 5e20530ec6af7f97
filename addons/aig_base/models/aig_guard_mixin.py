from odoo import api, models
from odoo.exceptions import AccessError


class AigGuardMixin(models.AbstractModel):
    """Refuses typed values for what the system decides.

    A readonly field is readonly on the screen only: by RPC or import anybody with
    write access could set a stored sum, or approve his own plan by writing its
    state. A model that inherits this mixin refuses both, on every route; its own
    methods write guarded fields as superuser, after they have checked the right to.
    """

    _name = "aig.guard.mixin"
    _description = "Guarded Fields"

    @api.model
    def _get_guarded_fields(self):
        """Names nobody types: stored computes without inverse; override to add."""
        return {
            name
            for name, field in self._fields.items()
            if field.store and field.compute and field.readonly
        }

    @api.model_create_multi
    def create(self, vals_list):
        self._check_guarded_fields(set().union(*vals_list), vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_guarded_fields(vals.keys())
        return super().write(vals)

    @api.model
    def _check_guarded_fields(self, names, vals_list=()):
        """Refuse guarded names; a new record may repeat their defaults.

        :raises AccessError: naming the fields
        """
        guarded = set() if self.env.su else names & self._get_guarded_fields()
        if guarded and vals_list:
            defaults = self.default_get(list(guarded))
            guarded = {
                name
                for name in guarded
                if any(
                    vals.get(name) and vals[name] != defaults.get(name)
                    for vals in vals_list
                )
            }
        if guarded:
            labels = [
                self._fields[name]._description_string(self.env)
                for name in sorted(guarded)
            ]
            raise AccessError(
                self.env._(
                    "“%(fields)s” of “%(model)s” cannot be typed: the system sets it.",
                    fields=", ".join(labels),
                    # sudo: whoever is refused may not read models' names
                    model=self.env["ir.model"].sudo()._get(self._name).name,
                )
            )
