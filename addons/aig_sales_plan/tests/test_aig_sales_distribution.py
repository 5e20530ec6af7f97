from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_sales_plan.models.aig_sales_distribution import YEAR_MONTHS

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesDistribution(AigPlanCase):
    """Twelve percentages that total exactly 100 (A05)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.season = cls.env.ref("aig_sales_plan.aig_sales_distribution_season")
        cls.even = cls.env.ref("aig_sales_plan.aig_sales_distribution_even")

    def test_the_seeded_ones_total_100(self):
        self.assertEqual((self.season.total, self.even.total), (100, 100))

    def test_one_hundredth_off_is_one_clear_sentence(self):
        season = self.season.with_user(self.user_director)
        with self.assertRaisesRegex(ValidationError, "99.99.*exactly 100.*0.01"):
            season.month_01 -= 0.01

    def test_a_negative_percentage_is_one_clear_sentence(self):
        with self.assertRaisesRegex(ValidationError, "negative percentage"):
            self.season.write({"month_01": -12, "month_02": 29})

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_what_gets_past(self):
        self.env.flush_all()
        with self.assertRaisesRegex(Exception, "aig_sales_distribution_total_check"):
            self.env.cr.execute(
                "UPDATE aig_sales_distribution SET month_01 = month_01 + 0.01"
            )

    def test_the_form_shows_the_total_while_typing(self):
        form = Form(self.season.with_user(self.user_director))
        form.month_12 = 12
        self.assertEqual(form.total, 101)
        form.month_11 = 9.5
        self.assertEqual(form.total, 100)
        form.save()

    def test_only_directors_change_them(self):
        for user in self.user_sales_north, self.user_manager_north:
            season = self.season.with_user(user)
            self.assertEqual(season.total, 100)
            with self.assertRaises(AccessError):
                season.name = "Mine"

    def test_import_names_what_is_wrong(self):
        model = self.env["aig.sales.distribution"].with_user(self.user_director)
        columns = ["name", *YEAR_MONTHS]
        good = model.load(columns, [["Good", "45", *["5"] * 11]])
        self.assertFalse(good["messages"])
        with mute_logger("odoo.sql_db"):
            bad = model.load(columns, [["Bad", "46", *["5"] * 11]])
        self.assertFalse(bad["ids"])
        self.assertIn("must total exactly 100", bad["messages"][0]["message"])

    def test_plans_spread_by_the_companys_season(self):
        months = ["month_1_revenue", "month_2_revenue", "month_3_revenue"]
        self.assertEqual(
            [self.line_north[name] for name in months], [200 * MILLION] * 3
        )
        self.company.aig_sales_distribution_id = self.season
        self.assertEqual(
            [self.line_north[name] for name in months],
            [200 * MILLION] * 3,
            "what was spread stays",
        )
        self.line_north.renewal_revenue += 20 * MILLION
        self.assertEqual(
            [self.line_north[name] for name in months],
            [190 * MILLION, 210 * MILLION, 220 * MILLION],
            "620 million by 9.5 : 10.5 : 11",
        )
        self.season.write({"month_10": 10.5, "month_12": 10})
        self.env.flush_all()
        self.assertEqual(self.line_north.month_1_revenue, 190 * MILLION)

    def test_an_even_year_spreads_evenly(self):
        self.company.aig_sales_distribution_id = self.even
        self.line_north.renewal_revenue += 30 * MILLION
        self.assertEqual(self.line_north.month_1_revenue, 210 * MILLION)
