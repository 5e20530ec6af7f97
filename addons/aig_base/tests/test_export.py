import io
import json

import openpyxl

from odoo import http
from odoo.tests import HttpCase, tagged

from .common import AigCase

FORMULAS = (
    '=HYPERLINK("http://evil.example.com";"x")',
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "@SUM(1)",
    "+1",
    "-1",
)


@tagged("post_install", "-at_install")
class TestExport(AigCase, HttpCase):
    """What was typed comes out of Odoo's export to Excel as it was typed (T9)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_director.group_ids += cls.env.ref("base.group_allow_export")
        cls.records = cls.env["res.partner"].create(
            [{"name": name, "comment": name, "ref": name} for name in FORMULAS]
        )

    def export(self, *groupby):
        """Return the cells of the file as a director gets it."""
        self.authenticate(self.user_director.login, self.user_director.login)
        names = ("name", "ref", "color")
        body = {
            "model": "res.partner",
            "fields": [
                {
                    "name": name,
                    "label": name,
                    "type": self.records._fields[name].type,
                    "store": True,
                }
                for name in names
            ],
            "ids": self.records.ids,
            "domain": [("id", "in", self.records.ids)],
            "groupby": groupby,
            "import_compat": False,
        }
        answer = self.url_open(
            "/web/export/xlsx",
            data={
                "data": json.dumps(body),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        return [cell for row in sheet.iter_rows(min_row=2) for cell in row]

    def test_formulas_are_text(self):
        cells = self.export()
        texts = {cell.value for cell in cells if cell.data_type == "s"}
        self.assertEqual(texts, set(FORMULAS))
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])
        self.assertEqual({cell.value for cell in cells if cell.data_type == "n"}, {0})

    def test_formulas_are_text_in_groups(self):
        cells = self.export("ref")
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])
        self.assertIn(f"{FORMULAS[0]} (1)", {cell.value for cell in cells})
