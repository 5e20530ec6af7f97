from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_date

from .aig_voucher_facts import exact


class AigVoucherOpening(models.Model):
    """Points a customer brings along from before: typed or imported, once each.

    They belong to the customer, and to no voucher until a choice draws them.
    """

    _name = "aig.voucher.opening"
    _description = "Opening Balance of Points"
    _order = "id desc"
    _rec_name = "reference"

    reference = fields.Char(
        required=True, help="A number of its own, so that no file is imported twice."
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    points = fields.Float(digits=(16, 2), required=True)
    expiry_date = fields.Date("Expires After", help="Empty: they do not expire.")
    note = fields.Char("Why")

    _reference_uniq = models.UniqueIndex(
        "(company_id, reference)",
        "An opening balance with this reference is there already.",
    )
    _points_check = models.Constraint(
        "CHECK (points > 0)", "An opening balance has more than 0 points."
    )

    @api.constrains("points", "partner_id", "expiry_date")
    def _check_opening(self):
        for opening in self:
            today = opening.company_id._aig_today()
            problem = self._find_problem(opening.points, opening.expiry_date, today)
            if problem:
                raise ValidationError(problem)

    @api.model
    def _find_problem(self, points, last_day, today):
        """What is wrong with a balance, in a sentence; ``None`` if nothing is."""
        if not points or points <= 0:
            return self.env._("An opening balance has more than 0 points.")
        if last_day and last_day < today:
            return self.env._(
                "The points expired on %(day)s already.",
                day=format_date(self.env, last_day),
            )
        return None

    @api.model_create_multi
    def create(self, vals_list):
        openings = super().create(vals_list)
        openings._post_points()
        return openings

    def _post_points(self):
        policies = {
            company: self.env["aig.voucher.policy"]._get_policy(
                company, company._aig_today()
            )
            for company in self.company_id
        }
        rows = []
        for opening in self:
            policy = policies[opening.company_id]
            if not policy:
                raise UserError(
                    self.env._("No voucher policy is in force: make one first.")
                )
            # whoever may bring points in may say for whom
            customer = opening.partner_id.commercial_partner_id
            rows.append(
                {
                    "partner_id": customer.id,
                    "company_id": opening.company_id.id,
                    "user_id": customer.user_id.id,
                    "territory_id": customer.aig_territory_id.id,
                    "move_type": "adjust",
                    "points": opening.points,
                    "point_value": policy.point_value,
                    "date": opening.company_id._aig_today(),
                    "expiry_date": opening.expiry_date,
                    "note": opening.note or opening.reference,
                }
            )
        return self.env["aig.voucher.point"]._post(rows)


class AigVoucher(models.Model):
    """A choice draws the customer's opening balance for what has not vested."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _hold_choice(self):
        self._draw_opening()
        return super()._hold_choice()

    def _draw_opening(self):
        """Move points of the opening balance to the voucher, first-expiring first."""
        self.ensure_one()
        balance = self._get_balance()
        there = sum(balance[name] for name in ("available", "reserved", "spent"))
        needed = exact(self._points_needed(self.chosen_package_id) - there)
        # sudo: the customer's own points, wherever the customer was before
        lots = self.env["aig.voucher.balance"].sudo()
        lots = lots.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("voucher_id", "=", False),
                ("available_points", ">", 0),
            ],
            order="expiry_date, id",
        )
        rows = []
        for lot in lots:
            part = min(exact(lot.available_points), needed)
            if part > 0:
                rows += lot._prepare_transfer(self, float(part))
                needed -= part
        return self.env["aig.voucher.point"]._post(rows)

    def _append(self, ledgers, note=False):
        result = super()._append(ledgers, note)
        # what a withdrawn voucher had drawn is the customer's again
        self.env["aig.voucher.point"]._post(
            [
                {
                    "partner_id": voucher.partner_id.id,
                    "company_id": voucher.company_id.id,
                    "user_id": voucher.user_id.id,
                    "territory_id": voucher.territory_id.id,
                    "move_type": "adjust",
                    "points": float(move.points),
                    "point_value": voucher.point_value,
                    "date": voucher.company_id._aig_today(),
                    "expiry_date": move.expiry,
                    "note": voucher.name,
                }
                for voucher, ledger in ledgers.items()
                for move in ledger.moves
                if move.reverses == "adjust" and not move.is_advance
            ]
        )
        return result


class AigVoucherBalance(models.Model):
    """Opening points that go over to a voucher."""

    _inherit = "aig.voucher.balance"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_transfer(self, voucher, points):
        """Two rows: the balance gives, the voucher gets, with the same last day."""
        day = self.expiry_date
        return [
            self._prepare_row(
                "reverse", points, reversed_type="adjust", note=voucher.name
            ),
            {
                "voucher_id": voucher.id,
                "move_type": "adjust",
                "points": points,
                "expiry_date": day,
                "note": self.env._("Opening balance"),
            },
        ]
