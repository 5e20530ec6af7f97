from odoo import api, fields, models

SEVERITIES = [("warn", "Warn"), ("block", "Block")]


class AigCareCap(models.Model):
    """How often one customer may be contacted at most (A48)."""

    _name = "aig.care.cap"
    _description = "Care Cap"
    _order = "company_id, period, id"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    care_type = fields.Selection(
        selection=lambda self: (
            self.env["aig.care.log"]
            ._fields["care_type"]
            ._description_selection(self.env)
        ),
        string="Kind",
        help="Empty: contacts of all kinds together, calls and visits too.",
    )
    maximum = fields.Integer(required=True, default=1)
    period = fields.Selection(
        [
            ("week", "Calendar Week"),
            ("month", "Calendar Month"),
            ("rolling", "Days in a Row"),
        ],
        required=True,
        default="week",
    )
    days = fields.Integer(default=7, help="Length of a period of days in a row.")
    severity = fields.Selection(
        SEVERITIES, string="Above the Cap", required=True, default="warn"
    )
    active = fields.Boolean(default=True)

    _maximum_positive = models.Constraint(
        "CHECK (maximum > 0)", "A cap allows at least one contact."
    )
    _days_range = models.Constraint(
        "CHECK (days BETWEEN 1 AND 366)", "A period has 1 to 366 days."
    )

    @api.depends("care_type", "maximum", "period", "days")
    def _compute_display_name(self):
        for cap in self:
            cap.display_name = cap._get_rule()

    def _get_rule(self):
        """Return the cap as part of a sentence, in the user's language."""
        kinds = dict(self._fields["care_type"]._description_selection(self.env))
        values = {
            "maximum": self.maximum,
            "kind": kinds.get(self.care_type) or self.env._("all kinds together"),
            "days": self.days,
        }
        if self.period == "week":
            return self.env._("at most %(maximum)s per week (%(kind)s)", **values)
        if self.period == "month":
            return self.env._("at most %(maximum)s per month (%(kind)s)", **values)
        return self.env._("at most %(maximum)s in %(days)s days (%(kind)s)", **values)
