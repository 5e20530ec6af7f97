"""A plain model of the same field types as one of the product's.

What the product adds (rules, computed figures, refusals) is measured against it: the
same columns with the same types and indexes, written by the same ORM.
"""

from contextlib import contextmanager

from odoo import api, models
from odoo.models import MAGIC_COLUMNS
from odoo.orm.model_classes import add_to_registry

NAME = "bench.line"


def plain_fields(records, source=None, followers=()):
    """The stored fields of a model, as fields that somebody types.

    :param source: a typed field that others follow
    :param followers: fields that the ORM computes from it, in the shortest way there is
    """
    plain = {}
    if source:
        plain["_compute_followers"] = _copy(source, followers)
    for name, field in records._fields.items():
        if not field.store or not field.column_type or name in MAGIC_COLUMNS:
            continue
        options = {"index": field.index} if field.index else {}
        if field.type == "many2one":
            own = field.comodel_name == records._name
            options["comodel_name"] = NAME if own else field.comodel_name
        elif field.type == "float":
            options["digits"] = field._digits
        elif field.type == "monetary":
            options["currency_field"] = field.get_currency_field(records)
        if name in followers:
            options |= {"compute": "_compute_followers", "store": True}
        plain[name] = type(field)(**options)
    return plain


def _copy(source, followers):
    """A compute that copies one field to others."""

    @api.depends(source)
    def compute(self):
        for record in self:
            for name in followers:
                record[name] = record[source]

    return compute


@contextmanager
def plain_model(env, records, group, source=None, followers=()):
    """Give an empty plain model that a group may read, write and make.

    ``source`` and ``followers``: see ``plain_fields``.

    Its table goes with the transaction of the row, its class with the context.
    """
    attributes = {"_name": NAME, "_description": NAME, "_module": None}
    attributes |= plain_fields(records, source, followers)
    add_to_registry(env.registry, type("BenchLine", (models.Model,), attributes))
    try:
        env.registry._setup_models__(env.cr, [])
        env.registry.init_models(env.cr, [NAME], {})
        rights = dict.fromkeys(("perm_read", "perm_write", "perm_create"), True)
        env["ir.model.access"].create(
            {
                "name": NAME,
                "model_id": env["ir.model"]._get_id(NAME),
                "group_id": group.id,
                **rights,
            }
        )
        yield env[NAME]
    finally:
        env.registry.models.pop(NAME)
        env.registry._setup_models__(env.cr, [])
