from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.aig_customer_care.tools.checkin import known_position

from ..tools import place
from ..tools.booking import TAKING

FACINGS = [
    ("n", "North"),
    ("ne", "North-East"),
    ("e", "East"),
    ("se", "South-East"),
    ("s", "South"),
    ("sw", "South-West"),
    ("w", "West"),
    ("nw", "North-West"),
]


class AigPosition(models.Model):
    """A place that is sold by the day: an Odoo product with a spot on the map.

    Name, code, picture and description are those of its product, which stands on
    quotations and invoices. A position with positions below it is sold as a whole:
    whoever takes it takes all of them.
    """

    _name = "aig.position"
    _description = "Position"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _inherits = {"product.product": "product_id"}
    _parent_store = True
    _order = "code, id"
    _rec_names_search = ("name", "code", "address")

    product_id = fields.Many2one(
        "product.product",
        string="Sold as",
        required=True,
        readonly=True,
        ondelete="restrict",
        bypass_search_access=True,
    )
    code = fields.Char(
        required=True, tracking=True, help="It is the product's reference, too."
    )
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind_id = fields.Many2one("aig.position.kind", required=True, ondelete="restrict")
    parent_id = fields.Many2one(
        "aig.position",
        string="Part of",
        index=True,
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('id', '!=', id)]",
        help="The larger place this one belongs to, e.g. all faces of one building.",
    )
    # Read by: availability, for the places a larger one consists of
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("aig.position", "parent_id", string="Parts")
    slot_count = fields.Integer(
        string="Slots",
        compute="_compute_slot_count",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="How many advertisers it shows in turn; 1: one alone.",
    )
    manager_id = fields.Many2one(
        "res.users",
        string="Kept by",
        default=lambda self: self.env.user,
        help="Who is reminded before the licence expires.",
    )
    address = fields.Char(tracking=True)
    state_id = fields.Many2one(
        "res.country.state",
        string="Province",
        domain="[('country_id', '=', country_id)]",
    )
    country_id = fields.Many2one(related="company_id.country_id")
    latitude = fields.Float(digits=(10, 7))
    longitude = fields.Float(digits=(10, 7))
    map_url = fields.Char(string="On the Map", compute="_compute_map_url")
    width = fields.Float(digits=(8, 2), help="Metres.")
    height = fields.Float(digits=(8, 2), help="Metres.")
    facing = fields.Selection(FACINGS)
    daily_traffic = fields.Integer(
        string="Passers-by a Day", help="How many people pass in a day."
    )
    selling_points = fields.Text(
        translate=True, help="What to tell a customer about this place."
    )
    restriction_ids = fields.Many2many(
        "aig.position.restriction", string="Restrictions"
    )
    is_exclusive = fields.Boolean(
        string="One per Industry",
        help="Its slots never show two customers of one industry at the same time.",
    )
    licence_number = fields.Char()
    licence_expiry = fields.Date(
        tracking=True,
        help="A hold may last longer, since licences are renewed; only a manager "
        "books days after it.",
    )

    _code_uniq = models.UniqueIndex(
        "(company_id, code)",
        "There is a position with this code already: give each its own.",
    )
    _slot_count_check = models.Constraint(
        "CHECK (slot_count BETWEEN 1 AND 100)", "A position has 1 to 100 slots."
    )
    _size_check = models.Constraint(
        "CHECK (width >= 0 AND height >= 0 AND daily_traffic >= 0)",
        "Width, height and passers-by are not negative.",
    )

    @api.depends("kind_id")
    def _compute_slot_count(self):
        for position in self:
            position.slot_count = position.slot_count or position.kind_id.slot_count

    @api.depends("latitude", "longitude")
    def _compute_map_url(self):
        for position in self:
            position.map_url = position._has_coordinates() and (
                "https://www.google.com/maps/search/?api=1&query="
                f"{position.latitude:.7f},{position.longitude:.7f}"
            )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for position in self:
            position.display_name = f"[{position.code or ''}] {position.name or ''}"

    @api.constrains("latitude", "longitude")
    def _check_coordinates(self):
        for position in self.filtered(lambda position: position._has_coordinates()):
            spot = position.latitude, position.longitude
            if place.is_swapped(*spot):
                raise ValidationError(
                    self.env._(
                        "“%(position)s”: latitude and longitude have changed places. "
                        "In Vietnam the latitude is the smaller number.",
                        position=position.display_name,
                    )
                )
            try:
                known_position(*spot)
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "“%(position)s”: a latitude lies between -90 and 90 degrees, a "
                        "longitude between -180 and 180.",
                        position=position.display_name,
                    )
                ) from error

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A position cannot be a part of one of its own parts.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # days of a place are a service; their price comes from the rate card
            vals.setdefault("type", "service")
            vals.setdefault("list_price", 0)
            vals["default_code"] = vals.get("code")
        positions = super().create(vals_list)
        for position in positions:
            position.product_id.company_id = position.company_id
        positions._check_parts_free()
        return positions

    def write(self, vals):
        if "code" in vals:
            vals = {**vals, "default_code": vals["code"]}
        moved = self.browse() if "parent_id" not in vals else self
        moved._check_parts_free()
        result = super().write(vals)
        moved._check_parts_free()
        if "slot_count" in vals:
            self._check_slots_free()
        return result

    def _check_parts_free(self):
        """Refuse to change the parts of a place that somebody has.

        :raises UserError: a larger place is taken today or later
        """
        # sudo: that there is a booking is told, not whose
        bookings = self.env["aig.position.booking"].sudo()
        for parent in self.parent_id:
            taken = bookings.search(
                [
                    ("position_id", "parent_of", parent.id),
                    ("state", "in", list(TAKING)),
                    ("date_to", ">=", self.env.company._aig_today()),
                ],
                limit=1,
            )
            if taken:
                raise UserError(
                    self.env._(
                        "“%(position)s” is booked: its parts change when the bookings "
                        "are over.",
                        position=taken.position_id.display_name,
                    )
                )

    def _check_slots_free(self):
        """Refuse to take away slots that somebody has.

        :raises UserError: such a slot is taken today or later
        """
        # sudo: nobody has access to stays; that there are some is told
        stays = self.env["aig.position.stay"].sudo()
        today = self.env.company._aig_today()
        for position in self:
            lost = [
                ("site_id", "=", position.id),
                ("slot", ">", position.slot_count),
                ("date_to", ">=", today),
            ]
            if stays.search_count(lost, limit=1):
                raise UserError(
                    self.env._(
                        "“%(position)s” is booked in more slots: take slots away when "
                        "the bookings are over.",
                        position=position.display_name,
                    )
                )

    def _has_coordinates(self):
        return bool(self.latitude or self.longitude)

    def _get_sites(self):
        """The smallest places that make up each position.

        :return: {position: positions without parts below it, or itself}
        """
        every = self.with_context(active_test=False)
        # most have no parts: only the others are looked for below
        direct = every.search_fetch([("parent_id", "in", self.ids)], ["parent_id"])
        parts = {above.id: [] for above in direct.parent_id}
        below = every.search_fetch(
            [("id", "child_of", list(parts))], ["parent_id", "parent_path"], order="id"
        )
        for site in below - below.parent_id:
            for above in site.parent_path.split("/")[:-1]:
                if int(above) in parts:
                    parts[int(above)].append(site.id)
        return {
            position: self.browse(parts.get(position.id, position.ids))
            for position in self
        }
