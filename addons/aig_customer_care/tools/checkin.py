"""How far a visitor stands from the customer, and whether that is near enough."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6_371_008.8  # metres, mean
MAX_LATITUDE = 90
MAX_LONGITUDE = 180

NONE = "none"
UNKNOWN = "unknown"
NEAR = "near"
FAR = "far"


@dataclass(frozen=True)
class Position:
    """A point on earth, in degrees.

    >>> Position(91, 0)
    Traceback (most recent call last):
        ...
    ValueError: 91, 0 is no position
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (
            abs(self.latitude) <= MAX_LATITUDE and abs(self.longitude) <= MAX_LONGITUDE
        ):
            raise ValueError(f"{self.latitude}, {self.longitude} is no position")


def known_position(latitude: float, longitude: float) -> Position | None:
    """The position in two numbers of a record; both zero are an empty record.

    >>> known_position(0.0, 0.0) is None
    True
    """
    if not latitude and not longitude:
        return None
    return Position(latitude, longitude)


def distance(here: Position, there: Position) -> int:
    """Metres between two positions along the earth (haversine).

    Hoan Kiem lake to the cathedral of Saigon:

    >>> distance(Position(21.0287, 105.8524), Position(10.7798, 106.6990)) // 1000
    1143
    """
    lat_here, lat_there = radians(here.latitude), radians(there.latitude)
    half_lat = (lat_there - lat_here) / 2
    half_long = radians(there.longitude - here.longitude) / 2
    chord = sin(half_lat) ** 2 + cos(lat_here) * cos(lat_there) * sin(half_long) ** 2
    return round(2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord))))


def judge(here: Position | None, metres: int | None, radius: int) -> str:
    """What is known of a check-in: no data is neither near nor far.

    :param metres: distance to the customer, None when the customer has no position
    :param radius: metres within which one is at the customer's

    >>> judge(None, None, 200), judge(Position(21, 105), None, 200)
    ('none', 'unknown')
    >>> judge(Position(21, 105), 200, 200), judge(Position(21, 105), 201, 200)
    ('near', 'far')
    """
    if here is None:
        return NONE
    if metres is None:
        return UNKNOWN
    return NEAR if metres <= radius else FAR
