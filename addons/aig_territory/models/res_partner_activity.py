from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    aig_is_active_customer = fields.Boolean(
        string="Active customer",
        compute="_compute_aig_is_active_customer",
        search="_search_aig_is_active_customer",
        help="Ordered or was invoiced within the past 12 months. Contacts and "
        "branches answer for their company. Others are prospects.",
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("allowed_company_ids")
    def _compute_aig_is_active_customer(self):
        """S19: whether the commercial customer bought lately, in the user's companies.

        A fact of the customer, the same for everybody who may read the customer.
        """
        customers = self.commercial_partner_id
        active_ids = set()
        for model, domain in self._aig_sources_of_activity():
            groups = model._read_group(
                domain
                & Domain("partner_id.commercial_partner_id", "in", customers.ids),
                ["partner_id"],
            )
            active_ids.update(p.commercial_partner_id.id for [p] in groups)
        for partner in self:
            customer = partner.commercial_partner_id._origin
            partner.aig_is_active_customer = customer.id in active_ids

    @api.model
    def _search_aig_is_active_customer(self, operator, value):
        if operator != "in":
            return NotImplemented
        buyers = [
            model._search(domain).subselect(
                model._field_to_sql(model._table, "partner_id")
            )
            for model, domain in self._aig_sources_of_activity()
        ]

        def to_sql(model, alias, query):
            return SQL(
                "%s IN"
                " (SELECT commercial_partner_id FROM res_partner WHERE id IN (%s))",
                model._field_to_sql(alias, "commercial_partner_id", query),
                SQL(" UNION ALL ").join(buyers),
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _aig_sources_of_activity(self):
        """Documents by which a customer is active: (model, domain) of each kind."""
        company = self.env.company
        first_day, today = company._aig_past_year()
        start = company._aig_day_start_utc(first_day)
        end = company._aig_day_start_utc(today + relativedelta(days=1))
        own = Domain("company_id", "in", self.env.companies.ids)
        # sudo: salespeople do not read their colleagues' documents; nothing of them
        # is told but that there is one.
        return [
            (
                self.env["sale.order"].sudo(),
                own
                & Domain("state", "=", "sale")
                & Domain("date_order", ">=", start)
                & Domain("date_order", "<", end),
            ),
            (
                self.env["account.move"].sudo(),
                own
                & Domain("move_type", "=", "out_invoice")
                & Domain("state", "=", "posted")
                & Domain("invoice_date", ">=", first_day)
                & Domain("invoice_date", "<=", today)
                & Domain("partner_id", "!=", False),
            ),
        ]
