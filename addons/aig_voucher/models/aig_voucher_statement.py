from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.ledger import EFFECTS, POCKETS, effects
from .aig_voucher_balance import column


def changes(pocket):
    """``{(kind, kind it reverses, in advance): sign}`` of rows that change a pocket."""
    return {
        (move_type, reverses, is_advance): sign
        for kind in EFFECTS
        for move_type, reverses in ((kind, None), ("reverse", kind))
        for is_advance in (False, True)
        if (sign := effects(move_type, reverses, is_advance).get(pocket))
    }


class AigVoucherPoint(models.Model):
    """Rows behind one number of a statement."""

    _inherit = "aig.voucher.point"

    change = fields.Float(
        digits=(16, 2),
        compute="_compute_change",
        help="What the row adds to the number that was opened.",
    )

    @api.depends("points")
    @api.depends_context("aig_pocket")
    def _compute_change(self):
        signs = changes(self.env.context.get("aig_pocket") or "vested")
        for row in self:
            key = (row.move_type, row.reversed_type or None, row.is_advance)
            row.change = signs.get(key, 0) * row.points

    @api.model
    def _get_pocket_domain(self, pocket):
        """Rows that change a number of the statement."""
        return Domain.OR(
            Domain("move_type", "=", move_type)
            & Domain("reversed_type", "=", reverses or False)
            & Domain("is_advance", "=", is_advance)
            for move_type, reverses, is_advance in changes(pocket)
        )

    @api.model
    def _open_rows(self, domain, pocket, name):
        """Open the rows of a number; all rows where no number is named."""
        if pocket in POCKETS:
            domain &= self._get_pocket_domain(pocket)
            label = self._get_pocket_label(pocket)
            name = f"{name}: {label}"
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": list(domain),
            "context": {"aig_pocket": pocket},
        }

    @api.model
    def _get_pocket_label(self, pocket):
        field = self.env["aig.voucher.balance"]._fields[column(pocket)]
        return field._description_string(self.env)


class AigVoucher(models.Model):
    """The statement of a voucher: each number opens its rows."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def action_open_points(self):
        """Open the ledger rows behind one number of the voucher's statement."""
        self.ensure_one()
        return self.env["aig.voucher.point"]._open_rows(
            Domain("voucher_id", "=", self.id),
            self.env.context.get("aig_pocket"),
            self.name,
        )


class AigVoucherStatement(models.Model):
    """All points of one customer: of each voucher, and those without one."""

    _name = "aig.voucher.statement"
    _description = "Points of a Customer"
    _auto = False
    _order = "liability desc, id"
    _rec_name = "partner_id"
    # written by a trigger when rows of the ledger are
    _depends = {"aig.voucher.point": ["points"]}

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    promised_points = fields.Float("Promised", digits=(16, 2), readonly=True)
    vested_points = fields.Float("Vested", digits=(16, 2), readonly=True)
    open_points = fields.Float("Still Open", digits=(16, 2), readonly=True)
    lapsed_points = fields.Float("Lapsed", digits=(16, 2), readonly=True)
    available_points = fields.Float("Available", digits=(16, 2), readonly=True)
    reserved_points = fields.Float("Reserved", digits=(16, 2), readonly=True)
    spent_points = fields.Float("Spent", digits=(16, 2), readonly=True)
    expired_points = fields.Float("Expired", digits=(16, 2), readonly=True)
    recover_points = fields.Float("To Recover", digits=(16, 2), readonly=True)
    liability = fields.Float("Points Owed", digits=(16, 2), readonly=True)
    amount = fields.Monetary("Value Owed", readonly=True)
    balance_ids = fields.One2many(
        "aig.voucher.balance", compute="_compute_balance_ids", string="Vouchers"
    )
    expiring_date = fields.Date(
        "Next to Expire After",
        compute="_compute_balance_ids",
        help="The next last day of points that are available.",
    )
    expiring_points = fields.Float(
        "Next to Expire",
        digits=(16, 2),
        compute="_compute_balance_ids",
        help="Available points that expire after that day, unless gifts are chosen.",
    )

    @property
    def _table_query(self):
        sums = SQL(", ").join(
            SQL("SUM(%s) AS %s", SQL.identifier("balance", name), SQL.identifier(name))
            for name in (*map(column, POCKETS), "liability", "amount")
        )
        return SQL(
            """
            SELECT MIN(balance.id) AS id, balance.partner_id, balance.company_id,
                   customer.user_id, customer.aig_territory_id AS territory_id, %s
              FROM aig_voucher_balance balance
              JOIN res_partner customer ON customer.id = balance.partner_id
             GROUP BY balance.partner_id, balance.company_id, customer.user_id,
                      customer.aig_territory_id
            """,
            sums,
        )

    def _compute_balance_ids(self):
        balances = self.env["aig.voucher.balance"].search(
            [("partner_id", "in", self.partner_id.ids)]
        )
        groups = balances.grouped(lambda one: (one.partner_id, one.company_id))
        for statement in self:
            key = statement.partner_id, statement.company_id
            mine = groups.get(key, balances.browse())
            statement.balance_ids = mine
            days = mine.filtered("available_points").mapped("expiry_date")
            day = min(filter(None, days), default=False)
            statement.expiring_date = day
            statement.expiring_points = sum(
                one.available_points for one in mine if day and one.expiry_date == day
            )

    def action_open_points(self):
        """Open the ledger rows behind one number of the customer's statement."""
        self.ensure_one()
        return self.env["aig.voucher.point"]._open_rows(
            self._get_rows_domain(),
            self.env.context.get("aig_pocket"),
            self.partner_id.display_name,
        )

    def action_open_expiring(self):
        """Open the rows of the points that expire next."""
        self.ensure_one()
        return self.env["aig.voucher.point"]._open_rows(
            self._get_rows_domain() & Domain("expiry_date", "=", self.expiring_date),
            "available",
            self.partner_id.display_name,
        )

    def _get_rows_domain(self):
        return Domain("partner_id", "=", self.partner_id.id) & Domain(
            "company_id", "=", self.company_id.id
        )


class AigVoucherBalance(models.Model):
    """A line of a statement: one voucher's points of one last day."""

    _inherit = "aig.voucher.balance"  # pylint: disable=consider-merging-classes-inherited

    def action_open_points(self):
        """Open the ledger rows of this line's voucher, or of the opening balance."""
        self.ensure_one()
        return self.env["aig.voucher.point"]._open_rows(
            Domain("voucher_id", "=", self.voucher_id.id)
            & Domain("partner_id", "=", self.partner_id.id),
            None,
            self.voucher_id.name or self.env._("Opening balance"),
        )


class ResPartner(models.Model):
    """Where a customer's statement is opened."""

    _inherit = "res.partner"

    def action_aig_points(self):
        """Open the customer's statement of points."""
        self.ensure_one()
        customer = self.commercial_partner_id
        statement = self.env["aig.voucher.statement"].search(
            [
                ("partner_id", "=", customer.id),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )
        if not statement:
            raise UserError(
                self.env._(
                    "%(customer)s has no points yet: they are promised when a voucher "
                    "is sent.",
                    customer=customer.display_name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Points of %(customer)s", customer=customer.name),
            "res_model": statement._name,
            "res_id": statement.id,
            "views": [(False, "form")],
        }


class AigSalesPlanLine(models.Model):
    """The statement from the plan's row."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def action_open_statement(self):
        """Open the statement of the row's customer."""
        self.ensure_one()
        return self.partner_id.action_aig_points()
