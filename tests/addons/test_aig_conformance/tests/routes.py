"""The ways by which a record can be reached; each answers something true if it is."""


def by_search(record):
    return record.search([("id", "in", record.ids)])


def by_archived_search(record):
    model = record.with_context(active_test=False)
    return model.search([("id", "in", record.ids)])


def by_id(record):
    return record.browse(record.id).read(["display_name"])


def by_attribute(record):
    return record.browse(record.id)[logged_field(record)]


def by_read_group(record):
    return record._read_group([("id", "in", record.ids)], [], ["__count"])[0][0]


def by_formatted_read_group(record):
    return record.formatted_read_group(
        [("id", "in", record.ids)], [logged_field(record)], ["__count"]
    )


def by_name_search(record):
    return record.name_search("", [("id", "in", record.ids)])


def by_search_read(record):
    return record.search_read([("id", "in", record.ids)], ["display_name"])


def by_web_search_read(record):
    """As a list in the web client: with the records it refers to."""
    spec = {"display_name": {}, **related_specification(record)}
    return record.web_search_read([("id", "in", record.ids)], spec)["records"]


def by_export(record):
    # exporting has a group of its own in Odoo; what it gives out is asked of here
    return record._export_rows([["display_name"]])


def by_display_name(record):
    """Whoever guesses the name gets no answer. The last: it fills the cache."""
    if not (record._rec_name or record._rec_names_search):
        return False
    name = record.sudo().display_name  # superuser: the guess is a good one
    found = record.name_search(name, limit=None)
    return record.id in [key for key, _name in found]


def logged_field(record):
    """A field with a value in every record; a few models do not log who made it."""
    names = ("partner_id", "user_id", "position_id")
    if record._log_access:
        return "create_uid"
    if record._name.startswith("aig.kpi."):
        return "company_id"  # some figures have no customer
    return next(name for name in names if name in record._fields)


def related_specification(record):
    """Many2one fields of a record the person may read, with the name behind them."""
    return {
        name: {"fields": {"display_name": {}}}
        for name, field in record._fields.items()
        if field.type == "many2one"
        and field.store
        and record.has_access("read")
        and record._has_field_access(field, "read")
    }


READ_ROUTES = {
    name.removeprefix("by_"): function
    for name, function in list(globals().items())
    if name.startswith("by_")
}
