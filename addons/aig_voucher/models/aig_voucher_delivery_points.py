from datetime import date
from decimal import Decimal

from odoo import models

from ..tools.ledger import Move, points_needed


class AigVoucher(models.Model):
    """Points are spent by what was delivered, and come back when that is taken back."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _on_delivered(self, lines):
        result = super()._on_delivered(lines)
        points = self._points_of(lines, self._get_delivered() - lines)
        if points:
            names = ", ".join(lines.gift_id.mapped("name"))
            self._spend(float(points), self.env._("Delivered: %(gifts)s", gifts=names))
        return result

    def _on_undelivered(self, lines):
        result = super()._on_undelivered(lines)
        ledgers = self._ledgers()
        ledger = ledgers[self]
        left = self._points_of(lines, self._get_delivered() - lines)
        # those that expire last come back first
        for day in sorted(ledger.lots, key=lambda day: day or date.max, reverse=True):
            part = min(left, ledger.lots[day]["spent"])
            if part > 0:
                ledger.post(Move("reverse", part, expiry=day, reverses="spend"))
                left -= part
        names = ", ".join(lines.gift_id.mapped("name"))
        self._append(ledgers, self.env._("Taken back: %(gifts)s", gifts=names))
        return result

    def _get_delivered(self):
        return self.chosen_package_id.line_ids.filtered("delivered_date")

    def _points_of(self, lines, others):
        """Points of gifts beside others: together what their sum takes, no more.

        Rounding up each by itself would take more than the package needs.
        """

        def needed(gifts):
            value = sum((Decimal(str(gift.value)) for gift in gifts), Decimal(0))
            rate = Decimal(str(self.point_value))
            return points_needed(value, rate) if rate else Decimal(0)

        return needed(lines | others) - needed(others)
