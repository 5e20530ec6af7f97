"""Whatever changes working days lets the robot plan anew."""

from odoo import api, models


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._aig_mark_targets()
        return leaves

    def write(self, vals):
        self._aig_mark_targets()
        result = super().write(vals)
        self._aig_mark_targets()
        return result

    def unlink(self):
        self._aig_mark_targets()
        return super().unlink()

    def _aig_mark_targets(self):
        # sudo: whose leave it is, is asked by the system
        leaves = self.sudo()
        targets = self.env["aig.content.target"]
        if not all(leave.resource_id for leave in leaves):
            targets._mark_for_spread()
        elif users := leaves.resource_id.user_id:
            targets._mark_for_spread(users=users)


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        attendances = super().create(vals_list)
        self.env["aig.content.target"]._mark_for_spread()
        return attendances

    def write(self, vals):
        result = super().write(vals)
        self.env["aig.content.target"]._mark_for_spread()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["aig.content.target"]._mark_for_spread()
        return result


class ResourceResource(models.Model):
    _inherit = "resource.resource"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"calendar_id", "user_id", "active", "company_id"}:
            # sudo: whose resource it is, is asked by the system
            self.env["aig.content.target"]._mark_for_spread(users=self.sudo().user_id)
        return result


class AigCareQuietDay(models.Model):
    _inherit = "aig.care.quiet.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._mark_targets()
        return days

    def write(self, vals):
        self._mark_targets()
        result = super().write(vals)
        self._mark_targets()
        return result

    def unlink(self):
        self._mark_targets()
        return super().unlink()

    def _mark_targets(self):
        # sudo: quiet days of customers of anybody may be among them
        companies = self.sudo().filtered(lambda day: not day.partner_id).company_id
        if companies:
            self.env["aig.content.target"]._mark_for_spread(companies)
