from odoo import models
from odoo.exceptions import UserError

from ..tools.mail_content import MEGABYTE, megabytes


class AigCareMailMixin(models.AbstractModel):
    """A mail that mail servers would refuse for its size is not queued."""

    _inherit = "aig.care.mail.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        if message.attachment_ids and self._care_log_of(message):
            # with the files that the document itself adds
            self._care_check_size(message.body, message.attachment_ids)
        return result

    def _care_check_size(self, body, attachments):
        """Check text and files together.

        :raises UserError: they are more than the company's limit
        """
        own = "company_id" in self and self.company_id
        # sudo: settings are no secret; sizes of files that go to the customer
        limit = (own or self.env.company).sudo().aig_care_mail_size
        files = attachments.sudo()
        size = len((body or "").encode()) + sum(files.mapped("file_size"))
        if size <= limit * MEGABYTE:
            return
        largest = max(files, key=lambda file: file.file_size, default=files)
        raise UserError(
            self.env._(
                "The mail would have %(size)s MB and may have %(limit)s MB: leave out"
                " %(file)s or send a link to it.",
                size=megabytes(size),
                limit=limit,
                file=largest.name or self.env._("a part of the text"),
            )
        )
