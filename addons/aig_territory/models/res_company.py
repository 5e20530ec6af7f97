from dateutil.relativedelta import relativedelta

from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._aig_release_partner()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self._aig_release_partner()
        return result

    def _aig_past_year(self):
        """First and last day of the past 12 months, both included (S19).

        The day twelve months ago counts: who bought on 10 March is active on 10 March
        of the next year, and a prospect on the 11th.

        :rtype: tuple of datetime.date
        """
        today = self._aig_today()
        return today - relativedelta(months=12), today

    def _aig_release_partner(self):
        """One's own company is nobody's customer: everybody must see its address."""
        # sudo: whoever may create a company need not be a sales manager.
        partners = self.sudo().partner_id.filtered("aig_territory_id")
        if partners:
            partners.aig_territory_id = False
