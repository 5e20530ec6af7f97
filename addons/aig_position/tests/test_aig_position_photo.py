import base64
import os

from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import AigPositionCase
from .files import color_of, picture

RED, BLUE = (1, 0, 0), (0, 0, 1)
MEGABYTE = 1024 * 1024


@tagged("post_install", "-at_install")
class TestAigPositionPhoto(AigPositionCase):
    """Photos and documents of a position."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = cls.billboard.with_user(cls.user_director)

    def _photo(self, color="red", **values):
        return self.place.env["aig.position.photo"].create(
            {"position_id": self.place.id, "image_1920": picture(color), **values}
        )

    def test_the_first_is_the_products_picture(self):
        red = self._photo(sequence=1)
        blue = self._photo("blue", sequence=2)
        self.assertEqual(color_of(self.place.image_1920), RED)
        self.assertEqual(color_of(self.place.product_id.image_128), RED)
        # as the client writes, which asks for sizes in place of contents
        red.with_context(bin_size=True).sequence = 3
        self.assertEqual(color_of(self.place.image_1920), BLUE)
        blue.image_1920 = picture("lime")
        self.assertEqual(color_of(self.place.image_1920), (0, 1, 0))
        blue.unlink()
        self.assertEqual(color_of(self.place.image_1920), RED)
        red.unlink()
        self.assertFalse(self.place.image_1920)

    def test_a_photo_that_moves_to_another_position(self):
        photo = self._photo()
        photo.position_id = self.screen
        self.assertFalse(self.place.image_1920)
        self.assertTrue(self.screen.image_1920)

    def test_large_photos_are_scaled(self):
        photo = self._photo(image_1920=picture(size=(2500, 500), kind="JPEG"))
        small = base64.b64decode(photo.image_1024)
        self.assertLess(len(small), len(base64.b64decode(photo.image_1920)) + 1)
        self.assertTrue(photo.image_512)

    def test_forty_megabytes(self):
        large = base64.b64encode(os.urandom(40 * MEGABYTE))
        with self.assertRaisesRegex(ValidationError, "T-1.*40.0 MB; at most 10 MB"):
            self._photo(image_1920=large)
        photo = self._photo()
        with self.assertRaisesRegex(ValidationError, "40.0 MB; at most 10 MB"):
            photo.image_1920 = large
        with self.assertRaisesRegex(ValidationError, "40.0 MB; at most 10 MB"):
            self._document(file=large)
        self.company.aig_position_file_limit = 50
        self.assertTrue(self._document(file=large))

    def test_no_photo_at_all(self):
        drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"
        for data in (drawing, b"%PDF-1.7", b"", picture()[:60]):
            with (
                self.subTest(data=data[:9]),
                self.assertRaisesRegex(ValidationError, "take a JPEG or PNG"),
            ):
                self._photo(image_1920=base64.b64encode(data))
        with self.assertRaisesRegex(ValidationError, "take a JPEG or PNG"):
            self._photo(image_1920=False)
        with self.assertRaisesRegex(ValidationError, "take a JPEG or PNG"):
            self._photo(image_1920="no base64")
        # what was typed beside it is refused with it: nothing is half there
        self.assertFalse(self.place.photo_ids)

    def _document(self, **values):
        return self.place.env["aig.position.document"].create(
            {
                "position_id": self.place.id,
                "name": "Sheet",
                "file": base64.b64encode(b"%PDF-1.7"),
                **values,
            }
        )

    def test_a_document_typed_by_a_director(self):
        form = Form(self.place)
        form.training_url = "https://learn.aig.vn/hang-xanh"
        with form.document_ids.new() as document:
            document.file = base64.b64encode(b"%PDF-1.7")
            document.file_name = "Hàng Xanh.pdf"
        form.save()
        self.assertRecordValues(
            self.place.document_ids,
            [{"name": "Hàng Xanh.pdf", "for_customer": False}],
        )
        with self.assertRaisesRegex(ValidationError, "has no file"):
            self._document(file=False)

    def test_training_links(self):
        with self.assertRaisesRegex(ValidationError, "does not begin with https"):
            self.place.training_url = "http://learn.aig.vn"
        with self.assertRaisesRegex(ValidationError, "private network"):
            self.place.training_url = "https://192.168.1.7/course"

    def test_found_by_what_is_told_of_it(self):
        self.place.selling_points = "Trước chợ Bến Thành"
        self._document(name="Khảo sát lưu lượng", position_id=self.screen.id)
        positions = self.env["aig.position"].with_user(self.user_sales_north)
        arch = etree.fromstring(positions.get_view(view_type="search")["arch"])
        [field] = arch.xpath("//field[@name='selling_points']")
        for words, found in (
            ("chợ bến thành", self.billboard),
            ("lưu lượng", self.screen),
        ):
            domain = safe_eval(field.get("filter_domain"), {"self": words})
            self.assertEqual(positions.search(domain), found)

    def test_salespeople_read_and_directors_change(self):
        photo, document = self._photo(name="From the bridge"), self._document()
        for record in (photo, document):
            for user in (self.user_sales_north, self.user_manager_north):
                theirs = record.with_user(user)
                self.assertTrue(theirs.name)
                with self.assertRaises(AccessError):
                    theirs.name = "Other"
                with self.assertRaises(AccessError):
                    theirs.unlink()
        with self.assertRaises(AccessError):
            self.billboard.with_user(self.user_sales_north).write(
                {"photo_ids": [Command.create({"image_1920": picture()})]}
            )
