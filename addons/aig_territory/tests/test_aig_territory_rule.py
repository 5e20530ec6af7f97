from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import AigTerritoryCase


class AigRuleCase(AigTerritoryCase):
    """Hanoi goes north, banks go south, the rest to nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        country = cls.env.ref("base.vn")
        cls.province, cls.other_province = cls.env["res.country.state"].create(
            [
                {"name": "Test Hà Nội", "code": "T1", "country_id": country.id},
                {"name": "Test Huế", "code": "T2", "country_id": country.id},
            ]
        )
        cls.banks = cls.env["res.partner.industry"].create({"name": "Test Banks"})
        cls.env["aig.territory.rule"].search([]).active = False
        cls.rule_north = cls._new_rule(
            cls.territory_north, 10, state_ids=[Command.link(cls.province.id)]
        )
        cls.rule_south = cls._new_rule(
            cls.territory_south, 20, industry_ids=[Command.link(cls.banks.id)]
        )

    @classmethod
    def _new_rule(cls, territory, sequence, **values):
        return cls.env["aig.territory.rule"].create(
            {"territory_id": territory.id, "sequence": sequence, **values}
        )

    def _enter(self, user=None, **values):
        """A company as somebody enters it."""
        partners = self.env["res.partner"].with_user(user or self.user_director)
        return partners.create({"name": "New", "is_company": True, **values}).sudo()


@tagged("post_install", "-at_install")
class TestAigTerritoryRule(AigRuleCase):
    """Rules decide where a new customer of nobody lands."""

    def test_the_first_rule_decides(self):
        both = {"state_id": self.province.id, "industry_id": self.banks.id}
        self.assertEqual(self._enter(**both).aig_territory_id, self.territory_north)
        self.rule_south.sequence = 5
        self.assertEqual(self._enter(**both).aig_territory_id, self.territory_south)
        self.rule_south.active = False
        self.assertEqual(self._enter(**both).aig_territory_id, self.territory_north)
        self.assertFalse(self._enter().aig_territory_id)

    def test_the_criteria_hold_together(self):
        self.rule_north.partner_names = "Sao Mai\nHoà Bình"
        state = {"state_id": self.province.id}
        self.assertFalse(self._enter(**state).aig_territory_id)
        for name in ("Công ty CP HÒA BÌNH", "Cong ty CP hoa  binh"):
            found = self._enter(name=name, **state)
            self.assertEqual(found.aig_territory_id, self.territory_north)

    def test_a_district_by_its_name(self):
        self._new_rule(self.territory_vn, 1, city_names="Cầu Giấy\nquận 1")
        for values, expected in (
            ({"street2": "P. Dịch Vọng, Q. Cau Giay"}, self.territory_vn),
            ({"street": "1 Lê Lợi, Quận 1"}, self.territory_vn),
            ({"city": "Quận 10"}, self.env["aig.territory"]),
            ({"street": "Cầu Giấy 12"}, self.env["aig.territory"]),
        ):
            with self.subTest(**values):
                self.assertEqual(self._enter(**values).aig_territory_id, expected)

    def test_who_enters_by_rule(self):
        state = {"state_id": self.other_province.id, "industry_id": self.banks.id}
        editor = self.env.ref("base.group_partner_manager")
        for user in (self.user_accountant, self.user_plain):
            user.group_ids += editor
        for user, expected in (
            (self.user_director, self.territory_south),
            (self.user_accountant, self.territory_south),
            (self.env.ref("base.user_root"), self.territory_south),
            (self.user_manager_both, self.territory_south),
            (self.user_sales_north, self.territory_north),
            # what they typed would vanish from their sight
            (self.user_manager_north, self.env["aig.territory"]),
            (self.user_plain, self.env["aig.territory"]),
            (self.user_no_territory, self.env["aig.territory"]),
        ):
            with self.subTest(user.login):
                partner = self._enter(user, **state)
                self.assertEqual(partner.aig_territory_id, expected)
                self.assertTrue(partner.with_user(user).read(["name"]))

    def test_typed_in_the_form(self):
        partners = self.env["res.partner"].with_user(self.user_director)
        with Form(partners.with_context(default_is_company=True)) as form:
            form.name = "Typed"
            form.industry_id = self.banks
        self.assertEqual(form.record.aig_territory_id, self.territory_south)

    def test_imported(self):
        partners = self.env["res.partner"].with_user(self.user_director)
        result = partners.load(
            ["name", "is_company", "industry_id/.id", "aig_territory_id/.id"],
            [
                ["Imported", "1", str(self.banks.id), ""],
                ["Placed", "1", str(self.banks.id), str(self.territory_north.id)],
            ],
        )
        self.assertFalse(result["messages"])
        self.assertEqual(
            partners.browse(result["ids"]).aig_territory_id.ids,
            [self.territory_south.id, self.territory_north.id],
        )

    def test_a_changed_address_moves_nobody(self):
        partner = self._enter(industry_id=self.banks.id)
        partner.with_user(self.user_director).state_id = self.province
        self.assertEqual(partner.aig_territory_id, self.territory_south)
        self.customer_free.with_user(self.user_director).state_id = self.province
        self.assertFalse(self.customer_free.aig_territory_id)

    def test_vendors_companies_and_colleagues_get_none(self):
        self._new_rule(self.territory_vn, 1)
        vendors = self.env["res.partner"].with_user(self.user_director)
        vendor = vendors.with_context(res_partner_search_mode="supplier").create(
            {"name": "From a bill", "is_company": True}
        )
        company = self.env["res.company"].create({"name": "Subsidiary"})
        colleague = new_test_user(self.env, login="new.colleague")
        person = self._enter(is_company=False)
        for partner in (
            vendor,
            self._enter(supplier_rank=1),
            self._enter(self.user_sales_north, supplier_rank=1),
            company.partner_id,
            colleague.partner_id,
            person,
        ):
            self.assertFalse(partner.aig_territory_id, partner.name)
        self.assertEqual(self._enter().aig_territory_id, self.territory_vn)

    def test_the_summary_is_readable(self):
        rule = self._new_rule(
            self.territory_vn,
            1,
            state_ids=[Command.link(self.province.id)],
            city_names="Cầu Giấy\nĐống Đa",
        )
        self.assertEqual(rule.summary, "Test Hà Nội · Cầu Giấy, Đống Đa")
        self.assertEqual(self._new_rule(self.territory_vn, 1).summary, "All customers")

    def test_bad_rules(self):
        with self.assertRaisesRegex(ValidationError, "names nothing"):
            self.rule_north.city_names = " - "
        with self.assertRaisesRegex(ValidationError, "Rules still lead to Empty"):
            empty = self._new_territory("Empty", "T-E")
            self._new_rule(empty, 30)
            empty.active = False
        archived = self._new_territory("Archived", "T-A", active=False)
        with self.assertRaisesRegex(ValidationError, "Archived is archived"):
            self._new_rule(archived, 30)

    def test_directors_keep_the_rules(self):
        for user in (self.user_manager_both, self.user_sales_north):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.rule_north.with_user(user).sequence = 1
        self.assertTrue(self.rule_north.with_user(self.user_manager_both).summary)
        self.rule_north.with_user(self.user_director).sequence = 1

    # -- leads ------------------------------------------------------------------------

    def _lead(self, user=None, **values):
        values.setdefault("name", "Lead")
        return self.env["crm.lead"].create(
            {"type": "lead", "user_id": (user or self.env["res.users"]).id, **values}
        )

    def test_managers_are_offered_no_rule_to_write(self):
        """Where rules in force are looked at; in their rehearsals they write some."""
        action = self.env.ref("aig_territory.aig_territory_rule_action").id
        for user, options, offered in (
            (self.user_manager_north, {"action_id": action}, ["0", "0", "0"]),
            (self.user_manager_north, {}, [None, None, None]),
            (self.user_director, {"action_id": action}, [None, None, None]),
        ):
            rules = self.env["aig.territory.rule"].with_user(user)
            with self.subTest(user=user.login, **options):
                arch = rules.get_view(view_type="kanban", **options)["arch"]
                root = etree.fromstring(arch)
                self.assertEqual(
                    [root.get(right) for right in ("create", "edit", "delete")], offered
                )

    def test_a_lead_by_its_address(self):
        state = {"state_id": self.province.id}
        self.assertEqual(self._lead(**state).aig_territory_id, self.territory_north)
        self._new_rule(self.territory_south, 1, partner_names="Sao Mai")
        lead = self._lead(partner_name="SAO MAI corp", **state)
        self.assertEqual(lead.aig_territory_id, self.territory_south)
        self.assertFalse(self._lead().aig_territory_id)
        lead = self._lead(partner_id=self.customer_south.id, **state)
        self.assertEqual(lead.aig_territory_id, self.territory_south)

    def test_a_lead_stays_in_its_salespersons_sight(self):
        state = {"state_id": self.province.id}
        for user, expected in (
            (self.user_sales_north, self.territory_north),
            (self.user_sales_south, self.territory_south),
            (self.user_no_territory, self.env["aig.territory"]),
            (self.user_manager_both, self.territory_north),
        ):
            with self.subTest(user.login):
                lead = self._lead(user, **state)
                self.assertEqual(lead.aig_territory_id, expected)
                leads = self.env["crm.lead"].with_user(user)
                self.assertTrue(leads.create({"name": "Mine", **state}).read(["name"]))

    def test_a_lead_with_a_territory_is_not_asked_again(self):
        lead = self._lead(partner_name="Nobody")
        self.assertFalse(lead.aig_territory_id)
        lead.state_id = self.province
        self.assertEqual(lead.aig_territory_id, self.territory_north)
        lead.state_id = self.other_province
        self._new_rule(self.territory_south, 1)
        lead.city = "Huế"
        self.assertEqual(lead.aig_territory_id, self.territory_north)

    # -- batches ----------------------------------------------------------------------

    def test_queries_do_not_grow(self):
        def create(model, count, **values):
            vals_list = [{"name": f"N{n}", **values} for n in range(count)]
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            asked = self._count_matches()
            self.env[model].with_user(self.user_director).create(vals_list)
            self.env.flush_all()
            self.assertLessEqual(len(asked), 2)
            return self.env.cr.sql_log_count - start

        for model, values in (
            ("res.partner", {"is_company": True, "industry_id": self.banks.id}),
            ("crm.lead", {"user_id": False, "state_id": self.province.id}),
        ):
            with self.subTest(model):
                create(model, 3, **values)
                small = create(model, 10, **values)
                large = create(model, 60, **values)
                if model == "res.partner":
                    self.assertLessEqual(large, small + 3)

    def _count_matches(self):
        """How often the rules are read from now on."""
        model = type(self.env["aig.territory.rule"])
        asked = []
        original = model._as_plain_rules

        def counting(records):
            asked.append(len(records))
            return original(records)

        self.patch(model, "_as_plain_rules", counting)
        return asked
