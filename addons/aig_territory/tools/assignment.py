"""Which territory a customer belongs to, by rules (G06)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


def fold(text: str | None) -> str:
    """Words without case, accents and punctuation, one space between them.

    >>> fold("  Hà   Nội ")
    'ha noi'
    >>> fold("Q. Đống-Đa") == fold("q dong da")
    True
    >>> fold(None)
    ''
    """
    text = text or ""
    while True:
        # Folding the case may bring accents and accents case: until nothing changes.
        plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
        words = "".join(
            char if char.isalnum() else " "
            for char in plain.replace("đ", "d")
            if not unicodedata.combining(char)
        )
        folded = " ".join(words.split())
        if folded == text:
            return folded
        text = folded


def says(text: str, phrase: str) -> bool:
    """Whether folded words stand, whole and in a row, in a folded text.

    >>> says("quan 10 tp hcm", "quan 1")
    False
    >>> says("cong ty co phan vinamilk", "vinamilk")
    True
    """
    return f" {phrase} " in f" {text} "


@dataclass(frozen=True)
class Customer:
    """What rules look at.

    ``places`` are the parts of the address that may name a city, district or ward;
    ``name`` and ``places`` are folded.
    """

    name: str = ""
    province_id: int | None = None
    places: tuple[str, ...] = ()
    industry_id: int | None = None


@dataclass(frozen=True)
class Rule:
    """One rule; an empty criterion accepts everybody. Texts are folded."""

    id: int
    sequence: int
    territory_id: int
    provinces: frozenset[int] = frozenset()
    cities: frozenset[str] = frozenset()
    industries: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


def address_places(
    street: str | None, street2: str | None, city: str | None
) -> tuple[str, ...]:
    """Folded parts of an address that may name a place.

    What stands before the first comma of the street is house and road: a road may be
    called after a city.

    >>> address_places("12 Hà Nội, P. Bến Nghé", "Quận 1", "TP. HCM")
    ('tp hcm', 'quan 1', 'p ben nghe')
    """
    after_road = (street or "").split(",")[1:]
    parts = [city or "", *(street2 or "").split(","), *after_road]
    return tuple(filter(None, map(fold, parts)))


def lines(text: str | None) -> frozenset[str]:
    """Folded lines of a list that people type, one value per line.

    >>> sorted(lines("Hà Đông\\n\\n Cầu Giấy"))
    ['cau giay', 'ha dong']
    """
    return frozenset(filter(None, map(fold, (text or "").splitlines())))


def matches(rule: Rule, customer: Customer) -> bool:
    """Whether every criterion of the rule accepts the customer.

    >>> matches(Rule(1, 10, 7), Customer())
    True
    >>> matches(Rule(1, 10, 7, cities=frozenset({"cau giay"})),
    ...         Customer(places=("quan cau giay",)))
    True
    """
    return (
        (not rule.provinces or customer.province_id in rule.provinces)
        and (not rule.industries or customer.industry_id in rule.industries)
        and _any_says(rule.cities, customer.places)
        and _any_says(rule.names, (customer.name,))
    )


def _any_says(phrases: frozenset[str], texts: tuple[str, ...]) -> bool:
    return not phrases or any(
        says(text, phrase) for text in texts for phrase in phrases
    )


def first_match(rules: Iterable[Rule], customer: Customer) -> Rule | None:
    """The rule that decides: the first by sequence, then by id, that matches.

    >>> north, rest = Rule(2, 10, 7, provinces=frozenset({1})), Rule(1, 20, 8)
    >>> first_match([rest, north], Customer(province_id=1)).territory_id
    7
    >>> first_match([rest, north], Customer()).territory_id
    8
    >>> first_match([], Customer())
    """
    found = [rule for rule in rules if matches(rule, customer)]
    return min(found, key=lambda rule: (rule.sequence, rule.id), default=None)
