from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

COUNTS = ("voucher", "product", "article", "contact")


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestBasePartnerMerge(AigTerritoryCase):
    """Merged customers and contacts: nothing is lost, every count is the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls._new_customer("North Double", cls.territory_north)
        cls.people = cls.env["res.partner"].create(
            [
                {"name": name, "parent_id": customer.id, "email": f"{name}@x.example"}
                for name, customer in (
                    ("an", cls.customer_north),
                    ("binh", cls.customer_north),
                    ("chi", cls.double),
                )
            ]
        )

    def _merge(self, sources, target):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        self.env.flush_all()
        wizard._merge((sources | target).ids, target)
        self.env.flush_all()
        self.env.invalidate_all()

    def _log(self, customer, **values):
        # superuser: rows of mails are written by the system
        values = {"partner_id": customer.id, "care_type": "call", **values}
        return self.env["aig.care.log"].create(
            {"user_id": self.user_sales_north.id, **values}
        )

    def _message(self, statuses, **values):
        """A row of the log whose message went to the people, with their states."""
        message = self.env["mail.message"].create({"body": "Kính gửi"})
        log = self._log(
            self.customer_north, care_type="voucher", send_key=f"key {message.id}"
        )
        log.mail_message_id = message
        self.env["mail.notification"].create(
            [
                {
                    "mail_message_id": message.id,
                    "res_partner_id": partner.id,
                    "notification_type": "email",
                    "notification_status": status,
                }
                for partner, status in zip(self.people, statuses, strict=False)
            ]
        )
        self.env.flush_all()
        return log

    def _figures(self):
        groups = self.env["aig.care.count"]._read_group(
            [], ["user_id", "territory_id", "care_type"], ["number:sum"]
        )
        return {tuple(key): number for *key, number in groups if number}

    def test_customers(self):
        kept = self.customer_north
        logs = self.env["aig.care.log"]
        for customer, number in ((kept, 2), (self.double, 3)):
            for _time in range(number):
                logs |= self._log(customer)
            logs |= self._log(customer, care_type="voucher")
        chatter = self._log(self.double, res_model="res.partner", res_id=self.double.id)
        feedback = self.env["aig.care.feedback"].create(
            {
                "log_id": logs[-1].id,
                "next_step": "Gọi lại",
                "next_date": "2026-12-01",
            }
        )
        quiet = self.env["aig.care.quiet.day"].create(
            [
                {
                    "name": "Giỗ tổ",
                    "date_from": "2026-12-10",
                    "date_to": "2026-12-10",
                    "partner_id": customer.id,
                }
                for customer in (kept, self.double)
            ]
        )
        plan = self.env["aig.care.contact.plan"].create(
            {"user_id": self.user_sales_north.id, "week_start": "2026-11-16"}
        )
        planned = self.env["aig.care.contact.plan.line"].create(
            [
                {"plan_id": plan.id, "partner_id": customer.id, "day": "2026-11-20"}
                for customer in (kept, self.double)
            ]
        )
        batch = self.env["aig.care.batch"].create(
            {"name": "B", "res_model": "res.partner"}
        )
        line = self.env["aig.care.batch.line"].create(
            {"batch_id": batch.id, "res_id": 1, "partner_id": self.double.id}
        )
        for customer in (kept, self.double):
            self.env["aig.care.turn"]._take(customer)
        figures = self._figures()
        before = {
            kind: sum((kept | self.double).mapped(f"aig_care_{kind}_count"))
            for kind in COUNTS
        }
        self.assertEqual(before["contact"], 6)

        self._merge(self.double, kept)

        self.assertEqual(self._figures(), figures)
        after = {kind: kept[f"aig_care_{kind}_count"] for kind in COUNTS}
        self.assertEqual(after, before)
        self.assertEqual((logs | chatter).partner_id, kept)
        self.assertEqual(chatter.res_id, kept.id)
        self.assertEqual(feedback.partner_id, kept)
        self.assertEqual(quiet.exists().partner_id, kept)
        self.assertEqual(planned.exists().partner_id, kept)
        self.assertTrue(all(planned.mapped("is_done")))
        self.assertEqual(line.partner_id, kept)
        self.assertEqual(self.people.commercial_partner_id, kept, "people come along")
        # it can still be sent to, in turn
        self.env["aig.care.turn"]._take(kept)

    def test_into_another_territory(self):
        """Where it was done stays; who has the customer reads it."""
        log = self._log(self.customer_north)
        day = self.env["aig.care.quiet.day"].create(
            {
                "name": "Nghỉ",
                "date_from": "2026-12-10",
                "date_to": "2026-12-10",
                "partner_id": self.customer_north.id,
            }
        )
        figures = self._figures()
        self._merge(self.customer_north, self.customer_south)
        self.assertEqual(self._figures(), figures)
        self.assertEqual(log.territory_id, self.territory_north)
        self.assertEqual(day.territory_id, self.territory_south)
        theirs = log.with_user(self.user_sales_south)
        self.assertEqual(theirs.search([("id", "=", log.id)]), log)

    def test_into_a_customer_without_a_territory(self):
        self._merge(self.customer_north, self.customer_free)
        self.assertEqual(self.customer_free.aig_territory_id, self.territory_north)

    def test_into_a_contact(self):
        """Rows hang on the commercial customer, not on its contact."""
        log = self._log(self.double)
        self._merge(self.double, self.people[0])
        self.assertEqual(log.partner_id, self.customer_north)

    def test_contacts_who_got_the_same_mail(self):
        an, binh, chi = self.people
        log = self._message(["exception", "sent"])
        other = self._message(["sent"])
        failed = self._message(["canceled", "exception"])
        self.assertEqual(
            (log | other | failed).mapped("state"), ["sent", "sent", "failed"]
        )
        self.env["aig.care.evidence"].create(
            [
                {
                    "log_id": log.id,
                    "partner_id": person.id,
                    "kind": kind,
                    "date": f"2026-11-{day} 03:00:00",
                }
                for person, kind, day in (
                    (an, "opened", 12),
                    (binh, "opened", 11),
                    (an, "clicked", 13),
                    (chi, "opened", 14),
                )
            ]
        )
        figures = self._figures()
        self._merge(an | binh, chi)
        self.assertEqual(self._figures(), figures)
        signs = log.evidence_ids.sorted("kind")
        self.assertEqual(signs.mapped("kind"), ["clicked", "opened"])
        self.assertEqual(signs.partner_id, chi)
        self.assertEqual(signs[1].date.day, 11, "first seen")
        # what decides the state is still there
        self.env.add_to_compute(log._fields["state"], log | other | failed)
        self.assertEqual(
            (log | other | failed).mapped("state"), ["sent", "sent", "failed"]
        )
        self.assertEqual(self._figures(), figures)

    def test_who_opted_out_stays_out(self):
        an, binh, chi = self.people
        self.env["mail.blacklist"]._add(an.email)
        self._merge(an, chi)
        self.assertTrue(chi.is_blacklisted)
        self.assertIn(
            "an@x.example", self.env["mail.blacklist"].search([]).mapped("email")
        )
        self.assertFalse(binh.is_blacklisted)
