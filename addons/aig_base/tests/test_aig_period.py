from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AigCase


@tagged("post_install", "-at_install")
class TestAigPeriod(AigCase):
    """Quarter rows: found or made once, named by language, never a fifth quarter."""

    def test_get_quarter_finds_or_creates_one_row(self):
        period = self.env["aig.period"]._get_quarter(2031, 4)
        self.assertRecordValues(
            period,
            [
                {
                    "year": 2031,
                    "quarter": "4",
                    "date_from": date(2031, 10, 1),
                    "date_to": date(2031, 12, 31),
                }
            ],
        )
        self.assertEqual(self.env["aig.period"]._get_quarter(2031, "4"), period)

    def test_a_salesperson_gets_a_new_quarter(self):
        periods = self.env["aig.period"].with_user(self.user_sales_north)
        self.assertEqual(periods._get_quarter(2032, 1).quarter, "1")

    def test_a_row_of_another_transaction_is_not_doubled(self):
        periods = self.env["aig.period"]
        first = periods._get_quarter(2033, 2)
        with patch.object(type(periods), "search", return_value=periods.browse()):
            periods._get_quarter(2033, 2)
        self.assertEqual(
            periods.search([("year", "=", 2033), ("quarter", "=", "2")]), first
        )

    @freeze_time("2026-03-31 18:00:00")
    def test_current_follows_the_vietnamese_day(self):
        current = self.env["aig.period"]._current()
        self.assertEqual((current.year, current.quarter), (2026, "2"))
        with Form(self.env["aig.period"].with_user(self.user_director)) as form:
            self.assertEqual((form.year, form.quarter), (2026, "2"))
            form.year = 2034

    def test_quarter_five_is_refused_in_one_sentence(self):
        periods = self.env["aig.period"].with_user(self.user_director)
        sentence = "There is no quarter 5: choose a quarter from 1 to 4."
        with self.assertRaisesRegex(ValidationError, sentence):
            periods.create({"year": 2031, "quarter": "5"})
        with self.assertRaisesRegex(ValidationError, sentence):
            periods._get_quarter(2031, 5)
        period = periods.create({"year": 2031, "quarter": "1"})
        with self.assertRaisesRegex(ValidationError, sentence):
            period.write({"quarter": "5"})

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_doubles_and_odd_years(self):
        periods = self.env["aig.period"]
        periods.create({"year": 2031, "quarter": "1"})
        for vals in (
            {"year": 2031, "quarter": "1"},
            {"year": 1, "quarter": "1"},
            {"year": 20226, "quarter": "1"},
        ):
            with self.subTest(vals), self.assertRaises(IntegrityError):
                periods.create(vals)

    def test_copy_makes_the_next_quarter(self):
        period = self.env["aig.period"].create({"year": 2031, "quarter": "4"})
        self.assertRecordValues(period.copy(), [{"year": 2032, "quarter": "1"}])

    def test_name_and_search_by_name(self):
        period = self.env["aig.period"]._get_quarter(2031, 4)
        other = self.env["aig.period"]._get_quarter(2031, 3)
        self.assertEqual(period.with_context(lang="en_US").display_name, "Q4/2031")
        self.env["res.lang"]._activate_lang("vi_VN")
        self.env["ir.module.module"]._load_module_terms(["aig_base"], ["vi_VN"])
        self.assertEqual(period.with_context(lang="vi_VN").display_name, "Quý 4/2031")
        periods = self.env["aig.period"].with_user(self.user_plain)
        for text in ("4/2031", "Q4 2031", "Quý 4/2031"):
            found = [row[0] for row in periods.name_search(text)]
            self.assertIn(period.id, found)
            self.assertNotIn(other.id, found)

    def test_only_directors_write(self):
        period = self.env["aig.period"]._get_quarter(2031, 4)
        for user in (self.user_manager_both, self.user_content_manager):
            with self.subTest(user.login):
                self.assertEqual(period.with_user(user).year, 2031)
                with self.assertRaises(AccessError):
                    period.with_user(user).write({"year": 2030})
        period.with_user(self.user_director).write({"year": 2030})
        self.assertEqual(period.date_from, date(2030, 10, 1))
