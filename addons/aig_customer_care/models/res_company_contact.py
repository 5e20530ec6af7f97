from odoo import fields, models

from odoo.addons.aig_base.tools.period import iso_week_of


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_checkin_policy = fields.Selection(
        [
            ("allow", "Allow"),
            ("warn", "Ask for a reason"),
            ("forbid", "Forbid"),
        ],
        string="Visits away from the customer",
        required=True,
        default="allow",
        help="What happens when a visit is logged without a position, or farther "
        "from the customer than the radius. A customer whose position nobody knows "
        "is neither near nor far.",
    )
    aig_checkin_radius = fields.Integer(
        string="Radius of a visit",
        default=200,
        help="Metres within which a visitor is at the customer's.",
    )

    _aig_checkin_radius_check = models.Constraint(
        "CHECK (aig_checkin_radius > 0)",
        "A visit needs some room: type a radius of 1 metre or more.",
    )

    def _aig_monday_of(self, moment):
        """Monday of the week in which a moment lies for the company.

        :param datetime.datetime moment: naive UTC, as stored
        :rtype: datetime.date
        """
        return iso_week_of(self._aig_local(moment).date()).first_day
