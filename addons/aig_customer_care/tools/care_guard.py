"""May this customer be contacted now, and if not, when (A48, S03, S10)?

Times are local times of the company without a zone: days are its days. Nothing here
knows who may read what; a touch carries a ``ref`` that the caller chooses.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

WARN, BLOCK = "warn", "block"
WEEK, MONTH, ROLLING = "week", "month", "rolling"
CAP, HOURS, WEEKDAY, QUIET_DAY, PURPOSE = "cap", "hours", "weekday", "day", "purpose"

#: Distance of the moments that are proposed, from midnight on.
GRID = timedelta(minutes=30)
#: How far ahead a free moment is looked for.
HORIZON = timedelta(days=400)


@dataclass(frozen=True)
class Touch:
    """One contact that took place, or that is queued for a later moment."""

    at: datetime
    kind: str
    purpose: Hashable = None
    ref: Hashable = None


@dataclass(frozen=True)
class Cap:
    """At most ``maximum`` touches of a kind (None: of all kinds) in a period.

    ``rolling``: in any ``days`` days in a row.
    """

    maximum: int
    period: str
    kind: str | None = None
    days: int = 0
    severity: str = WARN
    ref: Hashable = None


@dataclass(frozen=True)
class Rules:
    """What holds for one customer; ``None`` as severity switches a rule off."""

    caps: tuple[Cap, ...] = ()
    quiet_from: time = time(0)
    quiet_to: time = time(0)
    quiet_weekdays: frozenset[int] = frozenset()
    quiet_days: frozenset[date] = frozenset()
    quiet_severity: str | None = WARN
    window_days: int = 0
    window_severity: str | None = WARN


@dataclass(frozen=True)
class Finding:
    """Why the moment is not free: which rule, and the touches that stand against it."""

    code: str
    severity: str
    cap: Cap | None = None
    touches: tuple[Touch, ...] = field(default=())


def is_quiet_hour(moment: time, start: time, end: time) -> bool:
    """Whether ``moment`` lies in quiet hours, which may pass midnight.

    >>> is_quiet_hour(time(22), time(20), time(7, 30))
    True
    >>> is_quiet_hour(time(7, 30), time(20), time(7, 30))
    False
    """
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end


def cap_windows(cap: Cap, day: date) -> list[tuple[date, date]]:
    """Return the first and last days of the cap's periods that hold ``day``.

    >>> cap_windows(Cap(2, WEEK), date(2027, 1, 1))
    [(datetime.date(2026, 12, 28), datetime.date(2027, 1, 3))]
    """
    if cap.period == WEEK:
        first = day - timedelta(days=day.weekday())
        return [(first, first + timedelta(days=6))]
    if cap.period == MONTH:
        first = day.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
        return [(first, after - timedelta(days=1))]
    return [
        (day - timedelta(days=back), day + timedelta(days=cap.days - 1 - back))
        for back in range(cap.days)
    ]


def check_day(
    rules: Rules, touches: Iterable[Touch], kind: str, purpose: Hashable, day: date
) -> list[Finding]:
    """Return what stands against a touch on ``day``, at whatever hour."""
    touches = tuple(touches)
    findings = [
        finding
        for cap in rules.caps
        if cap.kind in (None, kind) and (finding := _check_cap(cap, touches, day))
    ]
    if rules.quiet_severity and day in rules.quiet_days:
        findings.append(Finding(QUIET_DAY, rules.quiet_severity))
    if rules.quiet_severity and day.weekday() in rules.quiet_weekdays:
        findings.append(Finding(WEEKDAY, rules.quiet_severity))
    if rules.window_severity and purpose and rules.window_days:
        near = tuple(
            touch
            for touch in touches
            if touch.purpose == purpose
            and abs((touch.at.date() - day).days) < rules.window_days
        )
        if near:
            findings.append(Finding(PURPOSE, rules.window_severity, touches=near))
    return findings


def check(
    rules: Rules, touches: Iterable[Touch], kind: str, purpose: Hashable, at: datetime
) -> list[Finding]:
    """Return what stands against a touch at this moment, nothing when it is free.

    >>> rules = Rules(caps=(Cap(1, WEEK, severity=BLOCK),))
    >>> monday = Touch(datetime(2026, 11, 30, 9), "voucher")
    >>> [f.code for f in check(rules, [monday], "call", None, datetime(2026, 12, 4))]
    ['cap']
    >>> check(rules, [monday], "call", None, datetime(2026, 12, 7))
    []
    """
    findings = check_day(rules, touches, kind, purpose, at.date())
    if rules.quiet_severity and is_quiet_hour(
        at.time(), rules.quiet_from, rules.quiet_to
    ):
        findings.append(Finding(HOURS, rules.quiet_severity))
    return findings


def next_free_slot(
    rules: Rules,
    touches: Iterable[Touch],
    kind: str,
    purpose: Hashable,
    after: datetime,
) -> datetime | None:
    """Return the earliest free moment from ``after`` on, or None in ``HORIZON``.

    >>> rules = Rules(quiet_from=time(20), quiet_to=time(8))
    >>> next_free_slot(rules, [], "voucher", None, datetime(2026, 12, 31, 21, 10))
    datetime.datetime(2027, 1, 1, 8, 0)
    """
    touches = tuple(touches)
    midnight = datetime.combine(after.date(), time(0))
    slot = midnight + -(-(after - midnight) // GRID) * GRID
    end = after + HORIZON
    while slot <= end:
        tomorrow = datetime.combine(slot.date() + timedelta(days=1), time(0))
        if not check_day(rules, touches, kind, purpose, slot.date()):
            while slot < tomorrow:
                if not check(rules, (), kind, None, slot):
                    return slot
                slot += GRID
        slot = tomorrow
    return None


def _check_cap(cap: Cap, touches: tuple[Touch, ...], day: date) -> Finding | None:
    for first, last in cap_windows(cap, day):
        inside = tuple(
            touch
            for touch in touches
            if cap.kind in (None, touch.kind) and first <= touch.at.date() <= last
        )
        if len(inside) >= cap.maximum:
            return Finding(CAP, cap.severity, cap, inside)
    return None
