"""A naive answer to who sees which customers, and random companies to ask about.

Plain Python on purpose: it shares nothing with what it checks. Territories, people and
customers are numbers, days are counted from today.
"""

from dataclasses import dataclass, field
from random import Random

SALES, MANAGER, DIRECTOR, CONTENT, PLAIN = range(5)
SEES_ALL = (DIRECTOR, CONTENT)
ROLES = (SALES, SALES, SALES, SALES, MANAGER, MANAGER, DIRECTOR, CONTENT, PLAIN)
FIRST, LAST = -20, 20


@dataclass(frozen=True)
class Membership:
    person: int
    territory: int
    first: int
    last: int | None

    def counts(self, day):
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Delegation:
    person: int
    delegate: int
    first: int
    last: int
    ended: bool
    customers: tuple = ()
    territory: int | None = None

    def counts(self, day):
        return self.first <= day <= self.last and not self.ended


@dataclass
class Company:
    """One random company; its ``repr`` can be pasted into a test."""

    parents: list = field(default_factory=list)
    managers: list = field(default_factory=list)
    archived: list = field(default_factory=list)
    customers: list = field(default_factory=list)
    memberships: list = field(default_factory=list)
    delegations: list = field(default_factory=list)
    several: bool = False

    def visible(self, person, day):
        """Customers a person sees on a day."""
        return {
            customer
            for customer, territory in enumerate(self.customers)
            if territory is None
            or ROLES[person] in SEES_ALL
            or self.holds(person, territory, day)
            or self.stands_in(person, customer, territory, day)
        }

    def holds(self, person, territory, day):
        """Whether a person is placed in a territory or above it."""
        while territory is not None:
            if self.managers[territory] == person or any(
                m.person == person and m.territory == territory and m.counts(day)
                for m in self.memberships
            ):
                return True
            territory = self.parents[territory]
        return False

    def stands_in(self, person, customer, territory, day):
        """Whether somebody who holds the customer handed it to the person."""
        return any(
            d.delegate == person
            and d.counts(day)
            and (customer in d.customers or self.is_below(territory, d.territory))
            and self.holds(d.person, territory, day)
            for d in self.delegations
        )

    def is_below(self, territory, other):
        while territory is not None:
            if territory == other:
                return True
            territory = self.parents[territory]
        return False


def days(random):
    first = random.randint(FIRST, LAST)
    return first, random.randint(first, LAST + 10)


def make(seed):
    """A random company; the same for the same seed."""
    random = Random(seed)
    company = Company(several=random.random() < 0.5)
    people = range(len(ROLES))
    for number in range(random.randint(1, 9)):
        above = [None, *range(number)]
        company.parents.append(random.choice(above))
        company.managers.append(random.choice([None, None, *people]))
        company.archived.append(random.random() < 0.2)
    territories = range(len(company.parents))
    company.customers = [random.choice([None, *territories]) for _customer in range(12)]
    for _attempt in range(random.randint(0, 14)):
        add_membership(company, random, territories)
    for _delegation in range(random.randint(0, 8)):
        add_delegation(company, random, territories)
    return company


def add_membership(company, random, territories):
    """Unless the person would belong there, or elsewhere, twice on a day."""
    first, last = days(random)
    last = None if random.random() < 0.4 else last
    new = Membership(
        random.randrange(len(ROLES)), random.choice(territories), first, last
    )
    others = [m for m in company.memberships if m.person == new.person]
    if company.several:
        others = [m for m in others if m.territory == new.territory]
    if not any(
        m.counts(day) and new.counts(day)
        for m in others
        for day in range(FIRST, 2 * LAST)
    ):
        company.memberships.append(new)


def add_delegation(company, random, territories):
    salespeople = [n for n, role in enumerate(ROLES) if role <= DIRECTOR]
    person, delegate = random.sample(salespeople, 2)
    first, last = days(random)
    what = {"territory": random.choice(territories)}
    if random.random() < 0.7:
        customers = random.sample(range(len(company.customers)), random.randint(1, 5))
        what = {"customers": tuple(sorted(customers))}
    ended = random.random() < 0.2
    company.delegations.append(Delegation(person, delegate, first, last, ended, **what))
