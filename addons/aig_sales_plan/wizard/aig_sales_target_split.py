from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.aig_sales_distribution import YEAR_MONTHS
from ..models.aig_sales_plan_ledger import INVOICE_TYPES
from ..models.aig_sales_target import COMPANY, SALESPERSON, decimals
from ..tools.distribution import spread
from ..tools.targets import split_months

#: what makes a child the one it is
CHILD = ("territory_id", "user_id", "partner_id")


class AigSalesTargetSplit(models.TransientModel):
    """A draft of the targets below one: proposed by history, adjusted by people (A05).

    Nothing is set before it is confirmed.
    """

    _name = "aig.sales.target.split"
    _description = "Split Target"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("target_id",)

    target_id = fields.Many2one(
        "aig.sales.target", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="target_id.currency_id")
    amount = fields.Monetary("Target amount", related="target_id.amount")
    line_ids = fields.One2many(
        "aig.sales.target.split.line", "split_id", string="Proposal"
    )
    gap = fields.Monetary("Still to split", compute="_compute_gap")

    @api.depends("amount", "line_ids.amount")
    def _compute_gap(self):
        for split in self:
            split.gap = split.amount - sum(split.line_ids.mapped("amount"))

    @api.model
    def _propose(self, target):
        """Make the draft of a target that is set.

        :raises UserError: when there is nothing to split, or nobody to split to
        """
        target.check_access("write")
        if not target.amount:
            raise UserError(
                self.env._(
                    "%(target)s is not set: type its year before you split it.",
                    target=target.display_name,
                )
            )
        children = self._get_children(target)
        if not children:
            raise UserError(
                self.env._(
                    "%(target)s has nobody to split to: place people or customers "
                    "there first.",
                    target=target.display_name,
                )
            )
        lines = self._prepare_lines(target, children)
        # sudo: a customer of a present target may have moved out of sight since
        split = self.sudo().create(
            {
                "target_id": target.id,
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        return split.sudo(False)

    @api.model
    def _get_children(self, target):
        """Places below a target, those that have targets before the others."""
        known = [tuple(child[name].id for name in CHILD) for child in target.child_ids]
        return list(dict.fromkeys([*known, *self._get_people(target)]))

    @api.model
    def _get_people(self, target):
        """Territories, people or customers below a target today, as child places."""
        territory = target.territory_id
        if target.level == COMPANY:
            roots = self.env["aig.territory"].search(
                [
                    ("parent_id", "=", False),
                    ("company_id", "in", (False, target.company_id.id)),
                ]
            )
            return [(root.id, False, False) for root in roots]
        if target.level == SALESPERSON:
            customers = target._find_customers(target.user_id)
            return [(territory.id, target.user_id.id, one.id) for one in customers]
        return [
            *((child.id, False, False) for child in territory.child_ids),
            *((territory.id, user.id, False) for user in territory.member_ids),
        ]

    @api.model
    def _prepare_lines(self, target, children):
        known = {
            tuple(child[name].id for name in CHILD): child for child in target.child_ids
        }
        history = self._read_history(target, children)
        present = [
            Decimal(str(known[child].amount if child in known else 0))
            for child in children
        ]
        shares = spread(
            Decimal(str(target.amount)),
            history if any(history) else present,
            target.currency_id.decimal_places,
        )
        return [
            dict(zip(CHILD, child, strict=True))
            | {
                "child_id": known[child].id if child in known else False,
                "history": float(before),
                "amount": float(share),
            }
            for child, before, share in zip(children, history, shares, strict=True)
        ]

    @api.model
    def _read_history(self, target, children):
        """Sales invoiced last year, without tax, less refunds; in one query.

        More refunds than invoices count as none.
        """
        totals = defaultdict(float)
        # sudo: shares are counted over all invoices, of which only sums are shown
        for territory, user, customer, total in (
            self.env["account.move"]
            .sudo()
            ._read_group(
                [
                    ("company_id", "=", target.company_id.id),
                    ("state", "=", "posted"),
                    ("move_type", "in", INVOICE_TYPES),
                    ("invoice_date", ">=", f"{target.year - 1}-01-01"),
                    ("invoice_date", "<=", f"{target.year - 1}-12-31"),
                    *self._get_history_domain(target),
                ],
                ["aig_territory_id", "invoice_user_id", "commercial_partner_id"],
                ["amount_untaxed_signed:sum"],
            )
        ):
            totals["partner_id", customer.id] += total
            for ancestor in territory._ancestor_ids() if territory else ():
                totals["territory_id", ancestor] += total
            if territory == target.territory_id:
                # what people sell in a sub-territory is that territory's
                totals["user_id", user.id] += total
        return [
            max(Decimal(str(totals[self._get_history_key(child)])), Decimal(0))
            for child in children
        ]

    @api.model
    def _get_history_domain(self, target):
        if target.level == SALESPERSON:
            return [("commercial_partner_id", "!=", False)]
        if target.level == COMPANY:
            return [("aig_territory_id", "!=", False)]
        return [("aig_territory_id", "child_of", target.territory_id.ids)]

    @api.model
    def _get_history_key(self, child):
        """The finest thing a child place names."""
        return next(
            (name, value)
            for name, value in reversed(list(zip(CHILD, child, strict=True)))
            if value
        )

    def action_apply(self):
        """Set the targets below as the draft says, months by those of the parent.

        Where the draft sums to the target, so do its months, exactly.
        """
        self.ensure_one()
        target = self.target_id
        lines = self.line_ids.filtered(lambda line: line.child_id or line.amount)
        months = split_months(
            decimals(target, YEAR_MONTHS),
            decimals_of(lines),
            target.currency_id.decimal_places,
        )
        new, changed = [], {}
        for line, parts in zip(lines, months, strict=True):
            values = dict(zip(YEAR_MONTHS, map(float, parts), strict=True))
            if line.child_id:
                changed[line.child_id.id] = values
            else:
                new.append(line._prepare_child() | values)
        target.create(new)
        target.action_write_grid(changed)
        return target.action_open_children()


def decimals_of(lines):
    """Amounts of the lines, exactly as they are shown."""
    return [Decimal(str(line.amount)) for line in lines]
