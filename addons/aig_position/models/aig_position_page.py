from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.aig_customer_care.tools.page_link import Link

from ..tools.page_link import Asked, read


class AigPosition(models.Model):
    """The page of a position that its customer opens by a signed link (A41).

    A link says which days are offered, and who is to be asked. Directors alone revoke.
    """

    _name = "aig.position"
    _inherit = ["aig.position", "aig.page.mixin"]
    _page_scope = "aig_position.page"
    _page_path = "/aig/position"
    _page_what = staticmethod(read)

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
        asked = Asked(self.env.uid, first or None, last or None, bool(with_rate))
        link = Link(
            asked, company._aig_today() + timedelta(company.aig_position_link_days)
        )
        return f"{self.get_base_url()}{self._get_page_path(link)}"
