import json

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.together import Ask, answer, first, order, queries, unique

SUMS, GROUPS = "formatted_read_grouping_sets", "formatted_read_group"
#: What a page may ask together; each is core's own, and checks the user's rights.
READS = {SUMS, GROUPS, "web_search_read"}
#: Arguments of sums that are one query with others; a page of groups is asked alone.
JOINED = {"domain", "grouping_sets", "groupby", "aggregates", "order", "context"}
#: In the context of groups by date: whether dates without rows are among them.
FILLED = "fill_temporal"
#: In the context of sums, by the fields they are grouped by, joined by commas: how many
#: rows a table shows, the figure that sorts them, and ``asc`` or ``desc``.
SHOWN = "aig_shown"


class AigKpiFactMixin(models.AbstractModel):
    """A page asks for figures of several facts in one call (A14)."""

    _inherit = "aig.kpi.fact.mixin"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @api.readonly
    def read_together(self, reads):
        """Answer several reads as if each had come alone.

        Sums of the same rows are one query, whatever they are grouped by.

        :param list reads: fact, method and named arguments, among them ``context``, of
        each
        :return: their answers, in the same order
        :raises UserError: for anything but a read of a fact
        """
        if not all(self._is_read(fact, method) for fact, method, _given in reads):
            raise UserError(self.env._("Only figures are read together."))
        asks = {
            place: self._as_ask(fact, arguments)
            for place, (fact, method, arguments) in enumerate(reads)
            if method in (SUMS, GROUPS) and JOINED.issuperset(arguments)
        }
        answers = dict(zip(asks, self._sums(list(asks.values())), strict=True))
        return [
            self._pick(read[1], answers[place])
            if place in answers
            else self._read_alone(*read)
            for place, read in enumerate(reads)
        ]

    @api.model
    def _is_read(self, fact, method):
        facts = self.env.registry["aig.kpi.fact.mixin"]
        return method in READS and isinstance(self.env.get(fact), facts)

    @api.model
    def _pick(self, method, groups):
        """What a method answers: the groups of each set, or those of its only one."""
        return groups if method == SUMS else groups[0]

    @api.model
    def _read_alone(self, fact, method, arguments):
        facts, given = self._for_read({"fact": fact, **arguments})
        return getattr(facts, method)(**given)

    @api.model
    def _for_read(self, arguments):
        """The fact in the context of a read, and its other arguments."""
        given = dict(arguments)
        fact, context = given.pop("fact"), given.pop("context", {})
        return self.env[fact].with_context(**context), given

    @api.model
    def _sums(self, asks):
        """Answer what asks for sums, of the same rows by one query."""
        answers = [None] * len(asks)
        for query in queries(asks):
            facts, rows = self._for_read(json.loads(query.rows))
            shown = {",".join(by): part for by, part in query.shown.items()}
            facts = facts.with_context(**{SHOWN: shown, FILLED: query.filled})
            found = facts.formatted_read_grouping_sets(
                grouping_sets=query.sets, aggregates=query.aggregates, **rows
            )
            for place in query.asks:
                answers[place] = answer(asks[place], query, found)
        return answers

    @api.model
    def _as_ask(self, fact, arguments):
        """A read: which rows, and apart from that what it groups and sums."""
        context = dict(arguments.get("context", {}))
        rows = {**arguments, "context": context, "fact": fact}
        sets = tuple(map(tuple, rows.pop("grouping_sets", [rows.pop("groupby", ())])))
        aggregates = tuple(rows.pop("aggregates"))
        shown = {
            tuple(by.split(",")): part for by, part in context.pop(SHOWN, {}).items()
        }
        filled = context.pop(FILLED, False)
        if rows.get("order") in (None, "", ",".join(order(sets))):
            rows.pop("order", None)
        is_dated = any(":" in spec for spec in order(sets))
        return Ask(
            json.dumps(rows, sort_keys=True),
            sets,
            aggregates,
            shown,
            filled if is_dated else None,
        )

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        """Of groups that no table has place for, not even the names are read."""
        found = super()._read_grouping_sets(domain, grouping_sets, aggregates, order)
        for by, part in self.env.context.get(SHOWN, {}).items():
            by = tuple(by.split(","))
            if by in grouping_sets:
                groups = dict(zip(grouping_sets, found, strict=True))
                shown = self._get_shown(groups, by, aggregates, *part)
                found[grouping_sets.index(by)] = shown
        return found

    @api.model
    def _get_shown(self, groups, by, aggregates, rows, figure, direction):
        """The groups that a table of so many rows shows, sorted by a figure."""
        at = [spec.partition(":")[0] for spec in aggregates].index(figure)
        totals = {
            path: total
            for depth in range(1, len(by))
            for path, total in _figures(groups[by[:depth]], depth, at)
        }
        sums = _figures(groups[by], len(by), at)
        places = first(sums, totals, rows, direction == "desc")
        return _alone([groups[by][place] for place in places])


def _alone(groups):
    """Groups whose records are read ahead with each other, not with those left out."""
    columns = []
    for values in zip(*groups, strict=True):
        if isinstance(values[0], models.BaseModel):
            ahead = tuple(unique(record.id for record in values if record))
            values = [record.with_prefetch(ahead) for record in values]
        columns.append(values)
    return list(zip(*columns, strict=True))


def _figures(groups, depth, at):
    """Path and one figure of each group."""
    return [(group[:depth], group[depth + at]) for group in groups]
