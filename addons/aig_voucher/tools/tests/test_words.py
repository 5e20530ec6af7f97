import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.words import BILLION, DIGITS, in_words, vietnamese

VALUES = {
    **{word: number for number, word in enumerate(DIGITS)},
    "mốt": 1,
    "lăm": 5,
}


def read(text):
    """The number that Vietnamese words say: an own reading, to compare with."""
    if text.endswith(" tỷ") or " tỷ " in text:
        head, tail = re.fullmatch(r"(.*) tỷ(.*)", text).groups()
        return read(head) * BILLION + (read(tail.strip()) if tail else 0)
    total = 0
    for word, scale in (("triệu", 10**6), ("nghìn", 1000)):
        if word in text:
            head, text = text.split(word)
            total += below_thousand(head) * scale
    return total + below_thousand(text)


def below_thousand(text):
    number = 0
    for word in text.split():
        if word == "trăm":
            number *= 100
        elif word == "mươi":
            number = number // 100 * 100 + number % 10 * 10
        elif word == "mười":
            number += 10
        elif word != "lẻ":
            number += VALUES[word]
    return number


@given(st.integers(0, 10**15))
def test_words_say_the_number(number):
    assert read(vietnamese(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10, "Mười"),
        (15, "Mười lăm"),
        (24, "Hai mươi bốn"),
        (55, "Năm mươi lăm"),
        (101, "Một trăm lẻ một"),
        (110_000, "Một trăm mười nghìn"),
        (1_015_000, "Một triệu không trăm mười lăm nghìn"),
        (385_000_001, "Ba trăm tám mươi lăm triệu không trăm lẻ một"),
        (1_200_000_000, "Một tỷ hai trăm triệu"),
        (10**12, "Một nghìn tỷ"),
    ],
)
def test_as_banks_write_it(number, words):
    assert in_words(number, "vi_VN") == words


def test_no_negative_amount():
    with pytest.raises(ValueError, match="not negative"):
        in_words(-1, "vi_VN")
