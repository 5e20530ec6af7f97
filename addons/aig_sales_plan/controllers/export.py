import re

from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PlanExport(http.Controller):
    """Downloads of plans."""

    @http.route("/aig/sales-plan/xlsx", type="http", auth="user", readonly=True)
    def plan_xlsx(self, ids):
        """The rows of some plans as a workbook; only what the user may read."""
        if not re.fullmatch(r"\d+(,\d+)*", ids):
            raise NotFound()
        wanted = [int(part) for part in ids.split(",")]
        plans = request.env["aig.sales.plan"].search([("id", "in", wanted)])
        if not plans:
            raise NotFound()
        file = plans._make_xlsx()
        name = plans.display_name if len(plans) == 1 else request.env._("Plans")
        response = request.make_response(
            wrap_file(request.httprequest.environ, file),
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ],
        )
        response.direct_passthrough = True
        return response
