from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.ledger import EFFECTS, IN_LOTS, POCKETS, effects

#: A balance row is of one voucher (or of a customer without one) and one last day.
SAME = """
    balance.company_id = delta.company_id
    AND COALESCE(balance.voucher_id, -balance.partner_id)
        = COALESCE(delta.voucher_id, -delta.partner_id)
    AND COALESCE(balance.expiry_date, 'infinity'::date)
        = COALESCE(delta.expiry_date, 'infinity'::date)
"""
# What is there first, then what is new, so that most rows are written once. A change
# alone may be negative, and a CHECK looks at a row before ON CONFLICT does: only rows
# that another transaction has just made get there.
FOLLOW = """
CREATE OR REPLACE FUNCTION aig_voucher_balance_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE aig_voucher_balance balance
       SET {sums}
      FROM ({deltas}) delta
     WHERE {same};
    INSERT INTO aig_voucher_balance AS balance
           (company_id, voucher_id, partner_id, user_id, territory_id, expiry_date,
            point_value, liability, amount, {columns})
    SELECT company_id, voucher_id, partner_id, user_id, territory_id, expiry_date,
           point_value, available + reserved, (available + reserved) * point_value,
           {pockets}
      FROM ({deltas}) delta
     WHERE NOT EXISTS (SELECT FROM aig_voucher_balance balance WHERE {same})
        ON CONFLICT ((COALESCE(voucher_id, -partner_id)), company_id,
                     (COALESCE(expiry_date, 'infinity'::date)))
        DO UPDATE SET {sums_again};
    RETURN NULL;
END $$
"""
DELTAS = """
    SELECT company_id, voucher_id, partner_id, expiry_date, MAX(user_id) AS user_id,
           MAX(territory_id) AS territory_id, MAX(point_value) AS point_value, {totals}
      FROM ({parts}) part
     GROUP BY company_id, voucher_id, partner_id, expiry_date
"""
# a row moves pockets of its lot, and those without a last day
PART = """
    SELECT row.company_id, row.voucher_id, row.partner_id, row.user_id,
           row.territory_id, row.point_value, {expiry} AS expiry_date, {moved}
      FROM added row
      JOIN (VALUES {kinds}) kind (move_type, reversed_type, is_advance, {pockets})
        ON kind.move_type = row.move_type
       AND kind.reversed_type = COALESCE(row.reversed_type, '')
       AND kind.is_advance = COALESCE(row.is_advance, FALSE)
     WHERE {touched}
"""


def column(pocket):
    """The column of a pocket, and the name of its field."""
    return f"{pocket}_points"


# the balance of what no voucher has, from its ledger
REBUILD = """
WITH added AS (
     SELECT * FROM aig_voucher_point WHERE voucher_id IS NULL AND partner_id = %s)
INSERT INTO aig_voucher_balance
       (company_id, partner_id, user_id, territory_id, expiry_date, point_value,
        liability, amount, {pockets})
SELECT company_id, partner_id, MAX(user_id), MAX(territory_id), expiry_date,
       MAX(point_value), SUM(available + reserved),
       SUM(available + reserved) * MAX(point_value), {totals}
  FROM ({parts}) part
 GROUP BY company_id, partner_id, expiry_date
"""


def parts_sql():
    """What rows in ``added`` do to pockets, from the ledger's own table of effects."""
    kinds = []
    for kind in EFFECTS:
        for move_type, reverses in ((kind, None), ("reverse", kind)):
            for is_advance in (False, *([True] if kind in ("vest", "adjust") else [])):
                moved = effects(move_type, reverses, is_advance)
                signs = ", ".join(str(moved.get(pocket, 0)) for pocket in POCKETS)
                kinds.append(
                    f"('{move_type}', '{reverses or ''}', {is_advance}, {signs})"
                )
    parts = []
    for expiry, mine in (
        ("row.expiry_date", IN_LOTS),
        ("NULL::date", [pocket for pocket in POCKETS if pocket not in IN_LOTS]),
    ):
        moved = ", ".join(
            (f"kind.{pocket}_sign * row.points" if pocket in mine else "0")
            + f" AS {pocket}"
            for pocket in POCKETS
        )
        touched = " OR ".join(f"kind.{pocket}_sign <> 0" for pocket in mine)
        parts.append(
            PART.format(
                expiry=expiry,
                moved=moved,
                kinds=", ".join(kinds),
                pockets=", ".join(f"{pocket}_sign" for pocket in POCKETS),
                touched=touched,
            )
        )
    return " UNION ALL ".join(parts)


def sums_sql(delta):
    """A balance's columns after a change, whose pockets are called as given."""
    owed = " + ".join(
        f"balance.{column(pocket)} + {delta(pocket)}"
        for pocket in ("available", "reserved")
    )
    sums = [
        f"{column(pocket)} = balance.{column(pocket)} + {delta(pocket)}"
        for pocket in POCKETS
    ]
    return ", ".join(
        [*sums, f"liability = {owed}", f"amount = ({owed}) * balance.point_value"]
    )


def follow_sql():
    """The function of the trigger."""
    totals = ", ".join(f"SUM(part.{pocket}) AS {pocket}" for pocket in POCKETS)
    return FOLLOW.format(
        columns=", ".join(map(column, POCKETS)),
        pockets=", ".join(POCKETS),
        deltas=DELTAS.format(parts=parts_sql(), totals=totals),
        sums=sums_sql(lambda pocket: f"delta.{pocket}"),
        sums_again=sums_sql(lambda pocket: f"excluded.{column(pocket)}"),
        same=SAME,
    )


class AigVoucherBalance(models.Model):
    """The sum of a voucher's ledger rows by last day, kept by the database itself.

    Written by a trigger on ``aig.voucher.point``, in the transaction that adds the
    rows; a CHECK for each pocket makes overspending impossible, however many
    transactions or bulk confirmations there are. What is available or reserved is
    what the company still owes: its liability.
    """

    _name = "aig.voucher.balance"
    _description = "Voucher Points Balance"
    _log_access = False
    _order = "expiry_date, id"
    _rec_name = "voucher_id"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    voucher_id = fields.Many2one(
        "aig.voucher", readonly=True, index=True, ondelete="restrict"
    )
    # read by: the customer's balance
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
    # read by: the liability by quarter
    expiry_date = fields.Date("Expires After", readonly=True, index=True)
    promised_points = fields.Float("Promised", digits=(16, 2), readonly=True)
    vested_points = fields.Float("Vested", digits=(16, 2), readonly=True)
    open_points = fields.Float("Still Open", digits=(16, 2), readonly=True)
    lapsed_points = fields.Float("Lapsed", digits=(16, 2), readonly=True)
    available_points = fields.Float("Available", digits=(16, 2), readonly=True)
    reserved_points = fields.Float("Reserved", digits=(16, 2), readonly=True)
    spent_points = fields.Float("Spent", digits=(16, 2), readonly=True)
    expired_points = fields.Float("Expired", digits=(16, 2), readonly=True)
    recover_points = fields.Float("To Recover", digits=(16, 2), readonly=True)
    liability = fields.Float(
        "Points Owed",
        digits=(16, 2),
        readonly=True,
        help="Available and reserved points: gifts the customer may still ask for.",
    )
    point_value = fields.Monetary(readonly=True, aggregator=None)
    amount = fields.Monetary(
        "Value Owed", readonly=True, help="Points owed x value of a point."
    )

    _voucher_expiry_uniq = models.UniqueIndex(
        "(COALESCE(voucher_id, -partner_id), company_id,"
        " COALESCE(expiry_date, 'infinity'::date))",
        "These points have a balance already.",
    )
    _pockets_check = models.Constraint(
        "CHECK (" + " AND ".join(f"{column(pocket)} >= 0" for pocket in POCKETS) + ")",
        "There are not so many points: somebody has just used them. Look again.",
    )

    def init(self):
        """Let the database itself keep the balance, whoever adds rows."""
        result = super().init()
        self.env.cr.execute(SQL(follow_sql()))
        self.env.cr.execute(
            SQL(
                "CREATE OR REPLACE TRIGGER aig_voucher_balance_follow"
                " AFTER INSERT ON aig_voucher_point REFERENCING NEW TABLE AS added"
                " FOR EACH STATEMENT EXECUTE FUNCTION aig_voucher_balance_follow()"
            )
        )
        return result

    @api.model
    def _search(self, domain, *args, **kwargs):
        # what is still to be written to the ledger changes the balance
        self.env["aig.voucher.point"].flush_model()
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _forget(self, partners):
        """Leave out the opening balances of customers, to be summed anew."""
        self.env["aig.voucher.point"].flush_model()
        self.env.cr.execute(
            SQL(
                "DELETE FROM aig_voucher_balance"
                " WHERE voucher_id IS NULL AND partner_id = ANY(%s)",
                partners.ids,
            )
        )
        self.invalidate_model()

    @api.model
    def _rebuild(self, partner):
        """Sum a customer's opening balance from its ledger."""
        text = REBUILD.format(
            pockets=", ".join(map(column, POCKETS)),
            totals=", ".join(f"SUM(part.{pocket})" for pocket in POCKETS),
            parts=parts_sql(),
        )
        self.env.cr.execute(SQL(text, partner.id))
        self.invalidate_model()
