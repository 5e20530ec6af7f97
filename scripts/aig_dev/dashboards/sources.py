"""What a dashboard asks of the server: pivots, lists, and how filters reach them."""

from __future__ import annotations

from .parts import COUNT, MONEY, PERCENT, POINTS, SHARE, Dashboard, Fact, Listing, Table

PERIOD, TERRITORY, PERSON = "period", "territory", "person"
#: money in tables is in millions, as the headings say
FORMATS = {
    MONEY: "#,##0,,",
    COUNT: "#,##0",
    POINTS: "#,##0.00",
    SHARE: "0%",
    PERCENT: "0.0[$ %]",
}
#: what stands where there are no rows
NO_ROWS = "—"


#: what there may be thousands of: a table of them asks for the rows it shows
MANY = "partner_id"


def shown(table: Table) -> dict:
    """The context that says which groups of a table are wanted; nothing: all."""
    if table.by[-1] != MANY:
        return {}
    order = "asc" if table.ascending else "desc"
    return {"aig_shown": {",".join(table.by): [table.rows, table.columns[0][1], order]}}


def below(is_below: bool) -> dict:
    """The context of what is read after the first screen; nothing: what is on it."""
    return {"aig_below": True} if is_below else {}


def domain_of(fact: Fact) -> list:
    """A fact's conditions as JSON has them."""
    return [list(leaf) for leaf in fact.domain]


def filters(dashboard: Dashboard) -> list[dict]:
    """The filters above the page: period, territory, person."""
    relation = {"type": "relation", "defaultValueDisplayNames": []}
    period = {"type": "date", "defaultValue": dashboard.period}
    return [
        {"id": PERIOD, "label": "Period", **period},
        {
            "id": TERRITORY,
            "label": "Territory",
            "modelName": "aig.territory",
            **relation,
        },
        {
            "id": PERSON,
            "label": dashboard.people,
            "modelName": "res.users",
            **relation,
        },
    ]


def matching(fact: Fact, offset: int = 0) -> dict[str, dict]:
    """The fields by which filters reach a fact; ``offset`` -1: the period before."""
    found: dict[str, dict] = {}
    if fact.date:
        found[PERIOD] = {"chain": fact.date, "type": "date", "offset": offset}
    if fact.territory:
        found[TERRITORY] = {"chain": fact.territory, "type": "many2one"}
    if fact.user:
        found[PERSON] = {"chain": fact.user, "type": "many2one"}
    return found


class Sources:
    """The pivots and lists of one dashboard, by their numbers."""

    def __init__(self, dashboard: Dashboard):
        self.pivots: dict[str, dict] = {}
        self.lists: dict[str, dict] = {}
        self._totals: dict[tuple, str] = {}
        self._measures = [
            measure
            for number in dashboard.numbers
            for measure in (number.measure, number.per)
            if measure
        ]

    def add_table(self, table: Table, is_below: bool) -> str:
        """The pivot of a table, in its order.

        :param is_below: whether the table stands below the first screen
        """
        fields = [(field, kind) for _heading, field, kind in table.columns]
        order = "asc" if table.ascending else "desc"
        key = self.add_pivot(table.fact, fields, table.by)
        self.pivots[key] |= {
            "sortedColumn": {"measure": fields[0][0], "order": order, "domain": []},
            "context": {**shown(table), **below(is_below)},
        }
        return key

    def add_pivot(self, fact: Fact, fields, by=(), offset=0) -> str:
        """A new pivot; the key that formulas name it by."""
        key = str(len(self.pivots) + 1)
        self.pivots[key] = {
            "type": "ODOO",
            "fieldMatching": matching(fact, offset),
            "context": {},
            "domain": domain_of(fact),
            "id": key,
            "formulaId": key,
            "measures": [
                {"id": field, "fieldName": field, "format": FORMATS[kind]}
                for field, kind in fields
            ],
            "model": fact.model,
            "name": NO_ROWS,
            "sortedColumn": None,
            "columns": [],
            "rows": [{"fieldName": field} for field in by],
        }
        return key

    def total(self, measure, offset: int = 0) -> str:
        """The formula of a sum; the sums of one fact share a pivot."""
        fact = measure.fact
        if (fact, offset) not in self._totals:
            fields = dict.fromkeys(
                (each.field, each.kind) for each in self._measures if each.fact == fact
            )
            key = self.add_pivot(fact, fields, offset=offset)
            self._totals[fact, offset] = key
        return f'PIVOT.VALUE({self._totals[fact, offset]},"{measure.field}")'

    def add_list(self, listing: Listing, is_below: bool) -> str:
        """A new list; the key that formulas name it by.

        :param is_below: whether it stands below the first screen
        """
        key = str(len(self.lists) + 1)
        self.lists[key] = {
            "columns": [name for _heading, name in listing.columns],
            "domain": domain_of(listing.fact),
            "model": listing.fact.model,
            "context": below(is_below),
            "orderBy": [{"name": listing.order, "asc": listing.ascending}],
            "id": key,
            "name": NO_ROWS,
            "fieldMatching": matching(listing.fact),
        }
        return key
