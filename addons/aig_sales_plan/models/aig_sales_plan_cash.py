from collections import defaultdict

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from odoo.addons.aig_base.tools.period import quarter_of

from ..tools import cash_flow
from ..tools.cash_flow import COLLECTION, COST, SALE, Flow
from ..tools.distribution import spread
from .aig_sales_plan_months import MONTHS
from .aig_sales_plan_outcome import decimal


class AigSalesPlan(models.Model):
    """What the plan brings in and costs, month by month (A06, A07).

    Debt is collected as it stands in the books, with tax; new sales come in as planned,
    without tax. What comes in over all months is both, exactly.
    """

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    cash_flow = fields.Json(
        compute="_compute_cash_flow",
        help="Collections of debt (with tax, by promise, else due date), new sales "
        "(without tax, invoiced at the end of their month and paid by the customer's "
        "payment term), gifts and budget of the plan, by month.",
    )

    @api.depends(
        "scope_budget",
        "idea_ids.state",
        "idea_ids.budget",
        *(f"line_ids.{name}" for name in (*MONTHS, "planned_revenue")),
        "line_ids.receivable_ids.amount",
        "line_ids.receivable_ids.planned_date",
    )
    @api.depends_context("lang")
    def _compute_cash_flow(self):
        """Of plans as they are saved."""
        for plan in self:
            saved = plan._origin
            # sudo: a plan's sums are the same for all who may read the plan
            flows = saved.sudo()._get_cash_flows() if saved.line_ids else []
            plan.cash_flow = saved._prepare_cash_table(flows) if flows else False

    def _get_cash_flows(self):
        """What comes in and goes out, as a list of ``Flow``, of one plan."""
        self.ensure_one()
        return [*self.line_ids._get_cash_inflows(), *self._get_cash_outflows()]

    def _get_cash_outflows(self):
        """What the plan costs: its budget, evenly over the quarter.

        Accepted ideas are paid from the budget: only the rest of it comes on top.
        Override to add costs; their amounts are negative.

        :return: list of ``Flow`` of one plan
        """
        self.ensure_one()
        ideas = self.idea_ids.filtered(lambda idea: idea.state == "accepted")
        accepted = decimal(sum(ideas.mapped("budget")))
        budgets = [(idea, decimal(idea.budget)) for idea in ideas]
        budgets.append(
            (self, cash_flow.other_budget(decimal(self.scope_budget), accepted))
        )
        months = self._get_cash_months()
        digits = self.currency_id.decimal_places
        return [
            Flow(month, COST, -part, source=(record._name, record.id))
            for record, budget in budgets
            for month, part in zip(
                months, spread(budget, [decimal(1)] * len(months), digits), strict=True
            )
            if part
        ]

    def _get_cash_months(self):
        """First days of the months of the quarter."""
        return [month.first_day for month in quarter_of(self.date_from).months()]

    def _prepare_cash_table(self, flows, with_costs=True):
        """Periods of the quarter as the page shows them, in words and numbers."""
        months = self._get_cash_months()
        columns = self._get_cash_columns(with_costs)
        rows = []
        for period in cash_flow.table(flows, months):
            sums = {**period.amounts, "net": period.net, "cumulated": period.cumulated}
            rows.append(
                {
                    "key": period.key,
                    "label": self._get_cash_label(period),
                    "cells": [self._prepare_cash_cell(sums[name]) for name in columns],
                }
            )
        return {"columns": list(columns.values()), "rows": rows}

    @api.model
    def _get_cash_columns(self, with_costs):
        columns = {
            COLLECTION: self.env._("Collections"),
            SALE: self.env._("New sales"),
        }
        if with_costs:
            columns |= {
                cash_flow.GIFT: self.env._("Gifts"),
                COST: self.env._("Costs"),
            }
        return columns | {
            "net": self.env._("Net"),
            "cumulated": self.env._("Cumulated"),
        }

    @api.model
    def _get_cash_label(self, period):
        if period.month:
            return period.month.strftime("%m/%Y")
        is_before = period.key == "before"
        return self.env._("Earlier") if is_before else self.env._("Later")

    def _prepare_cash_cell(self, amount):
        digits = self.currency_id.decimal_places
        return {
            "text": formatLang(self.env, float(amount), digits=digits),
            "is_negative": amount < 0,
        }

    def action_open_cash_flow(self):
        """Write the cash flow of a plan anew, and open it by month and kind (A07)."""
        self.ensure_one()
        self.check_access("read")
        Cash = self.env["aig.sales.plan.cash.flow"]
        own = [("plan_id", "=", self.id), ("create_uid", "=", self.env.uid)]
        # sudo: nobody deletes dialogs' rows but the dialogs themselves
        Cash.search(own).sudo().unlink()
        Cash.create(self._prepare_cash_flow())
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_cash_flow_action",
            self,
            self.env._("Cash flow of %(plan)s", plan=self.display_name),
        )

    def _prepare_cash_flow(self):
        """Values of the rows; customers and records out of sight are not named."""
        # sudo: a plan's sums are the same for all who may read the plan
        flows = self.sudo()._get_cash_flows()
        customers = {line.id: line.partner_id.id for line in self.sudo().line_ids}
        names = self._get_cash_names(flows)
        rows = [
            {
                "plan_id": self.id,
                "line_id": flow.line,
                "partner_id": customers.get(flow.line),
                "month": flow.month,
                "kind": flow.kind,
                "amount": float(flow.amount),
                "res_model": flow.source in names and flow.source[0],
                "res_id": flow.source in names and flow.source[1],
                "name": names.get(flow.source),
            }
            for flow in flows
        ]
        seen = self._get_names("res.partner", "partner_id", rows)
        for row in rows:
            row["partner_id"] = row["partner_id"] in seen and row["partner_id"]
        return rows

    def _get_cash_names(self, flows):
        """``{(model, id): name}`` of the records behind that the user may read."""
        ids = defaultdict(set)
        for model, res_id in (flow.source for flow in flows):
            ids[model].add(res_id)
        return {
            (model, record.id): record.display_name
            for model, res_ids in ids.items()
            for record in self.env[model].browse(res_ids)._filtered_access("read")
        }


class AigSalesPlanLine(models.Model):
    """When a customer pays what is open and what is planned (A06, A07)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    cash_flow = fields.Json(
        compute="_compute_cash_flow",
        help="Debt with tax and new sales without, by the months in which they are "
        "collected.",
    )

    @api.depends(
        *MONTHS,
        "planned_revenue",
        "receivable_ids.amount",
        "receivable_ids.planned_date",
    )
    @api.depends_context("lang")
    def _compute_cash_flow(self):
        """Of rows as they are saved."""
        for line in self:
            saved = line._origin
            # sudo: who may write a row may not always read its plan (a stand-in)
            flows = saved.sudo()._get_cash_inflows()
            plan = saved.sudo().plan_id
            line.cash_flow = (
                plan._prepare_cash_table(flows, with_costs=False) if flows else False
            )

    def _get_cash_inflows(self):
        """Debt and planned sales of rows by the months they come in, as ``Flow``.

        Over all months they sum to open receivables and planned sales exactly.
        """
        return [
            *(
                Flow(
                    item.planned_date.replace(day=1),
                    COLLECTION,
                    decimal(item.amount),
                    item.line_id.id,
                    (item._name, item.id),
                )
                for item in self.receivable_ids
                if item.amount
            ),
            *(flow for line in self for flow in line._get_sale_flows()),
        ]

    def _get_sale_flows(self):
        """Planned sales by the customer's payment term."""
        months = [decimal(self[name]) for name in MONTHS]
        sales = cash_flow.planned_sales(months, decimal(self.month_gap))
        if not any(sales):
            return []
        paid = defaultdict(lambda: decimal(0))
        digits = self.currency_id.decimal_places
        quarter = quarter_of(self.plan_id.date_from).months()
        for month, amount in zip(quarter, sales, strict=True):
            installments = self._get_installments(month.last_day, amount)
            for day, part in cash_flow.in_months(amount, installments, digits).items():
                paid[day] += part
        return [
            Flow(month, SALE, part, self.id, (self._name, self.id))
            for month, part in sorted(paid.items())
            if part
        ]

    def _get_installments(self, day, amount):
        """``(day, amount)`` of each part of an invoice of a day.

        Of Odoo's payment term as an invoice uses it; without one, all is due at once.
        """
        company = self.company_id
        term = self.partner_id.with_company(company).property_payment_term_id
        if not term.line_ids:
            return [(day, abs(amount))]
        parts = term._compute_terms(
            date_ref=day,
            currency=company.currency_id,
            company=company,
            tax_amount=0,
            tax_amount_currency=0,
            sign=1,
            untaxed_amount=float(abs(amount)),
            untaxed_amount_currency=float(abs(amount)),
        )
        return [
            (part["date"], decimal(part["company_amount"]))
            for part in parts["line_ids"]
        ]
