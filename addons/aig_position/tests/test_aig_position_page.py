from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import hmac

from .common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionPage(AigPositionCase):
    """Links to a customer's page."""

    def _link(self, *args, position=None, **options):
        position = (position or self.billboard).with_user(self.user_sales_north)
        return position._get_customer_url(*args, **options)

    def _read(self, url):
        number, token = url.split("/aig/position/")[1].split("/")
        return self.env["aig.position"].sudo()._read_link(int(number), token)

    def test_what_a_link_says(self):
        url = self._link("2026-12-10", date(2026, 12, 19), with_rate=True)
        self.assertTrue(url.startswith(self.billboard.get_base_url()))
        position, link = self._read(url)
        self.assertEqual(position, self.billboard)
        self.assertEqual(link.what.user_id, self.user_sales_north.id)
        self.assertEqual(link.what.first, date(2026, 12, 10))
        self.assertEqual(link.what.last, date(2026, 12, 19))
        self.assertTrue(link.what.with_rate)
        self.assertEqual(link.until, date(2026, 12, 31))

    def test_a_link_without_days_and_with_half_of_them(self):
        _position, link = self._read(self._link())
        self.assertIsNone(link.what.first)
        self.assertFalse(link.what.with_rate)
        with self.assertRaisesRegex(UserError, "before the first"):
            self._link("2026-12-10")
        with self.assertRaisesRegex(UserError, "before the first"):
            self._link("2026-12-10", "2026-12-09")

    def test_how_long_it_works_is_the_companys(self):
        self.company.aig_position_link_days = 2
        _position, link = self._read(self._link())
        self.assertFalse(link.is_over(date(2026, 12, 3)))
        self.assertTrue(link.is_over(date(2026, 12, 4)))
        # already the second in Vietnam
        with freeze_time("2026-12-01 17:30:00"):
            self.assertEqual(self._read(self._link())[1].until, date(2026, 12, 4))

    def test_another_position_or_a_changed_link(self):
        url = self._link("2026-12-10", "2026-12-19")
        number, other = self.billboard.id, self.screen.id
        for changed in (
            url.replace(f"/{number}/", f"/{other}/"),
            url.replace("20261219", "20261229"),
            url.replace("20261231", "20271231"),
            url.replace("-0-", "-1-"),
            url[:-1] + ("0" if url[-1] != "0" else "1"),
        ):
            self.assertNotEqual(changed, url)
            self.assertEqual(self._read(changed), (self.env["aig.position"], None))

    def test_a_link_that_was_sent_years_ago(self):
        """How links are written and signed never changes: customers keep them."""
        number = self.billboard.id
        for says in ("7-20261210-20261219-1-20361231", "7-0-0-0-20361231"):
            text = f"{number}-0-{says}"
            signature = hmac(self.env(su=True), "aig_position.page", text)
            url = f"/aig/position/{number}/{says}-{signature}"
            position, link = self._read(url)
            self.assertEqual(position, self.billboard)
            self.assertEqual(position._get_page_path(link), url)
        # nor does one of another kind of document open it
        signature = hmac(self.env(su=True), "aig_voucher.page", text)
        self.assertFalse(self._read(f"/aig/position/{number}/{says}-{signature}")[0])

    def test_revoked_by_a_director(self):
        urls = [self._link(), self._link(position=self.screen)]
        with self.assertRaises(AccessError):
            self.billboard.with_user(self.user_manager_north).action_revoke_links()
        self.billboard.with_user(self.user_director).action_revoke_links()
        self.assertEqual([bool(self._read(url)[0]) for url in urls], [False, True])
        self.assertTrue(self._read(self._link())[0])

    def test_an_archived_position(self):
        url = self._link()
        self.billboard.active = False
        self.assertFalse(self._read(url)[0])
