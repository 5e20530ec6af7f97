from odoo.tests import TransactionCase, tagged

from ..access_table import TABLE
from ..builders import BUILDERS


@tagged("post_install", "-at_install")
class TestIndexes(TransactionCase):
    """The territory rules find their records without reading the whole table."""

    def test_territory_is_indexed_with_its_empty_values(self):
        """The rules also ask for "no territory": a partial index cannot answer."""
        for name in TABLE:
            field = BUILDERS[name].territory_field
            model = self.env[name]
            if field not in model._fields or not model._auto:
                continue  # common to all, or where the record it hangs on is
            if not model._fields[field].store:
                continue
            with self.subTest(model=name):
                self.env.cr.execute(
                    """
                    SELECT 1 FROM pg_index
                      JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                     WHERE indrelid = %s::regclass AND attname = %s
                       AND indpred IS NULL
                    """,
                    [model._table, field],
                )
                self.assertTrue(self.env.cr.fetchall(), f"{name}.{field}")
