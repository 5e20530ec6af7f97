from odoo import api, fields, models
from odoo.exceptions import UserError

from .aig_sales_plan_override import OVERRIDABLE
from .aig_sales_plan_proposals import SOURCES

EXPLAINED = tuple(name for name, _label in OVERRIDABLE)
DEBT = ("receivable_due", "receivable_not_due")


class AigSalesPlanLine(models.Model):
    """Who types over a figure that has a source says why (A24)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    override_ids = fields.One2many(
        "aig.sales.plan.override", "line_id", string="Reasons", readonly=True
    )
    # typed once and kept in a row of its own
    override_reason = fields.Char(
        "Reason of the change",
        store=False,
        help="Why a figure differs from what invoices, orders or deals say.",
    )
    needs_reason = fields.Boolean(compute="_compute_needs_reason")

    @api.depends(*EXPLAINED, "override_ids.value")
    def _compute_needs_reason(self):
        unexplained = self._get_unexplained_figures(EXPLAINED)
        for line in self:
            line.needs_reason = bool(unexplained[line])

    @api.model_create_multi
    def create(self, vals_list):
        reasons = [vals.get("override_reason") for vals in vals_list]
        lines = super().create(
            [
                {name: vals[name] for name in vals if name != "override_reason"}
                for vals in vals_list
            ]
        )
        typed = set().union(*vals_list) & set(EXPLAINED)
        lines._explain(typed, dict(zip(lines, reasons, strict=True)))
        return lines

    def write(self, vals):
        reason = vals.get("override_reason")
        result = super().write(
            {name: vals[name] for name in vals if name != "override_reason"}
        )
        typed = EXPLAINED if reason else vals.keys() & set(EXPLAINED)
        self._explain(typed, dict.fromkeys(self, reason))
        return result

    def _explain(self, figures, reasons):
        """Keep the reason of figures that differ from their sources.

        The form asks for it; an import or a list without one loses nothing that was
        typed, and the plan is not complete until somebody says why.

        :param dict reasons: line -> what the person wrote, if anything
        :raises UserError: without a reason for debt that another plan counts already
        """
        rows = []
        for line, names in self._get_unexplained_figures(figures).items():
            reason = (reasons[line] or "").strip()
            if not reason:
                line._refuse_counting_twice(names)
                continue
            rows += [
                {
                    "line_id": line.id,
                    "figure": name,
                    "value": line[name],
                    "source_value": line._get_proposal(name),
                    "reason": reason,
                    "author_id": self.env.uid,
                }
                for name in names
            ]
        # sudo: nobody writes reasons but through the figure they explain
        self.env["aig.sales.plan.override"].sudo().create(rows)

    def _refuse_counting_twice(self, names):
        debt = [name for name in names if name in DEBT]
        if self.ledger_carried_amount and any(
            self[name] > self._get_proposal(name) for name in debt
        ):
            raise UserError(self._ask_for_reason(debt))

    def _ask_for_reason(self, names):
        labels = (self._fields[name]._description_string(self.env) for name in names)
        return self.env._(
            "“%(figures)s” of %(customer)s differs from what invoices, orders or deals "
            "say: write why into “%(reason)s”.",
            figures=", ".join(labels),
            customer=self.partner_id.display_name,
            reason=self._fields["override_reason"]._description_string(self.env),
        )

    def _get_unexplained_figures(self, figures):
        """Which of some figures differ from a source, without a reason for that.

        A figure without a source is simply typed: no data is not zero.

        :return: dict of line to names of figures
        """
        asked = [name for name in SOURCES if name in figures]
        unexplained = {
            line: line._get_typed_figures(filter(line._has_source, asked))
            for line in self
        }
        if not any(unexplained.values()):
            return unexplained
        kept = self.env["aig.sales.plan.override"].search_fetch(
            [("line_id", "in", self._origin.ids)], ["line_id", "figure", "value"]
        )
        # the newest is first, and stays
        said = {(row.line_id.id, row.figure): row.value for row in reversed(kept)}
        return {
            line: [
                name
                for name in names
                if line.currency_id.compare_amounts(
                    said.get((line._origin.id, name), -1), line[name]
                )
            ]
            for line, names in unexplained.items()
        }

    def _has_source(self, figure):
        """Whether records say anything of a figure: also debt counted elsewhere."""
        carried = figure in DEBT and self.ledger_carried_amount
        return bool(self._get_proposal(figure) or carried)
