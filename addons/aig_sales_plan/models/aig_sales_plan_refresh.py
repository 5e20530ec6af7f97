from collections import defaultdict
from decimal import Decimal

from odoo import models

from .aig_sales_plan_proposals import FIGURE_FIELDS, SOURCES

DEBT_FIGURES = {"receivable_due", "receivable_not_due"}


class AigSalesPlan(models.Model):
    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def action_refresh_figures(self):
        """Show what invoices, orders and deals say now; nothing changes yet (A22).

        :raises UserError: when the plan is no draft
        """
        self._check_state("draft")
        return self.env["aig.sales.plan.refresh"]._open(self)


class AigSalesPlanLine(models.Model):
    """Renewing figures of lines that are there, one by one, as people choose."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _read_sources_now(self):
        """What each line's sources say now, without changing anything.

        :return: dict of line to values of its ``ledger_...`` and ``source_...`` fields
        """
        ledger = self._read_own_ledger()
        found = self._read_new_proposals()
        amounts = defaultdict(list)
        for source in self.source_ids:
            if source.is_chosen and not source._is_gone():
                amount = Decimal(str(source._read_record()["amount"]))
                amounts[source.line_id].append((source.figure, amount))
        return {
            line: self._prepare_ledger_vals(ledger[line])
            | self._prepare_source_vals(
                [
                    *amounts[line],
                    *((proposal.figure, proposal.amount) for proposal in found[line]),
                ]
            )
            for line in self
        }

    def _read_new_proposals(self):
        """Proposals that are not among the sources of their line yet."""
        known = defaultdict(set)
        for source in self.source_ids:
            known[source.line_id].add(source._get_key())
        return {
            line: [
                proposal for proposal in proposals if proposal.key not in known[line]
            ]
            for line, proposals in self._read_own_proposals().items()
        }

    def _refresh_figures(self, chosen=None):
        """Renew figures from their sources.

        :param dict chosen: line -> names of the figures to renew, also typed ones; by
            default all that nobody has typed over
        """
        self.check_access("write")
        if chosen is None:
            chosen = {line: set() for line in self}
            wanted = {line: set(SOURCES) for line in self}
        else:
            wanted = chosen
        lines = self._hold_plans()
        ledger = lines._read_own_ledger()
        lines._refresh_debts(wanted, chosen, ledger)
        lines._refresh_sources(wanted)
        now = lines._read_sources_now_of(wanted, ledger)
        for line in lines:
            line._renew(now[line], anyway=chosen[line])

    def _read_sources_now_of(self, wanted, ledger):
        """Values of the sources of wanted figures, after their rows were renewed."""
        sums = defaultdict(list)
        for source in self.source_ids.filtered("is_chosen"):
            amount = Decimal(str(source.amount))
            sums[source.line_id].append((source.figure, amount))
        now = {}
        for line in self:
            values = self._prepare_ledger_vals(ledger[line])
            values |= self._prepare_source_vals(sums[line])
            # debts were corrected while their rows were written
            names = {SOURCES[figure] for figure in wanted[line] - DEBT_FIGURES}
            if "annual_revenue" in wanted[line]:
                names.add("ledger_invoice_count")
            now[line] = {name: values[name] for name in names}
        return now

    def _refresh_debts(self, wanted, chosen, ledger):
        lines = self.filtered(lambda line: DEBT_FIGURES & wanted[line])
        lines._sync_receivables(ledger)
        for line in lines:
            debt = {SOURCES[figure]: line[SOURCES[figure]] for figure in DEBT_FIGURES}
            line._renew(debt, anyway=chosen[line])

    def _refresh_sources(self, wanted):
        """Renew the rows behind wanted figures: gone ones go, new ones come."""

        def is_wanted(line, figure):
            return FIGURE_FIELDS[figure] in wanted[line]

        found = self._read_new_proposals()
        rows = self.source_ids.filtered(
            lambda source: is_wanted(source.line_id, source.figure)
        )
        gone = rows.filtered(lambda source: source._is_gone())
        for source in rows - gone:
            # sudo: amounts are guarded against typing
            source.sudo().write(source._read_record())
        gone.unlink()
        self._insert_sources(
            {
                line: [
                    proposal
                    for proposal in proposals
                    if is_wanted(line, proposal.figure)
                ]
                for line, proposals in found.items()
            }
        )
