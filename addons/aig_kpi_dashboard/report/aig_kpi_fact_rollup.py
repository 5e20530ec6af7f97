from odoo import api, models
from odoo.tools import SQL, Query

from ..tools.rollup import Rollup, rollup

#: In the context of a read: how its rows are put together; no client can send it.
ROLLUP = "aig_rollup"


class AigKpiFactMixin(models.AbstractModel):
    """Several groupings of a fact add up the sums of their common groups (A14)."""

    _inherit = "aig.kpi.fact.mixin"  # pylint: disable=consider-merging-classes-inherited

    #: Fields with about as many values as there are rows.
    _kpi_many = {"partner_id"}

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        facts = self
        if len(grouping_sets) > 1:
            facts = self.with_context(
                **{ROLLUP: self._get_rollup(grouping_sets, aggregates)}
            )
        return super(AigKpiFactMixin, facts)._read_grouping_sets(
            domain, grouping_sets, aggregates, order
        )

    @api.model
    def _get_rollup(self, grouping_sets, aggregates):
        specs = {spec: None for groupby in grouping_sets for spec in groupby}
        types = {name: field.type for name, field in self._fields.items()}
        return rollup(specs, aggregates, types, {self._kpi_record, *self._kpi_many})

    @api.model
    def _get_rolled_up(self):
        """How the rows of this read are put together, if they are."""
        found = self.env.context.get(ROLLUP)
        return found if isinstance(found, Rollup) else None

    @api.model
    def _search(self, domain, *args, **kwargs):
        query, rolled = super()._search(domain, *args, **kwargs), self._get_rolled_up()
        if not rolled or query.is_empty():
            return query
        facts = self.with_context(**{ROLLUP: None})
        keys = {
            name: facts._read_group_groupby(self._table, f"{name}:{part}", query)
            if part
            else facts._field_to_sql(self._table, name, query)
            for name, part in rolled.keys.items()
        }
        sums = {
            spec.removesuffix(":sum"): facts._read_group_select(spec, query)
            for spec in rolled.aggregates
        }
        query.groupby = SQL(", ").join(keys.values())
        columns = (
            SQL("%s AS %s", value, SQL.identifier(name))
            for name, value in {**keys, **sums}.items()
        )
        return Query(self.env, self._table, SQL("(%s)", query.select(*columns)))

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        rolled = self._get_rolled_up()
        if not rolled:
            return super()._read_group_select(aggregate_spec, query)
        name = aggregate_spec.removesuffix(":sum")
        total = SQL("SUM(%s)", SQL.identifier(self._table, name))
        if name == "__count":
            return SQL("COALESCE(%s, 0)::bigint", total)
        # a sum of whole numbers is one, a sum of such sums is none to PostgreSQL
        is_whole = self._fields[name].type == "integer"
        return SQL("%s::bigint", total) if is_whole else total
