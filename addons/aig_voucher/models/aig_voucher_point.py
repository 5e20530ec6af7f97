from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .aig_voucher_cause import SOURCES

MOVE_TYPES = [
    ("promise", "Promised"),
    ("vest", "Vested"),
    ("lapse", "Lapsed"),
    ("reserve", "Reserved"),
    ("release", "Released"),
    ("spend", "Spent"),
    ("expire", "Expired"),
    ("adjust", "Adjusted"),
    ("reverse", "Reversed"),
]
#: What follows its customer, salesperson and territory, and decides no points.
PLACE_FIELDS = {"partner_id", "user_id", "territory_id"}

KEEP = """
CREATE OR REPLACE FUNCTION aig_voucher_point_keep() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of the points ledger are never changed or deleted.'
        USING ERRCODE = 'restrict_violation';
END $$
"""
KEEP_COLUMNS = (
    "id",
    "voucher_id",
    "company_id",
    "cause_id",
    "move_type",
    "reversed_type",
    "is_advance",
    "source",
    "points",
    "date",
    "expiry_date",
)


class AigVoucherPoint(models.Model):
    """One row of the points ledger: added by ``_post``, changed by nobody.

    Points are positive; the kind says from where to where they go (see
    ``tools/ledger.py``). ``reverse`` goes back the way of ``reversed_type``. The
    database itself refuses changes, and keeps ``aig.voucher.balance`` in the same
    transaction.
    """

    _name = "aig.voucher.point"
    _description = "Voucher Point Row"
    _order = "id desc"
    _rec_name = "move_type"

    # read by: the voucher's sums and statement
    voucher_id = fields.Many2one(
        "aig.voucher",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="Empty for an opening balance that no voucher has drawn yet.",
    )
    # read by: the customer's statement
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    # read by: the rule's own-row branch
    user_id = fields.Many2one(
        "res.users", string="Salesperson", readonly=True, index=True
    )
    # read by: the territory rule
    territory_id = fields.Many2one("aig.territory", readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    # stored: without it each new row asks its company anew to round the point's value
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    # read by: what causes have vested so far
    cause_id = fields.Many2one(
        "aig.voucher.cause", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    move_type = fields.Selection(
        MOVE_TYPES, string="Kind", required=True, readonly=True
    )
    reversed_type = fields.Selection(
        [kind for kind in MOVE_TYPES if kind[0] != "reverse"],
        string="Reverses",
        readonly=True,
        help="The kind whose way these points go back.",
    )
    source = fields.Selection(SOURCES, string="Reason", readonly=True)
    points = fields.Float(digits=(16, 2), required=True, readonly=True)
    point_value = fields.Monetary(
        readonly=True, help="What a point was worth in gifts then."
    )
    is_advance = fields.Boolean(
        "In Advance",
        readonly=True,
        help="Vested before its cause happened, by a manager, or spent before the "
        "cause fell away.",
    )
    date = fields.Date(required=True, readonly=True)
    expiry_date = fields.Date(
        "Expires After",
        readonly=True,
        help="Last day of the points that this row moves; empty: they do not expire.",
    )
    note = fields.Char("Why", readonly=True)

    _points_check = models.Constraint(
        "CHECK (points > 0)", "A row of the ledger moves more than 0 points."
    )
    _reversed_check = models.Constraint(
        "CHECK ((move_type = 'reverse') = (reversed_type IS NOT NULL))",
        "A reversal says what it reverses.",
    )
    _advance_check = models.Constraint(
        "CHECK (NOT is_advance"
        " OR COALESCE(reversed_type, move_type) IN ('vest', 'adjust'))",
        "Only points that vest are in advance.",
    )
    _cause_check = models.Constraint(
        "CHECK (cause_id IS NOT NULL OR"
        " COALESCE(reversed_type, move_type) NOT IN ('promise', 'vest', 'lapse'))",
        "Points are promised, vest and lapse with a cause.",
    )

    def init(self):
        """Let the database refuse what is no new row, whoever asks."""
        result = super().init()
        columns = SQL(", ").join(map(SQL.identifier, KEEP_COLUMNS))
        self.env.cr.execute(SQL(KEEP))
        self.env.cr.execute(
            SQL(
                "CREATE OR REPLACE TRIGGER aig_voucher_point_keep"
                " BEFORE DELETE OR UPDATE OF %s ON aig_voucher_point"
                " FOR EACH ROW EXECUTE FUNCTION aig_voucher_point_keep()",
                columns,
            )
        )
        return result

    @api.model
    def _post(self, vals_list):
        """Append rows to the ledger: the one way in. Callers have asked for the right.

        :param vals_list: ``voucher_id`` (or ``partner_id``, ``company_id``),
            ``move_type``, ``points`` and what else the row says; the rest is filled
        :raises IntegrityError: a pocket of the balance would go below 0
        """
        vouchers = self.env["aig.voucher"].browse(
            {vals["voucher_id"] for vals in vals_list if vals.get("voucher_id")}
        )
        # sudo: nobody creates rows by hand; whoever acts on a voucher adds to its
        # ledger, and its values are copied whatever else the user may read
        places = {
            voucher.id: {
                "partner_id": voucher.partner_id.id,
                "user_id": voucher.user_id.id,
                "territory_id": voucher.territory_id.id,
                "company_id": voucher.company_id.id,
                "point_value": voucher.point_value,
                "date": voucher.company_id._aig_today(),
            }
            for voucher in vouchers.sudo()
        }
        vals_list = [
            places.get(vals.get("voucher_id"), {}) | vals for vals in vals_list
        ]
        # sudo: see above
        companies = self.env["res.company"].sudo()
        companies = companies.browse({vals["company_id"] for vals in vals_list})
        currencies = {company.id: company.currency_id.id for company in companies}
        for vals in vals_list:
            vals["currency_id"] = currencies[vals["company_id"]]
        rows = self.sudo().create(vals_list)
        rows.flush_recordset()
        for model in ("aig.voucher.balance", "aig.voucher.statement"):
            self.env[model].invalidate_model()
        vouchers.invalidate_recordset(vouchers._get_points_fields())
        return rows.with_env(self.env)

    def write(self, vals):
        if not self.env.su or vals.keys() - PLACE_FIELDS:
            self._refuse()
        return super().write(vals)

    def unlink(self):
        if self:
            self._refuse()
        return super().unlink()

    def _refuse(self):
        raise AccessError(
            self.env._(
                "Rows of the points ledger are never changed or deleted: a correction "
                "is a row of its own."
            )
        )
