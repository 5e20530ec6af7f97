from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class VoucherPortal(CustomerPortal):
    """The vouchers of a customer who is logged in: those of the own company alone."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "aig_voucher_count" in counters:
            values["aig_voucher_count"] = len(self._get_vouchers())
        return values

    @http.route("/my/vouchers", type="http", auth="user", website=True)
    def aig_my_vouchers(self):
        """The vouchers that were sent to the customer."""
        values = self._prepare_portal_layout_values()
        values |= {"vouchers": self._get_vouchers(), "page_name": "aig_voucher"}
        return request.render("aig_voucher.portal_my_vouchers", values)

    @http.route("/my/vouchers/<int:voucher_id>", type="http", auth="user")
    def aig_my_voucher(self, voucher_id):
        """The page of one of them, in the name of whoever is logged in."""
        voucher = self._get_vouchers().filtered(lambda one: one.id == voucher_id)
        if not voucher:
            raise request.not_found()
        url = voucher._get_customer_url(request.env.user.partner_id)
        return request.redirect(url.removeprefix(voucher.get_base_url()))

    def _get_vouchers(self):
        """What was sent to the commercial partner of the user; in sudo."""
        customer = request.env.user.partner_id.commercial_partner_id
        # sudo: customers have no access to vouchers; the domain is what lets them in
        return (
            request.env["aig.voucher"]
            .sudo()
            .search(
                [
                    ("partner_id.commercial_partner_id", "=", customer.id),
                    ("state", "in", ("sent", "chosen", "done")),
                ]
            )
        )
