from odoo.tests import BaseCase, TransactionCase, tagged

from ..access_table import OPERATIONS, ROLES, SCOPES, TABLE
from ..builders import BUILDERS
from .ours import our_models


@tagged("post_install", "-at_install")
class TestAccessTable(TransactionCase):
    """The table names every model of ours, and no model that is gone."""

    def test_each_model_has_a_row(self):
        for model in our_models(self.env):
            self.assertIn(
                model._name,
                TABLE,
                f"{model._name} has no row: say in access_table.py what each role may "
                "read, write, create and delete, then render docs/SECURITY.md.",
            )

    def test_each_model_has_a_builder(self):
        for model in TABLE:
            self.assertIn(
                model,
                BUILDERS,
                f"{model} has no builder: add a class to tests/addons/"
                "test_aig_conformance/builders/<addon>.py whose vals() returns what a "
                "person types to make a record, and import it in __init__.py.",
            )

    def test_each_row_has_a_model(self):
        for model in (*TABLE, *BUILDERS):
            self.assertIn(
                model, self.env, f"{model} is no model any more: remove its row."
            )


@tagged("post_install", "-at_install")
class TestAccessRows(BaseCase):
    """Each row is complete and uses words that mean something."""

    def test_each_row_names_each_role(self):
        for model, row in TABLE.items():
            self.assertEqual(
                set(row), set(ROLES), f"{model}: one entry per role of ROLES"
            )

    def test_each_cell_is_four_scopes(self):
        for model, row in TABLE.items():
            for role, rights in row.items():
                words = rights.split()
                self.assertEqual(len(words), len(OPERATIONS), f"{model}, {role}")
                self.assertLessEqual(set(words), set(SCOPES), f"{model}, {role}")
