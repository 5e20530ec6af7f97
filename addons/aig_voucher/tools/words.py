"""Amounts in words, Vietnamese as banks write it, and English.

>>> in_words(385_000_000, "vi_VN")
'Ba trăm tám mươi lăm triệu'
>>> in_words(385_000_000, "en_US")
'Three hundred and eighty-five million'
"""

from num2words import num2words  # type: ignore[import-untyped]

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
THOUSAND = 1000
BILLION = 10**9


def in_words(number: int, lang: str) -> str:
    """A whole number in words, with a capital; English where a language is unknown.

    :param lang: a code such as ``vi_VN``
    :raises ValueError: the number is below 0

    >>> in_words(0, "vi_VN"), in_words(21, "xx_XX")
    ('Không', 'Twenty-one')
    """
    if number < 0:
        raise ValueError("only what is not negative is written in words")
    if lang.startswith("vi"):
        words = vietnamese(number)
    else:
        try:
            words = str(num2words(number, lang=lang))
        except NotImplementedError:
            words = str(num2words(number, lang="en"))
    return words[:1].upper() + words[1:]


def vietnamese(number: int) -> str:
    """A whole number in Vietnamese words; zeros within are said.

    >>> vietnamese(1_005_015)
    'một triệu không trăm lẻ năm nghìn không trăm mười lăm'
    >>> vietnamese(2_000_000_010)
    'hai tỷ không trăm mười'
    """
    if number == 0:
        return DIGITS[0]
    return " ".join(_long(number))


def _long(number: int, after: bool = False) -> list[str]:
    """Words of any number; ``after``: something larger stands before."""
    billions, rest = divmod(number, BILLION)
    words: list[str] = []
    if billions:
        words = [*_long(billions, after), "tỷ"]
    for power in (2, 1, 0):
        group = rest // THOUSAND**power % THOUSAND
        if group:
            words += _group(group, full=after or bool(words))
            words += filter(None, [SCALES[power]])
    return words


def _group(number: int, full: bool) -> list[str]:
    """Words of 1 to 999; ``full``: hundreds are said although there are none.

    >>> " ".join(_group(21, full=False)), " ".join(_group(5, full=True))
    ('hai mươi mốt', 'không trăm lẻ năm')
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words: list[str] = []
    if hundreds or full:
        words = [DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif words and ones:
        words.append("lẻ")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(DIGITS[ones])
    return words
