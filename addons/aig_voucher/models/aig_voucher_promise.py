from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError

from ..tools.ledger import shared

#: Records that a cause may be.
RECORDS = ("move_line_id", "lead_id", "sale_line_id", "booking_id")


class AigVoucher(models.Model):
    """Points are promised once, each with its cause, when the voucher is first sent."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _care_after_send(self, log):
        result = super()._care_after_send(log)
        self._promise()
        return result

    def _care_after_cancel(self, log):
        result = super()._care_after_cancel(log)
        # what nobody received is no promise; it is promised anew when it is sent
        self.filtered(lambda voucher: voucher.state == "reviewed")._take_back_points()
        return result

    def _care_check_ready(self):
        result = super()._care_check_ready()
        self.filtered(lambda voucher: not voucher._is_promised())._check_causes_free()
        return result

    def _withdraw(self):
        # sudo: asked before anything changes; whoever may cancel may know
        for voucher in self.sudo():
            if voucher.spent_points:
                raise UserError(
                    self.env._(
                        "Gifts of %(voucher)s were delivered already: it cannot be "
                        "withdrawn.",
                        voucher=voucher.name,
                    )
                )
        result = super()._withdraw()
        self._take_back_points()
        return result

    def _is_promised(self):
        self.ensure_one()
        # sudo: see _promise
        causes = self.sudo().cause_ids
        return bool(causes.filtered(lambda cause: cause.is_live or cause.moved_to_id))

    def _promise(self):
        """Promise the points of vouchers that have not been promised yet.

        The rows sum to the secured and the stretch points exactly.

        :raises UserError: a cause feeds another voucher
        """
        new = self.filtered(lambda voucher: not voucher._is_promised())
        if not new:
            return
        new._check_causes_free()
        new._take_causes_over()
        # sudo: causes are made by the system; callers have asked for the right
        causes = self.env["aig.voucher.cause"].sudo()
        causes = causes.create(
            [vals for voucher in new for vals in voucher._prepare_causes()]
        )
        ledgers = new._ledgers()
        for voucher, theirs in causes.grouped("voucher_id").items():
            ledgers[voucher.with_env(self.env)].promise(
                (cause.id, Decimal(str(cause.points))) for cause in theirs
            )
        new._append(ledgers)

    def _take_back_points(self):
        """Take back all points of withdrawn vouchers; their causes are free."""
        # sudo: see _promise
        promised = self.sudo().filtered(lambda v: v.point_ids and not v.spent_points)
        if not promised:
            return
        ledgers = promised._ledgers()
        for ledger in ledgers.values():
            ledger.withdraw()
        promised._append(ledgers)
        promised.cause_ids.write({"is_live": False, "moved_to_id": False})

    def _check_causes_free(self):
        """Free what lapsed without earning; refuse what feeds another voucher.

        :raises UserError: naming the cause and the voucher
        """
        for voucher in self:
            for cause in voucher._get_taken_causes(free_lapsed=True):
                values = {"cause": cause.name, "voucher": cause.voucher_id.name}
                if not voucher._may_take_over(cause):
                    raise UserError(
                        self.env._(
                            "“%(cause)s” feeds %(voucher)s already, and counts once: "
                            "take it out of the plan's row first.",
                            **values,
                        )
                    )
                # sudo: causes of other vouchers
                if cause not in voucher.sudo().agreed_cause_ids:
                    raise UserError(
                        self.env._(
                            "“%(cause)s” feeds %(voucher)s already, and counts once: "
                            "press Take Over on this voucher to let it count here.",
                            **values,
                        )
                    )

    def _get_taken_causes(self, free_lapsed=False):
        """Causes of this voucher that feed another one, in sudo.

        :param free_lapsed: free those that lapsed, and may be promised anew
        """
        self.ensure_one()
        # sudo: also vouchers of colleagues count
        causes = taken = self.env["aig.voucher.cause"].sudo()
        named = self._get_named_causes()
        for name in RECORDS:
            if ids := [vals[name] for vals in named if vals.get(name)]:
                taken |= causes.search([(name, "in", ids), ("is_live", "=", True)])
        taken = taken.filtered(lambda cause: cause.voucher_id.id != self.id)
        lapsed = taken._get_lapsed() if taken else taken
        if free_lapsed and lapsed:
            lapsed.write({"is_live": False})
            lapsed.flush_recordset()
        return taken - lapsed

    def _prepare_causes(self):
        """Values of the causes: points by weight, named ones first."""
        self.ensure_one()
        causes = self._get_weighted_causes()
        weights = {
            number: Decimal(str(vals.pop("weight")))
            for number, vals in enumerate(causes)
        }
        parts = shared(Decimal(str(self.secured_points)), weights)
        result = [causes[number] | {"points": float(parts[number])} for number in parts]
        if self.stretch_points:
            result.append(
                {
                    "source": "stretch",
                    "amount": self.expected_revenue,
                    "points": self.stretch_points,
                }
            )
        return [{"voucher_id": self.id, **vals} for vals in result]

    def _get_weighted_causes(self):
        """What the three secured figures consist of; the rest of each is one cause.

        Where a figure was typed lower than its records, they share it.
        """
        # sudo: the row's figures, whoever sends
        line = self.plan_line_id.sudo()
        figures = {
            "receivable": line.receivable_amount,
            "renewal": line.renewal_revenue,
            "development": line.development_revenue,
        }
        named = self._get_named_causes()
        causes = []
        for source, figure in figures.items():
            mine = [vals for vals in named if vals["source"] == source]
            total = sum(vals["amount"] for vals in mine)
            factor = figure / total if total > figure else 1
            causes += [vals | {"weight": vals["amount"] * factor} for vals in mine]
            if figure > total:
                rest = dict.fromkeys(("amount", "weight"), figure - total)
                causes.append({"source": source, **rest})
        return causes

    def _get_named_causes(self):
        """Invoices, orders, bookings and deals that the plan's row counts."""
        self.ensure_one()
        # sudo: see _get_weighted_causes
        line = self.plan_line_id.sudo()
        causes = [
            {
                "source": "receivable",
                "name": row.name,
                "amount": row.counted_amount,
                "move_line_id": row.move_line_id.id,
                "open_amount": row.amount,
                "paid_before": row._get_paid_before(),
                "is_named": True,
            }
            for row in line.receivable_ids
            if row.counted and row.counted_amount > 0 and row.move_line_id
        ]
        causes += [
            {
                "source": source.figure,
                "name": source.name,
                "amount": source.amount,
                "lead_id": source.lead_id.id,
                "sale_line_id": source.sale_line_id.id,
                "booking_id": source.booking_id.id,
                "is_named": bool(source._get_record()),
            }
            for source in line.source_ids
            if source.is_chosen and source.figure != "expected" and source.amount > 0
        ]
        return causes


class AigVoucherCause(models.Model):
    """Causes that may be promised again."""

    _inherit = "aig.voucher.cause"

    def _get_lapsed(self):
        """What lapsed without having earned a point."""
        groups = self.env["aig.voucher.point"]._read_group(
            [("cause_id", "in", self.ids)],
            ["cause_id", "move_type", "reversed_type"],
            ["points:sum"],
        )
        sums = {}
        for cause, kind, reverses, points in groups:
            counted = sums.setdefault(cause, {})
            name, sign = (reverses, -1) if kind == "reverse" else (kind, 1)
            counted[name] = counted.get(name, 0) + sign * points
        return self.filtered(
            lambda cause: (
                sums.get(cause)
                and not round(sums[cause].get("vest", 0), 2)
                and round(sums[cause].get("lapse", 0), 2) == round(cause.points, 2)
            )
        )


class AigSalesPlanReceivable(models.Model):
    """How much of an invoice had been paid when the plan counted the rest."""

    _inherit = "aig.sales.plan.receivable"

    def _get_paid_before(self):
        self.ensure_one()
        item = self.move_line_id
        refunded = sum(
            partial.amount
            for partial in item.matched_credit_ids
            if partial.credit_move_id.move_id.move_type == "out_refund"
        )
        return max(item.balance - refunded - self.amount, 0)
