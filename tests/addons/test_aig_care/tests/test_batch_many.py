import gc
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.aig_customer_care.models.mail_message import Threads

from .common import CareCase

JOB = "odoo.addons.aig_customer_care.models.aig_care_batch_job"
POST = "odoo.addons.aig_customer_care.models.aig_care_mixin_post"
#: A Wednesday, 10:00 in Vietnam.
NOW = datetime(2026, 12, 2, 3, 0)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestBatchMany(CareCase):
    """A chunk of a sending is written together; what is wrong concerns one line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.care.cap"].search([]).unlink()
        cls.documents = cls.make_documents(20)

    @classmethod
    def make_documents(cls, count, customer=None):
        """Documents of as many new customers, or of one."""
        customers = [
            customer or cls._new_customer(f"Chunk {number}", cls.territory_north)
            for number in range(count)
        ]
        return cls.env["test.aig.care.document"].create(
            [
                {"name": f"{customer.name} {number}", "partner_id": customer.id}
                for number, customer in enumerate(customers)
            ]
        )

    def prepare(self, documents):
        """A sending that runs, as the job finds it."""
        documents = documents.with_user(self.user_sales_north)
        action = documents.action_care_send_many()
        batch = self.env["aig.care.batch"].browse(action["res_id"])
        batch.state = "running"
        self.env.flush_all()
        self.env.invalidate_all()
        return batch

    def send_chunk(self, batch):
        """What the job does between two commits; return the lines left waiting."""
        busy = batch._send_chunk(batch._get_next_lines())
        self.env.flush_all()
        self.env.invalidate_all()
        return busy

    def check_results(self, batch, **expected):
        results = batch.line_ids.mapped("result")
        self.assertEqual({name: results.count(name) for name in results}, expected)
        rows = self.env["aig.care.log"].search(
            [
                ("res_model", "=", batch.res_model),
                ("res_id", "in", batch.line_ids.mapped("res_id")),
                ("user_id", "=", batch.user_id.id),
            ]
        )
        self.assertEqual(len(rows), expected["queued"])

    @contextmanager
    def nothing_alone(self):
        """No line may be sent by itself."""
        batch_line = self.registry["aig.care.batch.line"]
        refuse = AssertionError("A chunk was sent line by line.")
        with patch.object(batch_line, "_hand_over", side_effect=refuse):
            yield

    @contextmanager
    def alone(self):
        """Collect ids of lines that are sent by themselves."""
        batch_line = self.registry["aig.care.batch.line"]
        hand_over, ids = batch_line._hand_over, []

        def collect(line):
            ids.append(line.id)
            return hand_over(line)

        with patch.object(batch_line, "_hand_over", collect):
            yield ids

    def test_queries_do_not_grow(self):
        few, many = self.prepare(self.documents[:4]), self.prepare(self.documents[4:])
        warm = self.prepare(self.make_documents(3))
        with self.nothing_alone():
            self.send_chunk(warm)
            counts = [self.count_queries(batch) for batch in (few, many)]
        # 12 mails more
        self.assertLess(counts[1] - counts[0], 6, counts)
        self.check_results(many, queued=16)

    def test_a_large_chunk_takes_less_than_two_queries_a_mail(self):
        few, many = (
            self.prepare(self.documents[:5]),
            self.prepare(self.make_documents(55)),
        )
        with self.nothing_alone():
            self.send_chunk(self.prepare(self.make_documents(3)))
            counts = [self.count_queries(batch) for batch in (few, many)]
        # two parts more to ask for recipients
        self.assertLess(counts[1] - counts[0], 8, counts)
        self.assertLess(counts[1], 2 * 55, counts)
        self.check_results(many, queued=55)

    def count_queries(self, batch):
        before = self.env.cr.sql_log_count
        self.send_chunk(batch)
        return self.env.cr.sql_log_count - before

    def test_what_the_sender_knows_goes_with_its_chunk(self):
        """Else each further chunk is slower: Odoo looks through all environments."""

        def count_left():
            self.send_chunk(self.prepare(self.make_documents(3)))
            gc.collect()
            environments = list(self.env.transaction.envs)
            return sum("aig_threads" in one.context for one in environments)

        self.assertEqual([count_left() for _chunk in range(3)], [count_left()] * 3)

    def test_recipients_are_asked_for_in_parts_with_the_same_answer(self):
        batch = self.prepare(self.documents)
        with patch(f"{POST}.ASKED_TOGETHER", 3), self.nothing_alone():
            self.assertFalse(self.send_chunk(batch))
        self.check_results(batch, queued=20)
        for line in batch.line_ids:
            mails = self.env["mail.mail"].search(
                [("aig_care_log_id", "=", line.log_id.id)]
            )
            self.assertEqual(mails.recipient_ids, line.partner_id)

    def test_messages_read_together_are_those_that_odoo_would_read(self):
        documents = self.documents[:3]
        for number, document in enumerate(documents):
            for _repeat in range(number):
                document.message_post(body="Before", subtype_xmlid="mail.mt_comment")
            document._message_log(body="Internal")
            document.message_notify(
                body="To one", partner_ids=self.user_manager_north.partner_id.ids
            )
        messages = self.env["mail.message"].concat(
            *(document.message_post(body="New") for document in documents)
        )

        def parents(documents):
            return [
                document._message_compute_parent_id(False) for document in documents
            ]

        def references(documents):
            return [
                document._notify_by_email_get_base_mail_values(message, [])
                for document, message in zip(documents, messages, strict=True)
            ]

        threads = Threads(documents)
        knowing = documents.with_context(aig_threads=threads)
        for ask, answer in (
            (threads.ask_parents, parents),
            (lambda: threads.ask_ancestors(messages), references),
        ):
            expected = answer(documents)
            ask()
            # each question is known, word by word
            with patch.object(self.registry["mail.message"], "_search") as search:
                found = answer(knowing)
            search.assert_not_called()
            self.assertEqual(found, expected)
            self.assertEqual(len({str(one) for one in found}), 3)

    def test_who_may_write_is_read_for_one_user(self):
        documents = self.documents[:3].with_user(self.user_sales_north)
        documents = documents._care_read_ahead()
        documents._care_check_write()
        for user in (self.user_plain, self.user_portal):
            document = documents.with_user(user)
            with self.assertRaises(AccessError):
                document._care_check_write()

    def test_what_cannot_be_sent_costs_no_other_its_mail(self):
        batch = self.prepare(self.documents)
        self.documents[2].is_ready = False
        self.documents[5].partner_id.email = False
        self.env["mail.blacklist"]._add(self.documents[7].partner_id.email)
        with self.nothing_alone():
            self.assertFalse(self.send_chunk(batch))
        self.check_results(batch, queued=17, failed=3)
        reasons = batch.line_ids.mapped("failure")
        self.assertEqual(reasons[2], "Not ready.")
        self.assertIn("no e-mail address", reasons[5])
        self.assertIn("unsubscribed", reasons[7])

    def test_what_breaks_costs_no_other_its_mail(self):
        batch = self.prepare(self.documents)
        model = self.registry["test.aig.care.document"]
        after_send = model._care_after_send

        def break_one(document, log):
            if document.id == self.documents[3].id:
                raise ValueError("Broken")
            return after_send(document, log)

        with (
            patch.object(model, "_care_after_send", break_one),
            self.alone() as alone,
            mute_logger(JOB),
        ):
            self.assertFalse(self.send_chunk(batch))
        self.check_results(batch, queued=19, failed=1)
        # of the part of 5 the part of 2, and the one that is left
        self.assertEqual(alone, batch.line_ids[2:5].ids)
        self.assertIn("administrator", batch.line_ids[3].failure)
        mails = self.env["mail.mail"].search([("aig_care_log_id", "!=", False)])
        self.assertEqual(len(mails), 19)

    def test_the_guard_refuses_one_with_the_sentence_of_the_composer(self):
        customer = self.documents[4].partner_id
        self.env["aig.care.quiet.day"].create(
            {
                "name": "Fair",
                "partner_id": customer.id,
                "date_from": NOW.date(),
                "date_to": NOW.date(),
            }
        )
        self.env.company.aig_care_quiet_policy = "block"
        batch = self.prepare(self.documents)
        with self.nothing_alone():
            self.assertFalse(self.send_chunk(batch))
        self.check_results(batch, queued=19, failed=1)
        with self.assertRaises(UserError) as refused:
            self.compose(
                self.documents[4].with_user(self.user_sales_north)
            ).action_send_mail()
        self.assertEqual(batch.line_ids[4].failure, str(refused.exception))

    def test_a_cap_holds_within_a_chunk(self):
        self.env["aig.care.cap"].create({"maximum": 1, "severity": "block"})
        twice = self.make_documents(2, self.documents[0].partner_id)
        batch = self.prepare(twice | self.documents[1:3])
        # the second has the same address: as if it were for another person
        batch.line_ids[1].write({"state": "waiting", "reason": False})
        with self.nothing_alone():
            self.assertFalse(self.send_chunk(batch))
        self.assertEqual(
            batch.line_ids.mapped("result"), ["queued", "failed", "queued", "queued"]
        )
        self.assertIn("Cap reached", batch.line_ids[1].failure)

    def test_who_is_being_written_to_by_somebody_else_waits(self):
        batch = self.prepare(self.documents)
        turn = self.documents[6].partner_id
        key = batch.line_ids[8].send_key
        with self.registry.cursor() as cr:
            other = self.env(cr=cr)
            cr.execute("SELECT pg_advisory_xact_lock(%s, %s)", (0x41494754, turn.id))
            self.assertTrue(other["aig.care.log"]._claim_sends([key]))
            with self.nothing_alone():
                busy = self.send_chunk(batch)
            self.assertEqual(busy, batch.line_ids[6] | batch.line_ids[8])
            cr.rollback()
        self.check_results(batch, queued=18, waiting=2)
        self.assertFalse(batch._get_next_lines(busy))
        self.assertEqual(batch.state, "running")
        self.assertFalse(self.send_chunk(batch))
        self.check_results(batch, queued=20)

    def test_what_was_sent_by_hand_meanwhile_is_left_out(self):
        batch = self.prepare(self.documents)
        self.send(self.documents[9].with_user(self.user_sales_north_2))
        with self.nothing_alone():
            self.assertFalse(self.send_chunk(batch))
        self.check_results(batch, queued=19, skipped=1)
