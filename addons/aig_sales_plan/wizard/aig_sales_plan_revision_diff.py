from decimal import Decimal

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from ..tools.revision_diff import CHANGED, diff, totals

NUMBERS = ("monetary", "float", "integer")


class AigSalesPlanRevisionDiff(models.TransientModel):
    """Two versions of a plan side by side, only what differs (A18)."""

    _name = "aig.sales.plan.revision.diff"
    _description = "Plan Differences"

    plan_id = fields.Many2one(
        "aig.sales.plan", required=True, readonly=True, ondelete="cascade"
    )
    before_id = fields.Many2one(
        "aig.sales.plan.revision", required=True, ondelete="cascade"
    )
    after_id = fields.Many2one(
        "aig.sales.plan.revision",
        ondelete="cascade",
        help="Empty: the plan as it is now.",
    )
    table = fields.Html("Differences", compute="_compute_table", sanitize=False)

    @api.depends("plan_id", "before_id", "after_id")
    @api.depends_context("lang")
    def _compute_table(self):
        for dialog in self:
            dialog.table = dialog.before_id and self.env["ir.qweb"]._render(
                "aig_sales_plan.revision_diff_table", dialog._prepare_table()
            )

    def _prepare_table(self):
        before, after = self._get_versions()
        labels = self._get_labels(before, after)
        changes = self._group_changes(diff(before, after))
        names = self._get_customer_names([*before, *after])
        customers = [
            {
                "name": names.get(customer)
                or self.env._("A customer outside your territories"),
                "kind": found[0].kind,
                "rows": [self._prepare_row(change, labels) for change in found],
            }
            for customer, found in changes.items()
        ]
        return {
            "currency": self.plan_id.currency_id.name,
            "customers": customers,
            "totals": [self._prepare_row(t, labels) for t in totals(before, after)]
            if customers
            else [],
        }

    def _group_changes(self, changes):
        """The changes of each customer; who comes or goes shows no zeros."""
        grouped = {}
        for change in changes:
            if change.kind == CHANGED or change.difference:
                grouped.setdefault(change.customer, []).append(change)
        return grouped

    # What is compared -----------------------------------------------------------------

    def _get_versions(self):
        """Figures before and after; of one customer only, if it was sent to one."""
        before = self.before_id.figures or []
        if self.after_id:
            after = self.after_id.figures or []
        else:
            after = self.before_id._prepare_vals(self.plan_id)["figures"]
        only = self.before_id.partner_id | self.after_id.partner_id
        return tuple(
            {
                kept["partner_id"]: self._only_numbers(kept)
                for kept in version
                if not only or kept["partner_id"] in only.ids
            }
            for version in (before, after)
        )

    def _only_numbers(self, kept):
        """What was kept of a customer, as far as it can be subtracted.

        Also figures that the plan has no more; not the texts that it keeps.
        """
        Line = self.env["aig.sales.plan.line"]
        fields_ = Line._fields
        # the order in which figures are kept; the database sorts them otherwise
        names = [name for name in Line._get_kept_fields() if name in kept]
        return {
            name: Decimal(str(value))
            for name, value in (dict.fromkeys(names) | kept).items()
            if name != "partner_id"
            and isinstance(value, int | float)
            and not isinstance(value, bool)
            and (name not in fields_ or fields_[name].type in NUMBERS)
        }

    # How it is written ----------------------------------------------------------------

    def _get_labels(self, *versions):
        """Figure -> its name on the screen; of removed ones their technical name."""
        fields_ = self.env["aig.sales.plan.line"]._fields
        names = {
            name for version in versions for kept in version.values() for name in kept
        }
        return {
            name: fields_[name]._description_string(self.env)
            if name in fields_
            else name
            for name in names
        }

    def _get_customer_names(self, ids):
        partners = self.env["res.partner"].browse(ids).exists()
        return {
            partner.id: partner.display_name
            for partner in partners._filtered_access("read")
        }

    def _prepare_row(self, change, labels):
        return {
            "label": labels[change.figure],
            "sign": (change.difference or 0) > 0,
            **{
                name: self._format(change.figure, getattr(change, name))
                for name in ("before", "after", "difference")
            },
        }

    def _format(self, figure, value):
        """A number as the reader writes it, a dash for what is not known."""
        if value is None:
            return "—"
        field = self.env["aig.sales.plan.line"]._fields.get(figure)
        digits = self.plan_id.currency_id.decimal_places
        if field is None or field.type == "float":
            digits = 2
        return formatLang(self.env, float(value), digits=digits)
