import io
import zipfile

import pytest

from .. import import_archive
from ..import_archive import Archive
from ..import_sheet import NoSheet


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_sheet_and_photos_in_folders():
    data = packed(
        **{
            "all/places.csv": b"code\n",
            "all/photos/HN-1.JPG": b"one",
            "all/photos/hn-1_2.png": b"two",
            "__MACOSX/all/._HN-1.jpg": b"",
            "all/Thumbs.db": b"",
        }
    )
    archive = Archive(data)
    assert archive.sheet() == b"code\n"
    pictures, problems = archive.pictures({"hn-1"})
    assert [(one.code, one.number) for one in pictures] == [("hn-1", 1), ("hn-1", 2)]
    assert pictures[0].file_name == "HN-1.JPG"
    assert archive.photo(pictures[0], 100) == b"one"
    assert archive.photo(pictures[0], 2) is None
    assert not problems


def test_files_that_belong_to_nobody():
    data = packed(
        **{
            "a.csv": b"",
            "HN-9.jpg": b"",
            "HN-1.tif": b"",
            "HN-1.jpg": b"",
            "x/hn-1.png": b"",
            "HN-1_1.jpg": b"",
        }
    )
    pictures, problems = Archive(data).pictures({"hn-1"})
    assert len(pictures) == 1
    assert sorted((one.reason, one.about["file"]) for one in problems) == [
        ("ending", "HN-1.tif"),
        ("same_photo", "HN-1_1.jpg"),
        ("same_photo", "hn-1.png"),
        ("whose", "HN-9.jpg"),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"no zip", packed(), packed(**{"a.csv": b"", "b.xlsx": b""})]
)
def test_no_archive(data):
    with pytest.raises(NoSheet):
        Archive(data)


def test_what_is_large_is_not_unpacked(monkeypatch):
    bomb = packed(**{"a.csv": b"code\n", "HN-1.jpg": bytes(5_000_000)})
    assert len(bomb) < 10_000
    archive = Archive(bomb)
    [picture] = archive.pictures({"hn-1"})[0]
    monkeypatch.setattr(
        zipfile.ZipFile, "open", lambda *_args: pytest.fail("was unpacked")
    )
    assert archive.photo(picture, 4_999_999) is None
    monkeypatch.setattr(import_archive, "MOST_PHOTO_BYTES", 4_000_000)
    assert [one.reason for one in archive.pictures({"hn-1"})[1]] == ["bytes"]
    monkeypatch.setattr(import_archive, "MOST_FILES", 0)
    assert [one.reason for one in archive.pictures({"hn-1"})[1]] == ["files"]
    monkeypatch.setattr(import_archive, "MOST_BYTES", 1)
    with pytest.raises(NoSheet):
        archive.sheet()


def test_a_size_that_is_a_lie():
    data = packed(**{"a.csv": b"code\n", "HN-1.jpg": bytes(1000)})
    archive = Archive(data)
    [picture] = archive.pictures({"hn-1"})[0]
    archive._files[picture.path].file_size = 10
    with pytest.raises(NoSheet):
        archive.photo(picture, 100)


def test_a_damaged_photo():
    data = packed(**{"a.csv": b"code\n", "HN-1.jpg": bytes(range(256)) * 40})
    archive = Archive(data)
    [picture] = archive.pictures({"hn-1"})[0]
    info = archive._files[picture.path]
    broken = bytearray(data)
    broken[info.header_offset + 45] ^= 0xFF
    archive = Archive(bytes(broken))
    with pytest.raises(NoSheet):
        archive.photo(picture, 10**6)
