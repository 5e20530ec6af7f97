from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: What each problem of an import is called to people.
SENTENCES = {
    "empty": _lt("The sheet is empty."),
    "rows": _lt("The sheet has more than %(limit)s rows: split it."),
    "column": _lt("There is no column “%(column)s”."),
    "column_twice": _lt("The column “%(column)s” is there twice."),
    "no_code_column": _lt("There is no column with the codes."),
    "no_code": _lt("The code is missing."),
    "twice": _lt("The code “%(code)s” stands in row %(other)s, too."),
    "number": _lt("“%(text)s” is no number for “%(column)s”."),
    "small": _lt("“%(text)s” is too small for “%(column)s”."),
    "swapped": _lt(
        "Latitude and longitude have changed places. In Vietnam the latitude is the "
        "smaller number."
    ),
    "day": _lt("“%(text)s” is no day for “%(column)s”: write 31/12/2026."),
    "unknown": _lt("“%(text)s” is not known as “%(column)s”."),
    "missing": _lt("“%(column)s” is missing."),
    "files": _lt("There are more than %(limit)s files in the ZIP file: split it."),
    "bytes": _lt("The photos have more than %(limit)s MB: split the ZIP file."),
    "ending": _lt("“%(file)s” is neither a JPEG nor a PNG picture."),
    "whose": _lt("“%(file)s” has no position: name photos by their codes."),
    "same_photo": _lt("“%(file)s” is there twice."),
    "photo": _lt("“%(file)s” is no photo that can be shown."),
    "photo_size": _lt("“%(file)s” has more than %(limit)s MB: make it smaller."),
    "pixels": _lt("“%(file)s” has too many pixels: make it smaller."),
}
