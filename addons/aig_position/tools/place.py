"""Coordinates of a place: what people mistype, and where it is on a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

#: Vietnam with its islands: south, north, west, east.
VIETNAM = (6.0, 23.5, 102.0, 117.5)


def is_swapped(latitude: float, longitude: float) -> bool:
    """Whether latitude and longitude of a place in Vietnam change places.

    >>> is_swapped(10.7769, 106.7009), is_swapped(106.7009, 10.7769)
    (False, True)
    """
    south, north, west, east = VIETNAM
    return south <= longitude <= north and west <= latitude <= east


def is_possible(latitude: float, longitude: float) -> bool:
    """Whether there is such a place on earth.

    >>> is_possible(10.7, 106.7), is_possible(91, 0), is_possible(0, 181)
    (True, False, False)
    """
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


@dataclass(frozen=True)
class Frame:
    """The part of the earth that a map shows."""

    south: float
    north: float
    west: float
    east: float

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place is in the frame: 0..1 from the left and from the top.

        >>> Frame(10.0, 11.0, 106.0, 107.0).spot(10.75, 106.25)
        (0.25, 0.25)
        """
        return (
            (longitude - self.west) / (self.east - self.west),
            (self.north - latitude) / (self.north - self.south),
        )


def frame_of(places: Iterable[tuple[float, float]], least: float = 0.02) -> Frame:
    """The frame that shows all places undistorted, with a margin.

    A degree of longitude is shorter than one of latitude, by the cosine of the
    latitude; the frame is as wide as it is high on the ground.

    :param least: degrees of latitude it shows at least

    >>> frame_of([(10.0, 106.0)]).spot(10.0, 106.0)
    (0.5, 0.5)
    """
    places = list(places)
    latitudes = [latitude for latitude, _longitude in places]
    longitudes = [longitude for _latitude, longitude in places]
    middle = (
        (min(latitudes) + max(latitudes)) / 2,
        (min(longitudes) + max(longitudes)) / 2,
    )
    shrink = cos(radians(middle[0]))
    side = max(
        least,
        (max(latitudes) - min(latitudes)) * 1.1,
        (max(longitudes) - min(longitudes)) * shrink * 1.1,
    )
    return Frame(
        middle[0] - side / 2,
        middle[0] + side / 2,
        middle[1] - side / shrink / 2,
        middle[1] + side / shrink / 2,
    )
