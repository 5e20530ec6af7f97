from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase
from odoo.addons.aig_territory.tests.documents import AigDocumentCase


class TimelineReader:
    """Reads pages as a user."""

    def _page(self, user, record, **options):
        timeline = self.env["aig.timeline"].with_user(user)
        return timeline.get_page(record._name, record.id, **options)


class TimelineCase(TimelineReader, AigDocumentCase):
    """Of each kind one thing with the customer of the north, and some in the south."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = fields.Datetime.now()
        cls.contact_north = cls.env["res.partner"].create(
            {"name": "North Contact", "parent_id": cls.customer_north.id}
        )
        for customer, user, lead in (
            (cls.customer_north, cls.user_sales_north, cls.lead_north),
            (cls.customer_south, cls.user_sales_south, cls.lead_south),
        ):
            cls._setup_history(customer, user, lead)
        cls.env.flush_all()

    @classmethod
    def _setup_history(cls, customer, user, lead):
        name = customer.name
        common = {"partner_id": customer.id, "user_id": user.id}
        logs = cls.env["aig.care.log"].sudo()
        cls.mailed = logs.create(
            {**common, "care_type": "product", "subject": f"Mail to {name}"}
        )
        logs.create({**common, "care_type": "visit", "note": f"Visit to {name}"})
        deal = {"res_model": "crm.lead", "res_id": lead.id}
        cls.call = logs.create(
            {**common, **deal, "care_type": "call", "note": f"Call to {name}"}
        )
        cls.mailed._note_sign("replied", 0, by_machine=False)
        cls.env["aig.care.feedback"].sudo().create(
            {"log_id": cls.call.id, "words": f"Words of {name}", "next_step": "Ask"}
        )
        cls.env["calendar.event"].create(
            [
                {
                    "name": f"{when} meeting with {name}",
                    "start": cls.now + shift,
                    "stop": cls.now + shift + timedelta(hours=1),
                    "user_id": user.id,
                    "partner_ids": [Command.set(customer.ids)],
                    "opportunity_id": lead.id,
                }
                for when, shift in (
                    ("Past", timedelta(days=-3)),
                    ("Coming", timedelta(days=3)),
                )
            ]
        )
        for document in (customer, lead):
            document.message_post(
                body=f"Said of {document.name}", message_type="comment"
            )
            cls.env["ir.attachment"].create(
                {
                    "name": f"File of {document.name}",
                    "raw": b"x",
                    "res_model": document._name,
                    "res_id": document.id,
                }
            )
        cls._pay(customer)

    @classmethod
    def _pay(cls, customer):
        journal = cls.env["account.journal"].create(
            {"name": "Test bank", "code": f"TB{customer.id}", "type": "bank"}
        )
        lines = [
            {"account_id": cls.receivable.id, "credit": 300.0},
            {"account_id": cls.income.id, "debit": 300.0},
        ]
        cls.env["account.move"].create(
            {
                "journal_id": journal.id,
                "date": "2026-02-01",
                "ref": f"Paid by {customer.name}",
                "line_ids": [
                    Command.create({"partner_id": customer.id, **line})
                    for line in lines
                ],
            }
        ).action_post()

    def _sources(self, page, section="rows"):
        return {row["key"].split("-")[0] for row in page[section]}


@tagged("post_install", "-at_install")
class TestAigTimeline(TimelineCase):
    """S09, C08: one page of what there is with a customer, or of a deal."""

    SALES = {
        *("care", "reply", "opinion", "deal", "order", "meeting", "invoice"),
        *("payment", "debt", "message", "file"),
    }

    def test_sales_staff_see_it_all(self):
        for user in (self.user_sales_north, self.user_manager_north):
            with self.subTest(user.login):
                page = self._page(user, self.customer_north)
                self.assertLessEqual(self.SALES, self._sources(page))
                self.assertEqual(page["name"], self.customer_north.name)

    def test_accounting_sees_the_money(self):
        page = self._page(self.user_accountant, self.customer_north)
        found = self._sources(page)
        self.assertLessEqual({"invoice", "payment", "debt", "order", "file"}, found)
        self.assertFalse(found & {"care", "reply", "opinion", "deal", "deal_end"})
        [payment] = [row for row in page["rows"] if row["kind"] == "payment"]
        self.assertEqual(
            (payment["amount"], payment["res_model"]), (300, "account.move")
        )

    def test_communication_sees_its_own_and_what_lies_on_the_customer(self):
        self.env["aig.care.log"].sudo().create(
            {
                "partner_id": self.customer_north.id,
                "user_id": self.user_content.id,
                "care_type": "article",
                "subject": "Article of content",
            }
        )
        page = self._page(self.user_content, self.customer_north)
        self.assertEqual(self._sources(page), {"care", "message", "file"})
        titles = [row["title"] for row in page["rows"]]
        self.assertIn("Article of content", titles)
        self.assertNotIn("Mail to North Customer", titles)
        self.assertNotIn("Said of " + self.lead_north.name, titles)

    def test_who_may_not_see_the_customer_sees_nothing(self):
        for user in (
            self.user_sales_south,
            self.user_no_territory,
            self.user_plain,
            self.user_portal,
        ):
            for record in (self.customer_north, self.contact_north, self.lead_north):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    self._page(user, record)

    def test_portal_users_do_not_even_see_their_own(self):
        with self.assertRaises(AccessError):
            self._page(self.user_portal, self.user_portal.partner_id)

    def test_nothing_of_another_territory(self):
        """A southern deal and order of the northern customer stay in the south."""
        lead = self._new_lead(self.customer_north, self.user_sales_south)
        lead.aig_territory_id = self.territory_south
        lead.message_post(body="Southern secret", message_type="comment")
        lead.activity_schedule(
            summary="Southern step", user_id=self.user_sales_south.id
        )
        for user, sees in (
            (self.user_sales_north, False),
            (self.user_manager_north, False),
            (self.user_manager_both, True),
        ):
            page = self._page(user, self.customer_north)
            text = str([page["rows"], page["upcoming"]])
            with self.subTest(user.login):
                self.assertNotIn("South Customer", text)
                for secret in (lead.name, "Southern secret", "Southern step"):
                    self.assertEqual(secret in text, sees, secret)

    def test_contacts_count_to_the_customer_archived_ones_too(self):
        lead = self._new_lead(self.contact_north, self.user_sales_north)
        lead.message_post(body="Of the contact", message_type="comment")
        self.contact_north.active = False
        page = self._page(self.user_sales_north, self.customer_north)
        titles = [row["title"] for row in page["rows"]]
        self.assertIn(lead.name, titles)
        self.assertIn("Of the contact", titles)
        of_contact = self._page(self.user_sales_north, self.contact_north)
        self.assertEqual(of_contact["rows"], page["rows"])

    def test_merged_contacts_keep_their_past(self):
        double = self._new_customer("Double", self.territory_north)
        self._new_order(double, self.user_sales_north, client_order_ref="Of the double")
        logs = self.env["aig.care.log"].sudo()
        log = logs.create({"partner_id": double.id, "subject": "Talk with the double"})
        log._note_sign("replied", 0, by_machine=False)
        self.env.flush_all()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((double | self.customer_north).ids, self.customer_north)
        self.env.invalidate_all()
        page = self._page(self.user_sales_north, self.customer_north)
        text = str(page["rows"])
        self.assertIn("Of the double", text)
        self.assertEqual(text.count("Talk with the double"), 2, "the call, the reply")

    def test_a_deal_has_its_own_papers_only(self):
        order = self._new_order(
            self.customer_north,
            self.user_sales_north,
            opportunity_id=self.lead_north.id,
        )
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.action_post()
        self._new_order(self.customer_north, self.user_sales_north)
        page = self._page(self.user_sales_north, self.lead_north)
        self.assertEqual(
            self._sources(page),
            {"care", "opinion", "order", "invoice", "meeting", "message", "file"},
        )
        opened = {(row["res_model"], row["res_id"]) for row in page["rows"]}
        orders = {key for name, key in opened if name == "sale.order"}
        self.assertEqual(orders, set(order.ids))
        self.assertIn(("account.move", invoice.id), opened)
        text = str(page["rows"])
        self.assertIn("Call to North Customer", text)
        self.assertNotIn("Visit to North Customer", text)
        self.assertIn("File of " + self.lead_north.name, text)
        self.assertNotIn("File of North Customer", text)
        self.assertEqual(page["partner_id"], self.customer_north.id)

    def test_what_is_to_come_stands_apart(self):
        lead = self.lead_north.with_user(self.user_sales_north)
        yesterday = self.company._aig_today() - timedelta(days=1)
        lead.activity_schedule(summary="Was to be done", date_deadline=yesterday)
        invoice = self._new_invoice(
            self.customer_north,
            self.user_sales_north,
            invoice_date=self.company._aig_today(),
            invoice_date_due=self.company._aig_today() + timedelta(days=20),
        )
        page = self._page(self.user_sales_north, self.customer_north)
        coming = [row["title"] for row in page["upcoming"]]
        self.assertEqual(
            coming,
            [
                "Was to be done",
                "Ask",
                "Coming meeting with North Customer",
                invoice.name,
            ],
        )
        self.assertEqual(page["upcoming"][0]["state"], "Late")
        self.assertEqual(page["upcoming"][3]["state"], "Not Yet Due")
        past = [row["title"] for row in page["rows"] if row["kind"] == "meeting"]
        self.assertIn("Past meeting with North Customer", past)
        self.assertNotIn("Coming meeting with North Customer", past)

    def test_overdue_debt_says_since_when(self):
        today = self.company._aig_today()
        for days in (0, 12):
            self._new_invoice(
                self.customer_free,
                self.user_sales_north,
                invoice_date_due=today - timedelta(days=days),
            )
        page = self._page(self.user_director, self.customer_free, kinds=["debt"])
        self.assertEqual(
            [(row["state"], row["amount"], row["tone"]) for row in page["rows"]],
            [("Due", 1000, "warning"), ("Overdue by 12 days", 1000, "danger")],
        )
        self.assertEqual(page["rows"][1]["date"], str(today - timedelta(days=12)))

    def test_kinds_and_words_narrow_it(self):
        user = self.user_sales_north
        page = self._page(user, self.customer_north, kinds=["call", "file"])
        self.assertEqual({row["kind"] for row in page["rows"]}, {"call", "file"})
        page = self._page(user, self.customer_north, text="  visit TO ")
        self.assertEqual(
            [row["title"] for row in page["rows"]], ["Visit to North Customer"]
        )
        page = self._page(user, self.customer_north, kinds=["no such kind"])
        self.assertEqual((page["rows"], page["upcoming"]), ([], []))
        self.assertTrue(page["kinds"], "the choices stay")

    def test_a_logged_mail_is_shown_once(self):
        lead = self.lead_north.with_user(self.user_sales_north)
        message = lead.message_post(
            body="Logged mail",
            subject="Logged mail",
            message_type="comment",
            partner_ids=self.customer_north.ids,
        )
        log = (
            self.env["aig.care.log"]
            .sudo()
            .search([("mail_message_id", "=", message.id)])
        )
        self.assertEqual(len(log), 1)
        page = self._page(self.user_sales_north, self.customer_north)
        rows = [row for row in page["rows"] if row["title"] == "Logged mail"]
        self.assertEqual([row["key"] for row in rows], [f"care-{log.id}"])
        self.assertEqual(rows[0]["label"], "Email")

    def test_a_reversed_row_says_so(self):
        self.env["aig.care.log"].search([("note", "=", "Call to North Customer")])[
            :1
        ].with_user(self.user_manager_north)._reverse("Wrong number")
        page = self._page(self.user_sales_north, self.customer_north, kinds=["call"])
        self.assertEqual([row["state"] for row in page["rows"]], ["Reversed"])

    def test_a_page_that_no_page_gave(self):
        for cursor in (["x", "care", 1], ["2026-01-01"], 7):
            with self.subTest(cursor), self.assertRaisesRegex(UserError, "open the"):
                self._page(self.user_sales_north, self.customer_north, cursor=cursor)
        timeline = self.env["aig.timeline"].with_user(self.user_sales_north)
        for model, record_id in (("res.users", 1), ("res.partner", "1")):
            with self.assertRaisesRegex(UserError, "from a customer or a deal"):
                timeline.get_page(model, record_id)
        gone = self.customer_free.copy()
        gone.unlink()
        with self.assertRaisesRegex(UserError, "deleted"):
            self._page(self.user_sales_north, gone)

    def test_the_buttons_open_it(self):
        customer = self.contact_north.with_user(self.user_sales_north)
        action = customer.action_aig_timeline()
        self.assertEqual(action["params"], {"resId": self.customer_north.id})
        self.assertEqual(action["path"], "aig-customer-timeline")
        lead = self.lead_north.with_user(self.user_sales_north)
        self.assertEqual(lead.action_aig_timeline()["res_model"], "crm.lead")


@tagged("post_install", "-at_install", "aig_performance")
class TestAigTimelinePages(TimelineReader, AigTerritoryCase):
    """Page after page: nothing lost or twice, and as many queries however long."""

    QUERIES = 20

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = fields.Datetime.now()
        cls.long = cls._new_customer("Long History", cls.territory_north)
        cls.short = cls._new_customer("Short History", cls.territory_north)
        for customer, number in ((cls.long, 5000), (cls.short, 50)):
            cls._fill(customer, number)
        cls.env.flush_all()
        for table in ("aig_care_log", "sale_order", "mail_message"):
            cls.env.cr.execute(f"ANALYZE {table}")

    @classmethod
    def _fill(cls, customer, number):
        """Logs, messages and orders, a row an hour: some are of the same moment."""
        cls.env.cr.execute(
            """
            INSERT INTO aig_care_log (partner_id, user_id, territory_id, company_id,
                                      date, care_type, evidence, state, is_counted,
                                      subject)
            SELECT %(partner)s, %(user)s, %(territory)s, %(company)s,
                   %(now)s - interval '1 hour' * (number / 2), 'call', 'talked', 'sent',
                   TRUE, 'Row ' || number
              FROM generate_series(1, %(number)s * 8 / 10) number;
            INSERT INTO mail_message (model, res_id, date, message_type, subject,
                                      author_id, is_internal, create_uid)
            SELECT 'res.partner', %(partner)s,
                   %(now)s - interval '1 hour' * number, 'comment', 'Said ' || number,
                   %(author)s, FALSE, %(user)s
              FROM generate_series(1, %(number)s / 10) number;
            INSERT INTO sale_order (name, partner_id, partner_invoice_id,
                                    partner_shipping_id, company_id, user_id, state,
                                    date_order, aig_territory_id, currency_id)
            SELECT 'O' || number, %(partner)s, %(partner)s, %(partner)s, %(company)s,
                   %(user)s, 'draft', %(now)s - interval '1 hour' * number,
                   %(territory)s, %(currency)s
              FROM generate_series(1, %(number)s / 10) number
            """,
            {
                "partner": customer.id,
                "user": cls.user_sales_north.id,
                "author": cls.user_sales_north.partner_id.id,
                "territory": cls.territory_north.id,
                "company": cls.company.id,
                "currency": cls.currency.id,
                "now": cls.now.replace(minute=0, second=0),
                "number": number,
            },
        )

    def _walk(self, customer, between=lambda: None):
        rows, cursor = [], None
        while not rows or cursor:
            page = self._page(self.user_sales_north, customer, cursor=cursor)
            rows += page["rows"]
            cursor = page["cursor"]
            between()
        return [row["key"] for row in rows], [row["date"] for row in rows]

    def test_all_pages_are_all_rows_in_order(self):
        keys, dates = self._walk(self.short)
        self.assertEqual(len(keys), 50)
        self.assertEqual(len(set(keys)), 50)
        self.assertEqual(dates, sorted(dates, reverse=True))

    def test_rows_added_meanwhile_shift_nothing(self):
        before = set(self._walk(self.short)[0])
        logs = self.env["aig.care.log"].sudo()
        keys, _dates = self._walk(
            self.short, lambda: logs.create({"partner_id": self.short.id})
        )
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(set(keys), before)

    def test_as_many_queries_however_long_the_history(self):
        def count(customer, cursor=None):
            self._page(self.user_sales_north, customer, cursor=cursor)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            page = self._page(self.user_sales_north, customer, cursor=cursor)
            return self.env.cr.sql_log_count - before, page["cursor"]

        few, _cursor = count(self.short)
        many, cursor = count(self.long)
        self.assertEqual(many, few)
        self.assertLessEqual(many, self.QUERIES)
        later, cursor = count(self.long, cursor)
        self.assertLessEqual(later, many)
        self.assertEqual(count(self.long, cursor)[0], later)

    def test_the_log_is_read_by_its_index(self):
        """A page of the log reads a page of it, not the customer's whole past."""
        timeline = self.env["aig.timeline"].with_user(self.user_sales_north)
        subject = timeline._get_subject("res.partner", self.long.id)
        source = timeline._get_care_source(subject)
        query = timeline._search_source(source, source.domain, "desc", 41)
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(query.select()).decode())
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("aig_care_log_timeline_idx", plan)
        self.assertNotIn("Sort", plan)
