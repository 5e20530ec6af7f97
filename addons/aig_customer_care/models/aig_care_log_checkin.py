from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.checkin import FAR, NEAR, NONE, UNKNOWN, judge, known_position

POSITION_FIELDS = {
    "checkin_latitude",
    "checkin_longitude",
    "checkin_accuracy",
    "checkin_reason",
}


class AigCareLog(models.Model):
    """Where a visitor stood, and how far from the customer (S16)."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    checkin_latitude = fields.Float(
        string="Latitude", digits=(10, 7), readonly=True, aggregator=None
    )
    checkin_longitude = fields.Float(
        string="Longitude", digits=(10, 7), readonly=True, aggregator=None
    )
    checkin_accuracy = fields.Integer(
        string="Accuracy (m)", readonly=True, aggregator=None
    )
    checkin_reason = fields.Char(string="Why Not There", readonly=True)
    # A snapshot: the customer's position is no dependency, it may be corrected later
    checkin_state = fields.Selection(
        [
            (NONE, "No Position"),
            (UNKNOWN, "Distance Unknown"),
            (NEAR, "At the Customer's"),
            (FAR, "Elsewhere"),
        ],
        string="Check-in",
        compute="_compute_checkin",
        store=True,
        precompute=True,
    )
    checkin_distance = fields.Integer(
        string="Distance (m)",
        compute="_compute_checkin",
        store=True,
        precompute=True,
        aggregator=None,
        help="Metres to the customer's position as it was known then.",
    )
    checkin_date = fields.Datetime(
        string="Checked In On",
        compute="_compute_checkin",
        store=True,
        precompute=True,
    )

    @api.depends("checkin_latitude", "checkin_longitude")
    def _compute_checkin(self):
        for log in self:
            here = log._get_position()
            metres = log.partner_id._aig_distance_from(here)
            log.checkin_state = judge(here, metres, log.company_id.aig_checkin_radius)
            log.checkin_distance = metres
            log.checkin_date = here and fields.Datetime.now()

    @api.constrains("care_type", "checkin_latitude", "checkin_longitude")
    def _check_checkin(self):
        for log in self:
            if log.care_type == "visit" and not log.reversal_of_id:
                log._check_checkin_policy()

    @api.model_create_multi
    def create(self, vals_list):
        """Log where the visitor stood, measured at once.

        :raises ValidationError: there is no such place, or the company's policy on
            visits asks for another one or for a reason
        """
        logs = super().create(vals_list)
        logs.mapped("checkin_state")
        return logs

    @api.model
    def _manual_fields(self):
        return super()._manual_fields() | POSITION_FIELDS

    def _get_position(self):
        """Where the visitor stood, None without a position.

        :raises ValidationError: there is no such place
        """
        try:
            return known_position(self.checkin_latitude, self.checkin_longitude)
        except ValueError as error:
            raise ValidationError(
                self.env._("There is no such place on earth: check the position.")
            ) from error

    def _check_checkin_policy(self):
        policy = self.company_id.aig_checkin_policy
        if policy == "allow" or self.checkin_state in (NEAR, UNKNOWN):
            return
        if policy == "warn" and (self.checkin_reason or "").strip():
            return
        if self.checkin_state == NONE:
            asked = (
                self.env._(
                    "This visit has no position: press Check In, or say why not."
                )
                if policy == "warn"
                else self.env._(
                    "This visit has no position: press Check In at the customer's."
                )
            )
        elif policy == "warn":
            asked = self.env._(
                "You are %(distance)s m from the customer: say why.",
                distance=self.checkin_distance,
            )
        else:
            asked = self.env._(
                "You are %(distance)s m from the customer; visits are logged within"
                " %(radius)s m.",
                distance=self.checkin_distance,
                radius=self.company_id.aig_checkin_radius,
            )
        raise ValidationError(asked)
