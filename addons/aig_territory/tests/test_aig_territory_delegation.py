from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10 03:00:00")
class TestAigTerritoryDelegation(AigDocumentCase):
    """Who may hand over which customers to whom, and what is kept of it."""

    def _new(self, user, **values):
        """A delegation of the north customer, made by ``user``."""
        return (
            self.env["aig.territory.delegation"]
            .with_user(user)
            .create(
                {
                    "user_id": self.user_sales_north.id,
                    "delegate_id": self.user_sales_south.id,
                    "date_from": "2026-05-11",
                    "date_to": "2026-05-15",
                    "partner_ids": [Command.set(self.customer_north.ids)],
                    "reason": "Leave",
                    **values,
                }
            )
        )

    def assertRefused(self, error, sentence, user, **values):
        with (
            self.assertRaisesRegex(error, sentence),
            self.env.cr.savepoint(),
        ):
            self._new(user, **values)

    def _told(self, delegation):
        """Who got notices of a delegation, with what they read."""
        notices = self.env["mail.notification"].search(
            [
                ("mail_message_id.model", "=", delegation._name),
                ("mail_message_id.res_id", "=", delegation.id),
            ]
        )
        return {n.res_partner_id: n.mail_message_id.body for n in notices}

    def test_both_are_told_unless_they_did_it_themselves(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.user_sales_south.lang = "vi_VN"
        delegation = self._new(self.user_sales_north)
        told = self._told(delegation)
        self.assertEqual(told.keys(), {self.user_sales_south.partner_id})
        self.assertIn("bàn giao cho", told[self.user_sales_south.partner_id])
        delegation.with_user(self.user_manager_north).action_end()
        people = self.user_sales_south | self.user_sales_north
        self.assertEqual(set(self._told(delegation)), set(people.partner_id))

    def test_a_salesperson_hands_over_from_the_form(self):
        customer = self.customer_north.with_user(self.user_sales_north)
        action = customer.action_aig_hand_over()
        self.assertEqual(action["views"], [(False, "form")])
        delegations = self.env["aig.territory.delegation"].with_user(
            self.user_sales_north
        )
        with Form(delegations.with_context(**action["context"])) as form:
            self.assertEqual(form.date_from, date(2026, 5, 10))
            self.assertEqual(form.user_id, self.user_sales_north)
            form.delegate_id = self.user_sales_south
            form.date_to = "2026-05-15"
            form.reason = "Leave"
        self.assertRecordValues(
            form.record,
            [
                {
                    "partner_ids": self.customer_north.ids,
                    "territory_id": False,
                    "home_territory_id": self.territory_north.id,
                    "state": "running",
                }
            ],
        )

    def test_a_contact_stands_for_its_customer(self):
        branch = [Command.set(self.branch_north.ids)]
        delegation = self._new(self.user_sales_north, partner_ids=branch)
        self.assertEqual(delegation.sudo().partner_ids, self.customer_north)

    def test_managers_for_those_below_directors_for_all(self):
        for user in (
            self.user_manager_north,
            self.user_manager_both,
            self.user_director,
        ):
            self.assertTrue(self._new(user))

    def test_others_do_not_decide(self):
        for user in (
            self.user_sales_north_2,
            self.user_manager_south,
            self.user_sales_south,
            self.user_no_territory,
        ):
            with self.subTest(user.login):
                self.assertRefused(AccessError, "", user)
        self.assertRefused(
            AccessError, "your own customers only: ask An Bắc", self.user_sales_north_2
        )

    def test_a_manager_decides_not_for_the_one_above(self):
        self.assertRefused(
            AccessError,
            "your own customers only",
            self.user_manager_north,
            user_id=self.user_manager_both.id,
        )

    def test_foreign_customers_are_not_handed_over(self):
        own = {"user_id": self.user_sales_south.id}
        own["delegate_id"] = self.user_sales_north.id
        self.assertRefused(AccessError, "", self.user_sales_south, **own)
        self.assertRefused(AccessError, "", self.user_director, **own)
        self.assertRefused(
            AccessError,
            "own territories only",
            self.user_sales_south,
            **own,
            partner_ids=False,
            territory_id=self.territory_north.id,
        )

    def test_a_typed_id_tells_no_name(self):
        """The form answers what is typed into it, by RPC whatever one likes."""
        delegations = self.env["aig.territory.delegation"].with_user(
            self.user_sales_south
        )
        values = {"partner_ids": [Command.link(self.customer_north.id)]}
        with self.assertRaises(AccessError):
            delegations.onchange(
                values,
                ["partner_ids"],
                {"partner_ids": {"fields": {"display_name": {}}}},
            )

    def test_what_was_handed_over_is_not_handed_on(self):
        self._new(self.user_sales_north, date_from="2026-05-10")
        self.assertRefused(
            AccessError,
            "own territories only",
            self.user_sales_south,
            user_id=self.user_sales_south.id,
            delegate_id=self.user_no_territory.id,
        )

    def test_bad_input(self):
        north = self.user_sales_north
        archived = self._new_user("gone", "Người Cũ", "aig_base.group_sales_user")
        archived.active = False
        for values, sentence in (
            ({"delegate_id": north.id}, "cannot stand in for the same person"),
            ({"delegate_id": self.user_portal.id}, "Phúc is no salesperson"),
            ({"delegate_id": self.user_plain.id}, "is no salesperson"),
            ({"delegate_id": archived.id}, "Người Cũ is no salesperson"),
            ({"partner_ids": False}, "either the customers"),
            ({"territory_id": self.territory_north.id}, "either the customers"),
            ({"date_from": "2026-05-09"}, "begins today at the earliest"),
        ):
            with self.subTest(sentence):
                self.assertRefused(ValidationError, sentence, north, **values)

    def test_written_once(self):
        delegation = self._new(self.user_sales_north)
        for user in (self.user_sales_north, self.user_director):
            mine = delegation.with_user(user)
            for vals in (
                {"date_to": "2026-12-31"},
                {"delegate_id": self.user_no_territory.id},
                {"partner_ids": [Command.link(self.customer_south.id)]},
                {"date_ended": False},
            ):
                with self.assertRaises(AccessError):
                    mine.write(vals)
            with self.assertRaises(UserError):
                mine.copy()
            with self.assertRaises(AccessError):
                mine.unlink()
        with self.assertRaisesRegex(UserError, "end it instead"):
            delegation.sudo().unlink()

    def test_who_ends_it(self):
        for user in (
            self.user_sales_north,
            self.user_manager_north,
            self.user_director,
        ):
            delegation = self._new(self.user_sales_north)
            delegation.with_user(user).action_end()
            self.assertEqual(delegation.state, "ended")
            ended = delegation.date_ended
            with freeze_time("2026-05-11 03:00:00"):
                delegation.with_user(user).action_end()
            self.assertEqual(delegation.date_ended, ended)
        delegation = self._new(self.user_sales_north)
        for user in (self.user_sales_south, self.user_sales_north_2):
            with self.assertRaises(AccessError):
                delegation.with_user(user).action_end()

    def test_states(self):
        delegation = self._new(self.user_sales_north)
        for moment, state in (
            ("2026-05-10 16:59:00", "planned"),
            ("2026-05-10 17:01:00", "running"),
            ("2026-05-15 16:59:00", "running"),
            ("2026-05-15 17:01:00", "ended"),
        ):
            with freeze_time(moment):
                self.env.invalidate_all()
                self.assertEqual(delegation.state, state)

    def test_who_reads_it(self):
        delegation = self._new(self.user_sales_north)
        self._next_request()
        for user, seen in (
            (self.user_sales_north, True),
            (self.user_sales_south, True),
            (self.user_sales_north_2, True),
            (self.user_manager_both, True),
            (self.user_director, True),
            (self.user_manager_south, False),
            (self.user_no_territory, False),
        ):
            found = self.env[delegation._name].with_user(user).search([])
            with self.subTest(user.login):
                self.assertEqual(delegation.id in found.ids, seen)
        with self.assertRaises(AccessError):
            delegation.with_user(self.user_content).read(["reason"])

    def test_a_note_on_each_customer_in_a_few_queries(self):
        def hand_over(count):
            customers = self.env["res.partner"].create(
                [
                    {
                        "name": f"Customer {number}",
                        "is_company": True,
                        "aig_territory_id": self.territory_north.id,
                    }
                    for number in range(count)
                ]
            )
            self._next_request()
            start = self.env.cr.sql_log_count
            delegation = self._new(
                self.user_sales_north, partner_ids=[Command.set(customers.ids)]
            )
            self.env.flush_all()
            queries = self.env.cr.sql_log_count - start
            delegation.action_end()
            for customer in customers:
                begin, end = customer.message_ids.sorted("id")[-2:]
                self.assertIn("An Bắc hands over to Chi Nam", begin.body)
                self.assertIn("Leave", begin.body)
                self.assertIn("no longer stands in", end.body)
            return queries

        hand_over(2)
        small = hand_over(2)
        self.assertEqual(hand_over(40), small)

    def test_a_whole_territory_is_logged_on_the_delegation_only(self):
        before = self.customer_north.message_ids
        delegation = self._new(
            self.user_sales_north,
            partner_ids=False,
            territory_id=self.territory_north.id,
        )
        delegation.action_end()
        self.assertEqual(self.customer_north.message_ids, before)
        bodies = "".join(delegation.message_ids.mapped("body"))
        self.assertIn("hands over to", bodies)
        self.assertIn("ended early by An Bắc", bodies)

    def test_people_write_notes_on_it(self):
        delegation = self._new(self.user_sales_north)
        note = delegation.with_user(self.user_sales_south).message_post(body="Fine")
        self.assertEqual(note.author_id, self.user_sales_south.partner_id)

    def test_an_archived_stand_in_ends_it(self):
        delegation = self._new(self.user_sales_north)
        self.user_sales_south.action_archive()
        self.assertEqual(delegation.state, "ended")

    def test_the_territory_of_a_delegation_stays(self):
        territory = self._new_territory(
            "Test West",
            "T-W",
            manager_id=self.user_manager_north.id,
        )
        self._new(
            self.user_manager_north,
            user_id=self.user_manager_north.id,
            partner_ids=False,
            territory_id=territory.id,
        )
        with self.assertRaisesRegex(UserError, "archive it instead"):
            territory.unlink()
