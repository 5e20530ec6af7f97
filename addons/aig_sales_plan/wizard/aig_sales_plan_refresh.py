from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.aig_sales_plan_line import FIGURES
from ..models.aig_sales_plan_proposals import SOURCES


class AigSalesPlanRefresh(models.TransientModel):
    """What invoices, orders and deals say now, beside what the plan says (A22).

    Nothing changes before Apply, and then only what is ticked.
    """

    _name = "aig.sales.plan.refresh"
    _description = "Refresh Figures"

    plan_id = fields.Many2one(
        "aig.sales.plan", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many(
        "aig.sales.plan.refresh.line",
        "refresh_id",
        string="Changes",
    )
    is_current = fields.Boolean("Nothing to change", compute="_compute_is_current")

    @api.depends("line_ids")
    def _compute_is_current(self):
        for refresh in self:
            refresh.is_current = not refresh.line_ids

    @api.model
    def _prepare_changes(self, plan):
        """One row for each figure of a plan that would change, or could."""
        changes = []
        for line, sources in plan.line_ids._read_sources_now().items():
            typed = line._get_typed_figures()
            for figure, source in SOURCES.items():
                new = max(sources[source], 0)
                compare = line.currency_id.compare_amounts
                if not compare(line[figure], new) or (
                    figure in typed and not compare(line._get_proposal(figure), new)
                ):
                    continue
                changes.append(
                    {
                        "plan_line_id": line.id,
                        "figure": figure,
                        "old_value": line[figure],
                        "new_value": new,
                        "is_typed": figure in typed,
                        "is_chosen": figure not in typed,
                    }
                )
        return changes

    def action_apply(self):
        """Take the ticked changes over into the plan.

        :raises UserError: when the books have changed since the dialog was opened
        """
        self.plan_id._check_state("draft")
        shown = {(row.plan_line_id, row.figure): row.new_value for row in self.line_ids}
        now = {
            (self.plan_id.line_ids.browse(vals["plan_line_id"]), vals["figure"]): vals[
                "new_value"
            ]
            for vals in self._prepare_changes(self.plan_id)
        }
        if shown != now:
            raise UserError(
                self.env._(
                    "Invoices, orders or the plan have changed since this was shown: "
                    "close it and refresh again."
                )
            )
        self.plan_id._mark_figures_read()
        chosen = self.line_ids.filtered("is_chosen")
        lines = chosen.plan_line_id
        figures = chosen.grouped("plan_line_id")
        lines._refresh_figures(
            {line: set(figures[line].mapped("figure")) for line in lines}
        )
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _open(self, plan):
        """The dialog on what would change in a plan."""
        changes = self._prepare_changes(plan)
        if not changes:
            plan._mark_figures_read()
        refresh = self.create(
            {
                "plan_id": plan.id,
                "line_ids": [Command.create(vals) for vals in changes],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refresh figures"),
            "res_model": self._name,
            "res_id": refresh.id,
            "views": [(False, "form")],
            "target": "new",
        }


class AigSalesPlanRefreshLine(models.TransientModel):
    """One figure of one customer: old, new, and whether to take it."""

    _name = "aig.sales.plan.refresh.line"
    _description = "Refreshed Figure"

    refresh_id = fields.Many2one(
        "aig.sales.plan.refresh", required=True, ondelete="cascade"
    )
    plan_line_id = fields.Many2one(
        "aig.sales.plan.line", readonly=True, required=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="plan_line_id.partner_id", string="Customer")
    currency_id = fields.Many2one(related="plan_line_id.currency_id")
    figure = fields.Selection(
        lambda self: [
            (
                name,
                self.env["aig.sales.plan.line"]
                ._fields[name]
                ._description_string(self.env),
            )
            for name in FIGURES
        ],
        required=True,
        readonly=True,
    )
    old_value = fields.Monetary("In the plan", readonly=True)
    new_value = fields.Monetary("By its source", readonly=True)
    is_typed = fields.Boolean("Typed", readonly=True)
    is_chosen = fields.Boolean("Take over")
