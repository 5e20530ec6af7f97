import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.period import Quarter, quarter_of

FIRST_YEAR = 2000
LAST_YEAR = 2100


class AigPeriod(models.Model):
    """One row per quarter, so that lists can be filtered by it in a side panel."""

    _name = "aig.period"
    _description = "Quarter"
    _order = "year desc, quarter desc"

    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self._default_quarter().year,
    )
    quarter = fields.Selection(
        [
            ("1", "Quarter 1"),
            ("2", "Quarter 2"),
            ("3", "Quarter 3"),
            ("4", "Quarter 4"),
        ],
        required=True,
        default=lambda self: str(self._default_quarter().number),
    )
    date_from = fields.Date(
        string="First day", compute="_compute_dates", store=True, index=True
    )
    date_to = fields.Date(string="Last day", compute="_compute_dates", store=True)

    _unique_quarter = models.Constraint(
        "UNIQUE (year, quarter)", "This quarter exists already: open the existing one."
    )
    _check_quarter = models.Constraint(
        "CHECK (quarter IN ('1', '2', '3', '4'))", "A year has the quarters 1 to 4."
    )
    _check_year = models.Constraint(
        f"CHECK (year BETWEEN {FIRST_YEAR} AND {LAST_YEAR})",
        "Choose a year between 2000 and 2100.",
    )

    @api.depends("year", "quarter")
    def _compute_dates(self):
        for period in self:
            if not period.quarter or not FIRST_YEAR <= period.year <= LAST_YEAR:
                period.date_from = period.date_to = False
                continue
            quarter = period._as_quarter()
            period.date_from = quarter.first_day
            period.date_to = quarter.last_day

    @api.depends("year", "quarter")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for period in self:
            period.display_name = self._get_label(period.year, period.quarter)

    @api.model
    def _get_label(self, year, quarter):
        """How a quarter is called, for those who know it without its row.

        :param int year: calendar year
        :param str quarter: 1 to 4
        """
        return self.env._("Q%(quarter)s/%(year)s", quarter=quarter, year=year)

    @api.model
    def _search_display_name(self, operator, value):
        """Find ``4/2026``, ``Q4 2026``, ``Quý 4`` or ``2026`` by what people type."""
        if operator not in ("ilike", "like", "=ilike", "=like", "=", "in"):
            return NotImplemented
        values = [value] if isinstance(value, str) else value
        return Domain.OR(self._domain_from_text(text) for text in values)

    @api.model
    def _domain_from_text(self, text):
        numbers = re.findall(r"\d+", text or "")
        if not numbers:
            # A word such as "Quý" alone does not narrow the choice.
            return Domain.TRUE
        domain = Domain.TRUE
        for number in numbers:
            is_quarter = len(number) == 1
            domain &= (
                Domain("quarter", "=", number)
                if is_quarter and number in "1234"
                else Domain("year", "=", int(number))
            )
        return domain

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_quarter_vals(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_quarter_vals(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        """Copying a quarter makes the one that follows, not a duplicate."""
        vals_list = super().copy_data(default)
        for period, vals in zip(self, vals_list, strict=True):
            following = period._as_quarter().next()
            vals.update(year=following.year, quarter=str(following.number))
        return vals_list

    @api.model
    def _default_quarter(self):
        return quarter_of(self.env.company._aig_today())

    @api.model
    def _check_quarter_vals(self, vals):
        """Refuse a quarter outside 1 to 4 before the ORM sees it.

        The ORM raises a ``ValueError`` for an unknown selection key, which reaches
        people as a technical traceback.

        :raise ValidationError: naming the value and what is possible
        """
        quarter = vals.get("quarter")
        if quarter and str(quarter) not in ("1", "2", "3", "4"):
            raise ValidationError(
                self.env._(
                    "There is no quarter %(quarter)s: choose a quarter from 1 to 4.",
                    quarter=quarter,
                )
            )

    def _as_quarter(self):
        """The pure value of this row, see ``tools/period.py``."""
        self.ensure_one()
        return Quarter(self.year, int(self.quarter))

    @api.model
    def _get_quarter(self, year, quarter):
        """Find the row of a quarter, or create it.

        Safe when two users ask for the same new quarter at once: the database keeps
        one row, and the transaction that lost is retried by the server.

        :param int year: calendar year
        :param quarter: 1 to 4, as a number or as a string
        :return: one ``aig.period`` record
        :raise ValidationError: if the year has no such quarter
        """
        vals = {"year": int(year), "quarter": str(quarter)}
        self._check_quarter_vals(vals)
        domain = [("year", "=", vals["year"]), ("quarter", "=", vals["quarter"])]
        period = self.search(domain, limit=1)
        if period:
            return period
        return self._insert_quarter(Quarter(vals["year"], int(vals["quarter"])))

    @api.model
    def _insert_quarter(self, quarter):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO aig_period
                    (year, quarter, date_from, date_to,
                     create_uid, write_uid, create_date, write_date)
                VALUES (%(year)s, %(quarter)s, %(date_from)s, %(date_to)s,
                        %(uid)s, %(uid)s, %(now)s, %(now)s)
                ON CONFLICT (year, quarter) DO NOTHING
                """,
                year=quarter.year,
                quarter=str(quarter.number),
                date_from=quarter.first_day,
                date_to=quarter.last_day,
                uid=self.env.uid,
                now=self.env.cr.now(),
            )
        )
        return self.search(
            [("year", "=", quarter.year), ("quarter", "=", str(quarter.number))],
            limit=1,
        )

    @api.model
    def _current(self):
        """The quarter of today in the company's time zone, created when missing."""
        quarter = self._default_quarter()
        return self._get_quarter(quarter.year, quarter.number)
