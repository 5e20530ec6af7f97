"""What a dashboard asks the server when it is opened, read from its own file."""

import json
from base64 import b64decode
from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """A call of a pivot, a chart or a list, as the web client makes it."""

    model: str
    domain: tuple
    groups: tuple[tuple[str, ...], ...]
    measures: tuple[str, ...]
    period: str | None
    dates: tuple
    kind: str
    context: tuple = ()

    def run(self, env):
        """Make the call as the user of ``env``."""
        model, domain = env[self.model], list(self.domain)
        model = model.with_context(**dict(self.context))
        if self.kind == "list":
            columns = {name: {} for name in self.measures}
            return model.web_search_read(domain, columns, limit=80)
        if self.kind == "chart":
            model = model.with_context(fill_temporal=True)
            return model.formatted_read_group(domain, self.groups[0], self.aggregates())
        order = ",".join(self.groups[-1])
        return model.formatted_read_grouping_sets(
            domain,
            [list(group) for group in self.groups],
            self.aggregates(env),
            order=order or None,
        )

    def aggregates(self, env=None):
        """The measures as the server is asked for them."""
        named = [f"{name}:{self._aggregator(env, name)}" for name in self.measures]
        return [*named, "__count"]

    def _aggregator(self, env, name):
        return env[self.model]._fields[name].aggregator if env else "sum"


def asks_of(env, page, quarters):
    """The calls of a dashboard.

    :param str page: ``director``, ``manager``, ``voucher`` or ``content``
    :param quarters: first and last days of this quarter and of the one before
    """
    found = env["spreadsheet.dashboard"].sudo().search([("aig_page", "=", page)])
    data = json.loads(b64decode(found.ensure_one().spreadsheet_binary_data))
    pivots = [_ask_of_pivot(pivot, quarters) for pivot in data["pivots"].values()]
    charts = [
        _ask_of_chart(figure["data"], quarters)
        for sheet in data["sheets"]
        for figure in sheet.get("figures", [])
        if figure["data"]["type"].startswith("odoo_")
    ]
    lists = [
        Ask(
            one["model"],
            tuple(map(tuple, one["domain"])),
            (),
            tuple(one["columns"]),
            None,
            (),
            "list",
        )
        for one in data["lists"].values()
    ]
    return pivots + charts + lists


def _ask_of_pivot(pivot, quarters):
    by = tuple(
        one["fieldName"] + (f":{one['granularity']}" if one.get("granularity") else "")
        for one in pivot["rows"] + pivot["columns"]
    )
    groups = tuple(by[:length] for length in range(len(by) + 1))
    measures = tuple(one["fieldName"] for one in pivot["measures"])
    return _ask(pivot, pivot["model"], pivot["domain"], groups, measures, quarters)


def _ask_of_chart(chart, quarters):
    meta = chart["metaData"]
    return _ask(
        chart,
        meta["resModel"],
        chart["searchParams"]["domain"],
        (tuple(meta["groupBy"]),),
        (meta["measure"],),
        quarters,
        "chart",
    )


def _ask(source, model, domain, groups, measures, quarters, kind="pivot"):
    period = source["fieldMatching"].get("period")
    domain, dates, chain = tuple(map(tuple, domain)), (), None
    if period:
        chain = period["chain"]
        dates = quarters[-period.get("offset", 0)]
        domain += ((chain, ">=", dates[0]), (chain, "<=", dates[1]))
    context = tuple(source.get("context", {}).items())
    return Ask(model, domain, groups, measures, chain, dates, kind, context)
