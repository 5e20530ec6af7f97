from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import MILLION, AigPositionCase
from .files import picture


@tagged("post_install", "-at_install")
class TestAigPositionShare(AigPositionCase):
    """Positions are shown to a customer, one by one or side by side."""

    def setUp(self):
        super().setUp()
        self.places = self.billboard | self.screen | self.tower

    def _share(self, positions=None, **values):
        positions = (positions or self.places).with_user(self.user_sales_north)
        action = positions.action_share()
        model = positions.env["aig.position.share"].with_context(**action["context"])
        return model.create(
            {"date_from": "2026-12-05", "date_to": "2026-12-24", **values}
        )

    def _html(self, share):
        reports = share.env["ir.actions.report"]
        content, _kind = reports._render_qweb_html(
            "aig_position.aig_position_share_report", share.ids
        )
        return content.decode()

    def test_links_for_the_days_asked(self):
        asked = self.places.with_user(self.user_sales_north).with_context(
            aig_free_from="2026-12-10", aig_free_to="2026-12-12"
        )
        action = asked.action_share()
        form = Form(asked.env["aig.position.share"].with_context(**action["context"]))
        self.assertEqual(form.links.count("-20261210-20261212-1-"), 3)
        form.with_rate = False
        self.assertEqual(form.links.count("-20261210-20261212-0-"), 3)
        number, token = form.links.split("\n")[0].rsplit("/", 2)[1:]
        position, link = self.env["aig.position"].sudo()._read_link(int(number), token)
        self.assertEqual(position, self.billboard)
        self.assertEqual(link.what.user_id, self.user_sales_north.id)

    def test_the_sheet(self):
        self.billboard.write(
            {
                "daily_traffic": 50_000,
                "width": 12,
                "height": 6,
                "selling_points": "- Beside <b>the</b> market",
                "licence_number": "GP-SECRET",
            }
        )
        self.env["aig.position.photo"].create(
            {"position_id": self.billboard.id, "image_1920": picture()}
        )
        booking = self._new_booking()
        booking.action_hold()
        html = self._html(self._share())
        for words in (
            "Billboard",
            "T-2",
            "20,000,000",
            "Advertising positions, 12/05/2026 – 12/24/2026",
            "Price of 20 days",
            self.user_sales_north.email,
            "data:image/jpg;base64,",
            "free on 10 days",
            "12/10/2026 – 12/19/2026",
            "Beside &lt;b&gt;the&lt;/b&gt; market",
        ):
            self.assertIn(words, html)
        for words in (self.customer_north.name, booking.name, "GP-SECRET"):
            self.assertNotIn(words, html)
        # 20 million for 20 days of 50,000 people
        [columns] = self._share()._prepare_sheet()
        self.assertEqual(
            [column["per_thousand"] for column in columns], [20_000, None, None]
        )
        self.assertEqual(columns[0]["amount"], 20 * MILLION)
        self.assertEqual([column["free_days"] for column in columns], [10, 20, 20])

    def test_without_price_and_without_a_rate(self):
        self.assertNotIn("000,000", self._html(self._share(with_rate=False)))
        self.screen.rate_ids.unlink()
        [columns] = self._share()._prepare_sheet()
        self.assertIsNone(columns[1]["amount"])

    def test_more_than_four_take_more_pages(self):
        five = self.places | self.face_east | self.face_west
        sizes = [len(page) for page in self._share(five)._prepare_sheet()]
        self.assertEqual(sizes, [3, 2])
        self.assertEqual(self._html(self._share(five)).count("<table"), 2)

    def test_refusals(self):
        with self.assertRaisesRegex(UserError, "before the first"):
            self._share(date_to="2026-12-04")
        many = self.env["aig.position"].create(
            [
                {"name": f"Place {n}", "code": f"M-{n}", "kind_id": self.kind.id}
                for n in range(41)
            ]
        )
        with self.assertRaisesRegex(UserError, "41 positions are too many"):
            self._share(many)
        with self.assertRaises(AccessError):
            self.env["aig.position.share"].with_user(self.user_content).create({})

    def test_from_what_was_found(self):
        finds = self.env["aig.position.find"].with_user(self.user_sales_north)
        values = {"date_from": "2026-12-10", "date_to": "2026-12-12"}
        self._new_booking().action_hold()
        find = finds.create({**values, "kind_ids": self.kind.ids})
        action = find.action_share()
        share = (
            self.env["aig.position.share"]
            .with_user(self.user_sales_north)
            .with_context(**action["context"])
            .create({})
        )
        self.assertNotIn(self.billboard, share.position_ids)
        self.assertIn(self.screen, share.position_ids)
        self.assertEqual(str(share.date_to), "2026-12-12")
        find.highest_rate = 1
        with self.assertRaisesRegex(UserError, "Nothing is free"):
            find.action_share()

    def test_another_ones_dialog(self):
        share = self._share()
        with self.assertRaises(AccessError):
            share.with_user(self.user_sales_south).read(["links"])

    def test_queries_of_the_sheet_do_not_grow(self):
        many = self.env["aig.position"].create(
            [
                {
                    "name": f"Place {n}",
                    "code": f"M-{n}",
                    "kind_id": self.kind.id,
                    "rate_ids": [Command.create({"daily_rate": MILLION})],
                    "image_1920": picture(),
                }
                for n in range(37)
            ]
        )
        few = self._count_queries(self.places)
        self.assertEqual(self._count_queries(self.places | many), few)
        self.assertLess(few, 25)

    def _count_queries(self, positions):
        share = self._share(positions)
        counts = []
        for _time in range(2):  # the first fills caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            share._prepare_sheet()
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]
