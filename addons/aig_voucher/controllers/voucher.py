from odoo import http
from odoo.exceptions import ConcurrencyError, LockError, UserError
from odoo.http import request

from odoo.addons.aig_position.controllers.page import HEADERS as PAGE_HEADERS

from ..models.aig_voucher_reply import PageRefusal

HEADERS = [
    # nothing from elsewhere, only files of ours run, and forms stay here
    (
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self' data:; style-src 'self';"
        " script-src 'self'; connect-src 'self'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'",
    ),
    *PAGE_HEADERS[1:],
]
ROUTE = "/aig/voucher/<int:voucher_id>/<string:token>"
GET = {"type": "http", "auth": "public", "methods": ["GET"]}
POST = {"type": "http", "auth": "public", "methods": ["POST"]}
NOT_FOUND, GONE, REFUSED, TOO_MANY = 404, 410, 409, 429
AGENT_LENGTH = 200


class VoucherPage(http.Controller):
    """The customer's page of a voucher, by a personal link; without one, nothing."""

    @http.route(ROUTE, **GET)
    def aig_voucher_page(self, voucher_id, token, lang=None, said=None):
        """The page; of a link that is over, a sentence without details."""
        voucher, found = self._find(voucher_id, token, lang)
        return self._show(voucher, found, said) if voucher else found

    @http.route(f"{ROUTE}/choose", **POST)
    def aig_voucher_choose(
        self, voucher_id, token, package_id="", instead="", lang=None, **_form
    ):
        """Choose one of the packages; only two numbers are taken from the form."""
        number, former = self._number(package_id), self._number(instead)

        def choose(voucher, link, origin):
            contact = self._contact(voucher, link)
            voucher._choose_on_page(number, contact, *origin, instead=former)

        return self._take(voucher_id, token, lang, "chosen", choose)

    @http.route(f"{ROUTE}/reply", **POST)
    def aig_voucher_reply(
        self, voucher_id, token, opinion="", words="", lang=None, **_form
    ):
        """Keep what the customer thinks of it, or wants to be different."""

        def reply(voucher, link, origin):
            contact = self._contact(voucher, link)
            voucher._reply_on_page(opinion, words, contact, *origin)

        return self._take(voucher_id, token, lang, "replied", reply)

    @http.route(f"{ROUTE}/gift/<int:gift_id>", **GET)
    def aig_voucher_gift(self, voucher_id, token, gift_id):
        """The picture of a gift that one of the packages holds."""
        voucher, link = self._find(voucher_id, token)
        if not voucher or not self._is_open(voucher, link):
            raise request.not_found()
        gifts = voucher.package_ids.line_ids.gift_id
        gift = gifts.filtered(lambda one: one.id == gift_id)
        record, field = gift._get_picture_source() if gift else (gift, "")
        if not record or not record[field]:
            raise request.not_found()
        streams = request.env["ir.binary"].sudo()  # sudo: the link was checked
        stream = streams._get_image_stream_from(record, field, filename="gift")
        response = stream.get_response(
            as_attachment=False, content_security_policy="default-src 'none'"
        )
        for name, value in HEADERS[1:3]:
            response.headers[name] = value
        response.headers["Cache-Control"] = "private, max-age=86400"
        return response

    # Who asks, and for what

    def _find(self, voucher_id, token, lang=None):
        """``(voucher, link)`` in sudo, in the page's language, or ``(None, answer)``.

        A link that opens nothing is answered with 404 and counted against the address.
        """
        # sudo: who has the link has no user here; the signature is what opens it
        vouchers = request.env["aig.voucher"].sudo()
        attempts = request.env["aig.voucher.attempt"].sudo()
        address = self._address()
        if attempts._is_limited("guess", address):
            return None, self._say("too_many", TOO_MANY, vouchers)
        voucher, link = vouchers._read_link(voucher_id, token)
        if not voucher or not self._may_see(voucher):
            attempts._note("guess", address, voucher_id)
            return None, self._say("not_found", NOT_FOUND, vouchers)
        lang = self._choose_lang(self._contact(voucher, link), lang)
        return voucher.with_context(lang=lang), link

    def _may_see(self, voucher):
        """What was not sent is shown to those of us who may read it."""
        if voucher.state not in ("draft", "reviewed"):
            return True
        return self._is_ours() and voucher.sudo(False).has_access("read")

    def _is_ours(self):
        return request.env.user._is_internal()

    def _is_open(self, voucher, link):
        today = voucher.company_id._aig_today()
        return voucher.state != "cancelled" and not link.is_over(today)

    def _contact(self, voucher, link):
        return voucher.env["res.partner"].browse(link.what)

    def _number(self, text):
        return int(text) if text.isascii() and text.isdigit() else 0

    def _address(self):
        return request.httprequest.remote_addr or "-"

    def _choose_lang(self, contact, asked):
        """The language asked for, else the person's, the browser's, the company's."""
        known = [code for code, _name in request.env["res.lang"].get_installed()]
        for wanted in (asked, contact.lang, request.best_lang):
            if wanted in known:
                return wanted
        return request.env.lang

    # What is answered

    def _take(self, voucher_id, token, lang, said, action):
        """Do what a form asks for, then show the page: reloading repeats nothing."""
        voucher, link = self._find(voucher_id, token, lang)
        if not voucher:
            return link  # the answer
        address = self._address()
        attempts = request.env["aig.voucher.attempt"].sudo()  # sudo: visitors' counts
        if attempts._is_limited("reply", address, voucher.id):
            return self._say("too_many", TOO_MANY, voucher)
        attempts._note("reply", address, voucher.id)
        if not self._is_open(voucher, link):
            return self._show(voucher, link)
        if self._is_ours():
            refusal = voucher.env._(
                "This page is for the customer: note what was chosen on the voucher."
            )
            return self._show(voucher, link, refusal=refusal)
        agent = request.httprequest.user_agent.string[:AGENT_LENGTH].replace("\0", "")
        try:
            with request.env.cr.savepoint():
                action(voucher, link, (address, agent))
        except PageRefusal as error:
            return self._show(voucher, link, refusal=str(error))
        except LockError as error:  # somebody works on it: Odoo runs this again
            raise ConcurrencyError(str(error)) from error
        except UserError as error:
            # the reason may be none of the customer's business
            voucher._tell_of_failure(self._contact(voucher, link), str(error))
            refusal = voucher.env._(
                "This is not possible at the moment. Your salesperson knows about it "
                "and will call you."
            )
            return self._show(voucher, link, refusal=refusal)
        path = request.httprequest.path.rsplit("/", 1)[0]
        return request.redirect(f"{path}?said={said}&lang={voucher.env.lang}", code=303)

    def _show(self, voucher, link, said=None, refusal=None):
        if not self._is_open(voucher, link):
            ending = self._get_ending(voucher, link)
            return self._say(ending, GONE, voucher, has_replied=said == "replied")
        if voucher._is_being_changed():
            return self._say("is_changing", 200, voucher)
        path = voucher._get_page_path(link)
        values = {
            **voucher._prepare_page(),
            "voucher": voucher,
            "path": path,
            "csrf_token": request.csrf_token(),
            "said": said if said in ("chosen", "replied") else None,
            "refusal": refusal,
            "is_preview": self._is_ours(),
            "can_reply": voucher.state in ("sent", "chosen"),
        }
        return self._answer("page", REFUSED if refusal else 200, voucher, values)

    def _get_ending(self, voucher, link):
        """Which sentence a link that opens no page any more is answered with."""
        if newer := voucher.superseded_by_ids:
            # only what was sent is in a mail that the customer can open
            is_sent = any(newer.mapped("care_sent_count"))
            return "is_replaced" if is_sent else "is_changing"
        return "is_cancelled" if voucher.state == "cancelled" else "is_over"

    def _say(self, name, status, voucher, has_replied=False):
        """One sentence, and whom to write to where the link was a real one."""
        values = {"seller": None, "company": None, "said": name}
        values["has_replied"] = has_replied
        if voucher:
            values["seller"] = voucher._prepare_seller()
            values["company"] = voucher._prepare_contact(voucher.company_id)
        else:
            voucher = voucher.with_context(
                lang=self._choose_lang(voucher.env["res.partner"], None)
            )
        return self._answer("page_says", status, voucher, values)

    def _answer(self, template, status, voucher, values):
        env = voucher.env
        values |= {
            "lang": env.lang,
            "langs": [
                (code, name.split(" / ")[-1])
                for code, name in env["res.lang"].get_installed()
                if code != env.lang
            ],
        }
        page = env["ir.qweb"]._render(f"aig_voucher.{template}", values)
        # a template cannot hold it, and without it browsers use rules of old
        html = f"<!DOCTYPE html>\n{page}"
        return request.make_response(html, HEADERS, status=status)
