from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.optimiser import Wish, propose

STARS = [
    ("0", "Not wanted"),
    ("1", "Nice to have"),
    ("2", "Wanted"),
    ("3", "Wanted much"),
]
#: More of one gift is no wish any more; it keeps the search short.
MOST = 99


class AigVoucherPropose(models.TransientModel):
    """The best package for a customer's wishes, at the least real cost (A31, A32)."""

    _name = "aig.voucher.propose"
    _description = "Propose a Package"

    voucher_id = fields.Many2one(
        "aig.voucher", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="voucher_id.currency_id")
    amount = fields.Monetary(related="voucher_id.amount")
    name = fields.Char(
        "Package", required=True, default=lambda self: self.env._("Proposal")
    )
    line_ids = fields.One2many("aig.voucher.propose.line", "propose_id")
    total_value = fields.Monetary(compute="_compute_totals")
    remaining_value = fields.Monetary("Left", compute="_compute_totals")
    total_cost = fields.Monetary(
        "Real cost",
        compute="_compute_total_cost",
        compute_sudo=True,
        groups="aig_base.group_sales_manager",
    )
    is_proposed = fields.Boolean(readonly=True)
    is_proven = fields.Boolean(readonly=True)

    @api.depends("line_ids.value", "line_ids.quantity", "amount")
    def _compute_totals(self):
        for dialog in self:
            dialog.total_value = sum(dialog.line_ids.mapped("value"))
            dialog.remaining_value = dialog.amount - dialog.total_value

    @api.depends("line_ids.quantity")
    def _compute_total_cost(self):
        for dialog in self:
            dialog.total_cost = sum(
                line.quantity * float(line._get_unit_cost()) for line in dialog.line_ids
            )

    @api.model
    def _open_for(self, voucher):
        """Open the dialog with all gifts that count for something by themselves."""
        voucher.check_access("write")
        dialog = self.create(
            {
                "voucher_id": voucher.id,
                "line_ids": [
                    Command.create({"gift_id": gift.id})
                    for gift in voucher._get_catalogue()
                    if gift.gift_type != "time"
                ],
            }
        )
        return dialog._open()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Propose a Package"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_propose(self):
        """Find the best set of gifts, and show it.

        :raises UserError: nothing is wished for, or nothing fits
        """
        self.ensure_one()
        wanted = self.line_ids.filtered(lambda line: line.stars != "0")
        if not wanted:
            raise UserError(
                self.env._("Give stars to the gifts that the customer wants.")
            )
        scale = Decimal(10) ** self.currency_id.decimal_places
        found = propose(
            [line._wish(scale) for line in wanted],
            int(Decimal(str(self.amount)) * scale),
        )
        if not found.counts:
            raise UserError(
                self.env._(
                    "None of these gifts fits into the voucher's %(amount)s: give "
                    "stars to smaller ones.",
                    amount=self.currency_id.format(self.amount),
                )
            )
        counts = dict(found.counts)
        for line in self.line_ids:
            line.quantity = counts.get(line.id, 0)
        self.is_proposed = True
        self.is_proven = found.proven
        return self._open()

    def action_take_over(self):
        """Make a package of what was proposed, for the customer to choose from.

        :raises UserError: nothing was proposed
        """
        self.ensure_one()
        gifts = self.line_ids.filtered("quantity")
        if not gifts:
            raise UserError(self.env._("Press “Propose” first."))
        package = self.env["aig.voucher.package"].create(
            {
                "name": self.name,
                "voucher_id": self.voucher_id.id,
                "line_ids": [
                    Command.create(line._prepare_package_line()) for line in gifts
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Package"),
            "res_model": package._name,
            "res_id": package.id,
            "views": [(False, "form")],
        }


class AigVoucherProposeLine(models.TransientModel):
    """How much the customer wants a gift, and how many of it are proposed."""

    _name = "aig.voucher.propose.line"
    _description = "Wish for a Gift"
    _order = "id"

    propose_id = fields.Many2one(
        "aig.voucher.propose", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="propose_id.currency_id")
    company_id = fields.Many2one(related="propose_id.voucher_id.company_id")
    gift_id = fields.Many2one(
        "aig.voucher.gift",
        required=True,
        ondelete="cascade",
        domain="[('company_id', '=', company_id)]",
    )
    position_id = fields.Many2one(
        "aig.position",
        ondelete="cascade",
        domain="[('company_id', '=', company_id)]",
        help="Display time: where, and the days, all of them or none.",
    )
    date_from = fields.Date("First day")
    date_to = fields.Date("Last day")
    gift_type = fields.Selection(related="gift_id.gift_type")
    stars = fields.Selection(STARS, required=True, default="0")
    most = fields.Integer("At most", default=1, required=True)
    unit_value = fields.Monetary(
        "Conversion value", compute="_compute_unit_value", store=True, precompute=True
    )
    quantity = fields.Integer("Proposed", readonly=True)
    value = fields.Monetary(compute="_compute_value")

    _most_check = models.Constraint(
        f"CHECK (most BETWEEN 0 AND {MOST})", "A customer gets 0 to 99 of a gift."
    )

    @api.depends("gift_id", "position_id", "date_from", "date_to")
    def _compute_unit_value(self):
        """As it is now: what is proposed is what was computed with."""
        for line in self:
            if line.gift_type != "time":
                line.unit_value = line.gift_id.unit_value
            elif line._has_days():
                price = line.position_id._get_price(line.date_from, line.date_to)
                line.unit_value = price
            else:
                line.unit_value = 0

    @api.depends("quantity", "unit_value")
    def _compute_value(self):
        for line in self:
            line.value = line.quantity * line.unit_value

    def _has_days(self):
        days = self.date_from, self.date_to
        return bool(self.position_id and all(days) and days[0] <= days[1])

    def _get_unit_cost(self):
        """The real cost of one, an exact number; not for salespeople's eyes."""
        # sudo: the cheapest of equal sets is found without telling what gifts cost
        gift = self.gift_id.sudo()
        cost = Decimal(str(gift.unit_cost))
        if self.position_id and gift.unit_value:
            # days of a position cost the part of their value that the catalogue says
            value = Decimal(str(self.unit_value))
            return value * cost / Decimal(str(gift.unit_value))
        return cost

    def _wish(self, scale):
        if self.gift_type == "time" and not self._has_days():
            raise UserError(
                self.env._(
                    "Choose the position and the days of “%(gift)s” first.",
                    gift=self.gift_id.name,
                )
            )
        return Wish(
            key=self.id,
            value=int(Decimal(str(self.unit_value)) * scale),
            cost=int(self._get_unit_cost() * scale),
            weight=int(self.stars),
            most=1 if self.position_id else self.most,
        )

    def _prepare_package_line(self):
        if not self.position_id:
            return {
                "gift_id": self.gift_id.id,
                "quantity": self.quantity,
                "unit_value": self.unit_value,
            }
        return {
            "gift_id": self.gift_id.id,
            "position_id": self.position_id.id,
            "date_from": self.date_from,
            "date_to": self.date_to,
        }


class AigVoucher(models.Model):
    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def action_propose(self):
        """Open the dialog that proposes a package for the customer's wishes."""
        self.ensure_one()
        if self.state in ("done", "cancelled"):
            raise UserError(
                self.env._("A voucher that is done or cancelled has nothing to choose.")
            )
        return self.env["aig.voucher.propose"]._open_for(self)
