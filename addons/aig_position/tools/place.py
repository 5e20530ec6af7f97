"""Coordinates of a place: what people mistype."""

#: Vietnam with its islands: south, north, west, east.
VIETNAM = (6.0, 23.5, 102.0, 117.5)
#: What people write before the name of a province, or leave out.
RANKS = ("thànhphố", "tp", "tỉnh")


def is_swapped(latitude: float, longitude: float) -> bool:
    """Whether latitude and longitude of a place in Vietnam change places.

    >>> is_swapped(10.7769, 106.7009), is_swapped(106.7009, 10.7769)
    (False, True)
    """
    south, north, west, east = VIETNAM
    return south <= longitude <= north and west <= latitude <= east


def with_province(address: str, province: str) -> str:
    """An address and its province, which many addresses name already.

    >>> with_province("12 Trần Phú, Tây Hồ", "Hà Nội")
    '12 Trần Phú, Tây Hồ, Hà Nội'
    >>> with_province("9 Lê Lợi, Quận 1, TP. Hồ Chí Minh", "TP Hồ Chí Minh")
    '9 Lê Lợi, Quận 1, TP. Hồ Chí Minh'
    >>> with_province("", "Hà Nội"), with_province("Bến xe", "")
    ('Hà Nội', 'Bến xe')
    """
    name = _letters(province)
    for rank in RANKS:
        name = name.removeprefix(rank)
    if name and _letters(address).endswith(name):
        return address
    return ", ".join(filter(None, (address, province)))


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
