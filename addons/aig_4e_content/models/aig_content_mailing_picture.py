import base64
from hashlib import sha256

from odoo import models
from odoo.tools.image import image_process

#: As a field that is none: the files belong to the post, and to no list of it.
PICTURE_FIELD = "aig_mail_picture"
#: Pixels, twice as many as a mail is wide on a phone.
SIDE = 512
QUALITY = 80


class AigContentMailingLine(models.Model):
    """The pictures of posts, as a mail carries them within itself."""

    _inherit = "aig.content.mailing.line"  # pylint: disable=consider-merging-classes-inherited

    def _take_pictures(self):
        """Give each line the picture that its mail will carry."""
        addresses = self.post_id._get_mail_pictures()
        for line in self:
            address = addresses.get(line.post_id.id, False)
            if line.picture_url != address:
                # sudo: nobody types the address of a picture
                line.sudo().picture_url = address


class AigContentPost(models.Model):
    """Pictures of posts, as small as a mail wants them."""

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    def _get_mail_pictures(self):
        """Addresses of the pictures for mails.

        One that was made small is taken again; another picture of the post is another
        file, so that mails of the past keep theirs.

        :return: {post id: address}, without those that have none
        """
        pictures = {}
        for post in self.with_context(bin_size=False):
            if post.image:
                raw = base64.b64decode(post.image)
                pictures[post.id] = raw, f"{sha256(raw).hexdigest()}.jpg"
        if not pictures:
            return {}
        # sudo: files of the posts, made for whoever sends them
        attachments = self.env["ir.attachment"].sudo()
        there = attachments.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", list(pictures)),
                ("res_field", "=", PICTURE_FIELD),
                ("name", "in", [name for _raw, name in pictures.values()]),
            ]
        )
        found = {(file.res_id, file.name): file for file in there}
        return {
            post_id: self._get_address(
                found.get((post_id, name)) or self._keep_small(post_id, raw, name)
            )
            for post_id, (raw, name) in pictures.items()
        }

    def _keep_small(self, post_id, raw, name):
        small = image_process(
            raw, size=(SIDE, SIDE), quality=QUALITY, output_format="JPEG"
        )
        # sudo: files of the posts, made for whoever sends them
        file = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": name,
                    "raw": small,
                    "mimetype": "image/jpeg",
                    "res_model": self._name,
                    "res_id": post_id,
                    "res_field": PICTURE_FIELD,
                }
            )
        )
        file.generate_access_token()
        return file

    def _get_address(self, file):
        return f"/web/image/{file.id}?access_token={file.access_token}"
