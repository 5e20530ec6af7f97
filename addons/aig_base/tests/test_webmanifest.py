from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestWebManifest(HttpCase):
    """What a phone needs to install the web client as an app (S30)."""

    def _manifest(self):
        return self.url_open("/web/manifest.webmanifest").json()

    def test_it_has_our_name_and_pictures(self):
        manifest = self._manifest()
        # nobody is logged in: the language is that of the browser or the company
        self.assertIn(manifest["name"], ("AIG Sales", "Kinh doanh AIG"))
        self.assertEqual(manifest["display"], "standalone")
        sizes = {icon["sizes"] for icon in manifest["icons"]}
        self.assertEqual(sizes, {"192x192", "512x512"})
        for icon in manifest["icons"]:
            answer = self.url_open(icon["src"])
            self.assertEqual(answer.headers["Content-Type"], icon["type"])

    def test_a_name_set_by_hand_stays(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("web.web_app_name", "Bán hàng")
        self.assertEqual(self._manifest()["name"], "Bán hàng")

    def test_without_a_connection_a_page_says_so(self):
        self.assertEqual(self.url_open("/odoo/offline").status_code, 200)
