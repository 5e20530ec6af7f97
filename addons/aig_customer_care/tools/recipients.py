"""Who of a customer gets a mail, who does not and why (A35).

The one rule for the composer and for sending to many: an address gets a mail at most
once, and never when its owner has unsubscribed.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

ARCHIVED, NO_EMAIL, INVALID = "archived", "no_email", "invalid"
UNSUBSCRIBED, DUPLICATE = "unsubscribed", "duplicate"


@dataclass(frozen=True)
class Person:
    """A person or a company, with the addresses of its e-mail field, normalised."""

    ref: Hashable
    addresses: tuple[str, ...] = ()
    has_email: bool = True
    archived: bool = False
    unsubscribed: bool = False

    @property
    def obstacle(self) -> str | None:
        """Why this person gets no mail at all.

        >>> Person(1, ("an@b.vn",)).obstacle
        >>> Person(1, has_email=False).obstacle
        'no_email'
        """
        if self.archived:
            return ARCHIVED
        if not self.has_email:
            return NO_EMAIL
        if not self.addresses:
            return INVALID
        return UNSUBSCRIBED if self.unsubscribed else None


@dataclass(frozen=True)
class Choice:
    """Who is proposed, and for each who cannot get it the reason.

    ``twins`` says for a duplicate whose address it is.
    """

    chosen: tuple[Hashable, ...] = ()
    excluded: dict[Hashable, str] = field(default_factory=dict)
    twins: dict[Hashable, Hashable] = field(default_factory=dict)


def choose(people: Iterable[Person], preferred: Iterable[Hashable] = ()) -> Choice:
    """Propose recipients among a customer's people.

    :param people: the company first, then its contacts
    :param preferred: whom to write to if it is possible, e.g. the company; when nobody
        of them can be written to, everybody who can is proposed

    >>> company = Person("company", ("info@b.vn",))
    >>> an, binh = Person("an", ("an@b.vn",)), Person("binh", ("info@b.vn",))
    >>> choice = choose([company, an, binh], ["company"])
    >>> choice.chosen, choice.excluded
    (('company',), {'binh': 'duplicate'})
    >>> choose([Person("company", has_email=False), an, binh], ["company"]).chosen
    ('an', 'binh')
    """
    people = list(people)
    excluded = {
        person.ref: person.obstacle for person in people if person.obstacle is not None
    }
    able = [person for person in people if person.obstacle is None]
    wanted = set(preferred)
    proposed = [person for person in able if person.ref in wanted] or able
    chosen, twins = _once(proposed)
    kept = [person for person in proposed if person.ref in chosen]
    for person in able:
        twin = None if person.ref in chosen else _twin(person, kept)
        if twin:
            twins[person.ref] = twin.ref
    return Choice(chosen, excluded | dict.fromkeys(twins, DUPLICATE), twins)


def once(people: Iterable[Person]) -> tuple[Hashable, ...]:
    """Leave out whoever has an address that somebody before has already.

    >>> once([Person(1, ("a@b.vn",)), Person(2, ("c@b.vn", "a@b.vn"))])
    (1,)
    """
    return _once(people)[0]


def _once(
    people: Iterable[Person],
) -> tuple[tuple[Hashable, ...], dict[Hashable, Hashable]]:
    kept: list[Person] = []
    twins: dict[Hashable, Hashable] = {}
    for person in people:
        twin = _twin(person, kept)
        if twin:
            twins[person.ref] = twin.ref
        else:
            kept.append(person)
    return tuple(person.ref for person in kept), twins


def _twin(person: Person, others: Iterable[Person]) -> Person | None:
    addresses = set(person.addresses)
    return next((other for other in others if addresses & {*other.addresses}), None)
