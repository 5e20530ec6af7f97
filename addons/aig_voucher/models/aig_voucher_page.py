import re
from datetime import timedelta

from odoo import api, models

from odoo.addons.aig_customer_care.tools.page_link import Link

#: The links of a mail, to be made those of whoever gets it.
PATH = re.compile(
    r"/aig/voucher/(?P<voucher>[1-9]\d{0,9})/(?P<token>[0-9a-f-]{75,85})", re.ASCII
)


class AigVoucher(models.Model):
    """The page of a voucher that its customer opens by a personal link (A33, A36).

    Whoever has the link sees the page in the name of the person it was sent to, whose
    number is what the link says.
    """

    _name = "aig.voucher"
    _inherit = ["aig.voucher", "aig.page.mixin"]
    _page_scope = "aig_voucher.page"
    _page_path = "/aig/voucher"

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
        link = Link((contact or self.partner_id).id, until)
        return f"{self.get_base_url()}{self._get_page_path(link)}"

    @api.model
    def _read_link(self, record_id, token):
        """See ``aig.page.mixin``; nothing, too, when its person left the customer."""
        voucher, link = super()._read_link(record_id, token)
        if link:
            contact = self.env["res.partner"].browse(link.what)
            if not voucher._is_their_person(contact):
                return self.browse(), None
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
            return self._get_page_path(Link(partner.id, link.until))

        return PATH.sub(change, str(body))

    def action_open_page(self):
        """See the page as the customer sees it."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": self._get_customer_url(),
            "target": "new",
        }
