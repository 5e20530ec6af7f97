from odoo import api, models
from odoo.exceptions import AccessError


class AigGuardMixin(models.AbstractModel):
    """Refuses typed values for what the system decides.

    A readonly field is readonly on the screen only: by RPC or import anybody with
    write access could set a stored sum, or approve his own plan by writing its
    state. A model that inherits this mixin refuses both, on every route; its own
    methods write guarded fields as superuser, after they have checked the right to.
    A write that takes a record to where the user may not write is refused, too.
    """

    _name = "aig.guard.mixin"
    _description = "Guarded Fields"

    #: Many2one fields whose target one must be able to write, to put a record there;
    #: asked first, so that no constraint tells a figure of a foreign record.
    _guarded_parents = ()

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
        self._check_guarded_parents(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_guarded_fields(vals.keys())
        self._check_guarded_parents([vals])
        result = super().write(vals)
        if not self.env.su and any(
            self._fields[name].type == "many2one" for name in vals
        ):
            # The ORM asks before a write only: a record could be carried out of
            # one's own reach.
            self.check_access("write")
        return result

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

    @api.model
    def _check_guarded_parents(self, vals_list):
        """Refuse to put records where the user may not write.

        :raises AccessError: for the parent
        """
        for name in () if self.env.su else self._guarded_parents:
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            self.env[self._fields[name].comodel_name].browse(ids).check_access("write")
