from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CareCase
from .smtp_sink import SmtpMixin


@tagged("post_install", "-at_install")
class TestComposerPeople(SmtpMixin, CareCase):
    """Whom the composer offers, with role and reason, and that nobody gets it twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer_north.child_ids.email = False
        cls.people = cls.env["res.partner"].create(
            [
                {"parent_id": cls.customer_north.id, **vals}
                for vals in (
                    {"name": "An", "email": "an@c.example.com", "function": "Giám đốc"},
                    {"name": "Bình", "email": "North@Customer.example.com"},
                    {"name": "Chi", "email": "chi(at)c.example.com"},
                    {"name": "Dũng", "email": "dung@c.example.com", "active": False},
                    {"name": "Em", "email": "em@c.example.com", "type": "invoice"},
                    {"name": "Giang", "email": "x@c.example.com, an@c.example.com"},
                    {"name": "Hà", "email": False},
                )
            ]
        )
        cls.env["mail.blacklist"]._add("em@c.example.com")

    def rows(self, composer):
        return {row["name"]: row for row in composer.aig_people}

    def test_each_of_the_customers_people_with_role_and_reason(self):
        rows = self.rows(self.compose())
        self.assertEqual(
            {name: row["reason"] for name, row in rows.items() if row["reason"]},
            {
                "Chi": "The e-mail address is not valid",
                "Dũng": "Archived",
                "Em": "Has unsubscribed from e-mails",
                "Hà": "No e-mail address",
                **{
                    name: "No e-mail address"
                    for name in self.branch_north.mapped("name")
                },
            },
        )
        self.assertEqual(rows["An"]["role"], "Giám đốc")
        self.assertEqual(rows["Em"]["role"], "Invoice")
        self.assertEqual(rows["Bình"]["addresses"], ["north@customer.example.com"])
        first = self.compose().aig_people[0]
        self.assertEqual(first["id"], self.customer_north.id)

    def test_whose_address_it_is(self):
        document = self.document_north
        people = document._care_people()
        excluded = document._care_say_excluded(people, document._care_choose(people))
        an, binh, chi = self.people[:3]
        self.assertEqual(
            excluded[binh.id], f"Same address as {self.customer_north.name}"
        )
        self.assertEqual(excluded[chi.id], "The e-mail address is not valid")
        self.assertNotIn(an.id, excluded)

    def test_everybody_with_an_address_of_their_own_when_the_company_has_none(self):
        self.customer_north.email = "nobody"
        proposed = self.compose().partner_ids
        self.assertEqual(set(proposed.mapped("name")), {"An", "Bình"})

    def test_two_people_with_one_address_get_one_mail(self):
        composer = self.compose()
        composer.partner_ids = self.customer_north + self.people.filtered(
            lambda person: person.name in ("An", "Bình", "Giang")
        )
        with self.smtp_sink() as sink:
            composer.action_send_mail()
        self.assertEqual(
            sorted(sink.recipients),
            ["an@c.example.com", "north@customer.example.com"],
        )

    def test_an_address_that_left_is_found_behind_another(self):
        composer = self.compose()
        giang = self.people.filtered(lambda person: person.name == "Giang")
        giang.email = "x@c.example.com, em@c.example.com"
        composer.partner_ids = giang
        with self.assertRaisesRegex(UserError, "Giang have unsubscribed"):
            composer.action_send_mail()

    def test_nobody_has_a_valid_address(self):
        (self.customer_north + self.people[:2]).email = "nobody"
        self.people.filtered(lambda person: person.name in ("Em", "Giang")).email = "?"
        with self.assertRaisesRegex(UserError, "is not valid: correct it"):
            self.document_north.action_care_compose()

    def test_opening_does_not_cost_more_with_more_people(self):
        def opening():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            action = self.document_north.action_care_compose()
            names = ("partner_ids", "aig_people", "subject", "body", "aig_guard_state")
            composers = self.document_north.env["mail.compose.message"]
            composers.with_context(**action["context"]).onchange(
                {}, [], {name: {} for name in names}
            )
            return self.env.cr.sql_log_count - before

        opening()
        few = opening()
        self.env["res.partner"].create(
            [
                {
                    "name": f"Contact {number}",
                    "email": f"c{number}@c.example.com",
                    "parent_id": self.customer_north.id,
                }
                for number in range(30)
            ]
        )
        self.assertLessEqual(few, 15)
        self.assertLessEqual(opening(), few)
