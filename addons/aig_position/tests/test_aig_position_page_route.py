import base64

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import AigPositionCase
from .files import picture

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@tagged("post_install", "-at_install")
class TestAigPositionPageRoute(AigPositionCase, HttpCase):
    """Who opens a link to a position sees its page, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_sales_north.partner_id.phone = "0901 234 567"
        school = cls.env["aig.position.restriction"].create(
            {
                "name": "Beside a kindergarten",
                "industry_ids": cls.env["res.partner.industry"]
                .create({"name": "Spirits"})
                .ids,
            }
        )
        cls.billboard.write(
            {
                "address": "1 Main Street",
                "latitude": 10.8015,
                "longitude": 106.7112,
                "width": 12,
                "height": 6.5,
                "facing": "nw",
                "daily_traffic": 123456,
                "selling_points": "- Beside the market\n\n* At the lights",
                "restriction_ids": school.ids,
                "licence_number": "GP-SECRET",
            }
        )
        cls.photo = cls.env["aig.position.photo"].create(
            {
                "position_id": cls.billboard.id,
                "name": "From the bridge",
                "image_1920": picture(),
            }
        )
        documents = cls.env["aig.position.document"]
        cls.sheet, cls.inside, cls.other = documents.create(
            [
                cls._prepare_document(cls.billboard, "Sheet", for_customer=True),
                cls._prepare_document(cls.billboard, "Costs"),
                cls._prepare_document(cls.screen, "Another", for_customer=True),
            ]
        )
        cls.booking = cls._new_booking()
        cls.booking.action_hold()
        cls.env.flush_all()

    @staticmethod
    def _prepare_document(position, name, **values):
        return {
            "position_id": position.id,
            "name": name,
            "file": base64.b64encode(b"<script>alert(1)</script>"),
            "file_name": f"{name}.html",
            **values,
        }

    def _path(self, *args, position=None, **options):
        position = (position or self.billboard).with_user(self.user_sales_north)
        url = position._get_customer_url(*args, **options)
        return url.removeprefix(position.get_base_url())

    def _get(self, path, lang="en-US"):
        return self.url_open(path, headers={"Accept-Language": lang})

    def _assert_not_found(self, *paths):
        for path in paths:
            with self.subTest(path=path):
                self.assertEqual(self._get(path).status_code, 404)

    def test_what_the_page_says(self):
        answer = self._get(self._path("2026-12-05", "2026-12-24", with_rate=True))
        self.assertEqual(answer.status_code, 200)
        for words in (
            "Billboard",
            "T-1",
            "1 Main Street",
            "query=10.8015000,106.7112000",
            "12.0",
            "6.5",
            "North-West",
            "123,456",
            "<li>Beside the market</li>",
            "<li>At the lights</li>",
            "Beside a kindergarten",
            "Spirits",
            "From the bridge",
            "Sheet",
            "12/05/2026 – 12/24/2026: free on 10 days",
            "12/10/2026 – 12/19/2026",
            "20,000,000",
            "0901 234 567",
            self.user_sales_north.name,
            self.user_sales_north.email,
            self.company.name,
        ):
            self.assertIn(words, answer.text)
        for words in (
            self.customer_north.name,
            self.booking.name,
            "GP-SECRET",
            "Costs",
            "Another",
        ):
            self.assertNotIn(words, answer.text)
        self.assertIn("noindex", answer.headers["X-Robots-Tag"])
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertNotIn("session_id", answer.headers.get("Set-Cookie", ""))

    def test_free_taken_past_and_without_days(self):
        path = self._path("2026-12-20", "2026-12-24")
        self.assertIn("Free: 12/20/2026 – 12/24/2026", self._get(path).text)
        self.assertNotIn("000,000", self._get(path).text)
        path = self._path("2026-12-11", "2026-12-12")
        self.assertIn("Taken: 12/11/2026 – 12/12/2026", self._get(path).text)
        path = self._path("2026-11-01", "2026-11-20")
        self.assertIn("these days have passed", self._get(path).text)
        # three months from today, and the price of a day
        text = self._get(self._path(with_rate=True)).text
        self.assertIn("12/01/2026 – 02/28/2027: free on 80 days", text)
        self.assertIn("1,000,000", text)
        self.assertIn("for a day", text)

    def test_a_place_and_its_parts(self):
        self._new_booking(self.face_east, first=10, last=11).action_hold()
        tower = self._path("2026-12-10", "2026-12-11", position=self.tower)
        self.assertIn("Taken:", self._get(tower).text)
        west = self._path("2026-12-10", "2026-12-11", position=self.face_west)
        self.assertIn("Free:", self._get(west).text)
        self._new_booking(self.screen, first=10, last=11, slots=2).action_hold()
        screen = self._path("2026-12-10", "2026-12-11", position=self.screen)
        self.assertIn("Free:", self._get(screen).text)

    def test_the_language_is_the_browsers_or_chosen(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        path = self._path()
        self.assertIn('lang="vi"', self._get(path, "vi").text)
        self.assertIn('lang="en"', self._get(path, "en-GB,en;q=0.9").text)
        self.assertIn('lang="vi"', self._get(f"{path}?lang=vi_VN").text)
        self.company.partner_id.lang = "vi_VN"
        self.assertIn('lang="vi"', self._get(path, "ko-KR").text)
        self.assertIn('lang="vi"', self._get(f"{path}?lang=../..", "ko-KR").text)

    def test_links_that_open_nothing(self):
        path = self._path("2026-12-05", "2026-12-24")
        number = self.billboard.id
        last = "0" if path[-1] != "0" else "1"
        self._assert_not_found(
            "/aig/position/1",
            f"/aig/position/{number}/",
            f"/aig/position/{number}/1-0-0-0-20991231-{'0' * 64}",
            path.replace(f"/{number}/", f"/{self.screen.id}/"),
            path.replace(f"/{number}/", "/99999999999999999999/"),
            path.replace("20261224", "20261225"),
            path.replace("-0-2026", "-1-2026"),
            path.replace("20261231", "20361231"),
            path[:-1] + last,
            path[:-1],
            f"{path}/photo/x",
        )
        self.billboard.action_revoke_links()
        self._assert_not_found(path)
        path = self._path()
        self.billboard.active = False
        self._assert_not_found(path, f"{path}/photo/{self.photo.id}")

    def test_a_link_that_is_over(self):
        path = self._path("2026-12-05", "2026-12-24")
        with freeze_time("2026-12-31 16:59:00"):
            self.assertEqual(self._get(path).status_code, 200)
        with freeze_time("2026-12-31 17:00:00"):
            answer = self._get(path)
            self.assertEqual(answer.status_code, 410)
            self.assertIn("This link is over", answer.text)
            self.assertNotIn("Main Street", answer.text)
            self.assertNotIn("T-1", answer.text)
            self._assert_not_found(
                f"{path}/photo/{self.photo.id}", f"{path}/document/{self.sheet.id}"
            )
            # a changed one is not told that it was one
            self._assert_not_found(path.replace("20261224", "20261225"))

    def test_photos(self):
        path = self._path()
        answer = self._get(f"{path}/photo/{self.photo.id}")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Content-Type"], "image/jpeg")
        self.assertIn("noindex", answer.headers["X-Robots-Tag"])
        screen = self._path(position=self.screen)
        self._assert_not_found(
            f"{path}/photo/0",
            f"{screen}/photo/0",
            f"{screen}/photo/{self.photo.id}",
            f"/web/image/aig.position.photo/{self.photo.id}/image_1920?download=1",
        )
        # without photos, the product's picture
        self.screen.image_1920 = picture("blue")
        self.assertIn(f"{screen}/photo/0", self._get(screen).text)
        self.assertEqual(self._get(f"{screen}/photo/0").status_code, 200)

    def test_documents(self):
        path = self._path()
        answer = self._get(f"{path}/document/{self.sheet.id}")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self._assert_not_found(
            f"{path}/document/{self.inside.id}",
            f"{path}/document/{self.other.id}",
            f"{path}/document/0",
        )

    def test_hostile_texts_are_shown_as_they_are(self):
        self.billboard.write({"name": HOSTILE, "selling_points": f"- {HOSTILE}"})
        self.photo.name = HOSTILE
        self.sheet.write({"name": HOSTILE, "file_name": f'x"\r\nA: b{HOSTILE}.html'})
        path = self._path()
        text = self._get(path).text
        self.assertNotIn("<script", text)
        self.assertNotIn("<img src=x", text)
        self.assertIn("&lt;script&gt;", text)
        answer = self._get(f"{path}/document/{self.sheet.id}")
        self.assertNotIn("A", answer.headers)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_the_salesperson_has_left(self):
        path = self._path()
        self.company.partner_id.phone = "024 1111"
        self.user_sales_north.active = False
        text = self._get(path).text
        self.assertNotIn("0901 234 567", text)
        self.assertIn("024 1111", text)

    def test_queries_do_not_grow(self):
        small = self._count_queries()
        self.env["aig.position.photo"].create(
            [{"position_id": self.billboard.id, "image_1920": picture()}] * 10
        )
        self.env["aig.position.document"].create(
            [self._prepare_document(self.billboard, "More", for_customer=True)] * 10
        )
        for day in range(1, 9):
            self._new_booking(first=day, last=day).action_hold()
        self.assertEqual(self._count_queries(), small)
        self.assertLess(small, 30)

    def _count_queries(self):
        path = self._path("2026-12-01", "2026-12-24", with_rate=True)
        number, token = path.split("/")[3:]
        counts = []
        for _time in range(2):  # the first fills caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            positions = self.env["aig.position"].sudo()
            position, link = positions._read_link(int(number), token)
            self.assertTrue(position._prepare_page(link.what, path)["photos"])
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]
