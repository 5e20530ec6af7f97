from collections import Counter

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from .aig_sales_plan_line import MONEY_FIGURES
from .aig_sales_plan_months import MONTHS


class AigSalesPlanLine(models.Model):
    """What a plan line refuses: a customer twice, a change once handed in."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        self._check_figures(vals_list)
        self._use_commercial_partners(vals_list)
        self._check_customers_once(
            (vals.get("plan_id"), vals.get("partner_id")) for vals in vals_list
        )
        lines = super().create(vals_list)
        lines._check_plan_open()
        return lines

    def write(self, vals):
        self._check_figures([vals])
        if self._get_frozen_fields() & vals.keys():
            self._check_plan_open()
        if {"plan_id", "partner_id"} & vals.keys():
            self._use_commercial_partners([vals])
            self._check_customers_once(
                (
                    vals.get("plan_id", line.plan_id.id),
                    vals.get("partner_id", line.partner_id.id),
                )
                for line in self
            )
        result = super().write(vals)
        if "plan_id" in vals:
            self._check_plan_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        self._check_plan_open()
        log = self.env["aig.care.log"].search(
            [("plan_line_id", "in", self.ids)], limit=1
        )
        if log:
            raise UserError(
                self.env._(
                    "%(customer)s was already contacted from this row: set its "
                    "figures to 0 instead of deleting it.",
                    customer=log.plan_line_id.partner_id.display_name,
                )
            )

    @api.model
    def _get_frozen_fields(self):
        """Names of what is fixed once the plan has been handed in."""
        return {"plan_id", "partner_id", "has_typed_months", *self._get_kept_fields()}

    @api.model
    def _check_figures(self, vals_list):
        """Say which figure is impossible; the database refuses what gets past."""
        for vals in vals_list:
            for name in (*MONEY_FIGURES, *MONTHS):
                if float(vals.get(name) or 0) < 0:
                    raise ValidationError(
                        self.env._(
                            "“%(figure)s” cannot be negative: type 0 or more.",
                            figure=self._fields[name]._description_string(self.env),
                        )
                    )
            if float(vals.get("expectation_multiplier", 1) or 0) <= 0:
                raise ValidationError(
                    self.env._(
                        "The multiplier must be greater than 0: type 1 when expected "
                        "sales count once."
                    )
                )

    @api.model
    def _use_commercial_partners(self, vals_list):
        """Count a branch or a contact with the company that is invoiced."""
        partners = self.env["res.partner"].browse(
            vals["partner_id"] for vals in vals_list if vals.get("partner_id")
        )
        commercial = {
            partner.id: partner.commercial_partner_id.id for partner in partners
        }
        for vals in vals_list:
            if vals.get("partner_id"):
                vals["partner_id"] = commercial[vals["partner_id"]]

    def _check_customers_once(self, places):
        """Name the customer who would stand twice in a plan.

        ``places`` are pairs of plan id and customer id about to be written; the
        unique index decides between two transactions.
        """
        counts = Counter(place for place in places if all(place))
        present = self.search_fetch(
            [
                ("plan_id", "in", [plan for plan, _customer in counts]),
                ("partner_id", "in", [customer for _plan, customer in counts]),
                ("id", "not in", self.ids),
            ],
            ["plan_id", "partner_id"],
        )
        counts.update((line.plan_id.id, line.partner_id.id) for line in present)
        for (_plan, customer), count in counts.items():
            if count > 1:
                raise ValidationError(
                    self.env._(
                        "%(customer)s, with its branches, is in this plan already: "
                        "edit that line instead of adding a second one.",
                        customer=self.env["res.partner"].browse(customer).display_name,
                    )
                )
