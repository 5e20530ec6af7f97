import ast
import re
from pathlib import Path

from odoo.modules import Manifest
from odoo.tests import BaseCase, TransactionCase, tagged

from .ours import PREFIX, our_modules

MANDATORY = {"name", "summary", "version", "category", "author", "website", "license"}
ALLOWED = MANDATORY | {
    *("depends", "data", "demo", "assets", "application", "auto_install"),
    *("pre_init_hook", "post_init_hook", "uninstall_hook", "post_load"),
    "external_dependencies",
}
#: Folders in the order in which their files are loaded.
ORDER = ("security", "data", "report", "wizard", "views")


def our_manifests():
    """Manifests of all our addons on the path, installed or not."""
    return [
        manifest
        for manifest in Manifest.all_addon_manifests()
        if manifest.name.startswith(PREFIX)
    ]


def written(manifest):
    """What a manifest file says itself, without Odoo's defaults."""
    text = Path(manifest.path, "__manifest__.py").read_text(encoding="utf-8")
    return ast.literal_eval(text)


@tagged("post_install", "-at_install")
class TestInstalled(TransactionCase):
    """No addon of ours escapes these tests."""

    def test_each_addon_is_installed(self):
        installed = set(our_modules(self.env).mapped("name"))
        for manifest in our_manifests():
            # the demo company is data of one database, not a part of the product
            if manifest.name != "aig_demo":
                self.assertIn(
                    manifest.name,
                    installed,
                    "add it to depends of tests/addons/test_aig_conformance",
                )


@tagged("post_install", "-at_install")
class TestManifests(BaseCase):
    """Manifests are alike."""

    def test_keys(self):
        for manifest in our_manifests():
            keys = set(written(manifest))
            self.assertLessEqual(MANDATORY, keys, manifest.name)
            self.assertLessEqual(keys, ALLOWED, manifest.name)

    def test_values(self):
        for manifest in our_manifests():
            values = written(manifest)
            self.assertRegex(
                values["version"], r"^19\.0\.\d+\.\d+\.\d+$", manifest.name
            )
            self.assertEqual(values["author"], "AIG", manifest.name)
            self.assertIn(values["license"], ("LGPL-3", "AGPL-3"), manifest.name)
            for key, value in values.items():
                self.assertTrue(value, f"{manifest.name}: {key} is empty, leave it out")

    def test_data_is_in_order(self):
        for manifest in our_manifests():
            data = written(manifest).get("data", [])
            folders = [path.partition("/")[0] for path in data]
            places = [ORDER.index(folder) for folder in folders]
            self.assertEqual(places, sorted(places), f"{manifest.name}: {folders}")
            menus = [bool(re.search(r"_menus\.xml$", path)) for path in data]
            self.assertEqual(menus, sorted(menus), f"{manifest.name}: menus come last")

    def test_each_data_file_is_listed(self):
        for manifest in our_manifests():
            values = written(manifest)
            listed = {*values.get("data", []), *values.get("demo", [])}
            root = Path(manifest.path)
            found = {
                str(path.relative_to(root))
                for folder in ORDER
                for path in root.joinpath(folder).rglob("*")
                if path.suffix in (".xml", ".csv")
            }
            self.assertEqual(found - listed, set(), manifest.name)

    def test_each_addon_explains_itself(self):
        for manifest in our_manifests():
            for name in ("README.rst", "static/description/icon.png"):
                self.assertTrue(Path(manifest.path, name).is_file(), manifest.name)
