"""What belongs to us in a database: found by name, never listed by hand."""

PREFIX = "aig_"


def our_modules(env):
    """Installed modules whose name starts with ``aig_``."""
    return env["ir.module.module"].search(
        [("name", "=like", "aig\\_%"), ("state", "=", "installed")], order="name"
    )


def our_models(env, abstract=False):
    """One empty recordset per model an addon of ours defines, by name."""
    return [
        model
        for name in sorted(env)
        if (model := env[name])._original_module.startswith(PREFIX)
        and (abstract or not model._abstract)
    ]


def our_records(env, model):
    """``(xmlid, record)`` of the records of a model that our addons own."""
    data = env["ir.model.data"].search_fetch(
        [("module", "in", our_modules(env).mapped("name")), ("model", "=", model)],
        ["module", "name", "res_id"],
        order="module, name",
    )
    for entry in data:
        record = env[model].browse(entry.res_id).exists()
        if record:
            yield f"{entry.module}.{entry.name}", record
