from odoo.tests import TransactionCase, tagged

from .ours import PREFIX


@tagged("post_install", "-at_install")
class TestConstraints(TransactionCase):
    """What the code declares about tables is there in the database."""

    def declared(self):
        """``(name in the database, object)`` of every constraint and index of ours."""
        for model in self.env.values():
            if model._auto and not model._abstract:
                for item in model._table_objects.values():
                    if item._module.startswith(PREFIX):
                        yield item.full_name(model), item

    def names(self, query):
        self.env.cr.execute(query)
        return {name for (name,) in self.env.cr.fetchall()}

    def test_each_is_in_the_database(self):
        present = self.names("SELECT indexname FROM pg_indexes") | self.names(
            "SELECT conname FROM pg_constraint"
        )
        for name, _item in self.declared():
            self.assertIn(name, present, "declared, but the database refused it")

    def test_each_constraint_says_what_is_wrong(self):
        """People read the message of a constraint: an index alone has none."""
        for name, item in self.declared():
            if type(item).__name__ != "Index":
                self.assertTrue(item.message, name)

    def test_each_constraint_goes_with_its_addon(self):
        """What is not known to ir.model.constraint stays when the addon goes."""
        known = set(self.env["ir.model.constraint"].search([]).mapped("name"))
        for name, _item in self.declared():
            self.assertIn(name, known)
