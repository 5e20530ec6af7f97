from odoo import api, fields, models
from odoo.exceptions import UserError

from .aig_sales_plan_price import APPROVAL_FIELDS


class AigSalesPlanPrice(models.Model):
    """Who may change a planned price, and who approves one below the floor (A03)."""

    _inherit = "aig.sales.plan.price"

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | APPROVAL_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._settle_price(vals) for vals in vals_list]
        # typed afterwards: while a row is made, the ORM keeps the sums it has
        # reckoned at list price
        discounts = [vals.pop("discount", 0) for vals in vals_list]
        rows = super().create(vals_list)
        # superuser: the rows were made just now, asking for each again is no use
        for row, discount in zip(rows.sudo(), discounts, strict=True):
            if discount:
                row.discount = discount
        rows.line_id._check_plan_open()
        return rows

    def write(self, vals):
        vals = self._settle_price(vals)
        if vals.keys() - APPROVAL_FIELDS:
            self.line_id._check_plan_open()
        if {"product_id", "uom_id", "line_id"} & vals.keys():
            self._void_approvals()
        result = super().write(vals)
        if "line_id" in vals:
            self.line_id._check_plan_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        self.line_id._check_plan_open()

    def _void_approvals(self):
        """Forget approvals that were given for another product or customer."""
        approved = self.filtered("approved_by_id")
        # superuser: approvals are guarded
        approved.sudo().write(dict.fromkeys(APPROVAL_FIELDS, False))

    @api.model
    def _settle_price(self, vals):
        """Price and discount say the same twice: the price, which is exact, counts."""
        vals = dict(vals)
        if "planned_price" in vals:
            vals.pop("discount", None)
            vals.setdefault("has_typed_price", True)
        elif "product_id" in vals:
            vals.setdefault("has_typed_price", False)
        return vals

    def action_approve(self):
        """Approve prices below the floor, as they are now.

        Whoever sees an older price than the present one (``seen_price`` of the
        context) is told, and approves nothing.

        :raises AccessError: for a salesperson, and for one's own plan unless one is
            a director
        :raises UserError: when a row needs no approval, or its price has changed
        """
        self.check_access("write")
        self.plan_id._check_approver()
        for row in self:
            row._check_approvable()
        now = fields.Datetime.now()
        for row in self.sudo():  # guarded: the right to approve was asked above
            row.write(
                {
                    "approved_by_id": self.env.uid,
                    "approved_date": now,
                    "approved_price": row.planned_price,
                    "approved_quantity": row.quantity,
                }
            )
        return True

    def _check_approvable(self):
        if not self.needs_approval:
            raise UserError(
                self.env._(
                    "“%(product)s” for %(customer)s waits for no approval: it is not "
                    "below the floor, or approved already.",
                    product=self.product_id.display_name,
                    customer=self.partner_id.display_name,
                )
            )
        seen = self.env.context.get("seen_price")
        if seen is not None and self.currency_id.compare_amounts(
            seen, self.planned_price
        ):
            raise UserError(
                self.env._(
                    "The price of “%(product)s” has become %(price)s in the meantime: "
                    "look at it again before you approve it.",
                    product=self.product_id.display_name,
                    price=self.currency_id.format(self.planned_price),
                )
            )

    def action_open_line(self):
        """Open the customer's row of the plan."""
        self.ensure_one()
        return self.line_id.action_open_line()
