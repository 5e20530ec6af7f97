"""What the documents say of rows, addons and tests is true."""

import re

import pytest
from repo_source import ADDONS, DOCS, ROOT, addons, defined_tests, rows

TRACEABILITY = rows(DOCS / "TRACEABILITY.md", "Row")
README = rows(ROOT / "README.md", "addon")
#: capabilities in each of the source documents
ROWS_OF_SOURCES = {"A": 57, "S": 37, "C": 17, "B": 19, "G": 13}
ROW = re.compile(r"\b[ABCGS]\d\d\b")


def names(cell):
    """What stands in backquotes in a cell."""
    return re.findall(r"`(.+?)`", cell)


@pytest.mark.parametrize(
    "node", sorted({node for row in TRACEABILITY for node in names(row[4])})
)
def test_every_test_it_names_exists(node):
    file, _, name = node.partition("::")
    path = next((p for p in (ADDONS / file, ROOT / file) if p.is_file()), None)
    assert path, f"{file} does not exist"
    assert name in defined_tests(path), f"{file} has no {name}"


def test_every_row_of_the_sources_stands_once():
    ids = [row[0] for row in TRACEABILITY]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {
        f"{letter}{number:02}"
        for letter, count in ROWS_OF_SOURCES.items()
        for number in range(1, count + 1)
    }


@pytest.mark.parametrize("row", TRACEABILITY, ids=lambda row: row[0])
def test_status_is_one_of_three(row):
    _id, _text, addon, status, tests = row
    if status == "works":
        assert names(tests)
        assert addon in addons()
    elif status.startswith("partly: "):
        assert names(tests)
    else:
        assert status == "not yet"
        assert not names(tests)


def test_readme_lists_every_addon():
    assert {name for row in README for name in names(row[0])} == addons()


@pytest.mark.parametrize("row", README, ids=lambda row: row[0].strip("`"))
def test_readme_names_formulas_and_rows_that_exist(row):
    known = {row[0] for row in TRACEABILITY}
    for file in names(row[2]):
        assert (ADDONS / names(row[0])[0] / file).is_file()
    assert set(ROW.findall(row[3])) <= known


@pytest.mark.parametrize(
    "path", sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")]), ids=lambda p: p.name
)
def test_links_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_glossary_rows_are_rows():
    known = {row[0] for row in TRACEABILITY}
    assert {row[3] for row in rows(DOCS / "GLOSSARY.md", "Vietnamese")} <= known


def test_variables_are_read():
    name = re.compile(r"\bAIG_[A-Z_]+[A-Z]\b")
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "scripts").rglob("*.py")
    )
    assert set(name.findall((DOCS / "ARCHITECTURE.md").read_text("utf-8"))) <= set(
        name.findall(sources)
    )
