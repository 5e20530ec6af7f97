from odoo.tests import BaseCase, tagged

from ..render_security import TARGET, render


@tagged("post_install", "-at_install")
class TestSecurityDoc(BaseCase):
    """The document says what the table says."""

    def test_it_is_up_to_date(self):
        self.assertEqual(
            TARGET.read_text(encoding="utf-8"),
            render(),
            "run python tests/addons/test_aig_conformance/render_security.py",
        )
