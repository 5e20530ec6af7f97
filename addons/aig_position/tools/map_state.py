"""What a position on the map shows for the days asked: one word, one colour."""

from dataclasses import dataclass

FREE, PARTLY, HELD, TAKEN = "free", "partly", "held", "taken"
MAINTENANCE, LICENCE_OVER = "maintenance", "licence_over"
#: In the order of the legend.
STATES = (FREE, PARTLY, HELD, TAKEN, MAINTENANCE, LICENCE_OVER)


@dataclass(frozen=True)
class Room:
    """Slots that are free on every day asked.

    ``but_held``: when holds are given back; ``but_maintenance``: when maintenance is
    put off. ``slots`` is how many the place has.
    """

    slots: int
    free: int
    but_held: int
    but_maintenance: int


def state(room: Room, licence_over: bool = False) -> str:
    """What the map says of a place (A41).

    A licence that ends before the last day comes first: only a manager books it then.
    A place without a free slot tells what stands in the way: a hold may be given
    back, so it is named before maintenance, and both before a firm booking.

    >>> state(Room(3, 3, 3, 3)), state(Room(3, 1, 1, 1)), state(Room(1, 0, 1, 0))
    ('free', 'partly', 'held')
    >>> state(Room(1, 0, 0, 1)), state(Room(1, 0, 0, 0))
    ('maintenance', 'taken')
    >>> state(Room(1, 1, 1, 1), licence_over=True)
    'licence_over'
    """
    if licence_over:
        return LICENCE_OVER
    if room.free:
        return FREE if room.free >= room.slots else PARTLY
    if room.but_held:
        return HELD
    return MAINTENANCE if room.but_maintenance else TAKEN
