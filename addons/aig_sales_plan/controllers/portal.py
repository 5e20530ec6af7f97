from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class PlanPortal(CustomerPortal):
    """The plan as its customer sees it, by the signed link in the mail."""

    @http.route("/aig/plan/<int:letter_id>", type="http", auth="public")
    def aig_plan(self, letter_id, access_token=None):
        """One sent plan; without the right token, as if it did not exist."""
        try:
            letter = self._document_check_access(
                "aig.sales.plan.letter", letter_id, access_token
            )
        except (AccessError, MissingError):
            return request.not_found()
        mine = request.env["aig.sales.plan.letter"].browse(letter.id)
        if letter.state != "sent" and not mine.has_access("read"):
            return request.not_found()
        letter = letter.with_context(lang=letter.partner_id.lang or request.env.lang)
        return request.make_response(letter._render_page())
