from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_base.tools.period import Quarter

from .aig_attainment_mixin import percent
from .shown_figure import show_figure


class AigSalesPlan(models.Model):
    """What came of the quarter, also of customers who are not in the plan."""

    _name = "aig.sales.plan"
    _inherit = ["aig.sales.plan", "aig.attainment.mixin"]

    @api.depends("user_id", "company_id", "period_id", "planned_revenue")
    def _compute_attainment(self):
        actual = self._read_actual()
        for plan in self:
            own = actual.get((plan.company_id, plan.period_id), {})
            plan.actual_revenue = sum(
                amount
                for (user, _partner), amount in own.items()
                if user == plan.user_id
            )
            plan.attainment = percent(plan.actual_revenue, plan.planned_revenue)

    def _get_actual_domain(self):
        """The invoices that are actual sales: those of the territory board."""
        self.ensure_one()
        board = self.env["aig.territory.board"]
        quarter = Quarter(self.year, int(self.quarter))
        return board._get_figure_of_invoices(quarter).domain & Domain(
            "company_id", "=", self.company_id.id
        )

    def _read_actual(self, among=Domain.TRUE):
        """Invoiced less refunds by (company, quarter), then by (person, customer).

        One grouped query for each company and quarter, however many plans.

        :param among: of which invoices, where not of all
        """
        actual = defaultdict(dict)
        placed = self.filtered("period_id")
        groups = placed.grouped(lambda plan: (plan.company_id, plan.period_id))
        for key, plans in groups.items():
            company = key[0]
            amount = "total" if company.aig_plan_with_tax else "untaxed"
            # sudo: a plan's figure is the same for all who may read the plan
            rows = (
                self.env["account.move"]
                .sudo()
                ._read_group(
                    plans[0]._get_actual_domain()
                    & Domain("invoice_user_id", "in", plans.user_id.ids)
                    & among,
                    ["invoice_user_id", "commercial_partner_id"],
                    [f"amount_{amount}_signed:sum"],
                )
            )
            for user, partner, total in rows:
                actual[key][user, partner] = company.currency_id.round(total)
        return actual

    def action_open_actual(self):
        """Open the invoices behind the plan's actual sales."""
        self.ensure_one()
        return self.line_ids._prepare_records_action(
            "account.move",
            list(
                self._get_actual_domain()
                & Domain("invoice_user_id", "=", self.user_id.id)
            ),
            self.env._("Invoices of the quarter"),
            "account_move_view_list_plan",
        )


class AigSalesPlanLine(models.Model):
    """What came of one customer, invoiced by the plan's salesperson."""

    _name = "aig.sales.plan.line"
    _inherit = ["aig.sales.plan.line", "aig.attainment.mixin"]

    @api.depends("plan_id", "partner_id", "planned_revenue")
    def _compute_attainment(self):
        actual = self.plan_id._read_actual(
            Domain("commercial_partner_id", "in", self.partner_id.ids)
        )
        self.actual_revenue = self.attainment = 0
        for line in self if actual else ():
            plan = line.plan_id
            own = actual.get((plan.company_id, plan.period_id), {})
            amount = own.get((plan.user_id, line.partner_id))
            if amount:
                show_figure(line, "actual_revenue", amount)
                line.attainment = percent(amount, line.planned_revenue)

    def action_open_actual(self):
        """Open the invoices behind the row's actual sales."""
        self.ensure_one()
        plan = self.plan_id
        return self._prepare_records_action(
            "account.move",
            list(
                plan._get_actual_domain()
                & Domain("invoice_user_id", "=", plan.user_id.id)
                & Domain("commercial_partner_id", "=", self.partner_id.id)
            ),
            self.env._("Invoices of the quarter"),
            "account_move_view_list_plan",
        )
