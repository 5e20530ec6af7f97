from odoo.tests import tagged

from ..reasons import SAME_IN_VIETNAMESE
from .access_case import INSIDE, AccessCase
from .ours import our_records
from .test_actions import open_action


@tagged("post_install", "-at_install")
class TestMenus(AccessCase):
    """Menus lead somewhere, for everybody who sees them."""

    def visible(self, user):
        """Ids of the menus a person sees, as the web client loads them."""
        menus = self.env["ir.ui.menu"].with_user(user)
        return set(menus.load_menus(False)) - {"root"}

    def test_each_menu_opens_for_each_person_who_sees_it(self):
        for xmlid, menu in our_records(self.env, "ir.ui.menu"):
            for person in INSIDE:
                user = getattr(self, person)
                if menu.action and menu.id in self.visible(user):
                    with self.subTest(menu=xmlid, person=person):
                        self.check_opens(menu.action, user)

    def check_opens(self, action, user):
        model = action.res_model if "res_model" in action else action.model_name
        if action._name == "ir.actions.client" and not model:
            return  # a page of the web client reads what it shows by itself
        rights = self.env(user=user, su=False)[model]
        self.assertTrue(rights.has_access("read"), f"sees no {model}")
        if action._name == "ir.actions.act_window":
            open_action(self, action, user)
        elif action._name == "ir.actions.server":
            answer = action.with_user(user).run()
            self.assertEqual(answer["type"], "ir.actions.act_window")

    def test_somebody_sees_each_menu_with_an_action(self):
        seen = set().union(*(self.visible(getattr(self, name)) for name in INSIDE))
        for xmlid, menu in our_records(self.env, "ir.ui.menu"):
            if menu.action:
                self.assertIn(menu.id, seen, f"nobody sees {xmlid}")

    def test_nobody_sees_a_parent_without_children(self):
        parents = {
            menu.id: xmlid
            for xmlid, menu in our_records(self.env, "ir.ui.menu")
            if not menu.action
        }
        for person in INSIDE:
            menus = self.env["ir.ui.menu"].with_user(getattr(self, person))
            for key, menu in menus.load_menus(False).items():
                if key in parents:
                    self.assertTrue(
                        menu["children"], f"{person}: {parents[key]} is empty"
                    )

    def test_each_menu_is_translated(self):
        for xmlid, menu in our_records(self.env, "ir.ui.menu"):
            english = menu.with_context(lang="en_US").name
            vietnamese = menu.with_context(lang="vi_VN").name
            if english not in SAME_IN_VIETNAMESE:
                self.assertNotEqual(vietnamese, english, xmlid)
