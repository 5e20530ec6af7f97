from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..tools.vietnam_holidays import HOLIDAYS

_lt = LazyTranslate(__name__)

HOLIDAY_NAMES = {
    "new_year": _lt("New Year"),
    "tet": _lt("Lunar New Year (Tet)"),
    "hung_kings": _lt("Hung Kings' Commemoration Day"),
    "liberation": _lt("Reunification Day"),
    "labour": _lt("International Labour Day"),
    "national": _lt("National Day"),
    "culture": _lt("Vietnam Culture Day"),
    "swap": _lt("Day off in lieu"),
}


class AigCareQuietDay(models.Model):
    """Days on which customers, or one customer, are left in peace (A48)."""

    _name = "aig.care.quiet.day"
    _description = "Quiet Day"
    _order = "date_from, id"

    name = fields.Char(required=True, translate=True)
    # Read by: the guard, which asks for days that are not over
    date_from = fields.Date(string="First Day", required=True, index=True)
    date_to = fields.Date(string="Last Day", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    # Read by: the guard and the territory rule
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="cascade",
        help="Only this customer; empty: all customers.",
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        related="partner_id.aig_territory_id", store=True, index=True
    )

    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day is before the first day."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._normalise(vals)
        return super().create(vals_list)

    def write(self, vals):
        return super().write(self._normalise(dict(vals)))

    def _normalise(self, vals):
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            partner.check_access("read")
            # the rule of a contact's company may be narrower than that of the contact
            vals["partner_id"] = partner.sudo().commercial_partner_id.id
        return vals

    @api.model
    def _get_days(self, company, since, customers=()):
        """Return the days that are not over: ``{customer id: days}``.

        Those of all customers stand under ``False``.
        """
        periods = self.search_fetch(
            [
                ("company_id", "=", company.id),
                ("partner_id", "in", [False, *(customer.id for customer in customers)]),
                ("date_to", ">=", since),
            ],
            ["date_from", "date_to", "partner_id"],
        )
        days = defaultdict(set)
        for period in periods:
            days[period.partner_id.id].update(
                period.date_from + timedelta(days=number)
                for number in range((period.date_to - period.date_from).days + 1)
            )
        return days

    @api.model
    def _create_holidays(self, companies):
        """Give each company the public holidays it has not got, to change freely."""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        for company in companies:
            # sudo: who makes a company need not be who keeps its quiet days
            days = self.sudo().create(
                [
                    {
                        "name": HOLIDAY_NAMES[key]._translate("en_US"),
                        "date_from": first,
                        "date_to": last,
                        "company_id": company.id,
                    }
                    for first, last, key in HOLIDAYS
                ]
            )
            for day, (_first, _last, key) in zip(days, HOLIDAYS, strict=True):
                for lang in langs:
                    name = HOLIDAY_NAMES[key]._translate(lang)
                    day.with_context(lang=lang).name = name

    @api.model
    def _create_first_holidays(self):
        """Give companies without any day for all customers the public holidays."""
        # sudo: all companies, whoever installs or upgrades
        have = self.sudo()._read_group([("partner_id", "=", False)], ["company_id"])
        known = [company.id for (company,) in have]
        companies = self.env["res.company"].sudo().search([("id", "not in", known)])
        self._create_holidays(companies)
