from hypothesis import given
from hypothesis import strategies as st

from aig_territory.tools.assignment import (
    Customer,
    Rule,
    address_places,
    first_match,
    first_matches,
    fold,
    lines,
)

ids = st.integers(1, 4)
words = st.sampled_from(["ha noi", "hue", "quan 1", "quan 10", "vinamilk"])
customers = st.builds(
    Customer,
    name=words,
    province_id=st.none() | ids,
    places=st.lists(words, max_size=2).map(tuple),
    industry_id=st.none() | ids,
)


def rules(number):
    return st.builds(
        Rule,
        id=st.just(number),
        sequence=st.integers(0, 3),
        territory_id=ids,
        provinces=st.frozensets(ids, max_size=2),
        cities=st.frozensets(words, max_size=2),
        industries=st.frozensets(ids, max_size=2),
        names=st.frozensets(words, max_size=1),
    )


rule_lists = st.integers(0, 5).flatmap(
    lambda count: st.tuples(*(rules(number) for number in range(count)))
)


def naive(found, customer):
    """The rules in order, each criterion spelled out."""
    for rule in sorted(found, key=lambda rule: (rule.sequence, rule.id)):
        if rule.provinces and customer.province_id not in rule.provinces:
            continue
        if rule.industries and customer.industry_id not in rule.industries:
            continue
        if rule.cities and not any(
            city.split() == place.split()[at : at + len(city.split())]
            for city in rule.cities
            for place in customer.places
            for at in range(len(place.split()))
        ):
            continue
        if rule.names and customer.name not in rule.names:
            continue
        return rule
    return None


def test_vietnamese_is_read_as_people_type_it():
    assert fold("Hà Nội") == fold("ha noi") == fold("HA  NOI") == fold("Hà Nội")
    assert fold("Đà Nẵng") == fold("da nang") == "da nang"
    assert lines("Quận 1\nĐống Đa\n") == {"quan 1", "dong da"}


def test_a_road_called_after_a_city_is_no_city():
    places = address_places("5 Đường Huế, Phường 3", None, "Đà Lạt")
    for city, found in (("hue", False), ("phuong 3", True), ("3 da", False)):
        rule = Rule(1, 1, 1, cities=frozenset({city}))
        assert bool(first_match([rule], Customer(places=places))) == found


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_case_and_spaces_do_not_matter(one, other):
    assert fold(f" {one}\t{other} ") == fold(f"{one} {other}")


@given(rule_lists, customers)
def test_as_a_naive_reader_would(found, customer):
    assert first_match(found, customer) == naive(found, customer)


@given(rule_lists, st.lists(customers, max_size=4))
def test_many_at_once_are_as_one_by_one(found, many):
    assert first_matches(found, many) == [naive(found, each) for each in many]


@given(rule_lists, customers, rules(99))
def test_a_later_rule_changes_no_earlier_match(found, customer, later):
    before = first_match(found, customer)
    if before and later.sequence >= before.sequence:
        assert first_match([*found, later], customer) == before


@given(rule_lists, customers)
def test_the_order_of_the_list_does_not_matter(found, customer):
    assert first_match(reversed(found), customer) == first_match(found, customer)
