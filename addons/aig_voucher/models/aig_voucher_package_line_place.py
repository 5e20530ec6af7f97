from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from odoo.addons.aig_position.tools.booking import TAKING

from ..tools.places import Stay, clash, one_rate

PLACE_FIELDS = ("position_id", "date_from", "date_to")


class AigVoucherPackageLine(models.Model):
    """Display time as a gift: days of a position, each at its daily rate (A31)."""

    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    gift_type = fields.Selection(related="gift_id.gift_type")
    image_128 = fields.Image(related="gift_id.image_128")
    position_id = fields.Many2one(
        "aig.position",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('company_id', '=', company_id)]",
        help="Where the display time is given.",
    )
    date_from = fields.Date("First day")
    date_to = fields.Date("Last day")
    quantity = fields.Float(
        default=None,
        compute="_compute_quantity",
        store=True,
        readonly=False,
        precompute=True,
    )
    # Read by: the holds of a voucher
    booking_id = fields.Many2one(
        "aig.position.booking",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    is_taken = fields.Boolean(
        "Not free",
        compute="_compute_is_taken",
        help="Somebody else has the position on one of the days.",
    )

    _place_check = models.Constraint(
        "CHECK (num_nulls(position_id, date_from, date_to) IN (0, 3)"
        " AND date_from <= date_to)",
        "Display time has a position, a first day, and a last day that is not earlier.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"booking_id"}

    @api.depends("date_from", "date_to")
    def _compute_quantity(self):
        for line in self:
            if line._has_days():
                line.quantity = (line.date_to - line.date_from).days + 1
            else:
                line.quantity = line.quantity or 1

    @api.depends(*PLACE_FIELDS)
    def _compute_unit_value(self):
        placed = self.filtered(lambda line: line.position_id and line.date_from)
        for line in placed:
            line.unit_value = line._get_daily_rate()
        return super(AigVoucherPackageLine, self - placed)._compute_unit_value()

    @api.depends(*PLACE_FIELDS, "booking_id.state")
    def _compute_is_taken(self):
        for line in self:
            line.is_taken = False
        asked = self.filtered(
            lambda line: line._has_days() and not line._has_booking()
        ).grouped(lambda line: (line.date_from, line.date_to))
        for (first, last), lines in asked.items():
            free = lines.position_id._get_free_slots(first, last)
            for line in lines:
                line.is_taken = not free.get(line.position_id._origin.id)

    @api.constrains("gift_id", "quantity", *PLACE_FIELDS)
    def _check_place(self):
        for line in self.filtered("position_id"):
            line._check_gift_of_place()
            line._check_one_rate()
            if line._has_days() and line.quantity != line._count_days():
                raise ValidationError(
                    self.env._(
                        "“%(position)s”: the quantity of display time is its days, "
                        "%(days)s from %(first)s to %(last)s.",
                        **line._name_days(),
                        days=line._count_days(),
                    )
                )
        for package in self.filtered("position_id").package_id:
            package._check_places()

    def _check_gift_of_place(self):
        kind = self.gift_id.position_kind_id
        if self.gift_type != "time":
            raise ValidationError(
                self.env._(
                    "“%(gift)s” is no display time: leave out the position.",
                    gift=self.gift_id.name,
                )
            )
        if kind and self.position_id.kind_id != kind:
            raise ValidationError(
                self.env._(
                    "“%(gift)s” is given on positions of the kind “%(kind)s”: choose "
                    "another position.",
                    gift=self.gift_id.name,
                    kind=kind.name,
                )
            )
        if self.position_id.company_id != self.company_id:
            raise ValidationError(
                self.env._("A gift is given on positions of the voucher's company.")
            )

    def _check_one_rate(self):
        """Days x daily rate is the value to the dong: one rate for all the days."""
        if not self._has_days():
            return
        # raises where a day has no rate yet
        self.position_id._get_price(self.date_from, self.date_to)
        changes = self.position_id.rate_ids.mapped("date_from")
        before = one_rate(changes, self.date_from, self.date_to)
        if before:
            raise ValidationError(
                self.env._(
                    "The rate of “%(position)s” changes after %(day)s: give the days "
                    "until then and those after as two gifts.",
                    position=self.position_id.display_name,
                    day=format_date(self.env, before),
                )
            )

    def _get_daily_rate(self):
        """The rate of the first day, VND; 0 while the card has none for it."""
        begun = self.position_id.rate_ids.filtered(
            lambda rate: rate.date_from and rate.date_from <= self.date_from
        )
        return begun.sorted("date_from")[-1:].daily_rate

    def _has_days(self):
        return bool(
            self.position_id
            and self.date_from
            and self.date_to
            and self.date_from <= self.date_to
        )

    def _count_days(self):
        return (self.date_to - self.date_from).days + 1

    def _has_booking(self):
        # sudo: that the voucher's own booking stands is no secret
        booking = self.booking_id.sudo()
        return booking.state in TAKING and self._is_within(booking)

    def _is_within(self, booking):
        return (
            booking.position_id == self.position_id
            and booking.date_from <= self.date_from
            and self.date_to <= booking.date_to
        )

    def _stay(self):
        return Stay(self.position_id.id, self.date_from, self.date_to)

    def _name_days(self):
        return {
            "position": self.position_id.display_name,
            "first": format_date(self.env, self.date_from),
            "last": format_date(self.env, self.date_to),
        }

    def _prepare_copy(self):
        placed = {name: self[name] for name in PLACE_FIELDS if self[name]}
        if placed:
            placed["position_id"] = self.position_id.id
        return {**super()._prepare_copy(), **placed}


class AigVoucherPackage(models.Model):
    _inherit = "aig.voucher.package"  # pylint: disable=consider-merging-classes-inherited

    def _check_places(self):
        """Refuse a package that gives a day of a position twice."""
        for package in self:
            placed = package.line_ids.filtered(lambda line: line._has_days())
            twice = clash(line._stay() for line in placed)
            if twice:
                position = self.env["aig.position"].browse(twice[1].place)
                raise ValidationError(
                    self.env._(
                        "“%(package)s” has %(day)s on “%(position)s” twice: change the "
                        "days of one of the gifts.",
                        package=package.name,
                        day=format_date(self.env, twice[1].first),
                        position=position.display_name,
                    )
                )

    def _check_time_has_place(self):
        """Refuse to promise display time without saying where and when.

        :raises UserError: a gift of these packages has no position or no days
        """
        for line in self.line_ids:
            if line.gift_type == "time" and not line._has_days():
                raise UserError(
                    self.env._(
                        "“%(package)s”: choose the position and the days of "
                        "“%(gift)s” first.",
                        package=line.package_id.name,
                        gift=line.gift_id.name,
                    )
                )
