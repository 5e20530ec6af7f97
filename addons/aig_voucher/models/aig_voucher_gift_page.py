from odoo import models
from odoo.tools import format_date
from odoo.tools.image import image_data_uri


class AigVoucher(models.Model):
    """What the customer's page says of gifts: those to come, and those received."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _get_customer_stop(self, stops):
        """The number of the stop at which the slider stands first: what is expected."""
        return next(
            (
                number
                for number, stop in enumerate(stops)
                if stop["more"] >= self.expected_revenue
            ),
            0,
        )

    def _prepare_received(self):
        """The chosen gifts as plain values, with the photo that proves a delivery."""
        self.ensure_one()
        # a page of the backend may have asked for sizes in place of pictures
        lines = self.chosen_package_id.line_ids.with_context(bin_size=False)
        return [
            {
                **line._prepare_page(),
                "due": line.due_date,
                "delivered": line.delivered_date,
                "photo": line._get_proof_picture(),
            }
            for line in lines
        ]


class AigVoucherPackageLine(models.Model):
    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_page(self):
        values = super()._prepare_page()
        values["days"] = self._has_days() and self._say_days()
        if values["days"] and not values["description"]:
            values["description"] = values["days"]
        return values

    def _get_proof_picture(self):
        """The photo of the delivery, small, as a page can hold it."""
        photo = self.delivery_id.photo_256
        return photo and image_data_uri(photo)

    def _say_days(self):
        """Where and when, as the customer reads it."""
        return self.env._(
            "%(position)s, %(first)s - %(last)s",
            position=self.position_id.name,
            first=format_date(self.env, self.date_from),
            last=format_date(self.env, self.date_to),
        )
