import base64

from odoo import http
from odoo.http import request

from ..tools.mail_links import scheme

#: A transparent picture of one point.
POINT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
HEADERS = [
    ("Cache-Control", "no-store, max-age=0"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
]


class CareEvidence(http.Controller):
    """Links and the picture of mails to customers; without a token, nothing."""

    @http.route(
        "/aig/care/l/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def link(self, token):
        """Lead to where the mail's link led, and keep who followed it."""
        found = self._find(token)
        if not found or scheme(found[2]) not in ("http", "https"):
            raise request.not_found()
        self._note("clicked", *found)
        response = request.redirect(found[2], code=302, local=False)
        response.headers.extend(HEADERS)
        return response

    @http.route(
        "/aig/care/o/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def picture(self, token):
        """Answer with a point nobody sees, and keep who loaded it."""
        found = self._find(token)
        if not found or found[2]:
            raise request.not_found()
        self._note("opened", *found)
        return request.make_response(POINT, [("Content-Type", "image/gif"), *HEADERS])

    def _find(self, token):
        # sudo: who has the mail has no user here; the token is what opens it
        return request.env["aig.care.log"].sudo()._read_evidence_token(token)

    def _note(self, kind, log, partner_id, url):
        if log:
            asked = request.httprequest
            log._note_request(kind, partner_id, asked.method, dict(asked.headers), url)
