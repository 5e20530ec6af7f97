from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestResPartner(AigTerritoryCase):
    """Where a customer belongs, and who may change that."""

    def _partners_as(self, user):
        return self.env["res.partner"].with_user(user)

    # -- contacts and branches follow -------------------------------------------------

    def test_contacts_follow_their_customer(self):
        grandchild = self.env["res.partner"].create(
            {"name": "Deputy", "parent_id": self.branch_north.id}
        )
        self.assertEqual(grandchild.aig_territory_id, self.territory_north)
        self.customer_north.aig_territory_id = self.territory_south
        for contact in self.branch_north | grandchild:
            self.assertEqual(contact.aig_territory_id, self.territory_south)

    def test_a_contact_that_changes_customer_follows_the_new_one(self):
        self.branch_north.parent_id = self.customer_south
        self.assertEqual(self.branch_north.aig_territory_id, self.territory_south)
        self.branch_north.parent_id = self.customer_free
        self.assertFalse(self.branch_north.aig_territory_id)

    def test_a_contact_has_no_territory_of_its_own(self):
        sentence = "North Branch follows the customer North Customer"
        with self.assertRaisesRegex(ValidationError, sentence):
            self.branch_north.aig_territory_id = self.territory_south
        with self.assertRaisesRegex(ValidationError, sentence):
            self.branch_north.aig_territory_id = False
        with self.assertRaisesRegex(ValidationError, "follows the customer"):
            self.env["res.partner"].create(
                {
                    "name": "Loose",
                    "parent_id": self.customer_north.id,
                    "aig_territory_id": self.territory_south.id,
                }
            )

    def test_a_branch_stays_behind_when_told_so(self):
        manager = self._partners_as(self.user_manager_both)
        branch = self.branch_north.with_env(manager.env)
        branch.aig_has_own_territory = True
        self.assertEqual(branch.aig_territory_id, self.territory_north)
        branch.aig_territory_id = self.territory_south
        self.customer_north.aig_territory_id = self.territory_vn
        self.assertEqual(branch.aig_territory_id, self.territory_south)
        self.assertTrue(
            self._partners_as(self.user_sales_south).search([("id", "=", branch.id)])
        )
        branch.aig_has_own_territory = False
        self.assertEqual(branch.aig_territory_id, self.territory_vn)

    def test_a_new_branch_of_its_own_begins_where_the_customer_is(self):
        branch = self._partners_as(self.user_manager_north).create(
            {
                "name": "Apart",
                "parent_id": self.customer_north.id,
                "aig_has_own_territory": True,
            }
        )
        self.assertEqual(branch.aig_territory_id, self.territory_north)

    def test_managers_alone_part_a_branch_from_its_customer(self):
        branch = self.branch_north.with_user(self.user_sales_north)
        with self.assertRaisesRegex(AccessError, "ask your manager"):
            branch.aig_has_own_territory = True
        with self.assertRaisesRegex(AccessError, "ask your manager"):
            branch.create(
                {
                    "name": "Apart",
                    "parent_id": self.customer_north.id,
                    "aig_has_own_territory": True,
                }
            )
        north = self.branch_north.with_user(self.user_manager_north)
        north.aig_has_own_territory = True
        with self.assertRaisesRegex(AccessError, "cannot be moved"):
            north.aig_territory_id = self.territory_south

    def test_children_created_with_their_customer_follow(self):
        customer = self._new_customer(
            "New Customer",
            self.territory_south,
            child_ids=[Command.create({"name": "Contact"})],
        )
        self.assertEqual(customer.child_ids.aig_territory_id, self.territory_south)

    def test_a_subsidiary_is_a_customer_of_its_own(self):
        subsidiary = self.env["res.partner"].create(
            {
                "name": "Subsidiary",
                "is_company": True,
                "parent_id": self.customer_north.id,
            }
        )
        subsidiary.aig_territory_id = self.territory_south
        self.customer_north.aig_territory_id = self.territory_vn
        self.assertEqual(subsidiary.aig_territory_id, self.territory_south)

    # -- a new customer ---------------------------------------------------------------

    def test_a_new_customer_lands_at_home(self):
        partners = self._partners_as(self.user_sales_north)
        for vals in (
            {"is_company": True},
            {"company_type": "company"},
        ):
            partner = partners.create({"name": "Mine", **vals})
            self.assertEqual(partner.aig_territory_id, self.territory_north)
        partner = partners.with_context(default_is_company=True).create({"name": "Me"})
        self.assertEqual(partner.aig_territory_id, self.territory_north)

    def test_the_form_shows_where_a_new_customer_lands(self):
        partners = self._partners_as(self.user_sales_north)
        with Form(partners.with_context(default_is_company=True)) as form:
            form.name = "Mine"
            self.assertEqual(form.aig_territory_id, self.territory_north)
        self.assertEqual(form.record.aig_territory_id, self.territory_north)

    def test_persons_and_others_companies_have_none(self):
        for user, vals in (
            (self.user_sales_north, {"is_company": False}),
            (self.user_no_territory, {"is_company": True}),
            (self.user_director, {"is_company": True}),
        ):
            with self.subTest(user=user.login, **vals):
                partner = self._partners_as(user).create({"name": "Free", **vals})
                self.assertFalse(partner.aig_territory_id)

    def test_a_contact_of_a_customer_is_not_entered_at_home(self):
        partner = self._partners_as(self.user_sales_north).create(
            {"name": "Contact", "parent_id": self.customer_free.id}
        )
        self.assertFalse(partner.aig_territory_id)

    # -- who moves a customer ---------------------------------------------------------

    def test_a_salesperson_moves_no_customer(self):
        for partner, territory in (
            (self.customer_north, self.territory_south),
            (self.customer_north, self.env["aig.territory"]),
            (self.customer_free, self.territory_north),
        ):
            with (
                self.subTest(partner.name),
                self.assertRaisesRegex(AccessError, "ask a sales manager"),
            ):
                partner.with_user(self.user_sales_north).write(
                    {"aig_territory_id": territory.id}
                )

    def test_a_salesperson_does_not_move_one_by_its_parent(self):
        person = self.env["res.partner"].create(
            {"name": "Person", "aig_territory_id": self.territory_north.id}
        )
        with self.assertRaisesRegex(AccessError, "ask a sales manager"):
            person.with_user(self.user_sales_north).write(
                {"parent_id": self.customer_free.id}
            )

    def test_a_person_becomes_a_contact_of_a_customer(self):
        person = self.env["res.partner"].create({"name": "Person"})
        person.with_user(self.user_sales_north).parent_id = self.customer_north
        self.assertEqual(person.aig_territory_id, self.territory_north)

    def test_a_manager_moves_within_sight(self):
        partner = self.customer_north.with_user(self.user_manager_both)
        partner.aig_territory_id = self.territory_south
        self.assertEqual(self.branch_north.aig_territory_id, self.territory_south)
        partner = self.customer_free.with_user(self.user_manager_north)
        partner.aig_territory_id = self.territory_north
        with self.assertRaisesRegex(AccessError, "ask a sales manager"):
            partner.aig_territory_id = self.territory_south
        with self.assertRaisesRegex(AccessError, "no territory"):
            partner.aig_territory_id = False

    def test_a_director_moves_anything(self):
        partner = self.customer_north.with_user(self.user_director)
        partner.aig_territory_id = self.territory_south
        partner.aig_territory_id = False
        self.assertFalse(self.customer_north.aig_territory_id)

    def test_roles_that_see_all_customers_move_none(self):
        for user in (self.user_content_manager, self.user_accountant):
            user.group_ids += self.env.ref("base.group_partner_manager")
            partner = self.customer_north.with_user(user)
            with self.subTest(user.login):
                with self.assertRaisesRegex(AccessError, "ask a sales manager"):
                    partner.aig_territory_id = self.territory_south
                with self.assertRaisesRegex(AccessError, "ask a sales manager"):
                    partner.create(
                        {"name": "New", "aig_territory_id": self.territory_south.id}
                    )

    # -- one's own people and companies -----------------------------------------------

    def test_colleagues_and_own_companies_are_no_customers(self):
        for partner in (
            self.user_sales_north.partner_id,
            self.user_plain.partner_id,
            self.company.partner_id,
        ):
            with (
                self.subTest(partner.name),
                self.assertRaisesRegex(ValidationError, "not a customer"),
            ):
                partner.aig_territory_id = self.territory_north

    def test_a_customer_that_becomes_a_colleague_is_seen_by_all(self):
        self.branch_north.parent_id = False
        self.assertEqual(self.branch_north.aig_territory_id, self.territory_north)
        new_test_user(self.env, login="new.colleague", partner_id=self.branch_north.id)
        self.assertFalse(self.branch_north.aig_territory_id)
        self.assertTrue(self.branch_north.with_user(self.user_plain).read(["name"]))

    def test_a_customer_that_becomes_a_company_of_ours_is_seen_by_all(self):
        self.env["res.company"].create(
            {"name": "Subsidiary", "partner_id": self.customer_north.id}
        )
        self.assertFalse(self.customer_north.aig_territory_id)

    def test_colleagues_companies_and_vendors_stay_usable(self):
        vendor = self.env["res.partner"].create({"name": "Vendor", "is_company": True})
        for user in (self.user_plain, self.user_no_territory, self.user_sales_south):
            partners = self._partners_as(user)
            usable = (
                self.company.partner_id
                | self.user_sales_north.partner_id
                | user.partner_id
                | vendor
            )
            with self.subTest(user.login):
                found = partners.search([("id", "in", usable.ids)])
                self.assertEqual(found.sudo(), usable.sudo())
                names = partners.browse(usable.ids).mapped("display_name")
                self.assertEqual(len(names), 4)

    # -- what core looks up as superuser ----------------------------------------------

    def test_a_duplicate_out_of_sight_is_not_named(self):
        duplicate = {"vat": "0100109106", "company_registry": "R-1"}
        self.customer_south.write(duplicate)
        self.customer_north.write(duplicate)
        for user, seen in (
            (self.user_sales_north, self.env["res.partner"]),
            (self.user_manager_both, self.customer_south),
        ):
            partner = self.customer_north.with_user(user)
            with self.subTest(user.login):
                self.assertEqual(partner.same_vat_partner_id.sudo(), seen.sudo())
                self.assertEqual(
                    partner.same_company_registry_partner_id.sudo(), seen.sudo()
                )
