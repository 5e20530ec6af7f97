from decimal import Decimal
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from odoo.addons.aig_base.models.aig_period import FIRST_YEAR, LAST_YEAR
from odoo.addons.aig_base.tools.period import Quarter

from ..tools.board import Cell, branches, ratio, roll_up


class Figure(NamedTuple):
    """One figure of the board, and the records it is made of.

    ``kind`` is ``count``, ``money`` (without records: no data), ``percent`` or
    ``ratio``. The last two divide the figures ``part`` by ``whole``.
    """

    name: str
    label: str
    help: str
    kind: str
    model: str
    domain: Domain
    aggregates: tuple = ("__count",)
    list_view: str = ""
    context: dict = {}
    territory: str = "aig_territory_id"
    person: str = "user_id"
    part: str = ""
    whole: str = ""
    hidden: bool = False


class Row(NamedTuple):
    """A row of the board: a territory with or without those below, or a person."""

    kind: str
    id: int
    name: str
    territory: tuple
    person: tuple = ()


class AigTerritoryBoard(models.AbstractModel):
    """What managers look at: a territory's people, customers, money (G08, G09, S19).

    Every figure is counted as the user, by the user's own rules, and opens the records
    that it counts. Salespeople get their own screen: the same figures of themselves.
    """

    _name = "aig.territory.board"
    _description = "Territory Board"

    @api.model
    @api.readonly
    def get_board(self, territory_id=False, year=None, quarter=None):
        """The figures of a territory, of each one below it and of each person.

        :param territory_id: ``False``: the topmost one, or all when there are several
        :param year, quarter: today's quarter of the company when empty
        :return: dict of ``tree``, ``territory``, ``quarter``, ``figures`` and ``rows``;
            a row has, by figure, the ``value`` (``None``: no data) and the ``domain``
        :raise AccessError: if the territory is not one of the user's
        """
        self._check_reader()
        quarter = self._check_quarter(year, quarter)
        tree = self._get_tree()
        tops = tree.filtered(lambda t: t.parent_id not in tree)
        node = self._choose(territory_id, tree, tops)
        figures = self._get_figures(quarter)
        scope = node or tops
        totals = self._get_totals(figures, tree, tops, node)
        rows = self._get_rows(tree, scope, node, totals)
        return {
            "tree": self._describe_tree(tree, tops, node),
            "territory": {"id": node.id or 0, "name": self._scope_name(node)},
            "quarter": self._describe_quarter(quarter),
            "currency_id": self.env.company.currency_id.id,
            "is_own": self._is_own(),
            "figures": [self._describe(f) for f in figures if not f.hidden],
            "rows": [self._fill(row, figures, totals) for row in rows],
        }

    # what is counted -----------------------------------------------------------------

    @api.model
    def _get_figures(self, quarter):
        """Figures of a quarter in the order shown; extend to add some.

        :param Quarter quarter: the quarter of what is not counted as of today
        :return: list of ``Figure``
        """
        return []

    @api.model
    def _get_totals(self, figures, tree, tops, node):
        """Totals by figure's name: one grouped query each, however large the tree."""
        paths = {territory.id: territory._ancestor_ids() for territory in tree}
        branch = branches(paths, tops.ids, node.id or None)
        scope = ("child_of", (node or tops).ids)
        return {
            figure.name: roll_up(self._get_cells(figure, scope), branch)
            for figure in figures
            if not figure.whole
        }

    @api.model
    def _get_cells(self, figure, scope):
        currency = self.env.company.currency_id
        groups = self.env[figure.model]._read_group(
            self._domain_of(figure, Row("", 0, "", scope)),
            [figure.territory, figure.person],
            figure.aggregates,
        )
        for territory, person, *values in groups:
            value = sum(values)
            if figure.kind == "money":
                value = currency.round(value)
            yield Cell(territory.id, person.id or None, Decimal(str(value)))

    @api.model
    def _domain_of(self, figure, row):
        """The records behind a figure in a row of the board."""
        domain = figure.domain & Domain(figure.territory, *row.territory)
        if self._is_own():
            domain &= Domain(figure.person, "=", self.env.uid)
        if row.person:
            domain &= Domain(figure.person, *row.person)
        return domain

    # who sees what -------------------------------------------------------------------

    @api.model
    def _check_reader(self):
        if not self.env.user.has_group("aig_base.group_sales_user"):
            raise AccessError(
                self.env._(
                    "The territory board is for sales staff: ask a director for a "
                    "sales role."
                )
            )

    @api.model
    def _is_own(self):
        """Whether the user gets the own figures only."""
        return not self.env.user.has_group("aig_base.group_sales_manager")

    @api.model
    def _get_tree(self):
        """The user's territories, parents first, archived ones for their history."""
        territories = self.env["aig.territory"].with_context(active_test=False)
        user = self.env.user
        domain = (
            Domain.TRUE
            if user.aig_sees_all_territories
            else Domain("id", "in", user.aig_territory_ids.ids)
        )
        tree = territories.search_fetch(domain, ["name", "parent_id", "parent_path"])
        return tree.sorted(lambda t: len(t._ancestor_ids()))

    @api.model
    def _choose(self, territory_id, tree, tops):
        if not territory_id:
            current = tops.filtered("active")
            return current if len(current) == 1 else self.env["aig.territory"]
        node = tree.filtered(lambda t: t.id == territory_id)
        if not node:
            raise AccessError(
                self.env._("This territory is not one of yours: choose another one.")
            )
        return node

    @api.model
    def _check_quarter(self, year, quarter):
        """The quarter asked for, by default today's.

        :raise ValidationError: if there is no such quarter
        """
        if not year or not quarter:
            return self.env["aig.period"]._default_quarter()
        self.env["aig.period"]._check_quarter_vals({"quarter": quarter})
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise ValidationError(self.env._("Choose a year between 2000 and 2100."))
        return Quarter(int(year), int(quarter))

    # rows ----------------------------------------------------------------------------

    @api.model
    def _get_rows(self, tree, scope, node, totals):
        """The total, each territory below, the territory itself, people, nobody."""
        below = ("child_of", scope.ids)
        rows = [Row("total", node.id, self._scope_name(node), below)]
        filled = {key for figure in totals.values() for key in figure.by_branch}
        children = tree.filtered(lambda t: t.parent_id == node) if node else scope
        rows += [
            Row("territory", child.id, child.name, ("child_of", child.ids))
            for child in children.sorted("name")
            if child.active or child.id in filled
        ]
        if node and children:
            rows.append(Row("own", node.id, node.name, ("=", node.id)))
        if self._is_own():
            return rows
        people = {key for figure in totals.values() for key in figure.by_person}
        # sudo: a colleague's name, even if the colleague works in another company.
        users = self.env["res.users"].sudo().browse(people - {None})
        rows += [
            Row("person", user.id, user.name, below, ("=", user.id))
            for user in users.sorted("name")
        ]
        if None in people:
            nobody = self.env._("Nobody in charge")
            rows.append(Row("nobody", 0, nobody, below, ("=", False)))
        return rows

    @api.model
    def _describe_tree(self, tree, tops, node):
        """Nodes with their parents; above several tops stands one with the id 0."""
        top_parent = 0 if len(tops) > 1 else None
        nodes = [
            {
                "id": territory.id,
                "name": territory.name,
                "parent_id": (territory.parent_id & tree).id or top_parent,
            }
            for territory in tree
            if territory.active or territory == node
        ]
        if len(tops) > 1:
            root = {"id": 0, "name": self._scope_name(tops[:0]), "parent_id": None}
            nodes.insert(0, root)
        return nodes

    @api.model
    def _describe(self, figure):
        list_view = figure.list_view and self.env.ref(figure.list_view).id
        return {
            "name": figure.name,
            "label": figure.label,
            "help": figure.help,
            "kind": figure.kind,
            "model": figure.model,
            "context": figure.context,
            "views": [(list_view or False, "list"), (False, "kanban"), (False, "form")],
        }

    @api.model
    def _fill(self, row, figures, totals):
        cells = {}
        for figure in figures:
            if figure.hidden:
                continue
            value = self._value(figure, row, totals)
            cells[figure.name] = {
                "value": None if value is None else float(value),
                "domain": list(self._domain_of(figure, row)),
            }
        return {"kind": row.kind, "id": row.id, "name": row.name, "cells": cells}

    @api.model
    def _value(self, figure, row, totals):
        if figure.whole:
            part, whole = (
                self._total_of(totals[name], row)
                for name in (figure.part, figure.whole)
            )
            return ratio(part, whole)
        value = self._total_of(totals[figure.name], row)
        return value or 0 if figure.kind == "count" else value

    @api.model
    def _total_of(self, totals, row):
        if row.kind == "total":
            return totals.total
        if row.kind in ("territory", "own"):
            return totals.by_branch.get(row.id)
        return totals.by_person.get(row.id or None)

    @api.model
    def _scope_name(self, node):
        return node.name or self.env._("All territories")

    @api.model
    def _describe_quarter(self, quarter):
        def key(value):
            return {"year": value.year, "quarter": value.number}

        period = self.env["aig.period"].new(
            {"year": quarter.year, "quarter": str(quarter.number)}
        )
        return {
            **key(quarter),
            "name": period.display_name,
            "previous": key(quarter.previous()),
            "next": key(quarter.next()),
        }
