import io
import re
from pathlib import Path
from unittest.mock import patch

import polib

from odoo.modules import Manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import PoFileWriter, TranslationModuleReader

import odoo.addons

from .ours import our_modules

#: %(name)s, %s, {{ x }}, and elements that a translation must keep
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\{.*?\}\}|\$\{.*?\}")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Everything that people read is there in Vietnamese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.modules = our_modules(cls.env).mapped("name")
        # Odoo looks for terms in all addons there are: ours are enough
        folders = {
            str(Path(Manifest.for_addon(name).path).parent) for name in cls.modules
        }
        with patch.object(odoo.addons, "__path__", sorted(folders)):
            cls.exported = {
                # one at a time: a model that two addons extend is exported for each
                name: export(list(TranslationModuleReader(cls.env.cr, [name])))
                for name in cls.modules
            }

    def file(self, module, name):
        """A translation file of an addon, or ``None``."""
        folder = Path(Manifest.for_addon(module).path, "i18n")
        return polib.pofile(str(folder / name)) if (folder / name).is_file() else None

    def check_each(self, check):
        """Run ``check(terms, vi.po by term)`` for each addon that has terms."""
        for module, terms in self.exported.items():
            if terms:
                with self.subTest(module=module):
                    vietnamese = self.file(module, "vi.po")
                    self.assertIsNotNone(vietnamese, f"{module} has no i18n/vi.po")
                    check(terms, {entry.msgid: entry for entry in vietnamese})

    def test_each_term_is_translated(self):
        self.check_each(
            lambda terms, vietnamese: self.assertEqual(
                [
                    term
                    for term in terms
                    if term not in vietnamese or not vietnamese[term].msgstr
                ],
                [],
                "not in Vietnamese",
            )
        )

    def test_nothing_is_left_over(self):
        self.check_each(
            lambda terms, vietnamese: self.assertEqual(
                sorted(vietnamese.keys() - terms.keys()), [], "no such term any more"
            )
        )

    def test_nothing_is_fuzzy(self):
        self.check_each(
            lambda _terms, vietnamese: self.assertEqual(
                [term for term, entry in vietnamese.items() if entry.fuzzy], [], "fuzzy"
            )
        )

    def test_placeholders_are_kept(self):
        self.check_each(self.check_placeholders)

    def check_placeholders(self, _terms, vietnamese):
        for term, entry in vietnamese.items():
            self.assertCountEqual(
                PLACEHOLDER.findall(entry.msgstr), PLACEHOLDER.findall(term), term
            )

    def test_the_template_is_up_to_date(self):
        for module, terms in self.exported.items():
            if terms:
                with self.subTest(module=module):
                    self.check_template(module, terms)

    def check_template(self, module, terms):
        template = self.file(module, f"{module}.pot")
        self.assertIsNotNone(template, f"{module} has no i18n/{module}.pot")
        kept = {entry.msgid: set(entry.occurrences) for entry in template}
        changed = [
            term for term in {**kept, **terms} if kept.get(term) != terms.get(term)
        ]
        self.assertEqual(
            sorted(changed),
            [],
            f"{module}.pot is old: run scripts/odoo i18n export {module} -d ... -l pot",
        )


def export(rows):
    """``{term: where it stands}``, as Odoo writes it into a template."""
    if not rows:
        return {}
    buffer = io.BytesIO()
    PoFileWriter(buffer, lang=None).write_rows(rows)
    return {
        entry.msgid: set(entry.occurrences)
        for entry in polib.pofile(buffer.getvalue().decode())
    }
