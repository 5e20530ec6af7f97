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


def first_match(rules: Iterable[Rule], customer: Customer) -> Rule | None:
    """The rule that decides: the first by sequence, then by id, that fits.

    The criteria of a rule hold together, the values of one are alternatives. Places
    and names are looked for as whole words in a row.

    >>> north, rest = Rule(2, 10, 7, provinces=frozenset({1})), Rule(1, 20, 8)
    >>> first_match([rest, north], Customer(province_id=1)).territory_id
    7
    >>> first_match([rest, north], Customer()).territory_id
    8
    >>> first = Rule(1, 10, 7, cities=frozenset({"quan 1"}))
    >>> first_match([first], Customer(places=("quan 10",)))
    """
    return first_matches(rules, [customer])[0]


def first_matches(
    rules: Iterable[Rule], customers: Iterable[Customer]
) -> list[Rule | None]:
    """``first_match`` of each customer; made for many thousands at once.

    >>> [rule and rule.id for rule in first_matches([], [Customer(), Customer()])]
    [None, None]
    """
    ordered = [
        (rule, _whole_words(rule.cities), _whole_words(rule.names))
        for rule in sorted(rules, key=lambda rule: (rule.sequence, rule.id))
    ]
    return [_first_of(ordered, customer) for customer in customers]


def _whole_words(phrases: Iterable[str]) -> list[str]:
    return [f" {phrase} " for phrase in phrases]


def _first_of(
    ordered: list[tuple[Rule, list[str], list[str]]], customer: Customer
) -> Rule | None:
    # No folded text has a bar: what is found lies within one part of the address.
    places = "|".join(_whole_words(customer.places))
    name = f" {customer.name} "
    for rule, cities, names in ordered:
        if rule.provinces and customer.province_id not in rule.provinces:
            continue
        if rule.industries and customer.industry_id not in rule.industries:
            continue
        if cities and not any(city in places for city in cities):
            continue
        if names and not any(each in name for each in names):
            continue
        return rule
    return None
