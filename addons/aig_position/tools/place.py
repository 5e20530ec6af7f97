"""Coordinates of a place: what people mistype."""

#: Vietnam with its islands: south, north, west, east.
VIETNAM = (6.0, 23.5, 102.0, 117.5)


def is_swapped(latitude: float, longitude: float) -> bool:
    """Whether latitude and longitude of a place in Vietnam change places.

    >>> is_swapped(10.7769, 106.7009), is_swapped(106.7009, 10.7769)
    (False, True)
    """
    south, north, west, east = VIETNAM
    return south <= longitude <= north and west <= latitude <= east
