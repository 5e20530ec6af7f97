import json

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.together import Ask, answer, first, order, queries

SUMS = "formatted_read_grouping_sets"
#: What a page may ask together; each is core's own, and checks the user's rights.
READS = {SUMS, "formatted_read_group", "web_search_read"}
#: In the context of sums, by the fields they are grouped by, joined by commas: how many
#: rows a table shows, the figure that sorts them, and ``asc`` or ``desc``.
SHOWN = "aig_shown"


class AigKpiFactMixin(models.AbstractModel):
    """A page asks all it needs of a fact in one call (A14)."""

    _inherit = "aig.kpi.fact.mixin"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @api.readonly
    def read_together(self, reads):
        """Answer several reads as if each had come alone.

        Sums of the same rows are one query, whatever they are grouped by.

        :param list reads: method and named arguments, among them ``context``, of each
        :return: their answers, in the same order
        :raises UserError: for anything but a read
        """
        if any(method not in READS for method, _arguments in reads):
            raise UserError(self.env._("Only figures are read together."))
        sums = [place for place, (method, _given) in enumerate(reads) if method == SUMS]
        answers = dict(
            zip(sums, self._sums([reads[at][1] for at in sums]), strict=True)
        )
        for place, (method, arguments) in enumerate(reads):
            if place not in answers:
                facts, given = self._for_read(arguments)
                answers[place] = getattr(facts, method)(**given)
        return [answers[place] for place in range(len(reads))]

    @api.model
    def _for_read(self, arguments):
        """The model in the context of a read, and its other arguments."""
        given = dict(arguments)
        context = given.pop("context", {})
        return self.with_context(**context), given

    @api.model
    def _sums(self, reads):
        """Answer reads of sums, those of the same rows by one query."""
        asks, answers = list(map(self._as_ask, reads)), [None] * len(reads)
        for query in queries(asks):
            facts, rows = self._for_read(json.loads(query.rows))
            facts = facts.with_context(
                **{SHOWN: {",".join(by): part for by, part in query.shown.items()}}
            )
            found = facts.formatted_read_grouping_sets(
                grouping_sets=query.sets, aggregates=query.aggregates, **rows
            )
            for place in query.asks:
                answers[place] = answer(asks[place], query, found)
        return answers

    @api.model
    def _as_ask(self, read):
        """A read: which rows, and apart from that what it groups and sums."""
        rows = {**read, "context": dict(read.get("context", {}))}
        sets = tuple(map(tuple, rows.pop("grouping_sets")))
        aggregates = tuple(rows.pop("aggregates"))
        shown = {
            tuple(by.split(",")): part
            for by, part in rows["context"].pop(SHOWN, {}).items()
        }
        if rows.get("order") in (None, "", ",".join(order(sets))):
            rows.pop("order", None)
        return Ask(json.dumps(rows, sort_keys=True), sets, aggregates, shown)

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
        return [groups[by][place] for place in places]


def _figures(groups, depth, at):
    """Path and one figure of each group."""
    return [(group[:depth], group[depth + at]) for group in groups]
