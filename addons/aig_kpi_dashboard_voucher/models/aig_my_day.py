from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount, formatLang

from odoo.addons.aig_kpi_dashboard.models.aig_my_day import (
    APPROVE,
    CONTACT,
    DRAFT,
    EXPIRE,
    MOST,
    Source,
)

#: Vouchers that have not been sent.
UNSENT = ("draft", "reviewed")


class AigMyDay(models.AbstractModel):
    """Vouchers in one's day: to send, to deliver, to approve; points that end."""

    _inherit = "aig.my.day"

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((DRAFT,), self._find_unsent),
            Source((CONTACT,), self._find_chosen),
            Source((EXPIRE,), self._find_points),
            Source((APPROVE,), self._find_vouchers_to_approve),
        ]

    @api.model
    def _find_unsent(self):
        """One's vouchers that are to be confirmed, or sent."""
        vouchers = self.env["aig.voucher"].search(
            [("user_id", "=", self.env.uid), ("state", "in", UNSENT)],
            order="id",
            limit=MOST,
        )
        customers = self._get_customers(vouchers.partner_id)
        return [
            self._make_row(
                DRAFT,
                voucher,
                self._say_unsent(voucher),
                customers[voucher.partner_id.id],
                weight=voucher.amount,
                buttons=self._get_unsent_buttons(voucher),
            )
            for voucher in vouchers
            if voucher.total_points
        ]

    @api.model
    def _say_unsent(self, voucher):
        worth = self._say_voucher(voucher)
        if not voucher.is_approved:
            return self.env._("%(voucher)s: waits for approval", voucher=worth)
        if voucher._care_is_reviewed():
            return worth
        return self.env._("%(voucher)s: confirm the points", voucher=worth)

    @api.model
    def _say_voucher(self, voucher):
        return self.env._(
            "Voucher %(voucher)s, %(amount)s",
            voucher=voucher.name,
            amount=format_amount(self.env, voucher.amount, voucher.currency_id),
        )

    @api.model
    def _get_unsent_buttons(self, voucher):
        if not voucher.is_approved:
            return []
        if voucher._care_is_reviewed():
            return [self._make_send(voucher)]
        # one looks at points and packages first: the next touch goes on to the mail
        return [self._make_send(voucher.plan_line_id, "action_voucher")]

    @api.model
    def _find_chosen(self):
        """What one's customers have chosen, and have not got yet."""
        vouchers = self.env["aig.voucher"].search(
            [("user_id", "=", self.env.uid), ("state", "=", "chosen")],
            order="chosen_date, id",
            limit=MOST,
        )
        customers = self._get_customers(vouchers.partner_id)
        return [
            self._make_row(
                CONTACT,
                voucher,
                self.env._(
                    "Chosen: “%(package)s”, to be delivered",
                    package=voucher.chosen_package_id.name,
                ),
                customers[voucher.partner_id.id],
                buttons=self._get_gift_buttons(voucher),
            )
            for voucher in vouchers
        ]

    @api.model
    def _get_gift_buttons(self, voucher):
        """Tell of the next gift that it was delivered."""
        left = voucher.gift_line_ids.filtered(lambda gift: not gift.delivered_date)
        label = self.env._("Delivered")
        return [
            self._make_button(gift, "action_deliver", label, "fa-gift")
            for gift in left[:1]
        ]

    @api.model
    def _find_points(self):
        """Points of one's customers that end soon."""
        company = self.env.company
        today = company._aig_today()
        balances = self.env["aig.voucher.balance"].search(
            [
                ("partner_id.user_id", "=", self.env.uid),
                ("company_id", "=", company.id),
                ("available_points", ">", 0),
                ("expiry_date", ">=", today),
                ("expiry_date", "<=", today + timedelta(company.aig_points_end_days)),
            ],
            limit=MOST,
        )
        customers = self._get_customers(balances.partner_id)
        readable = balances.voucher_id._filtered_access("read")
        rows = []
        for balance in balances:
            customer = customers[balance.partner_id.id]
            voucher = balance.voucher_id & readable
            if not customer:
                continue
            points = formatLang(self.env, balance.available_points, digits=2)
            rows.append(
                self._make_row(
                    EXPIRE,
                    voucher or customer,
                    self.env._("%(points)s points are not used", points=points),
                    customer,
                    about=(balance._name, balance.id),
                    due=balance.expiry_date,
                    weight=balance.available_points,
                    buttons=[self._make_call(customer, customer)],
                )
            )
        return rows

    @api.model
    def _find_vouchers_to_approve(self):
        """Vouchers of others that go past the limits of the policy."""
        if not self.env.user.has_group("aig_base.group_sales_manager"):
            return []
        limited = Domain.OR(
            [
                Domain(f"policy_id.{name}", ">", 0)
                for name in (
                    "approve_amount",
                    "approve_multiplier",
                    "approve_gift_share",
                )
            ]
        )
        vouchers = self.env["aig.voucher"].search(
            Domain("state", "in", UNSENT)
            & Domain("user_id", "!=", self.env.uid)
            & Domain("total_points", ">", 0)
            & limited,
            order="amount desc, id",
        )
        waiting = vouchers.filtered(lambda voucher: not voucher.is_approved)[:MOST]
        customers = self._get_customers(waiting.partner_id)
        return [
            self._make_row(
                APPROVE,
                voucher,
                f"{self._say_voucher(voucher)}: {voucher.approval_reason}",
                customers[voucher.partner_id.id],
                weight=voucher.amount,
                buttons=[self._make_approve(voucher)],
            )
            for voucher in waiting
        ]
