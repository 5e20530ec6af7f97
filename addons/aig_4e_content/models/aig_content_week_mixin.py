from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.aig_base.tools.period import iso_week_of

#: From the first day of a week, a Sunday in some languages, into its ISO week.
INSIDE = timedelta(days=3)


class AigContentWeekMixin(models.AbstractModel):
    """Weeks as people name them: by ISO number and year."""

    _name = "aig.content.week.mixin"
    _description = "Planned for a Week"

    week_planned = fields.Date(string="Planned Week")
    week_name = fields.Char(string="Number of the Week", compute="_compute_week_name")

    @api.depends("week_planned")
    @api.depends_context("lang")
    def _compute_week_name(self):
        for record in self:
            week = record.week_planned
            record.week_name = week and self._get_week_name(week)

    @api.model
    def _get_week_name(self, first_day):
        week = iso_week_of(first_day + INSIDE)
        return self.env._(
            "Week %(number)s/%(year)s", number=week.number, year=week.year
        )

    @api.model
    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        if groupby_spec != "week_planned:week":
            return formatter

        def format_week(first_day):
            value, domain = formatter(first_day)
            if value:
                value = (value[0], self._get_week_name(first_day))
            return value, domain

        return format_week
