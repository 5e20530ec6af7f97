"""A sheet on which places stand side by side."""

from collections.abc import Sequence
from typing import TypeVar

Column = TypeVar("Column")
#: More columns than this are too narrow to be read on A4.
COLUMNS = 4


def pages(columns: Sequence[Column], width: int = COLUMNS) -> list[list[Column]]:
    """The columns in their order, dealt out to pages that are filled evenly.

    >>> pages("abcde")
    [['a', 'b', 'c'], ['d', 'e']]
    >>> pages("abcd"), pages("")
    ([['a', 'b', 'c', 'd']], [])
    """
    number = -(-len(columns) // width)
    if not number:
        return []
    size, more = divmod(len(columns), number)
    dealt, begin = [], 0
    for page in range(number):
        end = begin + size + (page < more)
        dealt.append(list(columns[begin:end]))
        begin = end
    return dealt
