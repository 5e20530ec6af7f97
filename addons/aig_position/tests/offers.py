import base64
from io import BytesIO

from PIL import Image

from odoo.tests import Form

from odoo.addons.mail.tests.common import MailCase

from .common import AigPositionCase


class AigOfferCase(AigPositionCase, MailCase):
    """A billboard, screen and tower that a manager has looked at, and a draft."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.customer_north.lang = "vi_VN"
        cls.positions = cls.billboard | cls.screen | cls.tower
        cls.positions.with_user(cls.user_manager_north).action_review()
        cls.offer = cls._new_offer(cls.billboard | cls.screen)

    @classmethod
    def _new_offer(cls, positions, user=None, partner=None):
        """A draft for ten days of December 2026."""
        offer = (
            cls.env["aig.position.offer"]
            .with_user(user or cls.user_sales_north)
            .create(
                {
                    "partner_id": (partner or cls.customer_north).id,
                    "date_from": "2026-12-10",
                    "date_to": "2026-12-19",
                }
            )
        )
        offer._add(positions)
        return offer

    def _compose(self, action, user=None):
        """What the web client opens for the composer's action."""
        context = action["context"]
        self.assertEqual(action["res_model"], "mail.compose.message")
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        composers = self.env["mail.compose.message"].with_user(
            user or self.user_sales_north
        )
        return Form(composers.with_context(**context), view=view)

    def _send(self, composer):
        with self.mock_mail_gateway():
            composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()
        return self._mails

    @classmethod
    def _set_photo(cls, position, size=(640, 480), color="teal"):
        stream = BytesIO()
        Image.new("RGB", size, color).save(stream, "PNG")
        position.image_1920 = base64.b64encode(stream.getvalue())
        position.action_review()
