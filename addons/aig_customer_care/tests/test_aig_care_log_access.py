from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestAigCareLogAccess(AigTerritoryCase):
    """Append-only, and no row across territories."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        logs = cls.env["aig.care.log"]
        cls.log_north = logs.with_user(cls.user_sales_north).create(
            {"partner_id": cls.customer_north.id, "care_type": "call"}
        )
        cls.log_south = logs.with_user(cls.user_sales_south).create(
            {"partner_id": cls.customer_south.id, "care_type": "call"}
        )

    def _visible(self, user):
        logs = self.env["aig.care.log"].with_user(user)
        return logs.search([("id", "in", (self.log_north + self.log_south).ids)])

    def test_a_stand_in_logs_for_customers_handed_over(self):
        user = self.user_sales_south
        with self.assertRaises(AccessError):
            self.log_south.create({"partner_id": self.customer_north.id})
        delegation = self._hand_over()
        self.assertEqual(self._visible(user), self.log_north + self.log_south)
        log = self.log_south.with_user(user).create(
            {"partner_id": self.customer_north.id, "care_type": "call"}
        )
        self.assertRecordValues(
            log, [{"user_id": user.id, "territory_id": self.territory_north.id}]
        )
        delegation.action_end()
        self.assertEqual(self._visible(user), self.log_south)
        with self.assertRaises(AccessError):
            log.read(["note"])

    def test_nobody_writes_or_deletes(self):
        for user in (self.user_sales_north, self.user_manager_both, self.user_director):
            log = self.log_north.with_user(user)
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    log.write({"note": "changed"})
                with self.assertRaises(AccessError):
                    log.unlink()

    def test_mail_kinds_are_not_logged_by_hand(self):
        for kind in ("voucher", "product", "article"):
            with self.assertRaisesRegex(AccessError, "logged when it is sent"):
                self.log_north.create(
                    {"partner_id": self.customer_north.id, "care_type": kind}
                )

    def test_not_for_a_colleague(self):
        with self.assertRaisesRegex(AccessError, "your own name only"):
            self.log_north.create(
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north_2.id,
                }
            )

    def test_not_what_the_system_fills(self):
        values = {
            "state": "sent",
            "send_key": "x",
            "territory_id": self.territory_south.id,
            "mail_message_id": 1,
            "reversal_of_id": self.log_north.id,
            "is_counted": True,
            "delivery_uncertain": True,
        }
        for name, value in values.items():
            with (
                self.subTest(name),
                self.assertRaisesRegex(AccessError, f"filled by the system: {name}"),
            ):
                self.log_north.create(
                    {"partner_id": self.customer_north.id, name: value}
                )

    def test_not_for_a_customer_of_another_territory(self):
        with self.assertRaises(AccessError):
            self.log_north.create({"partner_id": self.customer_south.id})

    def test_who_sees_what(self):
        both = self.log_north + self.log_south
        for user, expected in [
            (self.user_sales_north, self.log_north),
            (self.user_sales_north_2, self.log_north),
            (self.user_sales_south, self.log_south),
            (self.user_manager_north, self.log_north),
            (self.user_manager_both, both),
            (self.user_director, both),
            (self.user_no_territory, both.browse()),
            (self.user_content, both.browse()),
        ]:
            with self.subTest(user.login):
                self.assertEqual(self._visible(user), expected)

    def test_no_leak_by_id_or_aggregate(self):
        logs = self.env["aig.care.log"].with_user(self.user_sales_north)
        with self.assertRaises(AccessError):
            logs.browse(self.log_south.id).read(["subject"])
        groups = logs._read_group([], ["partner_id"], ["__count"])
        self.assertNotIn(self.customer_south, [group[0] for group in groups])
        self.assertFalse(logs._count_sent("partner_id", self.customer_south.ids))
        with self.assertRaises(AccessError):
            logs.browse(self.log_south.id)._reverse("x")

    def test_a_colleagues_row_is_reversed_by_a_manager_only(self):
        log = self.log_north.with_user(self.user_sales_north_2)
        with self.assertRaisesRegex(AccessError, "or a manager"):
            log._reverse("Nhầm")
        reversal = self.log_north.with_user(self.user_manager_north)._reverse("Nhầm")
        self.assertEqual(reversal.user_id, self.user_manager_north)

    def test_roles_without_the_model(self):
        for user in (self.user_plain, self.user_portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.log_north.with_user(user).search([])

    def test_content_officers_see_what_they_sent_themselves(self):
        """They have no territory; their customers have."""
        log = self.log_north.sudo().create(
            {"partner_id": self.customer_north.id, "user_id": self.user_content.id}
        )
        log._note_sign("replied", 0, by_machine=False)
        logs = self.env["aig.care.log"].with_user(self.user_content)
        self.assertEqual(logs.search([]), log)
        self.assertEqual(log.with_user(self.user_content).evidence_ids.kind, "replied")
        # whoever also sells sees by territory
        self.user_content.group_ids += self.env.ref("aig_base.group_sales_user")
        self.assertNotIn(log, logs.search([]))
