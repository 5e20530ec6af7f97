import json

from odoo.modules.module import load_script
from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path

from .common import AigVoucherCase

SCRIPTS = "aig_voucher/migrations/19.0.1.1.0"


def load(name):
    return load_script(file_path(f"{SCRIPTS}/post-{name}.py"), name)


@tagged("post_install", "-at_install")
class TestPromiseMigration(AigVoucherCase):
    """A voucher that was sent before there was a ledger has its points in it."""

    def test_points_of_a_sent_voucher_are_promised_once(self):
        voucher = self.voucher.sudo()
        voucher.state = "sent"
        script = load("promise")
        for _time in range(2):
            script.migrate(self.env.cr, "19.0.1.0.0")
            self.env.invalidate_all()
            self.assertAlmostEqual(voucher.promised_points, voucher.total_points, 2)


@tagged("post_install", "-at_install")
class TestMigration(TransactionCase):
    """A company that upgrades keeps its mail, and gets the link to the page."""

    def test_the_mail_gets_the_link_once(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        template = self.env.ref("aig_voucher.mail_template_voucher")
        bodies = {"en_US": "<p>Our own words</p>", "vi_VN": "<p>Lời của công ty</p>"}
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_template SET body_html = %s WHERE id = %s",
            (json.dumps(bodies), template.id),
        )
        script = load("mail_link")
        for _time in range(2):
            script.migrate(self.env.cr, "19.0.1.0.0")
            self.env.invalidate_all()
            for lang, own, link in (
                ("en_US", "Our own words", "Look at the voucher and choose"),
                ("vi_VN", "Lời của công ty", "Xem voucher và chọn quà"),
            ):
                body = str(template.with_context(lang=lang).body_html)
                self.assertIn(own, body)
                self.assertEqual(body.count(link), 1)
                self.assertEqual(body.count("object._get_customer_url()"), 1)
