"""Names, subjects and addresses: what may stand in one line of a mail's head."""

import re
import unicodedata

#: Joins the parts of an emoji; between letters it only hides.
JOINER = "\u200d"
#: Longer ones no mail server takes.
MAX_ADDRESS = 254

ADDRESS = re.compile(
    r"""[^\s@<>()\[\]\\,;:"]{1,64}@
    (?:\w(?:[\w-]{0,61}\w)?\.)+[^\W\d_](?:[\w-]{0,61}\w)""",
    re.VERBOSE,
)


def clean_line(text: str) -> str:
    """Return ``text`` as one line that shows all it says.

    Line breaks, with which a head could be made longer, become spaces; signs that
    nobody sees, that turn the reading direction or that no mail can carry are left
    out.

    >>> clean_line("Chào\\r\\nBcc: x@y.vn")
    'Chào Bcc: x@y.vn'
    >>> clean_line("bill\\u202efdp.exe")
    'billfdp.exe'
    """
    signs = [_clean(text, place) for place in range(len(text))]
    return " ".join("".join(signs).split())


def is_clean(text: str) -> bool:
    """Whether nothing in ``text`` hides or breaks the line.

    >>> is_clean("an@example.com"), is_clean("an@example.com\\nBcc: b@example.com")
    (True, False)
    """
    return clean_line(text) == " ".join(text.split(" ")).strip()


def is_address(text: str) -> bool:
    """Whether ``text`` is written as one mail address is.

    >>> is_address("an.nguyen@aig.com.vn"), is_address("Hoa@bưởi.vn")
    (True, True)
    >>> is_address("an@aig"), is_address("an@@aig.vn"), is_address("an..b@aig.vn")
    (False, False, False)
    """
    local = text.partition("@")[0]
    return (
        len(text) <= MAX_ADDRESS
        and ADDRESS.fullmatch(text) is not None
        and is_clean(text)
        and not (".." in local or local.startswith(".") or local.endswith("."))
    )


def _clean(text: str, place: int) -> str:
    sign = text[place]
    category = unicodedata.category(sign)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if sign == JOINER and _in_emoji(text, place):
        return sign
    return "" if category in ("Cf", "Cs") else sign


def _in_emoji(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return all(
        sign and unicodedata.category(sign) in ("So", "Sk", "Mn") for sign in around
    )
