from odoo.tests import tagged

from ..access_table import TABLE
from ..builders import BUILDERS, Place
from .access_case import AccessCase


def specification(record, name, secret):
    spec = {name: {"fields": {secret: {}}}}
    answer = record.web_search_read([("id", "=", record.id)], spec)
    return [row[name] for row in answer["records"]]


def read_group(record, name, secret):
    domain, path = [("id", "=", record.id)], f"{name}.{secret}"
    return record.formatted_read_group(domain, [path], ["__count"])


def export(record, name, secret):
    return record._export_rows([[name, secret]])


def guess(record, name, secret):
    """Who guesses a value must not be told that it is right."""
    value = record.sudo()[name][secret]
    domain = [("id", "=", record.id), (f"{name}.{secret}", "=", value)]
    return value if record.search(domain) else ""


ROUTES = (specification, read_group, export, guess)


def for_each_link(cls):
    """Give the class one test per model that may refer to a customer."""
    for model in TABLE:

        def test(self, model=model):
            self.check_model(model)

        setattr(cls, f"test_{model.replace('.', '_')}", test)
    return cls


@tagged("post_install", "-at_install")
@for_each_link
class TestAccessRelated(AccessCase):
    """A record one may see does not tell of a customer one may not see.

    The plan of a quarter stays with its salesperson when a customer moves to another
    territory; what is known of the customer from then on is not his business.
    """

    def check_model(self, model):
        builder = BUILDERS[model]
        actor = self.user_sales_north
        if not builder.territory_field or model == "res.partner":
            return
        place = Place("own", actor, self.territory_north)
        record = builder.build(self, place)
        for name in self.links(record):
            with self.subTest(field=name):
                self.check_link(record, name, actor)

    def links(self, record):
        """Stored many2one fields to the customer."""
        return [
            name
            for name, field in record._fields.items()
            if field.type == "many2one"
            and field.store
            and field.comodel_name == "res.partner"
            and record[name].aig_territory_id
        ]

    def check_link(self, record, name, actor):
        customer = record[name]
        customer.aig_territory_id = self.territory_south
        secret = customer.email
        self.assertTrue(secret)
        for route in ROUTES:
            self.env.flush_all()
            self.env.invalidate_all()
            seen = record.with_env(self.env(user=actor, su=False))
            with self.subTest(route=route.__name__):
                self.assert_absent(
                    lambda route=route, seen=seen: (
                        secret in str(route(seen, name, "email"))
                    ),
                    f"{name}.email is told",
                    customer,
                )
