import json

from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DashboardExport(http.Controller):
    """Downloads of dashboards."""

    @http.route("/aig/dashboard/xlsx", type="http", auth="user", methods=["POST"])
    def dashboard_xlsx(self, name, files):
        """The parts of a workbook, as the browser wrote them, in one file.

        The figures are what the person's own dashboard showed; nothing is read here
        but pictures that the person may read.
        """
        try:
            parts = json.load(files)
            content = request.env["spreadsheet.mixin"]._zip_xslx_files(parts)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadRequest(
                request.env._("This is no workbook: download the dashboard again.")
            ) from error
        return request.make_response(
            content,
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ],
        )
