import inspect

from odoo.tests import TransactionCase, tagged

from ..reasons import NO_COMPANY_RULE, NO_TERRITORY_RULE, PUBLIC_METHODS
from .ours import PREFIX, our_models


@tagged("post_install", "-at_install")
class TestModels(TransactionCase):
    """What every model of ours has: a description, rights, rules, indexes."""

    def rules(self, model):
        """Active global rules of a model."""
        return self.env["ir.rule"].search(
            [("model_id.model", "=", model._name), ("groups", "=", False)]
        )

    def restricts(self, model, field):
        """Whether a global rule of the model reads a field."""
        return any(f"'{field}'" in rule.domain_force for rule in self.rules(model))

    def test_each_model_is_described(self):
        for model in our_models(self.env, abstract=True):
            self.assertNotEqual(model._description, model._name, model._name)
            self.assertTrue(inspect.getdoc(self.definition(model)), model._name)

    def definition(self, model):
        """The class of ours that defined a model (the last in the order)."""
        ours = [
            cls
            for cls in type(model).__mro__
            if cls.__module__.startswith("odoo.addons.aig_")
            and vars(cls).get("_name") == model._name
        ]
        return ours[-1]

    def test_each_model_has_rights(self):
        granted = self.env["ir.model.access"].search([("active", "=", True)])
        names = set(granted.mapped("model_id.model"))
        for model in our_models(self.env):
            self.assertIn(model._name, names, "no line in ir.model.access.csv")

    def test_no_right_is_for_everybody(self):
        granted = self.env["ir.model.access"].search([("group_id", "=", False)])
        open_to_all = granted.filtered(
            lambda line: line.model_id.model.startswith("aig.")
        )
        self.assertFalse(open_to_all.mapped("name"), "a line without a group")

    def test_each_company_has_its_rule(self):
        for model in our_models(self.env):
            if "company_id" in model._fields and model._name not in NO_COMPANY_RULE:
                self.assertTrue(self.restricts(model, "company_id"), model._name)

    def test_each_territory_has_its_rule(self):
        for model in our_models(self.env):
            if "territory_id" in model._fields and model._name not in NO_TERRITORY_RULE:
                self.assertTrue(self.restricts(model, "territory_id"), model._name)

    def test_each_report_has_its_rules(self):
        """A view of the database obeys none of the rules of what it reads."""
        for model in our_models(self.env):
            if not model._auto:
                self.assertTrue(self.rules(model), model._name)

    def test_each_wizard_belongs_to_who_opened_it(self):
        """Odoo 19 lets everybody with the rights read everybody's wizards."""
        for model in our_models(self.env):
            if model._transient and model._name != "res.config.settings":
                self.assertTrue(self.restricts(model, "create_uid"), model._name)

    def test_rules_reach_existing_databases(self):
        data = self.env["ir.model.data"].search(
            [
                ("module", "=like", f"{PREFIX}%"),
                ("model", "in", ("ir.rule", "ir.model.access")),
                ("noupdate", "=", True),
            ]
        )
        self.assertFalse(data.mapped("complete_name"), "noupdate")

    def test_each_field_a_rule_compares_is_indexed(self):
        """A many2one in a rule is compared for every row of every list."""
        for model in our_models(self.env):
            if model._auto and not model._transient:
                for name in ("territory_id", "aig_territory_id", "user_id"):
                    field = model._fields.get(name)
                    if field and field.store and self.restricts(model, name):
                        self.assertTrue(field.index or self.leads(model, name), field)

    def leads(self, model, name):
        """Whether an index declared on the table begins with a column."""
        return any(
            f"INDEX ({name}," in item.get_definition(model.pool)
            for item in model._table_objects.values()
        )

    def test_each_public_method_says_what_it_does(self):
        for cls, name, function in self.public_methods():
            self.assertTrue(
                inspect.getdoc(function), f"{cls.__module__}.{cls.__name__}.{name}"
            )

    def test_public_methods_are_buttons_or_overrides(self):
        """Every public method can be called from outside: others begin with ``_``."""
        for cls, name, _function in self.public_methods():
            where = f"{cls.__module__}.{cls.__name__}.{name}"
            self.assertTrue(
                name.startswith("action_") or where in PUBLIC_METHODS, where
            )

    def public_methods(self):
        """``(class, name, function)`` of ours that people can call and core has not."""
        seen = set()
        for model in self.env.values():
            for cls in type(model).__mro__:
                if cls in seen or not cls.__module__.startswith("odoo.addons.aig_"):
                    continue
                seen.add(cls)
                for name, function in vars(cls).items():
                    if self.is_new(cls, name, function):
                        yield cls, name, function

    def is_new(self, cls, name, function):
        if name.startswith("_") or not inspect.isfunction(function):
            return False
        if getattr(function, "_api_private", False):
            return False
        if "_name" not in vars(cls) and "_inherit" in vars(cls):
            bases = vars(cls)["_inherit"]
        else:
            bases = vars(cls).get("_inherit", [])
        names = [bases] if isinstance(bases, str) else list(bases)
        parents = [type(self.env[base]) for base in names if base in self.env]
        core = [base for parent in parents for base in parent.__mro__]
        return not any(
            name in vars(base)
            for base in [*core, *type(self.env["base"]).__mro__]
            if not base.__module__.startswith("odoo.addons.aig_")
            and not hasattr(base, "pool")
        )
