from dataclasses import dataclass
from datetime import date

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_customer_care.models.aig_care_log_count import KEYS

from ..tools.months import COMPARING, WHOLE, cut_month, cuts_no_month, implied
from .aig_kpi_care import KINDS

#: What the counter tells apart, besides months.
COUNTED = {"company_id", "currency_id", "territory_id", "user_id", "team_id"} | {
    "care_type"
}
MEASURES = {"__count", "number:sum", *(f"{name}:sum" for name in KINDS)}
COLUMNS = ("id", "number", *KEYS, "date", "team_id", "currency_id", *KINDS)


@dataclass(frozen=True, slots=True)
class Counter:
    """In the context of a read that the counter may answer; no client can send it.

    :param months: first days of months that are cut: these the log answers
    """

    months: tuple[date, ...] = ()


class AigKpiCare(models.Model):
    """Where the counter knows enough, it answers in place of the log (A50).

    The log grows without end, the counter with people and months alone. Of a quarter up
    to today the log is read for this month, the counter for those before.
    """

    _inherit = "aig.kpi.care"  # pylint: disable=consider-merging-classes-inherited
    _depends = {"aig.care.count": [*KEYS, "number"]}

    @property
    def _table_query(self):
        query = super()._table_query
        if not self._is_counter():
            return query
        months = self.env.context["aig_kpi_source"].months
        if not months:
            return self._sql_counter()
        return SQL(
            """
            SELECT %(columns)s FROM (%(counter)s) counted
             WHERE care_month <> ALL(%(months)s)
             UNION ALL
            SELECT %(columns)s FROM (%(log)s) logged
             WHERE care_month = ANY(%(months)s)
            """,
            columns=SQL(", ").join(map(SQL.identifier, COLUMNS)),
            counter=self._sql_counter(),
            log=query,
            months=list(months),
        )

    @api.model
    def _is_counter(self):
        return isinstance(self.env.context.get("aig_kpi_source"), Counter)

    @api.model
    def _sql_counter(self):
        return SQL(
            """
            SELECT counted.*,
                   counted.care_month AS date,
                   users.sale_team_id AS team_id,
                   company.currency_id,
                   %(counts)s
              FROM (SELECT MIN(id) AS id, SUM(number)::integer AS number, %(keys)s
                      FROM aig_care_count
                     GROUP BY %(keys)s
                    HAVING SUM(number) <> 0) counted
         LEFT JOIN res_users users ON users.id = counted.user_id
         LEFT JOIN res_company company ON company.id = counted.company_id
            """,
            counts=self._sql_counts(SQL("number")),
            keys=SQL(", ").join(map(SQL.identifier, KEYS)),
        )

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        model = self._aig_from_counter(domain, groupby, aggregates)
        return super(AigKpiCare, model)._read_group(
            domain, groupby, aggregates, *args, **kwargs
        )

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        specs = {spec for groupby in grouping_sets for spec in groupby}
        model = self._aig_from_counter(domain, specs, aggregates)
        return super(AigKpiCare, model)._read_grouping_sets(
            domain, grouping_sets, aggregates, order
        )

    @api.model
    def _get_rollup(self, grouping_sets, aggregates):
        if self._is_counter():
            return None  # its rows are put together already
        return super()._get_rollup(grouping_sets, aggregates)

    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec == "__count" and self._is_counter():
            aggregate_spec = "number:sum"
        return super()._read_group_select(aggregate_spec, query)

    @api.model
    def _aig_from_counter(self, domain, groupby, aggregates):
        """This model, reading from the counter where it knows all that is asked."""
        conditions = list(Domain(domain).iter_conditions())
        knows = (
            set(aggregates) <= MEASURES
            and all(self._is_key(spec) for spec in groupby)
            and all(map(self._is_known, conditions))
        )
        if not knows:
            return self
        months = set(filter(None, map(self._get_cut_month, conditions)))
        return self.with_context(aig_kpi_source=Counter(tuple(sorted(months))))

    @api.model
    def _is_key(self, spec):
        name, _sep, granularity = spec.partition(":")
        if name in ("date", "care_month"):
            return granularity in WHOLE
        return name in COUNTED

    @api.model
    def _is_known(self, condition):
        """Whether a condition tells apart no rows that the counter has put together.

        But for those of a month that it cuts.
        """
        name, _dot, path = condition.field_expr.partition(".")
        if name != "date":
            return name in COUNTED | {"care_month"}
        if path:
            return path in WHOLE
        return condition.operator in COMPARING and bool(self._get_day(condition.value))

    @api.model
    def _get_cut_month(self, condition):
        """First day of the month of which a condition on days takes a part."""
        if condition.field_expr != "date":
            return None
        return cut_month(condition.operator, self._get_day(condition.value))

    @api.model
    def _search(self, domain, *args, **kwargs):
        # what is still to be written to the log changes the counter
        self.env["aig.care.log"].flush_model()
        by_index = Domain(domain).map_conditions(self._by_month)
        return super()._search(by_index, *args, **kwargs)

    @api.model
    def _by_month(self, condition):
        """Days of the log have no index and are worked out; its months have one."""
        day = condition.field_expr == "date" and self._get_day(condition.value)
        if not day:
            return condition
        if cuts_no_month(condition.operator, day):
            return Domain("care_month", condition.operator, day)
        month = implied(condition.operator, day)
        return condition & Domain("care_month", *month) if month else condition
