from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestConnectionJs(HttpCase):
    """What was typed stays, graphs say amounts; by Odoo's runner of browser tests."""

    def test_hoot(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=@aig_base",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
        )
