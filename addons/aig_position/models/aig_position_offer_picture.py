import base64
from hashlib import sha256

from odoo import models

from ..tools.offer import fit, share

#: As a field that is none: the files belong to the position, and to no list of it.
PICTURE_FIELD = "aig_mail_picture"


class AigPosition(models.Model):
    """Photos of positions, as small as a mail wants them (A40)."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def _get_mail_pictures(self, limit):
        """Addresses of the photos for one mail, which it carries within itself.

        A photo that was made small once is taken again; another photo of the position
        is another file, so that mails of the past keep theirs.

        :param limit: bytes the whole mail may have
        :return: {position id: address}, without those that have no photo
        """
        photos = {}
        for position in self.with_context(bin_size=False):
            if photo := position.image_512:
                photos[position.id] = base64.b64decode(photo)
        room = share(limit, len(photos))
        names = {
            position_id: f"{sha256(photo).hexdigest()}-{room}.jpg"
            for position_id, photo in photos.items()
        }
        # sudo: files of the positions, made for whoever offers them
        attachments = self.env["ir.attachment"].sudo()
        there = attachments.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", list(photos)),
                ("res_field", "=", PICTURE_FIELD),
                ("name", "in", list(names.values())),
            ]
        )
        found = {(file.res_id, file.name): file for file in there}
        addresses = {}
        for position_id, photo in photos.items():
            file = found.get((position_id, names[position_id]))
            if not file:
                small = room and fit(photo, room)
                if not small:
                    continue
                file = attachments.create(
                    {
                        "name": names[position_id],
                        "raw": small,
                        "mimetype": "image/jpeg",
                        "res_model": self._name,
                        "res_id": position_id,
                        "res_field": PICTURE_FIELD,
                    }
                )
                file.generate_access_token()
            addresses[position_id] = (
                f"/web/image/{file.id}?access_token={file.access_token}"
            )
        return addresses


class AigPositionOffer(models.Model):
    """The photos of an offer."""

    _inherit = "aig.position.offer"  # pylint: disable=consider-merging-classes-inherited

    def _take_pictures(self):
        """Give each line the photo that its mail will carry."""
        for offer in self:
            lines = offer._get_lines_to_send()
            # sudo: the setting is no secret, the company's record may be
            limit = offer.company_id.sudo().aig_offer_mail_size * 1024
            addresses = lines.position_id._get_mail_pictures(limit)
            for line in lines:
                address = addresses.get(line.position_id.id, False)
                if line.picture_url != address:
                    # sudo: nobody types the address of a picture
                    line.sudo().picture_url = address
