from decimal import Decimal

from odoo import models

from ..tools import offer as arithmetic


def _exact(number):
    return Decimal(str(number))


class AigVoucher(models.Model):
    """“Sign this much more, get this”: figures for the seller and the customer."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _get_offer(self, more):
        """What the customer gets for signing ``more`` beyond the secured sales, VND.

        At the expected sales it is what the voucher promises.
        """
        [offer] = self._get_offers([more])
        return offer

    def _get_offers(self, stops):
        """The same for several sums; rates and catalogue are read once."""
        self.ensure_one()
        rates, gifts = self._get_offer_rates(), self._get_offer_gifts()
        return [
            arithmetic.offer(
                _exact(self.secured_points),
                _exact(self.secured_revenue),
                _exact(more),
                _exact(self.expectation_multiplier),
                rates,
                gifts,
                _exact(self.policy_id.warn_gift_share),
                self.currency_id.decimal_places,
                arithmetic.dearest_share(gifts),
            )
            for more in stops
        ]

    def _get_offer_rates(self):
        return arithmetic.Rates(
            _exact(self.revenue_per_point), _exact(self.point_value)
        )

    def _get_catalogue(self):
        """Gifts of the company that count for something by themselves."""
        return self.env["aig.voucher.gift"].search(
            [("company_id", "=", self.company_id.id), ("unit_value", ">", 0)]
        )

    def _get_offer_gifts(self):
        return [
            arithmetic.Gift(
                gift.id,
                _exact(gift.unit_value),
                # sudo: what a salesperson is told of costs is rounded, see below
                _exact(gift.sudo().unit_cost),
                gift.gift_type != "time",
            )
            for gift in self._get_catalogue()
        ]

    def get_seller_offer(self):
        """What the seller's slider needs; ``offer.js`` computes with it.

        Costs are for managers: whoever may not see them gets their share of a gift's
        value in steps of 5 %, rounded up, so that the slider says what is left at
        least, and nobody reads the cost of a gift back from it.

        :return: money as text of whole numbers in the currency's smallest unit, points
            and multiplier in hundredths, so that no figure is rounded on the way
        :raises AccessError: the user may not read the voucher
        """
        self.ensure_one()
        self.check_access("read")
        gifts = self._get_offer_gifts()
        cost_share = self._get_told_cost_share(gifts)
        digits = self.currency_id.decimal_places

        def whole(number, places=digits):
            return str(int(_exact(number).scaleb(places)))

        names = {gift.id: gift.name for gift in self._get_catalogue()}
        return {
            "digits": digits,
            "currency_id": self.currency_id.id,
            "secured_points": whole(self.secured_points, 2),
            "secured": whole(self.secured_revenue),
            "expected": whole(self.expected_revenue),
            "multiplier": whole(self.expectation_multiplier, 2),
            "revenue_per_point": whole(self.revenue_per_point),
            "point_value": whole(self.point_value),
            "warn_share": whole(self.policy_id.warn_gift_share, 8),
            "cost_part": whole(cost_share.part),
            "cost_whole": whole(cost_share.whole),
            "stops": [whole(stop) for stop in self._get_offer_stops()],
            "gifts": [
                {"id": gift.key, "name": names[gift.key], "value": whole(gift.value)}
                for gift in gifts
                if gift.is_counted
            ],
        }

    def _get_told_cost_share(self, gifts):
        """What the user may know of what gifts cost at most, beside their value."""
        share = arithmetic.dearest_share(gifts)
        catalogue = self.env["aig.voucher.gift"]
        if catalogue._has_field_access(catalogue._fields["unit_cost"], "read"):
            return share
        return share.rounded()

    def _get_offer_stops(self):
        return arithmetic.stops(_exact(self.expected_revenue), self._get_offer_rates())

    def _get_customer_offer(self):
        """What the customer's slider shows: results alone, no rule behind them.

        :return: one dict for each stop: ``more`` and ``amount`` in VND, ``points``,
            and ``gifts``: names and how many of each alone
        """
        self.ensure_one()
        names = {gift.id: gift.name for gift in self._get_catalogue()}
        return [
            {
                "more": float(offer.more),
                "points": float(offer.points),
                "amount": float(offer.amount),
                "gifts": [
                    {"name": names[key], "count": count} for key, count in offer.counts
                ],
            }
            for offer in self._get_offers(self._get_offer_stops())
        ]

    def action_offer(self):
        """Open the slider “sign this much more, get this”."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "aig_voucher_offer",
            "name": self.env._("Sign More, Get More"),
            "target": "new",
            "params": {"voucher_id": self.id, "customer": self.partner_id.name},
        }


class AigSalesPlanLine(models.Model):
    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def action_voucher_offer(self):
        """Open the slider of this row's voucher.

        :raises UserError: the row has no points yet
        """
        self.ensure_one()
        return self._get_voucher().action_offer()
