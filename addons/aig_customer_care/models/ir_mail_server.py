from odoo import models
from odoo.tools import consteq

from ..tools.mail_content import MEGABYTE
from ..tools.mail_pictures import own_pictures, replace_pictures


class IrMailServer(models.Model):
    """Mails of the care log carry their pictures within themselves (A40).

    Most mail programs do not load pictures from a server before they are asked to;
    those that are part of the mail they show.
    """

    _inherit = "ir.mail_server"

    # core's own list of parameters, which its lint asks for
    def _build_email__(
        self,
        email_from,
        email_to,
        subject,
        body,
        email_cc=None,
        email_bcc=None,
        reply_to=False,
        attachments=None,
        message_id=None,
        references=None,
        object_id=False,
        subtype="plain",
        headers=None,
        body_alternative=None,
        subtype_alternative="plain",
    ):
        carried = {}
        if self.env.context.get("aig_sending") and subtype == "html":
            carried = self._aig_find_pictures(body, attachments)
            body = replace_pictures(
                str(body),
                self.get_base_url(),
                lambda picture: (
                    picture.attachment_id in carried
                    and f"cid:{self._aig_picture_cid(picture.attachment_id)}"
                ),
            )
        message = super()._build_email__(
            email_from,
            email_to,
            subject,
            body,
            email_cc=email_cc,
            email_bcc=email_bcc,
            reply_to=reply_to,
            attachments=attachments,
            message_id=message_id,
            references=references,
            object_id=object_id,
            subtype=subtype,
            headers=headers,
            body_alternative=body_alternative,
            subtype_alternative=subtype_alternative,
        )
        html = carried and message.get_body(("html",))
        for attachment_id, (content, kind) in carried.items() if html else ():
            html.add_related(
                content,
                "image",
                kind,
                cid=f"<{self._aig_picture_cid(attachment_id)}>",
                disposition="inline",
            )
        return message

    def _aig_picture_cid(self, attachment_id):
        return f"picture{attachment_id}@aig"

    def _aig_find_pictures(self, body, files):
        """Return ``{attachment id: (content, kind)}`` of the pictures to carry.

        Together with the text and the files they keep to the company's limit; those
        that have no room stay on the server.
        """
        wanted = own_pictures(str(body or ""), self.get_base_url())
        # sudo: whoever has the address with its token may see the picture
        attachments = self.env["ir.attachment"].sudo()
        there = attachments.browse(picture.attachment_id for picture in wanted)
        there = {attachment.id: attachment for attachment in there.exists()}
        # sudo: the setting is no secret, the company's record may be
        room = self.env.company.sudo().aig_care_mail_size * MEGABYTE - len(body or "")
        room -= sum(len(content or b"") for _name, content, _mime in files or ())
        found = {}
        for picture in wanted:
            attachment = there.get(picture.attachment_id)
            token = attachment and attachment.access_token
            if not token or not consteq(token, picture.token):
                continue
            kind = (attachment.mimetype or "").partition("image/")[2]
            if kind not in ("jpeg", "png", "gif", "webp"):
                continue
            if attachment.file_size > room:
                continue
            room -= attachment.file_size
            found[attachment.id] = (attachment.raw, kind)
        return found
