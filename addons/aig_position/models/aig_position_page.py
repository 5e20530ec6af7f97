from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq, hmac

from ..tools.page_link import NotALink, PageLink, read

LINK_SCOPE = "aig_position.page"


class AigPosition(models.Model):
    """The page of a position that its customer opens by a signed link (A41).

    Whoever has the link sees the page, until its last day or until a director revokes
    the links of the position. Nothing in a link can be guessed or changed.
    """

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    link_number = fields.Integer(
        string="Times Links Were Revoked",
        readonly=True,
        copy=False,
        aggregator=None,
        help="It is part of each link that is sent: counting up ends all earlier ones.",
    )

    def _get_customer_url(self, date_from=None, date_to=None, with_rate=False):
        """The signed link to the page that a customer may see (A41).

        It names the user as the salesperson to ask, and works for the company's number
        of days.

        :param date_from: the days that are offered; without, the next ones
        :param bool with_rate: whether the page says the price
        :return: an absolute address
        :raises UserError: one day without the other, or the end before the start
        """
        self.ensure_one()
        first, last = fields.Date.to_date(date_from), fields.Date.to_date(date_to)
        if bool(first) != bool(last) or (first and first > last):
            raise UserError(self.env._("The last day is before the first day."))
        company = self.company_id
        link = PageLink(
            self.env.uid,
            first or None,
            last or None,
            bool(with_rate),
            company._aig_today() + timedelta(company.aig_position_link_days),
        )
        return f"{self.get_base_url()}{self._get_page_path(link)}"

    def _get_page_path(self, link):
        return f"/aig/position/{self.id}/{link}-{self._sign_link(link)}"

    def _sign_link(self, link):
        # sudo: the secret of the database is nobody's to read
        env = self.sudo().env
        return hmac(env, LINK_SCOPE, link.signed(self.id, self.link_number))

    @api.model
    def _read_link(self, position_id, token):
        """The position and the link of an address that was asked for; in sudo.

        :return: ``(position, PageLink)``, or ``(no position, None)`` when the link is
            not ours, is revoked, or its position is archived. Whether it is over is
            for the caller to see.
        """
        nothing = self.browse(), None
        try:
            link, signature = read(token)
        except NotALink:
            return nothing
        position = self.search([("id", "=", position_id)])
        if not position or not consteq(signature, position._sign_link(link)):
            return nothing
        return position, link

    def action_revoke_links(self):
        """End all links to the page that were sent so far."""
        self.check_access("write")
        for position in self:
            position.link_number += 1
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The links that were sent no longer work."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
