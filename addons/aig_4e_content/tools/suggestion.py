"""Which posts to send to a customer (A45, A49)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

#: What speaks for a post, the strongest first.
DUE, PLANNED, FITTING, OTHER = range(4)


@dataclass(frozen=True)
class Candidate:
    """A published post, as one customer sees it.

    ``week``: the Monday of the week in which it is to be sent, empty for any time;
    ``is_planned``: it is on the customer's roadmap; ``fits``: it was written for the
    customer's industry.
    """

    post: int
    published: date
    week: date | None = None
    is_planned: bool = False
    fits: bool = False


def reason(candidate: Candidate, monday: date) -> int:
    """What speaks for a post in the week that begins on ``monday``.

    >>> reason(Candidate(7, date(2026, 10, 1)), date(2026, 10, 5)) == OTHER
    True
    >>> late = Candidate(7, date(2026, 9, 1), date(2026, 9, 21), is_planned=True)
    >>> reason(late, date(2026, 10, 5)) == DUE
    True
    """
    if candidate.is_planned:
        is_due = candidate.week is not None and candidate.week <= monday
        return DUE if is_due else PLANNED
    return FITTING if candidate.fits else OTHER


def rank(
    candidates: Iterable[Candidate], monday: date, without: Collection[int] = ()
) -> list[Candidate]:
    """Return posts, the best first.

    What is planned for this week or late comes first, then what is planned for later,
    then what is written for the customer's industry, then the newest.

    :param without: posts that the customer has, or is not to get

    >>> monday = date(2026, 10, 5)
    >>> posts = [
    ...     Candidate(1, date(2026, 10, 2)),
    ...     Candidate(2, date(2026, 9, 1), fits=True),
    ...     Candidate(3, date(2026, 9, 1), date(2026, 11, 2), is_planned=True),
    ...     Candidate(4, date(2026, 9, 1), date(2026, 10, 5), is_planned=True),
    ...     Candidate(5, date(2026, 10, 4)),
    ... ]
    >>> [post.post for post in rank(posts, monday, without={5})]
    [4, 3, 2, 1]
    """

    def weight(candidate: Candidate) -> tuple[int, date, int, int]:
        return (
            reason(candidate, monday),
            candidate.week or date.max,
            -candidate.published.toordinal(),
            -candidate.post,
        )

    left = [post for post in candidates if post.post not in without]
    return sorted(left, key=weight)


def start(
    candidates: Iterable[Candidate],
    monday: date,
    without: Collection[int] = (),
    most: int = 3,
) -> list[int]:
    """Return the posts that a new mail begins with.

    All that are due, ``most`` of them at once; else the best one there is.

    >>> monday = date(2026, 10, 5)
    >>> due = Candidate(4, date(2026, 9, 1), date(2026, 9, 28), is_planned=True)
    >>> start([Candidate(1, date(2026, 10, 2)), due], monday)
    [4]
    >>> start([Candidate(1, date(2026, 10, 2))], monday)
    [1]
    >>> start([], monday)
    []
    """
    ranked = rank(candidates, monday, without)
    due = [post.post for post in ranked if reason(post, monday) == DUE]
    return due[:most] or [post.post for post in ranked[:1]]
