import re

from odoo.tests import TransactionCase, tagged

from ..reasons import FREE_IDS
from .ours import our_records

VIEW_TYPES = "list|form|kanban|search|pivot|graph|calendar|activity|hierarchy"


@tagged("post_install", "-at_install")
class TestIds(TransactionCase):
    """Ids say what they are, by Odoo's scheme."""

    def check(self, model, expected):
        for xmlid, record in our_records(self.env, model):
            if xmlid in FREE_IDS or not (pattern := expected(record)):
                continue
            self.assertRegex(xmlid.partition(".")[2], rf"^(?:{pattern})$", xmlid)

    def test_views(self):
        self.check("ir.ui.view", self.view_id)

    def view_id(self, view):
        """Of our own scheme, or the id of the view that is inherited."""
        if view.type == "qweb":
            return None
        scheme = f"{slug(view.model)}_view_({VIEW_TYPES})(_[a-z0-9_]+)?"
        if view.inherit_id:
            inherited = view.inherit_id.get_external_id()[view.inherit_id.id]
            return f"{scheme}|{re.escape(inherited.partition('.')[2])}"
        return f"{slug(view.model)}_view_{view.type}(_[a-z0-9_]+)?"

    def test_window_actions(self):
        self.check(
            "ir.actions.act_window",
            lambda action: f"{slug(action.res_model)}_action(_[a-z0-9_]+)?",
        )

    def test_server_actions(self):
        self.check(
            "ir.actions.server",
            lambda action: (
                f"(ir_cron_)?{slug(action.model_id.model)}(_action)?(_[a-z0-9_]+)?"
            ),
        )

    def test_menus(self):
        self.check("ir.ui.menu", self.menu_id)

    def menu_id(self, menu):
        action = menu.action
        if not action:
            return "aig_[a-z0-9_]*menu(_[a-z0-9_]+)?"
        if action._name == "ir.actions.client":
            return "[a-z0-9_]+_menu(_[a-z0-9_]+)?"
        model = action.res_model if "res_model" in action else action.model_name
        return f"{slug(model)}_menu(_[a-z0-9_]+)?"

    def test_rules(self):
        self.check(
            "ir.rule", lambda rule: f"{slug(rule.model_id.model)}_rule_[a-z0-9_]+"
        )

    def test_rights(self):
        self.check(
            "ir.model.access",
            lambda line: f"access_{slug(line.model_id.model)}_{self.group(line)}",
        )

    def group(self, line):
        """The group's own id, with or without the word group."""
        xmlid = line.group_id.get_external_id()[line.group_id.id].partition(".")[2]
        return f"(group_)?{re.escape(xmlid.removeprefix('group_'))}"


def slug(model):
    """``aig.sales.plan`` as it stands in an id."""
    return model.replace(".", "_")
