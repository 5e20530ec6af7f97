import base64

from odoo import models


class AigVoucher(models.Model):
    """The voucher as a file that goes with its mail: PDF, or a web page (A35)."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _process_attachments_for_template_post(self, mail_template):
        """Core's hook: the file that goes with the mail."""
        result = super()._process_attachments_for_template_post(mail_template)
        if mail_template != self.env.ref("aig_voucher.mail_template_voucher"):
            return result
        for voucher in self:
            files = result.setdefault(voucher.id, {}).setdefault("attachments", [])
            files.append(voucher._make_file())
        return result

    def _make_file(self):
        """Name and base64 content; a web page where no PDF can be made."""
        self.ensure_one()
        voucher = self.with_context(lang=self.partner_id.lang or self.env.lang)
        reports = voucher.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            content, ending = voucher._render_file().encode(), "html"
        else:
            content = reports._render_qweb_pdf(
                "aig_voucher.aig_voucher_report", voucher.ids
            )[0]
            ending = "pdf"
        name = f"{voucher.name} - {voucher.partner_id.name}.{ending}"
        return name.replace("/", "-"), base64.b64encode(content)

    def _render_file(self):
        """The voucher as one web page that needs nothing else."""
        self.ensure_one()
        page = self.env["ir.qweb"]._render(
            "aig_voucher.voucher_file", {"voucher": self, "o": self}
        )
        # a template cannot hold it, and without it browsers use rules of old
        return f"<!DOCTYPE html>\n{page}"
