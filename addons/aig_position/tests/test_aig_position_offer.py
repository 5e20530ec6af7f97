import base64
from io import BytesIO
from unittest.mock import patch

from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MILLION
from .offers import AigOfferCase

#: The smallest picture there is.
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestAigPositionOffer(AigOfferCase):
    """From chosen positions to the mail, as a salesperson (A39, A40)."""

    def test_the_mail_is_ready(self):
        self.screen.action_review()
        self.offer.line_ids[1].is_price_shown = False
        form = self._compose(self.offer.action_care_compose())
        self.assertFalse(form.aig_notice)
        body = form.body
        self.assertIn("T-1", body)
        self.assertIn("10.000.000", body)
        self.assertIn(f"/aig/position/{self.billboard.id}/", body)
        self.assertEqual(body.count("10.000.000"), 1)
        self.assertIn(self.customer_north.name, form.subject)
        self.assertEqual(form.partner_ids[:], self.customer_north)

    def test_sending_is_logged_and_kept(self):
        mails = self._send(self._compose(self.offer.action_care_compose()).save())
        self.assertEqual(len(mails), 1)
        self.assertEqual(self.offer.state, "sent")
        log = self.offer.log_id
        self.assertRecordValues(
            log,
            [
                {
                    "partner_id": self.customer_north.id,
                    "care_type": "product",
                    "state": "sent",
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                }
            ],
        )
        self.assertEqual(self.offer.line_ids.mapped("is_offered"), [True, True])
        self.assertEqual(self.offer.line_ids.mapped("evidence"), ["delivered"] * 2)
        with self.assertRaisesRegex(UserError, "was sent"):
            self.offer.line_ids[0].slots = 1
        with self.assertRaisesRegex(UserError, "was sent"):
            self.offer.unlink()
        with self.assertRaisesRegex(UserError, "was sent"):
            self.offer.action_care_compose()
        again = self.offer.action_offer_again()
        again = self.offer.browse(again["res_id"])
        self.assertEqual(again.state, "draft")
        self.assertEqual(again.line_ids.position_id, self.offer.line_ids.position_id)

    def test_pressing_send_twice_sends_once(self):
        first, second = (
            self._compose(self.offer.action_care_compose()).save() for _n in range(2)
        )
        with self.mock_mail_gateway():
            for composer in (first, first, second):
                composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual(len(self._mails), 1)

    def test_taken_before_the_mail_is_opened_is_left_out_and_said(self):
        self._new_booking(self.billboard, user=self.user_sales_south).action_hold()
        form = self._compose(self.offer.action_care_compose())
        self.assertIn("[T-1] Billboard", form.aig_notice)
        self.assertNotIn("T-1", form.body)
        self.assertIn("T-2", form.body)
        self.assertNotIn(self.customer_south.name, form.aig_notice)
        self._send(form.save())
        self.assertEqual(
            [(line.position_id.code, line.is_offered) for line in self.offer.line_ids],
            [("T-1", False), ("T-2", True)],
        )

    def test_taken_while_the_mail_is_written_is_not_sent_as_free(self):
        form = self._compose(self.offer.action_care_compose())
        composer = form.save()
        booking = self._new_booking(self.billboard, user=self.user_sales_south)
        booking.action_hold()
        with self.assertRaisesRegex(UserError, "delete it from the text"):
            composer.action_send_mail()
        self.assertEqual(self.offer.state, "draft")
        # nothing typed is lost: without it, the mail leaves
        composer.body = "<p>Vị trí T-2 vẫn còn trống.</p>"
        self.assertEqual(len(self._send(composer)), 1)
        self.assertEqual(
            self.offer.line_ids.filtered("is_offered").position_id, self.screen
        )

    def test_all_taken_or_nothing_named(self):
        composer = self._compose(self.offer.action_care_compose()).save()
        composer.body = "<p>Chào anh chị</p>"
        with self.assertRaisesRegex(UserError, "names none"):
            composer.action_send_mail()
        for position, slots in ((self.billboard, 1), (self.screen, 3)):
            self._new_booking(position, slots=slots).action_hold()
        with self.assertRaisesRegex(UserError, "All that was chosen"):
            self.offer.action_care_compose()
        self.offer.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "choose positions first"):
            self.offer.action_care_compose()

    def test_prices_are_read_anew(self):
        self.assertEqual(self.offer.line_ids.mapped("amount"), [10 * MILLION] * 2)
        self.billboard.rate_ids[-1].daily_rate = 3 * MILLION
        with self.assertRaisesRegex(UserError, r"\[T-1\] Billboard since"):
            self.offer.action_care_compose()
        self.billboard.with_user(self.user_manager_north).action_review()
        form = self._compose(self.offer.action_care_compose())
        self.assertIn("30.000.000", form.body)
        with self.assertRaises(AccessError):
            self.offer.line_ids[0].amount = 1

    def test_not_for_the_customers_industry(self):
        beer = self.env["res.partner.industry"].create({"name": "Beer"})
        self.customer_north.industry_id = beer
        school = {"name": "beside a school", "industry_ids": beer.ids}
        self.billboard.restriction_ids = self.env["aig.position.restriction"].create(
            school
        )
        with self.assertRaisesRegex(UserError, "not for Beer: beside a school"):
            self.offer.action_care_compose()

    def test_one_customer_of_an_industry_at_a_time(self):
        beer = self.env["res.partner.industry"].create({"name": "Beer"})
        (self.customer_north | self.customer_south).industry_id = beer
        self.screen.is_exclusive = True
        self._new_booking(self.screen, user=self.user_sales_south).action_hold()
        with self.assertRaisesRegex(UserError, "one customer of Beer") as refused:
            self.offer.action_care_compose()
        self.assertNotIn(self.customer_south.name, str(refused.exception))

    def test_foreign_territories(self):
        offers = self.env["aig.position.offer"].with_user(self.user_sales_south)
        self.assertFalse(offers.search([("id", "=", self.offer.id)]))
        with self.assertRaises(AccessError):
            self.offer.with_user(self.user_sales_south).action_care_compose()
        with self.assertRaises(AccessError):
            self._new_offer(self.billboard, self.user_sales_south)
        colleague = self.offer.with_user(self.user_sales_north_2)
        self.assertEqual(colleague.line_count, 2)
        with self.assertRaises(AccessError):
            colleague.action_care_compose()

    def test_a_scheduled_mail_taken_back(self):
        composer = self._compose(self.offer.action_care_compose()).save()
        composer.aig_send_at = "2026-12-03 02:00:00"
        with self.mock_mail_gateway():
            composer.action_send_mail()
        self.assertEqual(self.offer.state, "sent")
        self.offer.log_id.with_user(self.user_sales_north).action_cancel_scheduled()
        self.assertEqual(self.offer.state, "cancelled")
        self.assertFalse(any(self.offer.line_ids.mapped("is_offered")))

    def _count_readings(self):
        """How often the database is asked what is free."""
        positions = self.env.registry["aig.position"]
        return patch.object(
            positions, "_get_free_of", autospec=True, side_effect=positions._get_free_of
        )

    def test_many_customers_each_with_its_own_choice(self):
        second, third, fourth = (
            self._new_customer(f"{name} Customer", self.territory_north)
            for name in ("Second", "Third", "Fourth")
        )
        second = self._new_offer(self.tower, partner=second)
        empty = self._new_offer(self.positions.browse(), partner=third)
        other = self._new_position("Other", "T-4")
        other.with_user(self.user_manager_north).action_review()
        late = self._new_offer(other, partner=fourth)
        late.line_ids.date_to = "2026-12-20"
        offers = self.offer | second | empty | late
        with self._count_readings() as readings:
            action = offers.action_care_send_many()
        self.assertEqual(len(readings.mock_calls), 1)
        self._new_booking(other, 20, 20, self.user_sales_south).action_hold()
        batch = self.env["aig.care.batch"].sudo().browse(action["res_id"])
        by_offer = {line.res_id: line for line in batch.line_ids}
        self.assertIn("choose positions first", by_offer[empty.id].reason)
        batch.state = "running"
        with self.mock_mail_gateway(), self._count_readings() as readings:
            self.assertFalse(batch._send_lines(batch._get_next_lines()))
            self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual(len(readings.mock_calls), 1)
        self.assertIn("has been taken", by_offer[late.id].reason)
        bodies = {mail["email_to"][0]: mail["body"] for mail in self._mails}
        self.assertEqual(len(bodies), 2)
        for address, body in bodies.items():
            self.assertEqual("T-3" in body, "second" in address)
            self.assertEqual("T-1" in body, "second" not in address)
        self.assertEqual((self.offer | second).mapped("state"), ["sent", "sent"])


@tagged("post_install", "-at_install")
class TestAigPositionReview(AigOfferCase):
    """A position is looked at before customers are told of it."""

    def test_who_may(self):
        self.billboard._undo_review()
        position = self.billboard.with_user(self.user_sales_north)
        with self.assertRaisesRegex(AccessError, "Managers and directors"):
            position.action_review()
        with self.assertRaises(AccessError):
            self.billboard.with_user(
                self.user_director
            ).reviewed_date = "2026-12-01 00:00:00"
        with self.assertRaisesRegex(UserError, "Nobody has looked at"):
            self.offer.action_care_compose()
        self.billboard.with_user(self.user_manager_north).action_review()
        self.assertEqual(self.billboard.reviewed_by_id, self.user_manager_north)
        self.offer.action_care_compose()

    def test_what_customers_see_takes_it_back(self):
        director = self.user_director
        billboard = self.billboard.with_user(director)
        changes = (
            lambda: billboard.write({"address": "Elsewhere"}),
            lambda: billboard.write({"name": "Another name"}),
            lambda: billboard.rate_ids[0].write({"daily_rate": 7}),
            lambda: billboard.rate_ids[0].unlink(),
            lambda: billboard.rate_ids.create(
                {
                    "position_id": billboard.id,
                    "date_from": "2028-01-01",
                    "daily_rate": 1,
                }
            ),
            lambda: billboard.product_id.product_tmpl_id.write({"name": "Third"}),
            lambda: billboard.product_id.write({"image_1920": False}),
            lambda: billboard.photo_ids.create(
                {"position_id": billboard.id, "image_1920": DOT}
            ),
            lambda: billboard.photo_ids.unlink(),
        )
        for number, change in enumerate(changes):
            with self.subTest(number):
                billboard.action_review()
                self.assertTrue(billboard.reviewed_date)
                change()
                self.assertFalse(billboard.reviewed_date)
        billboard.action_review()
        billboard.licence_number = "12/GP"
        self.assertTrue(billboard.reviewed_date)


@tagged("post_install", "-at_install")
class TestAigPositionOfferPictures(AigOfferCase):
    """The mail carries its photos, and keeps to the company's size."""

    def test_photos_travel_in_the_mail(self):
        self._set_photo(self.billboard)
        composer = self._compose(self.offer.action_care_compose()).save()
        [line] = self.offer.line_ids.filtered("picture_url")
        self.assertIn(line.picture_url, composer.body)
        document, people = composer._aig_get_document(), self.customer_north
        preview = composer._aig_render_mail(document, people)["html"]
        self.assertIn(line.picture_url, preview)
        with self.mock_mail_gateway():
            composer.action_aig_test_mail()
        [test] = self._mails
        self.assertEqual(test["email_to"], [self.user_sales_north.email_formatted])
        servers = self.env["ir.mail_server"].with_context(aig_sending=True)
        message = servers._build_email__(
            "a@example.com", ["b@example.com"], "x", str(composer.body), subtype="html"
        )
        html = message.get_body(("html",))
        [picture] = [
            part for part in message.walk() if part.get_content_type() == "image/jpeg"
        ]
        inside = f"cid:{picture['Content-ID'].strip('<>')}"
        self.assertIn(inside, html.get_content())
        self.assertIn(inside, test["body"])
        self.assertNotIn("/web/image", html.get_content())
        with Image.open(BytesIO(picture.get_content())) as shown:
            self.assertEqual(shown.size, (512, 384))
        other = self.env["ir.mail_server"]._build_email__(
            "a@example.com", ["b@example.com"], "x", str(composer.body), subtype="html"
        )
        self.assertEqual(
            [part.get_content_maintype() for part in other.walk()].count("image"), 0
        )

    def test_a_picture_that_is_not_its_readers_stays_out(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "x.png",
                "raw": base64.b64decode(b"iVBORw0KGgo="),
                "mimetype": "image/png",
            }
        )
        secret.generate_access_token()
        servers = self.env["ir.mail_server"].with_context(aig_sending=True)
        body = f'<img src="/web/image/{secret.id}?access_token=guess"/>'
        self.assertFalse(servers._aig_find_pictures(body, None))

    def test_another_photo_is_another_file(self):
        self._set_photo(self.billboard)
        first = self.billboard._get_mail_pictures(10**6)
        self.assertEqual(self.billboard._get_mail_pictures(10**6), first)
        self._set_photo(self.billboard, color="red")
        self.billboard.invalidate_recordset()
        self.assertNotEqual(self.billboard._get_mail_pictures(10**6), first)
        self.assertFalse(self.billboard._get_mail_pictures(10**3))
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "aig.position"), ("res_id", "=", self.billboard.id)]
        )
        self.assertFalse(files)

    def test_as_many_queries_for_twenty_as_for_two(self):
        more = self.env["aig.position"].union(
            *(self._new_position(f"Place {n}", f"M-{n}") for n in range(20))
        )
        for position in more:
            self._set_photo(position, (20, 20), (1, 2, 3 + position.id % 200))
        two, twenty = self._new_offer(more[:2]), self._new_offer(more)
        counts = []
        for offer in (two, twenty, two, twenty):
            offer._care_check_compose()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._compose(offer.action_care_compose())
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[3], counts[2] + 2)
