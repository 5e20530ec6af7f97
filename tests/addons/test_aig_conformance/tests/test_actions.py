from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .access_case import INSIDE, AccessCase
from .ours import our_records


@tagged("post_install", "-at_install")
class TestActions(AccessCase):
    """Every action of ours opens, for everybody who may read what it shows."""

    def test_each_action_opens(self):
        for xmlid, action in our_records(self.env, "ir.actions.act_window"):
            for person in INSIDE:
                user = getattr(self, person)
                model = self.env(user=user, su=False)[action.res_model]
                groups = action.group_ids
                if groups and not groups & user.all_group_ids:
                    continue
                if model.has_access("read"):
                    with self.subTest(action=xmlid, person=person):
                        open_action(self, action, user)

    def test_each_default_filter_exists(self):
        for xmlid, action in our_records(self.env, "ir.actions.act_window"):
            context = safe_eval(action.context or "{}", {"uid": 1, "active_id": 1})
            wanted = {
                key.removeprefix("search_default_")
                for key in context
                if key.startswith("search_default_")
            }
            with self.subTest(action=xmlid):
                self.assertLessEqual(wanted, self.filters(action), "no such filter")

    def test_each_view_mode_has_a_view(self):
        """A list that the web client makes up itself shows a name only."""
        for xmlid, action in our_records(self.env, "ir.actions.act_window"):
            views = self.env["ir.ui.view"].search(
                [("model", "=", action.res_model), ("mode", "=", "primary")]
            )
            modes = set(action.view_mode.split(",")) - {"activity"}
            with self.subTest(action=xmlid):
                self.assertLessEqual(modes, set(views.mapped("type")))

    def filters(self, action):
        """Names of what a search view offers: filters, groups and fields."""
        view = self.env[action.res_model].get_view(action.search_view_id.id, "search")
        arch = etree.fromstring(view["arch"])
        return set(arch.xpath("//filter/@name | //field/@name"))


def open_action(case, action, user):
    """What the web client asks for when a person opens a window action."""
    action = action.with_env(case.env(user=user, su=False))
    data = action.env["ir.actions.actions"]._for_xml_id(
        action.sudo().get_external_id()[action.id]
    )
    variables = {"uid": user.id, "active_id": False, "active_ids": []}
    context = safe_eval(data["context"] or "{}", variables)
    domain = safe_eval(data["domain"] or "[]", {**variables, **context})
    model = action.env[action.res_model].with_context(**context)
    options = {"action_id": action.id, "load_filters": True, "toolbar": True}
    views = [(view_id, view_type) for view_id, view_type in data["views"]]
    result = model.get_views([*views, (action.search_view_id.id, "search")], options)
    for _view_id, view_type in views:
        specification = specification_of(model, result["views"][view_type]["arch"])
        if view_type in ("list", "kanban"):
            model.web_search_read(domain, specification, limit=80)
        elif view_type == "form":
            model.onchange({}, [], specification) if model.has_access("create") else ()
        else:
            model.formatted_read_group(domain, [], ["__count"])
    return result


def specification_of(model, arch):
    """The fields of a view as the web client asks for them, nested lists too."""
    return nested_specification(model, etree.fromstring(arch))


def nested_specification(model, node):
    specification = {}
    for element in node.iterchildren():
        if element.tag != "field" or not element.get("name"):
            specification.update(nested_specification(model, element))
            continue
        field = model._fields[element.get("name")]
        inner = specification.setdefault(field.name, {})
        if field.type == "many2one":
            inner["fields"] = {"display_name": {}}
        elif field.type in ("one2many", "many2many"):
            comodel = model.env[field.comodel_name]
            inner["fields"] = nested_specification(comodel, element) or {
                "display_name": {}
            }
    return specification
