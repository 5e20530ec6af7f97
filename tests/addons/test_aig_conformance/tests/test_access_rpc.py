from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, JsonRpcException, mute_logger, tagged

from ..access_table import TABLE
from ..builders import BUILDERS, Place
from .access_case import AccessCase
from .routes import logged_field

#: What a refusal sounds like, as logged by the server for each of our requests.
NOISE = ("odoo.http", "odoo.addons.rpc.controllers.json2")
REFUSED = "odoo.exceptions.AccessError"


def for_each_model(cls):
    """Give the class one test per row of the table."""
    for model in TABLE:

        def test(self, model=model):
            self.check_row(model)

        setattr(cls, f"test_{model.replace('.', '_')}", test)
    return cls


class RpcCase(AccessCase, HttpCase):
    """The northern salesperson asks the server for a southern record and an own one.

    Which of them may be had is what the table says; here it is asked from outside.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.actor = cls.user_sales_north
        # long enough for the rules on passwords, should there be any
        cls.actor.password = "a long pass phrase 4 us"

    def setUp(self):
        super().setUp()
        self.connect()

    def connect(self):
        """Log in; each protocol has its own way."""
        raise NotImplementedError

    def call(self, model, method, ids=(), **kwargs):
        """Return the answer, or ``None`` when access was refused."""
        raise NotImplementedError

    def check_row(self, model):
        builder = BUILDERS[model]
        for place in (
            Place("own", self.actor, self.territory_north),
            Place("sideways", self.user_sales_south, self.territory_south),
        )[: None if builder.is_placed else 1]:
            record = builder.build(self, place)
            self.env.flush_all()
            rights = self.rights(model, "sales_user")
            for operation in ("read", "write", "unlink"):
                expected = self.reaches(self.actor, place, rights[operation], builder)
                with self.subTest(place=place.name, operation=operation):
                    check = getattr(self, f"check_{operation}")
                    check(builder, record, place, expected)

    def check_read(self, builder, record, place, expected):
        domain = [("id", "=", record.id)]
        for method, arguments in {
            "search_read": {"domain": domain, "fields": ["display_name"]},
            "search_count": {"domain": domain},
            "web_search_read": {"domain": domain, "specification": {"id": {}}},
            "formatted_read_group": {
                "domain": domain,
                "groupby": [logged_field(record)],
                "aggregates": ["__count"],
            },
            "name_search": {"name": "", "domain": domain},
        }.items():
            answer = self.call(builder.model, method, **arguments)
            if method == "web_search_read":
                answer = answer and answer["records"]
            self.assertEqual(bool(answer), expected, method)
        for method, arguments in {
            "read": {"fields": ["display_name"]},
            "web_read": {"specification": {"id": {}, "display_name": {}}},
        }.items():
            answer = self.call(builder.model, method, record.ids, **arguments)
            self.assertEqual(bool(answer), expected, method)

    def check_write(self, builder, record, place, expected):
        change = builder.change(self, place)
        answer = self.call(builder.model, "write", record.ids, vals=change)
        self.assertEqual(bool(answer), expected)
        if expected:
            self.env.invalidate_all()
            builder.assert_changed(self, record, change)

    def check_unlink(self, builder, record, place, expected):
        answer = self.call(builder.model, "unlink", record.ids)
        self.assertEqual(bool(answer), expected)
        self.env.invalidate_all()
        self.assertEqual(bool(record.exists()), not expected)


@tagged("post_install", "-at_install")
@for_each_model
class TestAccessJsonRpc(RpcCase):
    """The table's cells by what the web client calls."""

    def connect(self):
        self.authenticate(self.actor.login, "a long pass phrase 4 us")

    @mute_logger(*NOISE)
    def call(self, model, method, ids=(), **kwargs):
        try:
            return self.make_jsonrpc_request(
                "/web/dataset/call_kw",
                {
                    "model": model,
                    "method": method,
                    "args": [list(ids)] if ids else [],
                    "kwargs": kwargs,
                },
            )
        except JsonRpcException as error:
            self.assertEqual(str(error.args[0]), REFUSED, method)
            return None


@tagged("post_install", "-at_install")
@for_each_model
class TestAccessJson2(RpcCase):
    """The table's cells by the interface for other programs, with an API key."""

    def connect(self):
        keys = self.env["res.users.apikeys"].with_user(self.actor)
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        # superuser: people make a key after typing their password, which is not ours
        self.key = keys.sudo()._generate("rpc", "Conformance", tomorrow)

    @mute_logger(*NOISE)
    def call(self, model, method, ids=(), **kwargs):
        response = self.url_open(
            f"/json/2/{model}/{method}",
            json={**({"ids": list(ids)} if ids else {}), **kwargs},
            headers={"Authorization": f"bearer {self.key}"},
        )
        if response.ok:
            return response.json()
        self.assertEqual(response.json()["name"], REFUSED, f"{method} {response.text}")
        return None
