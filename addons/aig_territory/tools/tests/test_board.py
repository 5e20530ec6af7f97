"""Property tests of the board's arithmetic; they run without Odoo."""

import doctest
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_territory.tools import board
from aig_territory.tools.board import Cell, branches, ratio, roll_up

PEOPLE = st.one_of(st.none(), st.integers(1, 6))
VALUES = st.integers(-(10**13), 10**13).map(Decimal)


@st.composite
def trees(draw):
    """Paths of a random forest: each territory hangs below an earlier one or none."""
    paths = {}
    for territory in range(1, draw(st.integers(1, 12)) + 1):
        above = draw(st.sampled_from([None, *paths]))
        paths[territory] = (*paths.get(above, ()), territory)
    return paths


@st.composite
def boards(draw):
    """A forest, cells in it and beside it, and the territory of a board."""
    paths = draw(trees())
    cells = draw(
        st.lists(st.builds(Cell, st.sampled_from([*paths, 99]), PEOPLE, VALUES))
    )
    node = draw(st.sampled_from([None, *paths]))
    return paths, cells, node


def roots(paths):
    return [path[0] for path in paths.values() if len(path) == 1]


def total(paths, cells, node):
    return roll_up(cells, branches(paths, roots(paths), node))


def test_doctests():
    assert doctest.testmod(board).failed == 0


@given(boards())
def test_the_total_is_the_sum_of_the_branches_and_of_the_people(case):
    paths, cells, node = case
    below = [
        cell
        for cell in cells
        if cell.territory in paths and (node is None or node in paths[cell.territory])
    ]
    totals = total(paths, cells, node)
    if not below:
        assert totals.total is None
        assert not totals.by_branch
        assert not totals.by_person
    else:
        expected = sum(cell.value for cell in below)
        assert totals.total == expected
        assert sum(totals.by_branch.values()) == expected
        assert sum(totals.by_person.values()) == expected


@given(boards())
def test_a_branch_is_the_board_of_the_territory_below(case):
    paths, cells, node = case
    totals = total(paths, cells, node)
    for territory, value in totals.by_branch.items():
        if territory != node:
            assert value == total(paths, cells, territory).total
        else:
            assert value == sum(c.value for c in cells if c.territory == node)


@given(boards())
def test_a_person_is_the_sum_of_the_own_cells(case):
    paths, cells, node = case
    totals = total(paths, cells, node)
    for person, value in totals.by_person.items():
        own = total(paths, [cell for cell in cells if cell.person == person], node)
        assert value == own.total


@given(trees(), st.data())
def test_a_part_of_the_forest_has_its_own_tops(paths, data):
    top = data.draw(st.sampled_from(list(paths)))
    below = {key: path for key, path in paths.items() if top in path}
    assert set(branches(below, [top])) == set(below)
    assert set(branches(below, [top]).values()) == {top}


@given(VALUES, VALUES)
def test_a_ratio_of_nothing_is_no_data(part, whole):
    found = ratio(part, whole)
    assert (found is None) == (whole == 0)
    if found is not None:
        assert abs(found * whole - part) <= Decimal("0.01")
