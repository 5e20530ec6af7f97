import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.photo import NotAPhoto, TooManyPixels, prepare


class AigPositionPhoto(models.Model):
    """One of the photos of a position; the first is its product's picture."""

    _name = "aig.position.photo"
    _description = "Photo of a Position"
    _inherit = ["aig.position.file.mixin", "image.mixin"]
    _order = "position_id, sequence, id"

    name = fields.Char(
        string="Caption", translate=True, help="What a customer reads below the photo."
    )
    image_1920 = fields.Image(string="Photo", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["image_1920"] = self._prepare_photo(vals)
        photos = super().create(vals_list)
        photos.position_id._show_first_photo()
        return photos

    def write(self, vals):
        if "image_1920" in vals:
            vals = {**vals, "image_1920": self._prepare_photo(vals)}
        positions = self.position_id
        result = super().write(vals)
        if {"image_1920", "sequence", "position_id"} & set(vals):
            (positions | self.position_id)._show_first_photo()
        return result

    def unlink(self):
        positions = self.position_id
        result = super().unlink()
        positions.exists()._show_first_photo()
        return result

    def _prepare_photo(self, vals):
        """The photo of ``vals`` upright, scaled and without the camera's notes.

        :return: base64
        :raises ValidationError: it is too large, or no photo at all
        """
        position = self._get_file_position(vals)
        encoded = vals.get("image_1920") or b""
        # before it is unpacked
        self._check_file_size(position, encoded)
        try:
            data = base64.b64decode(encoded)
            return base64.b64encode(prepare(data))
        except (NotAPhoto, binascii.Error) as error:
            raise ValidationError(
                self.env._(
                    "A file for “%(position)s” is no photo that can be shown: take a "
                    "JPEG or PNG picture.",
                    position=position.display_name,
                )
            ) from error
        except TooManyPixels as error:
            raise ValidationError(
                self.env._(
                    "A photo for “%(position)s” has more than 60 million pixels: "
                    "make it smaller and add it again.",
                    position=position.display_name,
                )
            ) from error


class AigPosition(models.Model):
    """The photos of a position."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    photo_ids = fields.One2many("aig.position.photo", "position_id", string="Photos")

    def _show_first_photo(self):
        """Make the first photo the product's picture."""
        photos = self.env["aig.position.photo"]
        # the client asks for sizes in place of contents
        for position in self.with_context(bin_size=False):
            first = photos.search([("position_id", "=", position.id)], limit=1)
            picture = first.with_context(bin_size=False).image_1920
            if position.image_1920 != picture:
                position.image_1920 = picture
