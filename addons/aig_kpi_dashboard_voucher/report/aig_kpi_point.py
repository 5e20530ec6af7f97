from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_voucher.models.aig_voucher_cause import SOURCES
from odoo.addons.aig_voucher.models.aig_voucher_point import MOVE_TYPES
from odoo.addons.aig_voucher.tools.ledger import EFFECTS, POCKETS, effects

#: Pocket -> measure. What is available or reserved is owed.
MEASURES = {pocket: f"{pocket}_points" for pocket in POCKETS}
#: Whose points they are: the voucher's, or the customer's without one.
HOLDER = "COALESCE(%(rows)s.voucher_id, -%(rows)s.partner_id)"
#: Points that something may still become of; an index of the balance has it.
LEFT = "open_points > 0 OR available_points > 0 OR reserved_points > 0"


def kinds_sql():
    """Rows of values: which kind of ledger row moves which pocket, and which way."""
    kinds = [
        (kind, reverses, is_advance, effects(kind, reverses or None, is_advance))
        for name in EFFECTS
        for kind, reverses in ((name, ""), ("reverse", name))
        for is_advance in ((False, True) if name in ("vest", "adjust") else (False,))
    ]
    return SQL(", ").join(
        SQL(
            "(%s, %s, %s, %s)",
            kind,
            reverses,
            is_advance,
            SQL(", ").join(SQL("%s", moved.get(pocket, 0)) for pocket in POCKETS),
        )
        for kind, reverses, is_advance, moved in kinds
    )


class AigKpiPoint(models.Model):
    """Points by the day on which they moved: rows of the ledger (A33).

    The sum over all days is what there is today, the sum over a period what was added
    or taken in it. Their last days tell which of them expire when.
    """

    _name = "aig.kpi.point"
    _description = "Point Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.voucher.point": [
            "company_id",
            "currency_id",
            "date",
            "expiry_date",
            "is_advance",
            "move_type",
            "partner_id",
            "point_value",
            "points",
            "reversed_type",
            "source",
            "territory_id",
            "user_id",
            "voucher_id",
        ],
        "aig.voucher.balance": ["available_points", "open_points", "reserved_points"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "point_id"
    _kpi_lists = {
        "aig.voucher.point": (
            "aig_kpi_point_ids",
            "aig_kpi_dashboard_voucher.aig_voucher_point_action",
        )
    }

    point_id = fields.Many2one(
        "aig.voucher.point", string="Row of the Ledger", readonly=True
    )
    voucher_id = fields.Many2one("aig.voucher", readonly=True)
    move_type = fields.Selection(MOVE_TYPES, string="Kind", readonly=True)
    source = fields.Selection(SOURCES, string="Reason", readonly=True)
    expiry_date = fields.Date(string="Expires After", readonly=True)
    promised_points = fields.Float("Points Promised", digits=(16, 2), readonly=True)
    vested_points = fields.Float("Points Vested", digits=(16, 2), readonly=True)
    open_points = fields.Float("Points Still Open", digits=(16, 2), readonly=True)
    lapsed_points = fields.Float("Points Lapsed", digits=(16, 2), readonly=True)
    available_points = fields.Float("Points Available", digits=(16, 2), readonly=True)
    reserved_points = fields.Float("Points Reserved", digits=(16, 2), readonly=True)
    spent_points = fields.Float("Points Spent", digits=(16, 2), readonly=True)
    expired_points = fields.Float("Points Expired", digits=(16, 2), readonly=True)
    recover_points = fields.Float("Points to Recover", digits=(16, 2), readonly=True)
    outstanding_points = fields.Float(
        "Points Outstanding",
        digits=(16, 2),
        readonly=True,
        help="Available and reserved: gifts the customer may still ask for.",
    )
    amount = fields.Monetary(
        "Value Outstanding",
        readonly=True,
        help="Points outstanding x the value of a point.",
    )
    has_points_left = fields.Boolean(
        string="Points Left",
        compute="_compute_has_points_left",
        search="_search_has_points_left",
        help="Of the voucher, or of the customer's points without one, something is"
        " still open, available or reserved: of all others these sum to nothing.",
    )

    @property
    def _table_query(self):
        pockets = SQL(", ").join(map(SQL.identifier, POCKETS))
        moved = SQL(", ").join(
            SQL(
                "kind.%s * row.points AS %s",
                SQL.identifier(pocket),
                SQL.identifier(measure),
            )
            for pocket, measure in MEASURES.items()
        )
        return SQL(
            """
            SELECT row.id,
                   row.id AS point_id,
                   row.voucher_id,
                   row.date,
                   row.user_id,
                   users.sale_team_id AS team_id,
                   row.territory_id,
                   row.partner_id,
                   row.company_id,
                   row.currency_id,
                   row.move_type,
                   row.source,
                   row.expiry_date,
                   %(moved)s,
                   (kind.available + kind.reserved) * row.points
                       AS outstanding_points,
                   (kind.available + kind.reserved) * row.points * row.point_value
                       AS amount
              FROM aig_voucher_point row
              JOIN (VALUES %(kinds)s)
                   AS kind (move_type, reversed_type, is_advance, %(pockets)s)
                ON kind.move_type = row.move_type
               AND kind.reversed_type = COALESCE(row.reversed_type, '')
               AND kind.is_advance = COALESCE(row.is_advance, FALSE)
         LEFT JOIN res_users users ON users.id = row.user_id
            """,
            moved=moved,
            kinds=kinds_sql(),
            pockets=pockets,
        )

    @api.depends("voucher_id", "partner_id")
    def _compute_has_points_left(self):
        left = self.search([("id", "in", self.ids), ("has_points_left", "=", True)])
        for row in self:
            row.has_points_left = row in left

    @api.model
    def _search_has_points_left(self, operator, value):
        """Rows of the few whose points are not all used up, however long the ledger.

        What is outstanding today is asked of these: a sum over all rows would read
        all that was ever given and spent.
        """
        if operator != "in" or len(set(value)) != 1:
            return NotImplemented
        left = Domain.custom(to_sql=self._sql_has_points_left)
        return left if True in value else ~left

    @api.model
    def _sql_has_points_left(self, _model, alias, _query):
        # an array: where rows were joined, the planner would read the whole ledger
        return SQL(
            "%s = ANY (ARRAY(SELECT %s FROM aig_voucher_balance WHERE %s))",
            SQL(HOLDER, rows=SQL.identifier(alias)),
            SQL(HOLDER, rows=SQL.identifier("aig_voucher_balance")),
            SQL(LEFT),
        )

    def _get_kpi_record(self):
        return self.voucher_id or self.point_id
