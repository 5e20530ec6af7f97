"""What the chapters of the past hand on to each other."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from odoo.tools import SQL

from odoo.addons.aig_base.tools.period import quarter_of

from ...tools import business, seasons

#: Months ago: a territory was split off, and a colleague left.
SPLIT, DEPARTURE = 8, 5
#: What the present tells of its customers goes back so many months.
PRESENT = 10


@dataclass
class Tale:
    """The company, its people and customers, and what is still open between them."""

    env: object
    firm: object
    staff: dict
    areas: dict
    products: object
    first: date
    today: date
    #: of customer and facts: those whom the past is about, and those of the present
    newcomers: list = field(default_factory=list)
    regulars: list = field(default_factory=list)
    #: of day, share, and invoice: what will be paid
    promised: list = field(default_factory=list)
    #: of customer, person and quarter: the row of the plan
    rows: dict = field(default_factory=dict)
    plans: object = None

    @cached_property
    def split(self):
        """The first day of the new territory."""
        return seasons.back(self.today, SPLIT)

    @cached_property
    def departure(self):
        """The first day without the colleague who left."""
        return seasons.back(self.today, DEPARTURE)

    @cached_property
    def quarter_begin(self):
        """The first day of the present quarter."""
        return self.env["aig.period"]._current().date_from

    @cached_property
    def regulars_end(self):
        """The last day on which customers of the present order here.

        What their plans show of this year, and what they owe, the present tells.
        """
        year_end = date(self.today.year - 1, 12, 31)
        return min(year_end, seasons.back(self.today, PRESENT) - timedelta(1))

    def customers(self, last):
        """Customer, facts, and the last day until ``last`` on which it orders."""
        for partner, facts in self.newcomers:
            yield partner, facts, last
        for partner, facts in self.regulars:
            yield partner, facts, min(last, self.regulars_end)

    def orders(self, first, last):
        """Customer, facts and order of what was ordered between two days."""
        for partner, facts, end in self.customers(last):
            pace = facts.get("pace", business.PACE)
            for order in business.orders(
                partner.name, facts["million"], first, end, pace
            ):
                yield partner, facts, order

    def row(self, partner, person, day):
        """The row of the plan that was in force for a customer on a day, if any."""
        line = self.rows.get((partner, person, quarter_of(day)))
        return line or self.env["aig.sales.plan.line"]

    def person(self, partner, facts, day):
        """Who looked after a customer on a day."""
        if day < self.departure and facts.get("before"):
            return self.staff[facts["before"]]
        return self.staff[facts["salesperson"]]


def backdate(records, moments):
    """Make records as old as they are told to be.

    :param list moments: of each record, when it was made
    """
    records.flush_recordset()
    # by hand: the ORM lets nobody say when a record was made
    records.env.cr.execute(
        SQL(
            "UPDATE %(table)s SET create_date = told.moment"
            " FROM unnest(%(ids)s::int[], %(moments)s::timestamp[])"
            " AS told(id, moment) WHERE %(table)s.id = told.id",
            table=SQL.identifier(records._table),
            ids=records.ids,
            moments=list(moments),
        )
    )
    records.invalidate_recordset(["create_date"])
