from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.ledger import Move, effects


class AigVoucher(models.Model):
    """A cause that has earned nothing yet goes over to the next quarter's voucher.

    It feeds one voucher at every moment: it leaves the earlier promise in the
    transaction that promises it anew.
    """

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    agreed_cause_ids = fields.Many2many(
        "aig.voucher.cause",
        string="Agreed to Take Over",
        readonly=True,
        copy=False,
        help="What counts here as soon as this voucher is sent. Who took it over "
        "meanwhile keeps it: it is another cause then.",
    )
    takes_over = fields.Boolean(
        "Takes Causes Over",
        compute="_compute_taken_causes",
        help="All that another voucher was promised for, and has earned nothing there, "
        "counts here as soon as this one is sent.",
    )
    taken_causes = fields.Char(
        "Promised Elsewhere",
        compute="_compute_taken_causes",
        help="What this voucher is for, and another one was promised for already.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"agreed_cause_ids"}

    @api.depends("state", "agreed_cause_ids", "plan_line_id")
    def _compute_taken_causes(self):
        for voucher in self:
            taken = voucher._get_causes_to_take()
            # sudo: causes of other vouchers
            agreed = voucher.sudo().agreed_cause_ids
            voucher.takes_over = bool(taken) and not taken - agreed
            voucher.taken_causes = (
                ", ".join(
                    self.env._(
                        "“%(cause)s” (%(voucher)s)",
                        cause=cause.name,
                        voucher=cause.voucher_id.name,
                    )
                    for cause in taken
                )
                or False
            )

    def _get_causes_to_take(self):
        """What the user may let count here instead of elsewhere, in sudo."""
        self.ensure_one()
        if self.state not in ("draft", "reviewed"):
            # sudo: as what is found below
            return self.env["aig.voucher.cause"].sudo()
        return self._get_taken_causes().filtered(self._may_take_over)

    def action_take_over(self):
        """Agree that causes of earlier vouchers count here once this one is sent.

        :raises AccessError: the user may not write the voucher
        :raises UserError: there is nothing that could be taken over
        """
        self.ensure_one()
        causes = self._get_causes_to_take()
        if not causes:
            raise UserError(self.env._("No other voucher is promised for the same."))
        self._decide(agreed_cause_ids=[Command.set(causes.ids)])
        return True

    def _may_take_over(self, cause):
        """Whether a cause has earned nothing so far, on a voucher the user may change.

        :param cause: in sudo
        """
        theirs = cause.voucher_id.sudo(self.env.su).with_user(self.env.user)
        return cause._get_open() == round(cause.points, 2) and theirs.has_access(
            "write"
        )

    def _take_causes_over(self):
        """Let earlier vouchers go without the causes that these are promised for."""
        for voucher in self:
            # sudo: causes of other vouchers
            agreed = voucher.sudo().agreed_cause_ids
            for cause in voucher._get_taken_causes() & agreed if agreed else agreed:
                former = cause.voucher_id
                ledgers = former._ledgers()
                ledger = ledgers[former]
                points = ledger.causes[cause.id]["open"]
                ledger.post(Move("reverse", points, cause.id, reverses="promise"))
                note = self.env._(
                    "“%(cause)s” counts for %(voucher)s now.",
                    cause=cause.name,
                    voucher=voucher.name,
                )
                self._append(ledgers, note)
                cause.write({"is_live": False, "moved_to_id": voucher.id})
                cause.flush_recordset()
                former._message_log(body=note)


class AigVoucherCause(models.Model):
    """Where a cause counts that has left its voucher."""

    _inherit = "aig.voucher.cause"  # pylint: disable=consider-merging-classes-inherited

    moved_to_id = fields.Many2one(
        "aig.voucher",
        string="Taken Over By",
        readonly=True,
        index="btree_not_null",  # Read by: what a deleted voucher is referred to from
        ondelete="set null",
    )

    def _get_open(self):
        """Points that are promised still, and neither vested nor lapsed."""
        self.ensure_one()
        groups = self.env["aig.voucher.point"]._read_group(
            [("cause_id", "=", self.id)],
            ["move_type", "reversed_type", "is_advance"],
            ["points:sum"],
        )
        found = 0.0
        for kind, reverses, is_advance, points in groups:
            found += points * effects(kind, reverses or None, is_advance).get("open", 0)
        return round(found, 2)
