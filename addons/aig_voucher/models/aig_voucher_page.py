from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import consteq, hmac

from ..tools.voucher_link import PATH, NotALink, VoucherLink, read

LINK_SCOPE = "aig_voucher.page"


class AigVoucher(models.Model):
    """The page of a voucher that its customer opens by a personal link (A33, A36).

    Whoever has the link sees the page in the name of the person it was sent to, until
    its last day or until the voucher's links are revoked. Nothing in a link can be
    guessed or changed.
    """

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    link_number = fields.Integer(
        string="Times Links Were Revoked",
        readonly=True,
        copy=False,
        aggregator=None,
        help="It is part of each link that is sent: counting up ends all earlier ones.",
    )

    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"link_number"}

    def _get_customer_url(self, contact=None):
        """The personal link to the page that a customer may see (A36).

        It works for the company's number of days.

        :param contact: the person it is for; without, the customer itself
        :return: an absolute address
        """
        self.ensure_one()
        company = self.company_id
        until = company._aig_today() + timedelta(company.aig_position_link_days)
        link = VoucherLink((contact or self.partner_id).id, until)
        return f"{self.get_base_url()}{self._get_page_path(link)}"

    def _get_page_path(self, link):
        return f"/aig/voucher/{self.id}/{link}-{self._sign_link(link)}"

    def _sign_link(self, link):
        # sudo: the secret of the database is nobody's to read
        env = self.sudo().env
        return hmac(env, LINK_SCOPE, link.signed(self.id, self.link_number))

    @api.model
    def _read_link(self, voucher_id, token):
        """The voucher and the link of an address that was asked for; in sudo.

        :return: ``(voucher, VoucherLink)``, or ``(no voucher, None)`` when the link is
            not ours, is revoked, or its person is no longer with the customer. Whether
            it is over is for the caller to see.
        """
        nothing = self.browse(), None
        try:
            link, signature = read(token)
        except NotALink:
            return nothing
        voucher = self.search([("id", "=", voucher_id)])
        if not voucher or not consteq(signature, voucher._sign_link(link)):
            return nothing
        contact = self.env["res.partner"].browse(link.contact_id)
        if not voucher._is_their_person(contact):
            return nothing
        return voucher, link

    def _is_their_person(self, contact):
        """Whether somebody is, or belongs to, the voucher's customer; in sudo."""
        customer = self.partner_id.commercial_partner_id
        return contact.exists().commercial_partner_id == customer

    def _make_links_personal(self, body, partner):
        """Return a text with this voucher's own links in a person's name; in sudo.

        Links that are not valid, and people of other customers, get nothing else.
        """
        if not self or not self._is_their_person(partner):
            return body

        def change(match):
            known, link = self._read_link(int(match["voucher"]), match["token"])
            if known != self:
                return match[0]
            return self._get_page_path(VoucherLink(partner.id, link.until))

        return PATH.sub(change, str(body))

    def action_revoke_links(self):
        """End all links to the page that were sent so far."""
        for voucher in self:
            voucher._decide(link_number=voucher.link_number + 1)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The links that were sent no longer work."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_open_page(self):
        """See the page as the customer sees it."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": self._get_customer_url(),
            "target": "new",
        }
