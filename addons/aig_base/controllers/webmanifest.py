from odoo.http import request

from odoo.addons.web.controllers.webmanifest import WebManifest

ICON = "/aig_base/static/img/app-icon-%(size)s.png"
SIZES = ("192x192", "512x512")


class AigWebManifest(WebManifest):
    """What a phone makes of the web client when it is installed as an app (S30)."""

    def _get_webmanifest(self):
        """Carry the application's own name and picture; one set by hand stays."""
        manifest = super()._get_webmanifest()
        parameters = request.env["ir.config_parameter"].sudo()  # nobody is logged in
        if not parameters.get_param("web.web_app_name"):
            manifest["name"] = request.env._("AIG Sales")
        manifest["short_name"] = manifest["name"]
        manifest["icons"] = [
            {"src": ICON % {"size": size}, "sizes": size, "type": "image/png"}
            for size in SIZES
        ]
        return manifest

    def _icon_path(self):
        return (ICON % {"size": SIZES[0]}).removeprefix("/")
