"""What of a text is English where Vietnamese people read it."""

import importlib.util
import re
from functools import cache
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
CORE = Path(importlib.util.find_spec("odoo").submodule_search_locations[0]) / "addons"
#: core's addons whose screens our people meet
MET = ("web", "mail", "html_editor", "crm", "sale", "sales_team", "contacts")
#: English on purpose: an example of what to type, a proper name
FOREIGN = {"email", "voucher", "vouchers", "4e", "kpi", "id", "pivot"}
#: an address of a page or of a person is no text
ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
WORD = re.compile(r"[^\W\d_]{4,}")


def ours():
    """Every entry of our catalogs."""
    for path in sorted(ROOT.glob("addons/aig_*/i18n/vi.po")):
        yield from polib.pofile(str(path))


@cache
def lines():
    """Whole labels and sentences, in small letters, that must not be met.

    Those of our sources, and those that core has not translated.
    """
    words, same = untranslated(), set(FOREIGN)
    for entry in ours():
        target = same if entry.msgid == entry.msgstr else words
        target.add(entry.msgid.casefold())
        same.add(entry.msgstr.casefold())
    return words - same


def untranslated():
    """Core's words that stay English where we do not translate them (i18n_extra)."""
    return {
        entry.msgid.casefold()
        for addon in MET
        for entry in polib.pofile(str(CORE / addon / "i18n" / "vi.po"))
        if not entry.translated() and re.search(r"[^\W\d_]{2}", entry.msgid)
    }


@cache
def words():
    """Single words of the English of our sources that our Vietnamese never uses."""
    english, vietnamese = set(), set(FOREIGN)
    for entry in ours():
        english.update(words_of(entry.msgid))
        vietnamese.update(words_of(entry.msgstr))
    return {word for word in english - vietnamese if word.isascii()}


def words_of(text):
    """The words of a text, in small letters, without those of addresses.

    >>> sorted(words_of("Reply to sales@aig.example.com: 3 Vouchers"))
    ['reply', 'vouchers']
    """
    return {word.casefold() for word in WORD.findall(ADDRESS.sub(" ", text))}


def looks_english(line):
    """Whether a line is one of ours left in English, or has two words of it.

    One word may be somebody's name.
    """
    plain = line.strip().casefold()
    return bool(plain) and (plain in lines() or len(words_of(line) & words()) > 1)


def english_lines(text):
    """The lines of a text that look English."""
    return [line.strip() for line in text.splitlines() if looks_english(line)]
