from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import formatLang

from odoo.addons.aig_base.concurrency import lock_or_retry

from ..tools.ledger import POCKETS, Ledger, Move, NotEnoughError, points_needed
from ..tools.vesting import expiry_of
from .aig_voucher_balance import column
from .aig_voucher_facts import exact


class AigVoucher(models.Model):
    """The points of a voucher: what became of them, and how they are used."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    point_ids = fields.One2many("aig.voucher.point", "voucher_id", readonly=True)
    cause_ids = fields.One2many("aig.voucher.cause", "voucher_id", readonly=True)
    promised_points = fields.Float(
        "Promised", digits=(16, 2), compute="_compute_pockets"
    )
    vested_points = fields.Float(
        "Vested",
        digits=(16, 2),
        compute="_compute_pockets",
        help="What they were promised for has happened.",
    )
    open_points = fields.Float(
        "Still Open",
        digits=(16, 2),
        compute="_compute_pockets",
        help="What they were promised for has not happened yet.",
    )
    lapsed_points = fields.Float(
        "Lapsed",
        digits=(16, 2),
        compute="_compute_pockets",
        help="The quarter ended before what they were promised for happened.",
    )
    available_points = fields.Float(
        "Available", digits=(16, 2), compute="_compute_pockets"
    )
    reserved_points = fields.Float(
        "Reserved",
        digits=(16, 2),
        compute="_compute_pockets",
        help="Kept for the gifts of the chosen package.",
    )
    spent_points = fields.Float("Spent", digits=(16, 2), compute="_compute_pockets")
    expired_points = fields.Float("Expired", digits=(16, 2), compute="_compute_pockets")
    recover_points = fields.Float(
        "To recover",
        digits=(16, 2),
        compute="_compute_pockets",
        help="Vested in advance, or spent before an invoice was refunded: the customer "
        "has them without what they were promised for.",
    )

    @api.model
    def _get_points_fields(self):
        return [column(pocket) for pocket in POCKETS]

    @api.depends("point_ids")
    def _compute_pockets(self):
        names = self._get_points_fields()
        groups = self.env["aig.voucher.balance"]._read_group(
            [("voucher_id", "in", self.ids)],
            ["voucher_id"],
            [f"{name}:sum" for name in names],
        )
        sums = {voucher.id: values for voucher, *values in groups}
        for voucher in self:
            values = sums.get(voucher._origin.id, [0.0] * len(names))
            voucher.update(dict(zip(names, values, strict=True)))

    def _get_balance(self):
        """Points by pocket: promised, vested, open, lapsed, available, ..."""
        self.ensure_one()
        return {pocket: self[column(pocket)] for pocket in POCKETS}

    def _points_needed(self, package):
        """Points that the gifts of a package take, two decimals, rounded up."""
        self.ensure_one()
        if not self.point_value:
            return 0.0
        return float(points_needed(exact(package.total_value), exact(self.point_value)))

    def _get_expiry(self, day=None):
        """Last day of points that vest on a day, by the voucher's own rule."""
        self.ensure_one()
        return expiry_of(
            self.expiry_rule or "none",
            day or self.company_id._aig_today(),
            self.plan_line_id.plan_id.year,
            self.expiry_grace_days,
            self.expiry_months,
        )

    # Reading and writing the ledger ------------------------------------------------

    def _ledgers(self):
        """Lock these vouchers, and return the :class:`Ledger` of each.

        :raises ConcurrencyError: somebody else is just using one of them
        """
        # two who use the same points: the second starts again and sees the first
        lock_or_retry(self)
        self.env["aig.voucher.point"].flush_model()
        history = defaultdict(list)
        for voucher_id, *values, points in self.env.execute_query(
            SQL(
                """
                SELECT voucher_id, move_type, cause_id, expiry_date, reversed_type,
                       COALESCE(is_advance, FALSE), SUM(points)
                  FROM aig_voucher_point
                 WHERE voucher_id = ANY(%s)
                 GROUP BY voucher_id, move_type, cause_id, expiry_date, reversed_type,
                          COALESCE(is_advance, FALSE)
                 ORDER BY voucher_id, MIN(id)
                """,
                self.ids,
            )
        ):
            move_type, cause, expiry, reverses, is_advance = values
            history[voucher_id].append(
                Move(move_type, exact(points), cause, expiry, reverses, is_advance)
            )
        return {voucher: Ledger(history[voucher.id]) for voucher in self}

    @api.model
    def _append(self, ledgers, note=False):
        """Write the rows that were added to the ledgers of vouchers."""
        causes = self.env["aig.voucher.cause"].browse(
            {move.cause for ledger in ledgers.values() for move in ledger.moves}
            - {None}
        )
        # sudo: a copy of the cause's own kind
        sources = {cause.id: cause.source for cause in causes.sudo()}
        rows = [
            {
                "voucher_id": voucher.id,
                "cause_id": move.cause,
                "source": sources.get(move.cause, False),
                "move_type": move.move_type,
                "reversed_type": move.reverses,
                "is_advance": move.is_advance,
                "points": float(move.points),
                "expiry_date": move.expiry,
                "note": note,
            }
            for voucher, ledger in ledgers.items()
            for move in ledger.moves
        ]
        return self.env["aig.voucher.point"]._post(rows)

    # Using points ------------------------------------------------------------------

    def _hold_choice(self):
        result = super()._hold_choice()
        self._promise()
        self._vest()
        ledgers = self._ledgers()
        self._reserve_chosen(ledgers)
        self._append(ledgers)
        return result

    def _release_choice(self):
        result = super()._release_choice()
        ledgers = self._ledgers()
        for ledger in ledgers.values():
            ledger.release(ledger.balance["reserved"])
        self._append(ledgers)
        return result

    def _reserve_chosen(self, ledgers):
        """Set aside what chosen packages take, as far as it has vested by now."""
        for voucher in self.filtered("chosen_package_id"):
            ledger = ledgers[voucher]
            needed = exact(voucher._points_needed(voucher.chosen_package_id))
            used = ledger.balance["spent"] + ledger.balance["reserved"]
            if needed > used and voucher.state == "chosen":
                ledger.reserve(needed - used)

    def _spend(self, points, reason):
        """Use points up for a gift that was delivered: those set aside first.

        :raises UserError: fewer points have vested; a manager may advance the rest
        """
        self.ensure_one()
        self.check_access("write")
        ledgers = self._ledgers()
        try:
            ledgers[self].spend(exact(points))
        except NotEnoughError as error:
            balance = ledgers[self].balance
            there = balance["available"] + balance["reserved"]
            raise UserError(
                self.env._(
                    "%(needed)s points are needed, %(there)s have vested: wait for "
                    "what the others were promised for, or ask a manager to advance "
                    "them.",
                    needed=formatLang(self.env, points, digits=2),
                    there=formatLang(self.env, float(there), digits=2),
                )
            ) from error
        return self._append(ledgers, reason)

    def _advance(self, points, reason):
        """Vest open points before what they were promised for has happened.

        The causes settle them when they happen; until then they are to be recovered.

        :raises AccessError: the user is no manager of the voucher's territory
        :raises UserError: without a reason, or when fewer points are open
        """
        self.ensure_one()
        self._check_may_advance(reason)
        self._promise()
        ledgers = self._ledgers()
        ledger = ledgers[self]
        points = exact(points)
        if not 0 < points <= ledger.balance["open"]:
            raise UserError(
                self.env._(
                    "%(open)s points are open: advance some of these.",
                    open=formatLang(self.env, float(ledger.balance["open"]), digits=2),
                )
            )
        ledger.advance(points, list(ledger.causes), self._get_expiry())
        self._reserve_chosen(ledgers)
        return self._append(ledgers, reason)
