from odoo import api, models
from odoo.fields import Domain

from .aig_territory_board import Figure


class AigTerritoryBoard(models.AbstractModel):
    _inherit = "aig.territory.board"

    @api.model
    def _get_figures(self, quarter):
        return [
            *super()._get_figures(quarter),
            *self._get_figures_of_people(),
            *self._get_figures_of_opportunities(quarter),
            self._get_figure_of_invoices(quarter),
        ]

    @api.model
    def _get_figures_of_people(self):
        partners = self.env["aig.territory"]._domain_commercial()
        active = Domain("aig_is_active_customer", "=", True)
        membership = self.env["aig.territory.membership"]
        return [
            Figure(
                "people",
                self.env._("People"),
                self.env._("Members today."),
                "count",
                membership._name,
                membership._domain_active() & Domain("user_id.active", "=", True),
                territory="territory_id",
            ),
            Figure(
                "prospects",
                self.env._("Prospects"),
                self.env._(
                    "Customers without an order or invoice within the past 12 months."
                ),
                "count",
                "res.partner",
                partners & ~active,
            ),
            Figure(
                "active",
                self.env._("Active customers"),
                self.env._(
                    "Customers with an order or invoice within the past 12 months."
                ),
                "count",
                "res.partner",
                partners & active,
            ),
            Figure(
                "prospect_ratio",
                self.env._("Prospects : active"),
                self.env._("How many prospects there are for each active customer."),
                "ratio",
                "res.partner",
                partners,
                part="prospects",
                whole="active",
            ),
        ]

    @api.model
    def _get_figures_of_opportunities(self, quarter):
        opportunities = Domain("type", "=", "opportunity")
        pending = opportunities & Domain("won_status", "=", "pending")
        company = self.env.company
        closed = (
            opportunities
            & Domain("won_status", "in", ("won", "lost"))
            & Domain("active", "in", (True, False))
            & Domain("date_closed", ">=", company._aig_day_start_utc(quarter.first_day))
            & Domain(
                "date_closed", "<", company._aig_day_start_utc(quarter.next().first_day)
            )
        )
        won = closed & Domain("won_status", "=", "won")
        hidden = {"kind": "count", "model": "crm.lead", "hidden": True}
        return [
            Figure(
                "pipeline",
                self.env._("Pipeline"),
                self.env._("Expected revenue of the opportunities open today."),
                "money",
                "crm.lead",
                pending,
                ("expected_revenue:sum_currency",),
            ),
            Figure(
                "forecast",
                self.env._("Forecast"),
                self.env._("Expected revenue times probability of those open today."),
                "money",
                "crm.lead",
                pending,
                ("prorated_revenue:sum_currency",),
            ),
            Figure("won", "", "", domain=won, **hidden),
            Figure("closed", "", "", domain=closed, **hidden),
            Figure(
                "success_rate",
                self.env._("Success rate"),
                self.env._(
                    "Won opportunities among all that were won or lost in the quarter."
                ),
                "percent",
                "crm.lead",
                closed,
                part="won",
                whole="closed",
            ),
        ]

    @api.model
    def _get_figure_of_invoices(self, quarter):
        return Figure(
            "actual",
            self.env._("Actual"),
            self.env._("Invoiced in the quarter less refunds, without tax."),
            "money",
            "account.move",
            Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("state", "=", "posted")
            & Domain("invoice_date", ">=", quarter.first_day)
            & Domain("invoice_date", "<=", quarter.last_day),
            ("amount_untaxed_signed:sum_currency",),
            list_view="account.view_out_invoice_tree",
            context={"default_move_type": "out_invoice"},
            person="invoice_user_id",
        )
