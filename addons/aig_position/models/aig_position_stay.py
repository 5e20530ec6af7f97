from odoo import fields, models


class AigPositionStay(models.Model):
    """One slot of one site that a booking takes: what the database keeps apart.

    A booking of a larger place has a stay in every slot of each of its sites, a
    booking on a screen in one of its slots. Nobody reads or types stays; people see
    bookings, and what is free.
    """

    _name = "aig.position.stay"
    _description = "Slot Taken"
    _order = "site_id, date_from, slot"
    _rec_name = "date_from"

    booking_id = fields.Many2one(
        "aig.position.booking", required=True, index=True, ondelete="cascade"
    )
    # serves what is free, and the database's own check when a position is deleted
    site_id = fields.Many2one(
        "aig.position", required=True, index=True, ondelete="restrict"
    )
    slot = fields.Integer(required=True)
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)

    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(site_id, site_id, '[]') WITH &&,
            int4range(slot, slot, '[]') WITH &&,
            daterange(date_from, date_to, '[]') WITH &&)""",
        "The place is taken on one of these days.",
    )
