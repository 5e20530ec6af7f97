from decimal import Decimal, InvalidOperation

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import format_amount

from ..tools.figures import ZERO
from ..tools.targets import ContradictionError, Typed, fill
from .aig_sales_distribution import YEAR_MONTHS
from .aig_sales_target import YEAR_QUARTERS, decimals

AMOUNTS = (*YEAR_MONTHS, *YEAR_QUARTERS, "amount")


def numbered(names, typed):
    """What was typed of these, by their place."""
    return {place: typed[name] for place, name in enumerate(names) if name in typed}


class AigSalesTarget(models.Model):
    """What typing a year, a quarter or a month of a target does to the others."""

    _inherit = "aig.sales.target"  # pylint: disable=consider-merging-classes-inherited

    @api.onchange("amount")
    def _onchange_amount(self):
        self._spread_in_form("amount")

    @api.onchange("q1")
    def _onchange_q1(self):
        self._spread_in_form("q1")

    @api.onchange("q2")
    def _onchange_q2(self):
        self._spread_in_form("q2")

    @api.onchange("q3")
    def _onchange_q3(self):
        self._spread_in_form("q3")

    @api.onchange("q4")
    def _onchange_q4(self):
        self._spread_in_form("q4")

    def _spread_in_form(self, name):
        if self[name] >= 0:
            self.update(self._prepare_months({name: self[name]}))

    def action_spread(self):
        """Spread each year anew by its distribution.

        Typed months are lost: the button says so first.
        """
        for target in self:
            weights = target._get_month_weights()
            typed = Typed(year=Decimal(str(target.amount)))
            months = fill([ZERO] * 12, typed, weights, target._get_digits())
            target.write(dict(zip(YEAR_MONTHS, map(float, months), strict=True)))
        return True

    @api.model
    def _get_grid_fields(self):
        return AMOUNTS

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            self.new(self._get_typing_base(vals))._replace_sums(vals)
            if vals.keys() & set(AMOUNTS)
            else vals
            for vals in vals_list
        ]
        return super().create(vals_list)

    def write(self, vals):
        if not vals.keys() & {*YEAR_QUARTERS, "amount"}:
            self._check_amounts(vals)
            return super().write(vals)
        rest = {name: value for name, value in vals.items() if name not in AMOUNTS}
        result = super().write(rest)
        self.check_access("write")
        # sudo: asked once above for all of them; each gets months of its own
        for target in self.sudo():
            super(AigSalesTarget, target).write(target._prepare_months(vals))
        return result

    def _write_grid(self, values):
        """Write months that differ from row to row, with their sums, in one query.

        Each amount that ``write`` sets asks for its currency, and each row for the
        sums of the level above.
        """
        changes = {target: target._prepare_months(values[target.id]) for target in self}
        touched = self.filtered(changes.get)
        rows = [target._prepare_amounts(changes[target]) for target in touched]
        touched.flush_recordset(AMOUNTS)
        touched._write_multi(rows)
        touched.invalidate_recordset(AMOUNTS)
        sums = [self._fields[name] for name in (*YEAR_QUARTERS, "amount")]
        with self.env.protecting(sums, touched):
            touched.modified(AMOUNTS)
        touched._validate_fields(AMOUNTS)

    def _prepare_amounts(self, changes):
        """All months, some of them changed, and their sums."""
        before = zip(YEAR_MONTHS, decimals(self, YEAR_MONTHS), strict=True)
        months = [
            Decimal(str(changes[name])) if name in changes else amount
            for name, amount in before
        ]
        return dict(zip(YEAR_MONTHS, map(float, months), strict=True)) | (
            self._prepare_sums(months)
        )

    @api.model
    def _get_typing_base(self, vals):
        """What decides how a new target spreads: its company and its season."""
        names = ("company_id", "distribution_id")
        return self.default_get(names) | {
            name: vals[name] for name in names if name in vals
        }

    def _replace_sums(self, vals):
        """Values of a new record with its months instead of typed sums."""
        rest = {name: value for name, value in vals.items() if name not in AMOUNTS}
        return rest | self._prepare_months(vals)

    def _prepare_months(self, vals):
        """The months that what was typed changes.

        :raises ValidationError: for an amount below zero, no amount, or a sum that
            the typed parts contradict
        """
        self.ensure_one()
        self._check_amounts(vals)
        digits = self._get_digits()
        typed = {
            name: round(Decimal(str(vals[name] or 0)), digits)
            for name in AMOUNTS
            if name in vals
        }
        before = decimals(self, YEAR_MONTHS)
        # months alone need none
        spreads = typed.keys() - set(YEAR_MONTHS)
        try:
            after = fill(
                before,
                Typed(
                    typed.get("amount"),
                    numbered(YEAR_QUARTERS, typed),
                    numbered(YEAR_MONTHS, typed),
                ),
                self._get_month_weights() if spreads else (),
                digits,
            )
        except ContradictionError as error:
            raise self._contradiction(error) from error
        changes = zip(YEAR_MONTHS, before, after, strict=True)
        return {name: float(new) for name, old, new in changes if old != new}

    def _contradiction(self, error):
        name = "amount" if error.quarter is None else YEAR_QUARTERS[error.quarter]
        return ValidationError(
            self.env._(
                "“%(sum)s” of %(target)s is %(typed)s, but its parts give %(summed)s: "
                "type either the sum or the parts.",
                sum=self._fields[name]._description_string(self.env),
                target=self.display_name,
                typed=format_amount(self.env, float(error.typed), self.currency_id),
                summed=format_amount(self.env, float(error.summed), self.currency_id),
            )
        )

    @api.model
    def _check_amounts(self, vals):
        """Say which amount is impossible; the database refuses what gets past."""
        for name in AMOUNTS:
            try:
                amount = Decimal(str(vals.get(name) or 0))
            except InvalidOperation:
                amount = Decimal("NaN")
            if not amount.is_finite() or amount < 0:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” cannot be %(value)s: type 0 or more.",
                        field=self._fields[name]._description_string(self.env),
                        value=vals[name],
                    )
                )

    def _get_digits(self):
        return (self.currency_id or self.env.company.currency_id).decimal_places

    def _get_month_weights(self):
        """By what a typed year or quarter spreads: the target's season, else even."""
        return self.distribution_id._get_month_weights()
