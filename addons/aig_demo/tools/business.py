"""What a customer orders, pays and is told over the months of the story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .chance import between, choose, fraction, number
from .seasons import months, weight

#: Orders of a customer in a usual month, deals lost besides, contacts by anybody.
PACE, LOSSES, CONTACTS = 0.42, 0.12, 1.6
STEP = 5  # million VND; prices are round
TERM_DAYS = 30
STAYS = (30, 45, 60, 90)  # days on display
#: Habit -> days after the due date, from and to.
HABITS = {"prompt": (-12, 2), "late": (10, 55), "partly": (0, 20), "never": (60, 120)}
#: Since when the customer that pays late pays nothing at all, in days.
SILENCE = 240
#: Kind -> how strongly customers notice it, weakest first.
KINDS = {
    "product": ("none", "delivered", "opened", "opened", "clicked"),
    "article": ("none", "delivered", "delivered", "machine", "opened", "clicked"),
    "call": ("none", "talked", "talked"),
    "meeting": ("talked",),
    "visit": ("talked",),
}
CONTACTED_BY = ("product", "article", "article", "call", "call", "meeting", "visit")
LAST_LOSS_DAY, LAST_HOUR, FIRST_HOUR = 25, 16, 8


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer ordered: the day, the sum without tax, the days on display."""

    key: str
    day: date
    million: int
    first: date
    last: date
    has_deal: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """A part of an invoice, paid on a day."""

    day: date
    share: float


@dataclass(frozen=True, slots=True)
class Contact:
    """Something sent to or done with a customer, at an hour of a day."""

    key: str
    day: date
    hour: int
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A deal that came to nothing, on a day."""

    key: str
    day: date
    million: int


def orders(
    customer: str, million: int, first: date, last: date, pace: float = PACE
) -> Iterator[Order]:
    """The orders of a customer between two days, both included.

    :param million: what one order is worth in a usual month
    :param pace: orders of a usual month
    """
    for month in months(first, last):
        count = number(pace * weight(month), customer, month, "orders")
        for place in range(count):
            key = f"{customer}|{month:%Y-%m}|{place}"
            day = month + timedelta(between(0, 27, key, "day"))
            if not first <= day <= last:
                continue
            size = million * weight(month) * (0.6 + 0.8 * fraction(key, "size"))
            begin = day + timedelta(between(3, 14, key, "begin"))
            stay = choose(STAYS, key, "stay")
            yield Order(
                key,
                day,
                max(STEP, round(size / STEP) * STEP),
                begin,
                begin + timedelta(stay - 1),
                has_deal=fraction(key, "deal") < 0.65,
            )


def losses(customer: str, million: int, first: date, last: date) -> Iterator[Loss]:
    """The deals that a customer gave to others, between two days."""
    for month in months(first, last):
        for place in range(number(LOSSES, customer, month, "losses")):
            key = f"{customer}|{month:%Y-%m}|lost {place}"
            day = month + timedelta(between(0, LAST_LOSS_DAY, key, "day"))
            if first <= day <= last:
                size = million * (1 + fraction(key, "size"))
                yield Loss(key, day, max(STEP, round(size / STEP) * STEP))


def payments(order: Order, habit: str, invoiced: date, today: date) -> list[Payment]:
    """What is paid of an order's invoice until today, by its customer's habit.

    >>> spring, autumn = date(2026, 3, 1), date(2026, 11, 1)
    >>> order = Order("x", spring, 100, spring, spring, has_deal=False)
    >>> payments(order, "never", spring, date(2026, 10, 1))
    []
    >>> [part.share for part in payments(order, "partly", spring, autumn)]
    [0.5, 0.5]
    """
    if habit == "never" and (today - invoiced).days <= SILENCE:
        return []
    low, high = HABITS[habit]
    day = invoiced + timedelta(TERM_DAYS + between(low, high, order.key, "paid"))
    parts = [Payment(day, 1.0)]
    if habit == "partly":
        rest = day + timedelta(between(60, 150, order.key, "rest"))
        parts = [Payment(day, 0.5), Payment(rest, 0.5)]
    return [part for part in parts if part.day <= today]


def contacts(customer: str, first: date, last: date) -> Iterator[Contact]:
    """What was sent to or done with a customer between two days, on working days."""
    for month in months(first, last):
        for place in range(number(CONTACTS, customer, month, "contacts")):
            key = f"{customer}|{month:%Y-%m}|contact {place}"
            day = month + timedelta(between(0, 27, key, "day"))
            day -= timedelta(max(day.weekday() - 4, 0))
            if first <= day <= last:
                kind = choose(CONTACTED_BY, key, "kind")
                evidence = choose(KINDS[kind], key, "evidence")
                hour = between(FIRST_HOUR, LAST_HOUR, key, "hour")
                yield Contact(key, day, hour, kind, evidence)
