from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from odoo import api, models

from ..tools.adjustment import respread
from ..tools.figures import SixFigures
from .aig_sales_plan_line import FIGURES
from .aig_sales_plan_months import MONTHS
from .aig_sales_plan_pricing import PRICE_SUMS
from .aig_sales_plan_proposals import SOURCES
from .aig_sales_plan_study import STUDY_SECTIONS

#: What a line has from its plan.
FROM_PLAN = ("user_id", "territory_id", "period_id", "company_id", "currency_id")


@dataclass(eq=False, slots=True)
class Books:
    """What was read for new lines, by plan id and customer id.

    It lies in the context while they are made, and nobody can send it from outside.
    """

    ledger: dict = field(default_factory=dict)
    proposals: dict = field(default_factory=dict)


class AigSalesPlanLine(models.Model):
    """The computed values of new lines, plan by plan instead of line by line.

    The ORM would compute them on a record in memory for each line; whatever is not
    filled in here it still does.
    """

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _add_precomputed_values(self, vals_list):
        by_plan = defaultdict(list)
        for vals in vals_list:
            if vals.get("plan_id") and vals.get("partner_id"):
                by_plan[vals["plan_id"]].append(vals)
        for plan_id, group in by_plan.items():
            self._add_plan_values(plan_id, group)
        return super()._add_precomputed_values(vals_list)

    @api.model
    def _add_plan_values(self, plan_id, vals_list):
        # sudo: as the ORM computes stored figures, whoever makes the line
        pattern = self.sudo().new({"plan_id": plan_id})
        places = {name: pattern[name].id for name in FROM_PLAN}
        customers = {vals["partner_id"] for vals in vals_list}
        ledger, proposals = pattern._read_books(customers)
        # not as sudo: what the person may not read is not carried over
        studies = self._read_studies(pattern, customers)
        months = (pattern._get_frozen_months(), pattern._get_month_weights())
        for vals in vals_list:
            customer = vals["partner_id"]
            vals |= places | studies[customer] | vals
            vals |= self._prepare_ledger_vals(ledger[customer])
            vals |= self._prepare_record_vals(proposals[customer])
            vals |= pattern._prepare_figures(vals)
            exact = {name: Decimal(str(vals[name])) for name in FIGURES}
            vals |= self._prepare_new_sums(pattern, SixFigures(**exact))
            if not vals.keys() & {*MONTHS, "has_typed_months"}:
                vals |= pattern._prepare_new_months(vals["planned_revenue"], *months)
            if not vals.get("price_ids"):
                vals |= dict.fromkeys(PRICE_SUMS, 0.0)

    def _read_books(self, customer_ids):
        """Ledger and proposals of new customers of the line's plan, by their ids.

        They are kept for the rows below the lines where ``create`` asks for it.
        """
        plan = self.plan_id
        customers = self.env["res.partner"].browse(customer_ids)
        companies = customers.commercial_partner_id
        ledger = self._read_ledger(plan.company_id, plan.year, companies)
        proposals = self._read_proposals(plan, companies)
        paying = {one.id: one.commercial_partner_id.id for one in customers}
        found = tuple(
            {customer: facts[company] for customer, company in paying.items()}
            for facts in (ledger, proposals)
        )
        books = self.env.context.get("aig_plan_books")
        if isinstance(books, Books):
            for kept, facts in zip((books.ledger, books.proposals), found, strict=True):
                kept.update(((plan.id, one), fact) for one, fact in facts.items())
        return found

    @api.model
    def _read_studies(self, pattern, customer_ids):
        """What each customer's last row gives to a new one, as values."""
        plan = pattern.plan_id
        company = plan.company_id.with_env(self.env)
        partners = self.env["res.partner"].browse(customer_ids)
        nothing = dict.fromkeys(("study_source_id", *STUDY_SECTIONS), False)
        studies = dict.fromkeys(customer_ids, nothing)
        for line in self._search_last_lines(company, plan.date_from, partners):
            study = {name: line[name] for name in STUDY_SECTIONS}
            if any(study.values()):
                studies[line.partner_id.id] = {"study_source_id": line.id, **study}
        return studies

    def _prepare_figures(self, vals):
        """The figures of a new line: as typed, else as the sources propose."""
        multiplier = self._fields["expectation_multiplier"]
        figures = {}
        for name in FIGURES:
            value = vals.get(name)
            if name not in vals and name in SOURCES:
                value = max(vals[SOURCES[name]], 0)
            if name == multiplier.name:
                figures[name] = multiplier.convert_to_cache(value, self)
            else:
                figures[name] = self.currency_id.round(float(value or 0))
        return figures

    @api.model
    def _prepare_new_sums(self, pattern, figures):
        """What follows from the figures of a new line; override to add more.

        :param pattern: a line in memory, of the same plan
        """
        return self._prepare_sums(figures, pattern.currency_id.decimal_places)

    def _prepare_new_months(self, planned, frozen, weights):
        parts = respread(
            Decimal(str(planned)),
            [Decimal(0)] * len(MONTHS),
            frozen,
            weights,
            self.currency_id.decimal_places,
        )
        return dict(zip(MONTHS, map(float, parts), strict=True))
