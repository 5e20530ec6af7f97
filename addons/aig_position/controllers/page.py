from odoo import http
from odoo.http import request

HEADERS = [
    # nothing from elsewhere, nothing that runs, and no search engine
    (
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self' data:; style-src 'self'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Robots-Tag", "noindex, nofollow"),
    # the address opens the page: other servers do not learn it
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store, max-age=0"),
]
ROUTE = "/aig/position/<int:position_id>/<string:token>"
OPTIONS = {
    "type": "http",
    "auth": "public",
    "methods": ["GET"],
    "save_session": False,
    "readonly": True,
}
GONE = 410
PRIVATE_DAY = "private, max-age=86400"


class PositionPage(http.Controller):
    """The customer's page of a position, by a signed link; without one, nothing."""

    @http.route(ROUTE, **OPTIONS)
    def aig_position_page(self, position_id, token, lang=None):
        """The page; of a link that is over, a sentence without details."""
        position, link = self._find(position_id, token)
        if not position:
            raise request.not_found()
        position = position.with_context(lang=self._choose_lang(position, lang))
        today = position.company_id._aig_today()
        is_over = link.is_over(today)
        values = {"lang": position.env.lang, "langs": self._get_langs(position)}
        path = request.httprequest.path
        if not is_over:
            values |= {
                "path": path,
                "currency": position.currency_id,
                **position._prepare_page(link.what, path),
            }
        name = "link_is_over" if is_over else "page"
        page = position.env["ir.qweb"]._render(f"aig_position.{name}", values)
        # a template cannot hold it, and without it browsers use rules of old
        html = f"<!DOCTYPE html>\n{page}"
        return request.make_response(html, HEADERS, status=GONE if is_over else 200)

    @http.route(f"{ROUTE}/photo/<int:photo_id>", **OPTIONS)
    def aig_position_photo(self, position_id, token, photo_id):
        """A photo of the page; 0 is the product's picture where there are none."""
        position = self._find_open(position_id, token)
        photo = position.photo_ids.filtered(lambda photo: photo.id == photo_id)
        if not photo and (photo_id or position.photo_ids or not position.image_128):
            raise request.not_found()
        streams = request.env["ir.binary"].sudo()  # sudo: the link was checked
        stream = streams._get_image_stream_from(
            photo or position.product_id, "image_1024", filename=f"{position.code}"
        )
        return self._answer(stream, as_attachment=False)

    @http.route(f"{ROUTE}/document/<int:document_id>", **OPTIONS)
    def aig_position_document(self, position_id, token, document_id):
        """A document that customers may see, to be kept: it never runs here."""
        position = self._find_open(position_id, token)
        document = position.document_ids.filtered(
            lambda document: document.id == document_id and document.for_customer
        )
        if not document:
            raise request.not_found()
        streams = request.env["ir.binary"].sudo()  # sudo: the link was checked
        stream = streams._get_stream_from(
            document, "file", filename=document.file_name or document.name
        )
        return self._answer(stream, as_attachment=True)

    def _find(self, position_id, token):
        # sudo: who has the link has no user here; the signature is what opens it
        return request.env["aig.position"].sudo()._read_link(position_id, token)

    def _find_open(self, position_id, token):
        position, link = self._find(position_id, token)
        if not position or link.is_over(position.company_id._aig_today()):
            raise request.not_found()
        return position

    def _answer(self, stream, as_attachment):
        response = stream.get_response(
            as_attachment=as_attachment, content_security_policy="default-src 'none'"
        )
        for name, value in HEADERS[1:3]:
            response.headers[name] = value
        response.headers["Cache-Control"] = PRIVATE_DAY
        return response

    def _choose_lang(self, position, asked):
        """The language asked for, else the browser's, else the company's."""
        known = [code for code, _name in request.env["res.lang"].get_installed()]
        for wanted in (asked, request.best_lang, position.company_id.partner_id.lang):
            alike = [code for code in known if wanted and code[:2] == wanted[:2]]
            if alike:
                return wanted if wanted in alike else alike[0]
        return request.env.lang

    def _get_langs(self, position):
        """The other languages of the page: ``[(code, name)]``."""
        return [
            (code, name.split(" / ")[-1])
            for code, name in request.env["res.lang"].get_installed()
            if code != position.env.lang
        ]
