import base64

from odoo import fields, models
from odoo.exceptions import UserError


class AigSalesPlanLetter(models.Model):
    """Mailing the plan to its customer, and filing it there (A19)."""

    _inherit = "aig.sales.plan.letter"  # pylint: disable=consider-merging-classes-inherited

    def _care_type(self):
        return "other"

    def _care_partner(self):
        return self.partner_id

    def _care_plan_line_id(self):
        return self.plan_line_id.id

    def _care_purpose(self):
        purpose = self._care_ref(
            "aig.care.purpose", "aig_sales_plan.aig_care_purpose_plan"
        )
        return purpose or super()._care_purpose()

    def _care_mail_template(self):
        return self._care_ref("mail.template", "aig_sales_plan.mail_template_letter")

    def _care_check_ready(self):
        for letter in self:
            if not any((letter.content or {}).values()):
                raise UserError(
                    self.env._(
                        "There is nothing to tell %(customer)s yet: add a product "
                        "with its price on the page Pricing.",
                        customer=letter.partner_id.display_name,
                    )
                )

    def _care_after_send(self, log):
        result = super()._care_after_send(log)
        # sudo: nobody types the state, and the file goes to whoever sees the customer
        for letter in self.sudo():
            letter._file_on_customer(log.mail_message_id.sudo().attachment_ids)
            letter.plan_id._mark_sent(letter.partner_id)
            if letter.state == "draft":
                letter.write({"state": "sent", "sent_date": fields.Datetime.now()})
        return result

    def _file_on_customer(self, attachments):
        """Keep what was sent among the customer's own documents."""
        for attachment in attachments:
            attachment.copy({"res_model": "res.partner", "res_id": self.partner_id.id})

    def _process_attachments_for_template_post(self, mail_template):
        """Core's hook: the file that goes with the mail, PDF or HTML."""
        if mail_template != self.env.ref("aig_sales_plan.mail_template_letter"):
            return {}
        return {letter.id: {"attachments": [letter._make_file()]} for letter in self}

    def _make_file(self):
        """Name and base64 content; a web page where no PDF can be made."""
        self.ensure_one()
        letter = self.with_context(lang=self.partner_id.lang or self.env.lang)
        reports = self.env["ir.actions.report"]
        report = "aig_sales_plan.aig_sales_plan_letter_report"
        if reports.get_wkhtmltopdf_state() == "install":
            content, ending = letter._render_page().encode(), "html"
        else:
            reports = letter.env["ir.actions.report"]
            content, ending = reports._render_qweb_pdf(report, letter.ids)[0], "pdf"
        name = f"{letter.display_name}.{ending}".replace("/", "-")
        return name, base64.b64encode(content)

    def _render_page(self):
        """The plan as one web page that needs nothing else."""
        self.ensure_one()
        page = self.env["ir.qweb"]._render(
            "aig_sales_plan.letter_file", {"letter": self, "o": self}
        )
        # a template cannot hold it, and without it browsers use rules of old
        return f"<!DOCTYPE html>\n{page}"
