from io import BytesIO
from unittest.mock import patch

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.tests import tagged
from odoo.tools import mute_logger

from .figures import AigKpiCase

#: Monday 14 December 2026, 08:00 in Vietnam; last week began on the 7th.
MONDAY = "2026-12-14 01:00:00"


@tagged("post_install", "-at_install")
@freeze_time(MONDAY)
class TestAigKpiMail(AigKpiCase):
    """The manager's page goes out once a week, with nobody else's figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("aig_kpi_dashboard.ir_cron_aig_kpi_mail")
        cls.managers = cls.user_manager_north | cls.user_manager_south
        # nobody but the people of the test
        everybody = cls.env["res.users"].with_context(active_test=False).search([])
        (everybody - cls.managers).aig_kpi_mail_week = "2026-12-14"
        cls.company.aig_kpi_mail = True
        cls.log(cls.user_sales_north, cls.customer_north, "2026-12-08 03:00:00", 3)
        cls.log(cls.user_sales_north, cls.customer_north, "2026-10-08 03:00:00", 1)
        cls.log(cls.user_sales_south, cls.customer_south, "2026-12-09 03:00:00", 70)

    @classmethod
    def log(cls, user, customer, moment, number):
        """Calls of a salesperson."""
        return cls.env["aig.care.log"].create(
            [
                {
                    "partner_id": customer.id,
                    "user_id": user.id,
                    "care_type": "call",
                    "date": moment,
                    "evidence": "talked",
                }
            ]
            * number
        )

    def run_cron(self):
        """One run; the mails it queued."""
        before = self.env["mail.mail"].search([])
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        mails = self.env["mail.mail"].search([]) - before
        theirs = self.managers.mapped("email_formatted")
        return mails.filtered(lambda mail: mail.email_to in theirs)

    def test_each_manager_gets_one_mail_with_the_own_figures(self):
        mails = self.run_cron().grouped("email_to")
        self.assertEqual(set(mails), set(self.managers.mapped("email_formatted")))
        north = mails[self.user_manager_north.email_formatted]
        south = mails[self.user_manager_south.email_formatted]
        self.assertIn(self.user_sales_north.name, north.body_html)
        self.assertNotIn(self.user_sales_south.name, north.body_html)
        self.assertNotIn("70", self.figures(north))
        self.assertIn("70", self.figures(south))

    def figures(self, mail):
        """What stands in the cells of a mail."""
        return mail.body_html.replace("<", "\n<").replace(">", ">\n").split("\n")

    def test_a_second_run_sends_nothing(self):
        self.assertEqual(len(self.run_cron()), 2)
        self.assertFalse(self.run_cron())
        with freeze_time("2026-12-20 16:00:00"):  # Sunday evening in Vietnam
            self.assertFalse(self.run_cron())
        with freeze_time("2026-12-20 17:30:00"):  # Monday
            self.assertEqual(len(self.run_cron()), 2)

    def test_one_page_that_fails_keeps_no_other_back(self):
        mail = type(self.env["aig.kpi.mail"])
        prepare = mail._prepare_page
        north = self.user_manager_north

        def fail(page, company):
            if page.env.user == north:
                page.env.cr.execute("SELECT 1 / 0")
            return prepare(page, company)

        with (
            patch.object(mail, "_prepare_page", fail),
            mute_logger("odoo.addons.aig_kpi_dashboard.models.aig_kpi_mail"),
            mute_logger("odoo.sql_db"),
        ):
            [sent] = self.run_cron()
        self.assertEqual(sent.email_to, self.user_manager_south.email_formatted)
        self.assertFalse(north.aig_kpi_mail_week)
        [sent] = self.run_cron()
        self.assertEqual(sent.email_to, north.email_formatted)

    def test_who_has_nothing_to_read_gets_nothing(self):
        self.env["res.users"].search([]).aig_kpi_mail_week = "2026-12-14"
        free = self.user_manager_north
        self.territory_north.manager_id = self.user_manager_both
        free.aig_kpi_mail_week = False
        self.env.flush_all()
        self.assertFalse(self.run_cron())
        self.assertEqual(str(free.aig_kpi_mail_week), "2026-12-14")

    def test_nothing_is_sent_where_it_is_not_wanted(self):
        self.company.aig_kpi_mail = False
        self.assertFalse(self.run_cron())
        self.assertFalse(self.user_manager_north.aig_kpi_mail_week)

    def test_the_workbook_has_both_periods_and_names_what_it_was_narrowed_to(self):
        self.customer_north.name = "North & Co"
        self.user_sales_north.name = "=1+1"
        mails = self.run_cron().grouped("email_to")
        mail = mails[self.user_manager_north.email_formatted]
        book = load_workbook(BytesIO(mail.attachment_ids.raw))
        week, quarter = book.worksheets
        self.assertEqual(week["A1"].value, "Last week")
        self.assertEqual(week["B2"].value, "12/07/2026 to 12/13/2026")
        self.assertEqual(week["B3"].value, "Test North")
        headings = [cell.value for cell in week[6]]
        calls = headings.index("Calls")
        self.assertEqual(week["A7"].value, "=1+1")
        self.assertEqual(week["A7"].data_type, "s")
        self.assertEqual(week[7][calls].value, 3)
        self.assertEqual(quarter[7][calls].value, 4)
        self.assertEqual(quarter[8][calls].value, 4, "the total")

    def test_it_is_written_in_the_managers_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.user_manager_north.lang = "vi_VN"
        mails = self.run_cron().grouped("email_to")
        mail = mails[self.user_manager_north.email_formatted]
        self.assertIn("07/12/2026", mail.subject)
        self.assertIn("Tuần trước", mail.body_html)
        self.assertNotIn("Last week", mail.body_html)

    def test_queries_grow_with_managers_only(self):
        page = self.env["aig.kpi.mail"].with_user(self.user_manager_both)
        page = page.with_context(lang="en_US", allowed_company_ids=self.company.ids)

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            page._prepare_page(self.company)
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        for number in range(10):
            user = self._new_user(
                f"kpi.mail.{number}", f"Person {number}", "aig_base.group_sales_user"
            )
            self.log(user, self.customer_north, "2026-12-08 03:00:00", 10)
        count()  # what new people make forget is read again
        self.assertLessEqual(count(), few)
