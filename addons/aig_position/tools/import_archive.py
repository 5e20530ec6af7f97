"""One ZIP file with a sheet of positions and their photos."""

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from .import_sheet import MOST_BYTES, NoSheet, Problem

SHEETS = (".xlsx", ".csv")
PHOTOS = (".jpg", ".jpeg", ".png")
MOST_FILES = 500
#: Bytes of all photos when they are unpacked.
MOST_PHOTO_BYTES = 1_000_000_000
#: What computers add without being asked.
LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
NUMBERED = re.compile(r"(?P<code>.+)_(?P<number>\d{1,3})")


@dataclass(frozen=True)
class Picture:
    """A photo of the position ``code``: its place in the order, and its file."""

    code: str
    number: int
    path: str

    @property
    def file_name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.path).name


def owner(stem: str, codes: Collection[str]) -> tuple[str, int] | None:
    """Whose photo a file is, by its name without the ending; and which one.

    >>> owner("HCM-0123", {"hcm-0123"}), owner("hcm-0123_2", {"hcm-0123"})
    (('hcm-0123', 1), ('hcm-0123', 2))

    A code may end like a number:

    >>> owner("HN_2", {"hn", "hn_2"}), owner("HN_9", {"hue"})
    (('hn_2', 1), None)
    """
    known = stem.strip().casefold()
    if known in codes:
        return known, 1
    match = NUMBERED.fullmatch(known)
    if match and match["code"] in codes:
        return match["code"], int(match["number"])
    return None


class Archive:
    """What is in the file; nothing is unpacked before its size is known.

    :raises NoSheet: it is no ZIP file, or holds more than one sheet or none
    """

    def __init__(self, data: bytes):
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise NoSheet(str(error)) from error
        self._files = {
            info.filename: info
            for info in self._archive.infolist()
            if not info.is_dir() and not self._is_litter(info.filename)
        }
        sheets = [path for path in self._files if path.lower().endswith(SHEETS)]
        if len(sheets) != 1:
            raise NoSheet(f"{len(sheets)} sheets")
        self.sheet_path = sheets[0]

    @staticmethod
    def _is_litter(path: str) -> bool:
        name = path.lower()
        return name.startswith(LITTER[0]) or name.rsplit("/", 1)[-1] in LITTER[1:]

    def sheet(self) -> bytes:
        """The sheet.

        :raises NoSheet: it is too large or damaged
        """
        data = self._read(self.sheet_path, MOST_BYTES)
        if data is None:
            raise NoSheet(self.sheet_path)
        return data

    def pictures(self, codes: Collection[str]) -> tuple[list[Picture], list[Problem]]:
        """The photos with the code of each, and files that belong to none.

        :param codes: codes of positions, in small letters
        """
        paths = [path for path in self._files if path != self.sheet_path]
        if len(paths) > MOST_FILES:
            return [], [Problem("files", about={"limit": MOST_FILES})]
        if sum(self._files[path].file_size for path in paths) > MOST_PHOTO_BYTES:
            return [], [Problem("bytes", about={"limit": MOST_PHOTO_BYTES // 10**6})]
        found, problems = {}, []
        for path in sorted(paths):
            name = PurePosixPath(path)
            whose = owner(name.stem, codes)
            if name.suffix.lower() not in PHOTOS:
                problems.append(Problem("ending", about={"file": name.name}))
            elif whose is None:
                problems.append(Problem("whose", about={"file": name.name}))
            elif whose in found:
                problems.append(Problem("same_photo", about={"file": name.name}))
            else:
                found[whose] = Picture(*whose, path)
        return [found[key] for key in sorted(found)], problems

    def photo(self, picture: Picture, limit: int) -> bytes | None:
        """The bytes of a photo; None if it has more than ``limit``.

        :raises NoSheet: it cannot be unpacked
        """
        return self._read(picture.path, limit)

    def _read(self, path: str, limit: int) -> bytes | None:
        info = self._files[path]
        if info.file_size > limit:
            return None
        try:
            with self._archive.open(info) as stream:
                # the size that is written there may be a lie
                data = stream.read(limit + 1)
        except Exception as error:  # what each way of packing raises when damaged
            raise NoSheet(str(error)) from error
        return data if len(data) <= limit else None
