import base64
import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AigPositionCase
from .files import color_of, picture

HEAD = (
    "code",
    "name",
    "kind",
    "parent",
    "latitude",
    "longitude",
    "rate_from",
    "daily_rate",
)
ROWS = (
    ("N-1A", "East face", "Test billboard", "N-1", "10,7769", "106,7009", "", ""),
    (
        "N-1",
        "Tower",
        "test billboard",
        "",
        "10.7769",
        "106.7009",
        "01/01/2026",
        "5.000.000",
    ),
    ("T-1", "Billboard", "", "", "10.8", "106.7", "2026-01-01", "1500000"),
)


@tagged("post_install", "-at_install")
class TestAigPositionImport(AigPositionCase):
    """Positions from a file, as a director brings them in: all or none."""

    def _dialog(self, rows=ROWS, head=HEAD, **photos):
        lines = [";".join(head), *(";".join(row) for row in rows)]
        data, name = "\n".join(lines).encode(), "places.csv"
        if photos:
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr(name, data)
                for file, encoded in photos.items():
                    archive.writestr(file, base64.b64decode(encoded))
            data, name = out.getvalue(), "places.zip"
        return (
            self.env["aig.position.import"]
            .with_user(self.user_director)
            .create({"data": base64.b64encode(data), "file_name": name})
        )

    def _import(self, *args, **photos):
        action = self._dialog(*args, **photos).action_import()
        found = self.env["aig.position"].search(action["params"]["next"]["domain"])
        return found, action["params"]["message"]

    def _refused(self, *args, **photos):
        before = self.env["aig.position"].search_count([])
        with self.assertRaises(UserError) as caught:
            self._dialog(*args, **photos).action_import()
        self.assertEqual(self.env["aig.position"].search_count([]), before)
        head, *lines = str(caught.exception).split("\n")
        self.assertIn("Nothing was imported", head)
        return lines

    def test_new_and_known_positions(self):
        found, message = self._import()
        self.assertEqual(
            message, "2 positions were added, 1 changed, 0 are as they were."
        )
        face, tower, billboard = found.sorted(
            lambda one: (one.code != "N-1A", one.code)
        )
        self.assertEqual((face.parent_id, face.kind_id), (tower, self.kind))
        self.assertEqual((face.latitude, face.longitude), (10.7769, 106.7009))
        self.assertEqual(tower.daily_rate, 5_000_000)
        self.assertEqual(billboard, self.billboard)
        self.assertEqual(billboard.kind_id, self.kind)
        self.assertEqual(billboard.daily_rate, 1_500_000)
        self.assertEqual(len(billboard.rate_ids), 2)

    def test_the_same_file_again_changes_nothing(self):
        photos = {
            "N-1.jpg": picture("blue", (3000, 2000), "JPEG"),
            "N-1_2.png": picture("red"),
        }
        found, _message = self._import(**photos)
        tower = found.filtered(lambda one: one.code == "N-1")
        photo_ids = tower.photo_ids.ids
        self.env.cr.execute(
            "UPDATE aig_position_photo SET write_date = '2020-01-01';"
            "UPDATE aig_position SET write_date = '2020-01-01';"
            "UPDATE product_template SET write_date = '2020-01-01'"
        )
        self.env.invalidate_all()
        _found, message = self._import(**photos)
        self.assertEqual(
            message, "0 positions were added, 0 changed, 3 are as they were."
        )
        self.assertEqual(tower.photo_ids.ids, photo_ids)
        self.env.flush_all()
        self.env.invalidate_all()
        for record in (*tower.photo_ids, *found, *found.product_tmpl_id):
            self.assertEqual(record.write_date.year, 2020, record)

    def test_photos_in_their_order(self):
        photos = {
            "photos/n-1_2.jpg": picture("red", kind="JPEG"),
            "photos/N-1.png": picture("blue"),
            "T-3.png": picture("lime"),
        }
        found, message = self._import(**photos)
        self.assertIn("2 positions were added, 2 changed", message)
        self.assertIn(self.tower, found)
        tower = found.filtered(lambda one: one.code == "N-1")
        colors = [color_of(photo.image_1920) for photo in tower.photo_ids]
        self.assertEqual(colors, [(0, 0, 1), (1, 0, 0)])
        self.assertEqual(color_of(tower.image_1920), (0, 0, 1))
        self._import(**{"T-3.png": picture("red")})
        self.assertEqual(color_of(self.tower.image_1920), (1, 0, 0))
        self.assertEqual(len(self.tower.photo_ids), 1)

    def test_every_mistake_with_its_row(self):
        lines = self._refused(
            [
                ("N-1", "Place", "Airship", "N-9", "10", "106", "", ""),
                ("N-2", "", "", "", "", "", "", "1000"),
                ("n-1", "Place", "Test billboard", "", "here", "106", "", "0"),
            ]
        )
        self.assertEqual(
            lines,
            [
                "Row 3: “Name” is missing.",
                "Row 3: “Kind” is missing.",
                "Row 3: “Rate from” is missing.",
                "Row 4: “here” is no number for “Latitude”.",
                "Row 4: “0” is too small for “Daily Rate”.",
                "Row 4: The code “n-1” stands in row 2, too.",
            ],
        )
        lines = self._refused(
            [
                ("N-1", "Place", "Airship", "N-9", "10", "106", "", ""),
                ("N-2", "", "", "", "106.7", "10.7", "31/02/2026", "1000"),
            ]
        )
        self.assertEqual(
            lines,
            [
                "Row 2: “Airship” is not known as “Kind”.",
                "Row 2: “N-9” is not known as “Part of”.",
                "Row 3: “31/02/2026” is no day for “Rate from”: write 31/12/2026.",
                "Row 3: “Name” is missing.",
                "Row 3: “Kind” is missing.",
                "Row 3: Latitude and longitude have changed places. In Vietnam the "
                "latitude is the smaller number.",
            ],
        )

    def test_what_the_position_itself_refuses(self):
        good = ROWS[1]
        self._new_booking(self.tower).action_book()
        part = ("N-3", "North", "Test billboard", "T-3", "", "", "", "")
        [line] = self._refused([good, part])
        self.assertRegex(line, "Row 3: .*is booked: its parts")

    def test_bad_photos(self):
        self.env.company.aig_position_file_limit = 1
        noise = io.BytesIO(bytes(1_000_001))
        lines = self._refused(
            ROWS,
            **{
                "N-1.jpg": base64.b64encode(noise.getvalue()),
                "T-1.png": base64.b64encode(b"no picture"),
                "N-7.png": picture(),
                "N-1A.gif": picture(),
                "T-1_2.jpg": picture(size=(9000, 7000), kind="JPEG"),
            },
        )
        self.assertEqual(
            sorted(lines),
            [
                "Row 3: “N-1.jpg” has more than 1 MB: make it smaller.",
                "Row 4: “T-1.png” is no photo that can be shown.",
                "Row 4: “T-1_2.jpg” has too many pixels: make it smaller.",
                "“N-1A.gif” is neither a JPEG nor a PNG picture.",
                "“N-7.png” has no position: name photos by their codes.",
            ],
        )

    def test_no_sheet_at_all(self):
        for data, name in ((b"\xff\xfe", "a.csv"), (b"x", "a.zip"), (b"x", "a.xlsx")):
            dialog = self._dialog()
            dialog.write({"data": base64.b64encode(data), "file_name": name})
            with self.assertRaisesRegex(UserError, "cannot be read"):
                dialog.action_import()
        many = [(f"N-{n}", "", "", "", "", "", "", "") for n in range(30)]
        self.assertEqual(self._refused(many)[-1], "And 40 more.")

    def test_vietnamese_columns_and_kinds(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.kind.with_context(lang="vi_VN").name = "Biển thử"
        dialog = self._dialog().with_context(lang="vi_VN")
        labels = dialog._get_labels()
        head = [labels[name] for name in HEAD]
        rows = [("N-1", "Tháp", "biển THỬ", "", "10,7", "106,7", "", "")]
        dialog.write(
            {
                "data": base64.b64encode(
                    f"{';'.join(head)}\n{';'.join(rows[0])}".encode()
                )
            }
        )
        dialog.action_import()
        found = self.env["aig.position"].search([("code", "=", "N-1")])
        self.assertEqual(found.kind_id, self.kind)
        self.assertEqual(found.latitude, 10.7)
        self.assertEqual(dialog.columns.split(", ")[0], labels["code"])

    def test_salespeople_do_not_import(self):
        with self.assertRaises(AccessError):
            self.env["aig.position.import"].with_user(self.user_manager_north).create(
                {"data": b"", "file_name": "a.csv"}
            )

    @mute_logger("odoo.sql_db")  # a kind that there is none of
    def test_odoos_own_import_names_rows_and_imports_nothing(self):
        positions = self.env["aig.position"].with_user(self.user_director)
        before = positions.search_count([])
        result = positions.load(
            ["code", "name", "kind_id", "latitude", "longitude"],
            [
                ["N-1", "Good", "Test billboard", "10.7", "106.7"],
                ["N-2", "Swapped", "Test billboard", "106.7", "10.7"],
                ["N-3", "Unknown", "Airship", "10.7", "106.7"],
            ],
        )
        self.assertFalse(result["ids"])
        self.assertEqual(
            sorted({message["rows"]["from"] for message in result["messages"]}), [1, 2]
        )
        self.assertEqual(positions.search_count([]), before)
