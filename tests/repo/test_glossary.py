"""The glossary names fields that exist, and translations use its words."""

import re

import polib
import pytest
from repo_source import ADDONS, DOCS, models, rows, xml_ids

#: Odoo's own fields and models that the glossary may name
CORE_FIELDS = {
    "mail.compose.message.body",
    "mail.compose.message.partner_ids",
    "mail.compose.message.subject",
}
CORE_MODELS = {"crm.lead"}
ROWS = rows(DOCS / "GLOSSARY.md", "Vietnamese")
NUMBER = re.compile(r"^\(\d\) ")


def plain(label):
    """A label without the number of its figure."""
    return NUMBER.sub("", label)


def places():
    """Every name in backquotes of the column "Where"."""
    return sorted({name for row in ROWS for name in re.findall(r"`(.+?)`", row[2])})


@pytest.mark.parametrize("name", places())
def test_what_it_names_exists(name):
    if name.startswith("aig_"):
        assert name in xml_ids() or (ADDONS / name).is_dir()
        return
    model, _dot, field = name.rpartition(".")
    known = models()
    assert (
        name in known
        or name in CORE_MODELS
        or name in CORE_FIELDS
        or field in known.get(model, ())
    )


def test_a_word_has_one_translation():
    english = [plain(row[1]) for row in ROWS]
    assert len(set(english)) == len(english)


@pytest.mark.parametrize("path", sorted(ADDONS.glob("*/i18n/vi.po")), ids=str)
def test_translations_use_its_words(path):
    exact = {plain(row[1]): row[0] for row in ROWS}
    loose = {english.lower(): word for english, word in exact.items()}
    wrong = []
    for entry in polib.pofile(str(path)).translated_entries():
        label = plain(entry.msgid)
        word = exact.get(label) or loose.get(label.lower())
        if word and plain(entry.msgstr).lower() != plain(word).lower():
            wrong.append(f"{entry.msgid}: “{entry.msgstr}” is “{word}”")
    assert not wrong, "\n".join(wrong)
