from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools.misc import format_date

from odoo.addons.aig_base.concurrency import lock_or_retry

from ..tools.points import POINT, Rates

RATE_FIELDS = ("revenue_per_point", "point_value")


class AigVoucherPolicy(models.Model):
    """The rates by which sales become points, and points become money.

    Versions are dated: a change of rates is a new version, so that what was
    promised under the old one stays as it was.
    """

    _name = "aig.voucher.policy"
    _description = "Voucher Policy"
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        required=True, default=lambda self: self.env.company._aig_today()
    )
    date_to = fields.Date(help="Last day of this version; empty while it goes on.")
    revenue_per_point = fields.Monetary(
        "Sales per point", required=True, default=100_000_000
    )
    point_value = fields.Monetary(
        "Gift value per point", required=True, default=35_000_000
    )
    max_multiplier = fields.Float(
        "Highest multiplier",
        digits=(6, 2),
        default=3.0,
        help="Above this multiplier of expected sales the plan warns.",
    )
    warn_gift_share = fields.Float(
        "Warn at gift share",
        default=0.5,
        help="Warn when gifts are worth more than this share of the real sales.",
    )

    _rates_check = models.Constraint(
        "CHECK (revenue_per_point > 0 AND point_value >= 0)",
        "Sales per point must be greater than 0, and a point cannot be worth less "
        "than 0.",
    )
    _limits_check = models.Constraint(
        "CHECK (max_multiplier > 0 AND warn_gift_share > 0)",
        "The highest multiplier and the gift share to warn at must be greater than 0.",
    )
    _dates_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A policy cannot end before it begins.",
    )

    @api.constrains("date_from", "date_to", "company_id", "active")
    def _check_one_policy_a_day(self):
        for policy in self.filtered("active"):
            # two versions made at once must meet: both wait for the company's row
            lock_or_retry(policy.company_id)
            other = self.search(
                Domain("id", "!=", policy.id)
                & Domain("company_id", "=", policy.company_id.id)
                & self._get_valid_domain(policy.date_from, policy.date_to),
                limit=1,
            )
            if other:
                raise ValidationError(
                    self.env._(
                        "From %(date)s on “%(policy)s” is in force already: end it "
                        "before the new version begins.",
                        date=format_date(self.env, other.date_from),
                        policy=other.name,
                    )
                )

    def write(self, vals):
        if any(name in vals for name in (*RATE_FIELDS, "company_id")):
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        self._check_unused()

    def _check_unused(self):
        """Rates that once decided a voucher or a plan are not rewritten."""
        # also vouchers of territories the user does not see count
        used = (
            self.env["aig.voucher"]
            .sudo()
            .search_fetch([("policy_id", "in", self.ids)], ["policy_id"], limit=1)
            .policy_id
            or self.env["aig.sales.plan"]
            .sudo()
            .search_fetch(
                [("voucher_policy_id", "in", self.ids), ("state", "!=", "draft")],
                ["voucher_policy_id"],
                limit=1,
            )
            .voucher_policy_id
        )
        if used:
            raise UserError(
                self.env._(
                    "“%(policy)s” has been used: end it with a date and make a new "
                    "version instead of changing it.",
                    policy=used.name,
                )
            )

    @api.model
    def _get_valid_domain(self, date_from, date_to=None):
        """Versions in force on some day from ``date_from`` to ``date_to``."""
        domain = Domain("date_to", "=", False) | Domain("date_to", ">=", date_from)
        if date_to:
            domain &= Domain("date_from", "<=", date_to)
        return domain

    @api.model
    def _get_policy(self, company, date):
        """The policy in force for a company on a day, or an empty recordset."""
        return self.search(
            Domain("company_id", "=", company.id) & self._get_valid_domain(date, date),
            limit=1,
        )

    def _rates(self):
        self.ensure_one()
        unit = Decimal(1) if self.rounding == "whole" else POINT
        return Rates(*(Decimal(str(self[name])) for name in RATE_FIELDS), unit)
