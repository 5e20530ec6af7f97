import re

from odoo.addons.mail.tests.common import MailCase

from .common import AMOUNT, MILLION, AigVoucherCase

SECRET_COST = 12_345_678


class AigVoucherPageCase(AigVoucherCase, MailCase):
    """The worked example's voucher with two packages, mailed to its customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.customer_north.lang = "vi_VN"
        cls.user_sales_north.partner_id.phone = "0901 234 567"
        cls.gift.unit_cost = SECRET_COST
        cls.policy.conditions = "- Đến hết tháng 12\n\n• Không quy đổi thành tiền"
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "Chị Lan",
                "parent_id": cls.customer_north.id,
                "email": "lan@customer.example.com",
                "lang": "en_US",
            }
        )
        cls.package = cls.make_package(AMOUNT - MILLION, MILLION)
        cls.other = cls.make_package(MILLION)
        cls.other.name = "Gói B"

    def send(self, voucher=None):
        """Review and mail the voucher as its salesperson does."""
        action = (voucher or self.voucher).action_review_and_send()
        composer = self.env["mail.compose.message"].with_user(self.user_sales_north)
        composer = composer.with_context(**action["context"]).create({})
        with self.mock_mail_gateway():
            composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()

    def path(self, contact=None, voucher=None):
        """The path of the personal link."""
        voucher = voucher or self.voucher
        url = voucher._get_customer_url(contact)
        return url.removeprefix(voucher.get_base_url())

    def get(self, path):
        return self.url_open(path)

    def post(self, path, page=None, **form):
        """Send a form of a page, with the token against forgery that it holds."""
        page = page or self.get(path.rsplit("/", 1)[0]).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        if token:
            form.setdefault("csrf_token", token[1])
        answer = self.url_open(path, data=form)
        self.env.invalidate_all()
        return answer
