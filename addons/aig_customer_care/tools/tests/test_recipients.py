from hypothesis import given
from hypothesis import strategies as st

from ..recipients import (
    ARCHIVED,
    DUPLICATE,
    INVALID,
    NO_EMAIL,
    UNSUBSCRIBED,
    Person,
    choose,
    once,
)

ADDRESSES = st.lists(st.sampled_from(["a@b.vn", "c@b.vn", "d@b.vn"]), max_size=2)


@st.composite
def families(draw):
    count = draw(st.integers(1, 6))
    people = []
    for ref in range(count):
        addresses = tuple(dict.fromkeys(draw(ADDRESSES)))
        people.append(
            Person(
                ref,
                addresses,
                has_email=bool(addresses) or draw(st.booleans()),
                archived=draw(st.booleans()),
                unsubscribed=draw(st.booleans()),
            )
        )
    return people


def test_each_reason():
    people = [
        Person("gone", ("gone@b.vn",), archived=True),
        Person("silent", has_email=False),
        Person("wrong"),
        Person("no more", ("no@b.vn",), unsubscribed=True),
        Person("an", ("an@b.vn",)),
        Person("twin", ("x@b.vn", "an@b.vn")),
    ]
    choice = choose(people)
    assert choice.chosen == ("an",)
    assert choice.excluded == {
        "gone": ARCHIVED,
        "silent": NO_EMAIL,
        "wrong": INVALID,
        "no more": UNSUBSCRIBED,
        "twin": DUPLICATE,
    }
    assert choice.twins == {"twin": "an"}


def test_whom_one_prefers_has_the_address_rather_than_who_comes_first():
    people = [Person("company", ("x@b.vn",)), Person("an", ("x@b.vn",))]
    choice = choose(people, ["an"])
    assert choice.chosen == ("an",)
    assert choice.twins == {"company": "an"}


@given(families(), st.sets(st.integers(0, 5)))
def test_no_address_twice_and_nobody_against_the_will(people, preferred):
    choice = choose(people, preferred)
    by_ref = {person.ref: person for person in people}
    addresses = [mail for ref in choice.chosen for mail in by_ref[ref].addresses]
    assert len(addresses) == len(set(addresses))
    assert not any(by_ref[ref].obstacle for ref in choice.chosen)
    assert not set(choice.chosen) & choice.excluded.keys()
    able = [person for person in people if not person.obstacle]
    assert bool(choice.chosen) == bool(able)
    assert {
        person.ref for person in people if person.obstacle
    } <= choice.excluded.keys()


@given(families())
def test_sent_once_is_what_stays_when_sent_again(people):
    kept = once(people)
    assert once(person for person in people if person.ref in kept) == kept
