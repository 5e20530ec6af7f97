from odoo.tests import tagged

from .common import AigCase


@tagged("post_install", "-at_install")
class TestResGroups(AigCase):
    """What each role implies, and nothing more."""

    def assertGroups(self, user, expected):
        for xmlid, granted in expected.items():
            with self.subTest(user=user.login, group=xmlid):
                self.assertEqual(user.has_group(xmlid), granted)

    def test_sales_roles(self):
        self.assertGroups(
            self.user_sales_north,
            {
                "sales_team.group_sale_salesman": True,
                "sales_team.group_sale_salesman_all_leads": False,
                "aig_base.group_content_user": False,
            },
        )
        self.assertGroups(
            self.user_manager_north,
            {
                "aig_base.group_sales_user": True,
                "sales_team.group_sale_salesman_all_leads": True,
                "sales_team.group_sale_manager": False,
            },
        )
        self.assertGroups(
            self.user_director,
            {
                "aig_base.group_sales_manager": True,
                "sales_team.group_sale_manager": True,
                "base.group_system": False,
            },
        )

    def test_content_roles(self):
        self.assertGroups(
            self.user_content_manager,
            {
                "aig_base.group_content_user": True,
                "sales_team.group_sale_salesman": False,
            },
        )

    def test_the_administrator_holds_the_highest_roles(self):
        for user in (self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            self.assertGroups(
                user,
                {
                    "aig_base.group_director": True,
                    "aig_base.group_content_manager": True,
                },
            )

    def test_a_person_may_sell_and_write(self):
        """Two privileges: choosing one role on the form keeps the other."""
        sales = self.env.ref("aig_base.group_sales_user").privilege_id
        content = self.env.ref("aig_base.group_content_user").privilege_id
        self.assertNotEqual(sales, content)
        self.assertEqual(sales.category_id, content.category_id)
        self.assertEqual(len(sales.group_ids), 3)
        self.assertEqual(len(content.group_ids), 2)

    def test_the_menu_is_for_roles(self):
        root = self.env.ref("aig_base.aig_menu_root")
        for user, visible in (
            (self.user_plain, False),
            (self.user_director, True),
        ):
            menus = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(root.id in menus, visible, user.login)
