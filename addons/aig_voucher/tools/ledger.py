"""The points of a voucher as an append-only ledger: what each row moves, and where to.

Points go from one pocket to the next, so that at every row::

    promised = vested + open + lapsed
    vested   = available + reserved + spent + expired

A row's points are positive; its kind says which way they go. ``reverse`` goes back the
way of another kind. Vested points lie in lots by the day on which they expire; those
that expire first are drawn first.

The sources' worked example: 5.00 secured points of which a paid invoice vests 2.00.

>>> ledger = Ledger()
>>> ledger.promise([("invoice", Decimal("2.00")), ("rest", Decimal("3.00"))])
>>> ledger.settle("invoice", Decimal("2.00"), expiry=None)
>>> ledger.reserve(Decimal("1.50"))
Decimal('1.50')
>>> ledger.balance["available"], ledger.balance["open"]
(Decimal('0.50'), Decimal('3.00'))
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from .points import POINT

ZERO = Decimal("0.00")
POCKETS = (
    "promised",
    "vested",
    "open",
    "lapsed",
    "available",
    "reserved",
    "spent",
    "expired",
    # vested before its cause has happened: what the customer would owe (no pocket
    # of its own, but a part of vested)
    "recover",
)
#: Pockets that lie in lots by expiry; the others have no day.
IN_LOTS = ("vested", "available", "reserved", "spent", "expired", "recover")

#: Kind of a row -> pockets and the sign with which its points enter.
EFFECTS = {
    "promise": {"promised": 1, "open": 1},
    "vest": {"open": -1, "vested": 1, "available": 1},
    "lapse": {"open": -1, "lapsed": 1},
    "reserve": {"available": -1, "reserved": 1},
    "release": {"reserved": -1, "available": 1},
    "spend": {"reserved": -1, "spent": 1},
    "expire": {"available": -1, "expired": 1},
    "adjust": {"promised": 1, "vested": 1, "available": 1},
}


class NotEnoughError(ValueError):
    """A row would take more points from a pocket than are in it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the ledger.

    :param reverses: the kind that a ``reverse`` row takes back
    :param is_advance: vested before its cause has happened; with ``adjust`` no points
        move, they only become an advance (their cause fell away after they were spent)
    """

    move_type: str
    points: Decimal
    cause: Hashable = None
    expiry: date | None = None
    reverses: str | None = None
    is_advance: bool = False


def effects(move_type: str, reverses: str | None, is_advance: bool) -> dict[str, int]:
    """Pockets that a row changes, and the sign of the change.

    >>> effects("reverse", "vest", False)
    {'open': 1, 'vested': -1, 'available': -1}
    >>> effects("adjust", None, True)
    {'recover': 1}
    """
    kind, sign = (reverses, -1) if move_type == "reverse" else (move_type, 1)
    moved = {} if is_advance and kind == "adjust" else EFFECTS[kind]
    found = {pocket: sign * one for pocket, one in moved.items()}
    return found | ({"recover": sign} if is_advance else {})


def points_needed(value: Decimal, point_value: Decimal) -> Decimal:
    """Points that gifts of a value take, two decimals, rounded up.

    >>> points_needed(Decimal(385_000_000), Decimal(35_000_000))
    Decimal('11.00')
    >>> points_needed(Decimal(1), Decimal(35_000_000))
    Decimal('0.01')
    """
    if not value:
        return ZERO
    if point_value <= 0:
        raise ValueError("point_value must be positive")
    return (value / point_value).quantize(POINT, ROUND_CEILING)


def shared(points: Decimal, weights: Mapping) -> dict[Hashable, Decimal]:
    """Points by weight, in hundredths, that sum to the points exactly.

    The largest remainders get what rounding down leaves over; of equal ones the
    first. What would get nothing is left out.

    >>> shared(Decimal("1.00"), {"a": Decimal(1), "b": Decimal(1), "c": Decimal(1)})
    {'a': Decimal('0.34'), 'b': Decimal('0.33'), 'c': Decimal('0.33')}
    """
    total = sum(weights.values(), Decimal(0))
    if not total or not points:
        return {}
    cents = int(points / POINT)
    parts = {key: divmod(cents * weight, total) for key, weight in weights.items()}
    left = cents - sum(int(whole) for whole, _rest in parts.values())
    first = sorted(parts, key=lambda key: parts[key][1], reverse=True)[:left]
    more = set(first)
    return {
        key: part
        for key, (whole, _rest) in parts.items()
        if (part := (int(whole) + (key in more)) * POINT)
    }


class Ledger:
    """The points of one voucher; each method appends the rows it needs.

    Amounts are Decimals with two decimals. No row is appended that a pocket cannot pay
    for: :class:`NotEnoughError`.
    """

    def __init__(self, history: Iterable[Move] = ()):
        #: Rows that were appended, in their order.
        self.moves: list[Move] = []
        #: pocket -> points
        self.balance = dict.fromkeys(POCKETS, ZERO)
        #: expiry -> pocket -> points
        self.lots = defaultdict(lambda: dict.fromkeys(IN_LOTS, ZERO))
        #: cause -> pocket -> points, of what happens to causes
        self.causes = defaultdict(lambda: dict.fromkeys(POCKETS, ZERO))
        #: (cause, expiry) -> vested points, and those of them in advance
        self.vested = defaultdict(lambda: [ZERO, ZERO])
        for move in history:
            self._count(move)

    def post(self, move: Move) -> None:
        """Append a row.

        :raises NotEnoughError: it takes more from a pocket than is in it
        """
        if move.points <= 0:
            return
        changed = effects(move.move_type, move.reverses, move.is_advance)
        for pocket, sign in changed.items():
            there = self.balance[pocket]
            if pocket in IN_LOTS and sign < 0:
                there = self.lots[move.expiry][pocket]
            if there + sign * move.points < 0:
                raise NotEnoughError(f"{move.points} of {there} {pocket}")
        self._count(move)
        self.moves.append(move)

    def _count(self, move: Move) -> None:
        changed = effects(move.move_type, move.reverses, move.is_advance)
        for pocket, sign in changed.items():
            points = sign * move.points
            self.balance[pocket] += points
            if pocket in IN_LOTS:
                self.lots[move.expiry][pocket] += points
            if move.cause is not None:
                self.causes[move.cause][pocket] += points
        if move.cause is not None:
            lot = self.vested[move.cause, move.expiry]
            lot[0] += changed.get("vested", 0) * move.points
            lot[1] += changed.get("recover", 0) * move.points

    # What becomes of causes --------------------------------------------------------

    def promise(self, shares: Iterable[tuple[Hashable, Decimal]]) -> None:
        """Open points, each with its cause."""
        for cause, points in shares:
            self.post(Move("promise", points, cause))

    def settle(
        self,
        cause: Hashable,
        earned: Decimal,
        expiry: date | None,
        is_over: bool = False,
    ) -> None:
        """Make a cause's vested points what it has earned by now.

        More vests, after what was advanced; less is taken back: from what is free,
        from what is reserved, from what has expired; what is spent becomes an advance.

        :param earned: points, from nothing to all that were promised
        :param expiry: last day of points that vest now
        :param is_over: the period has ended, what is open then lapses
        """
        state = self.causes[cause]
        regular = state["vested"] - state["recover"]
        if earned > regular:
            self._earn(cause, earned - regular, expiry)
        elif earned < regular:
            self._take_back(cause, regular - earned)
        if is_over:
            self.post(Move("lapse", self._open_of(cause), cause))

    def advance(
        self, points: Decimal, order: Iterable[Hashable], expiry: date | None
    ) -> Decimal:
        """Vest open points before their causes have happened; return how many."""
        done = ZERO
        for cause in order:
            part = min(points - done, self._open_of(cause))
            self.post(Move("vest", part, cause, expiry, is_advance=True))
            done += max(part, ZERO)
        return done

    def _open_of(self, cause: Hashable) -> Decimal:
        return self.causes[cause]["open"]

    def _earn(self, cause: Hashable, points: Decimal, expiry: date | None) -> None:
        for (key, day), (_vested, advanced) in list(self.vested.items()):
            if key == cause and advanced > 0:
                part = min(advanced, points)
                self.post(Move("reverse", part, cause, day, "adjust", True))
                points -= part
        lapsed = min(points - self._open_of(cause), self.causes[cause]["lapsed"])
        self.post(Move("reverse", lapsed, cause, reverses="lapse"))
        part = min(points, self._open_of(cause))
        self.post(Move("vest", part, cause, expiry))

    def _take_back(self, cause: Hashable, points: Decimal) -> None:
        """Take vested points back, those that would expire last first."""
        lots = [
            (day, vested - advanced)
            for (key, day), (vested, advanced) in self.vested.items()
            if key == cause and vested > advanced
        ]
        for day, there in sorted(lots, key=lambda lot: lot[0] or date.max)[::-1]:
            part = min(points, there)
            free = self._make_free(day, part)
            self.post(Move("reverse", free, cause, day, "vest"))
            # what was spent stays vested, as an advance that is to be recovered
            self.post(Move("adjust", part - free, cause, day, is_advance=True))
            points -= part

    def _make_free(self, day: date | None, points: Decimal) -> Decimal:
        """See that points of a lot are available, as far as they are not spent."""
        lot = self.lots[day]
        short = max(points - lot["available"], ZERO)
        self.post(Move("release", min(short, lot["reserved"]), expiry=day))
        short = max(points - lot["available"], ZERO)
        part = min(short, lot["expired"])
        self.post(Move("reverse", part, expiry=day, reverses="expire"))
        return min(points, lot["available"])

    # What becomes of vested points -------------------------------------------------

    def reserve(self, points: Decimal) -> Decimal:
        """Set points aside, first-expiring first; return how many there were."""
        return self._draw("reserve", "available", points)

    def release(self, points: Decimal) -> Decimal:
        """Give reserved points back, those that expire last first."""
        return self._draw("release", "reserved", points, last_first=True)

    def spend(self, points: Decimal) -> None:
        """Use points up: reserved ones, then those that are available.

        :raises NotEnoughError: fewer than that have vested
        """
        if points > self.balance["reserved"] + self.balance["available"]:
            raise NotEnoughError(f"{points} have not vested")
        self.reserve(points - self.balance["reserved"])
        self._draw("spend", "reserved", points)

    def expire(self, today: date) -> Decimal:
        """Take what is still available after its last day; return how many points."""
        done = ZERO
        for day, lot in list(self.lots.items()):
            if day and day < today and lot["available"] > 0:
                done += lot["available"]
                self.post(Move("expire", lot["available"], expiry=day))
        return done

    def withdraw(self) -> None:
        """Take back all that was promised; possible as long as nothing was spent.

        :raises NotEnoughError: points were spent
        """
        if self.balance["spent"]:
            raise NotEnoughError("points were spent")
        for day in list(self.lots):
            self._make_free(day, self.lots[day]["vested"])
        for (cause, day), (vested, advanced) in list(self.vested.items()):
            self.post(Move("reverse", advanced, cause, day, "vest", True))
            self.post(Move("reverse", vested - advanced, cause, day, "vest"))
        for cause, state in list(self.causes.items()):
            self.post(Move("reverse", state["lapsed"], cause, reverses="lapse"))
            self.post(Move("reverse", state["open"], cause, reverses="promise"))
        for day, lot in list(self.lots.items()):
            self.post(Move("reverse", lot["available"], expiry=day, reverses="adjust"))

    def _draw(
        self, move_type: str, pocket: str, points: Decimal, *, last_first: bool = False
    ) -> Decimal:
        done = ZERO
        for day in sorted(self.lots, key=lambda day: day or date.max)[
            :: -1 if last_first else 1
        ]:
            part = min(points - done, self.lots[day][pocket])
            if part > 0:
                self.post(Move(move_type, part, expiry=day))
                done += part
        return done
