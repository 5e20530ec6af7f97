import base64
import json

from odoo import api, fields, models
from odoo.tools import file_open
from odoo.tools.json import json_default

from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet

#: How the names of all facts begin.
FACTS = "aig.kpi."


class SpreadsheetDashboard(models.Model):
    """Dashboards that say more the more addons of ours are there.

    An addon writes its richer page over the one of the addon below it, and takes it
    back when it leaves.
    """

    _inherit = "spreadsheet.dashboard"

    aig_page = fields.Char(
        string="AIG Page",
        readonly=True,
        copy=False,
        help="Which of the pages of AIG this is.",
    )
    aig_addon = fields.Char(
        string="Addon of the AIG Page",
        readonly=True,
        copy=False,
        help="The addon that wrote the page: its words are translated there.",
    )

    @api.model
    def _aig_show(self, page, addon):
        """Show a page as an addon knows it; nothing if the page is gone.

        :param str page: the name of the file, e.g. ``director``
        :param str addon: the addon the file is in
        """
        path = f"{addon}/data/files/{page}_dashboard.json"
        with file_open(path, "rb") as file:
            content = base64.b64encode(file.read())
        found = self.search([("aig_page", "=", page)])
        found.write({"spreadsheet_binary_data": content, "aig_addon": addon})

    def _aig_has_figures(self):
        """Whether it shows figures of ours: a page of AIG, or a copy of one."""
        self.ensure_one()
        return bool(self.aig_page) or FACTS in (self.spreadsheet_data or "")

    def _get_dashboard_translation_namespace(self):
        return self.aig_addon or super()._get_dashboard_translation_namespace()

    def _get_serialized_readonly_dashboard(self):
        """A page of ours comes with the fields of what it reads, as they are asked for.

        The browser would ask for them fact by fact before it asks for figures.
        """
        serialized = super()._get_serialized_readonly_dashboard()
        if not self._aig_has_figures():
            return serialized
        page = json.loads(serialized)
        page["snapshot"]["aig_fields"] = {
            model: self.env[model].fields_get()
            for model in fields_in_spreadsheet(page["snapshot"])
            if model in self.env
        }
        return json.dumps(page, default=json_default)
