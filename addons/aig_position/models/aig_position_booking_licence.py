from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class AigPositionBooking(models.Model):
    """Days after the licence of the place.

    Licences are renewed year by year, mostly: a hold may outlast one, as it is given
    back when the renewal fails. To promise such days is for managers.
    """

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    licence_notice = fields.Char(
        string="Licence Ends",
        compute="_compute_licence_notice",
        help="Filled while the licence of the place ends before the last day.",
    )

    @api.depends(
        "booking_type",
        "date_to",
        "position_id.licence_expiry",
        "position_id.manager_id",
    )
    @api.depends_context("lang")
    def _compute_licence_notice(self):
        for booking in self:
            booking.licence_notice = (
                booking._outlasts_licence() and booking._say_licence()
            )

    def _outlasts_licence(self):
        self.ensure_one()
        expiry = self.position_id.licence_expiry
        is_sold = self.booking_type != "maintenance"
        return bool(is_sold and expiry and self.date_to and expiry < self.date_to)

    def _say_licence(self):
        position = self.position_id
        keeper = position.sudo().manager_id  # sudo: a colleague's name is told
        return self.env._(
            "“%(position)s” has a licence until %(day)s only. It can be held; ask "
            "%(user)s whether the licence is renewed, then a manager books it.",
            position=position.display_name,
            day=format_date(self.env, position.licence_expiry),
            user=keeper.name or self.env._("a director"),
        )

    def action_book(self):
        """Also leave days after the licence to managers.

        :raises UserError: a salesperson books them, by an order or here
        """
        self._check_write()
        self._check_licence()
        return super().action_book()

    def _check_licence(self):
        # whoever presses the button counts, though an order books as superuser; a
        # customer who signs is not told of licences
        user = self.env.user
        is_salesperson = (
            self.env.uid != SUPERUSER_ID
            and user._is_internal()
            and not user.has_group("aig_base.group_sales_manager")
        )
        if not is_salesperson:
            return
        for booking in self:
            if booking._outlasts_licence():
                raise UserError(booking._say_licence())
