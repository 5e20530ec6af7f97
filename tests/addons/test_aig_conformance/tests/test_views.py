from odoo.tests import tagged

from .access_case import INSIDE, AccessCase
from .ours import our_models, our_records

PEOPLE = ("user_admin", *INSIDE)


@tagged("post_install", "-at_install")
class TestViews(AccessCase):
    """Every view of ours is valid and loads for every person who may read its model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_admin = cls.env.ref("base.user_admin")

    def test_each_view_is_valid(self):
        for xmlid, view in our_records(self.env, "ir.ui.view"):
            with self.subTest(view=xmlid):
                view._check_xml()

    def test_each_model_opens_for_each_person(self):
        for name in self.models():
            types = self.view_types(name)
            for person in PEOPLE:
                model = self.env(user=getattr(self, person), su=False)[name]
                if not model.has_access("read"):
                    continue
                with self.subTest(model=name, person=person):
                    self.check_views(model, types)

    def models(self):
        """Models of ours, and those whose views we extend."""
        views = [view for _id, view in our_records(self.env, "ir.ui.view")]
        extended = {view.model for view in views if view.model}
        return sorted(extended | {model._name for model in our_models(self.env)})

    def view_types(self, model):
        """``(view id or False, type)`` of every view there is for a model."""
        views = self.env["ir.ui.view"].search(
            [("model", "=", model), ("mode", "=", "primary"), ("type", "!=", "qweb")]
        )
        return [(view.id, view.type) for view in views] or [(False, "form")]

    def check_views(self, model, types):
        for view_id, view_type in types:
            view = self.env["ir.ui.view"].browse(view_id or ())
            groups = view.sudo().group_ids
            if groups and not groups & model.env.user.all_group_ids:
                continue
            result = model.get_views([(view_id, view_type)])
            self.assertIn(view_type, result["views"])
            self.check_fields(result)

    def check_fields(self, result):
        """The web client reads every field a view names: the person must be able to."""
        for name, description in result["models"].items():
            model = self.env[name]
            known = set(description["fields"])
            self.assertLessEqual(known, set(model._fields), name)
