from datetime import datetime
from zoneinfo import ZoneInfo

from odoo import fields, models, tools

from ..tools.period import iso_week_of

DEFAULT_TIMEZONE = "Asia/Ho_Chi_Minh"


class ResCompany(models.Model):
    _inherit = "res.company"

    def cache_invalidation_fields(self):
        return super().cache_invalidation_fields() | {"partner_id"}

    @tools.ormcache("self.id")
    def _aig_timezone_name(self):
        """Time zone in which the company counts its days.

        Cached because every access check asks for today; see ``res.partner.write``.
        """
        # sudo: the time zone of a company is no secret, its address book entry may be.
        return self.sudo().partner_id.tz or DEFAULT_TIMEZONE

    def _aig_now(self):
        """Local date and time of the company, with its time zone."""
        return self._aig_local(fields.Datetime.now())

    def _aig_local(self, moment):
        """A stored moment as the company's date and time, with its time zone.

        :param datetime.datetime moment: naive UTC, as stored
        """
        company = self[:1] or self.env.company
        utc = moment.replace(tzinfo=ZoneInfo("UTC"))
        return utc.astimezone(ZoneInfo(company._aig_timezone_name()))

    def _aig_today(self):
        """Today's date in the company's time zone.

        Sales days are Vietnamese days: on 31 March at 18:00 UTC this is 1 April.
        An empty recordset stands for the current company.

        :rtype: datetime.date
        """
        return self._aig_now().date()

    def _aig_this_monday(self):
        """The Monday of today's week, on the company's calendar.

        :rtype: datetime.date
        """
        return iso_week_of(self._aig_today()).first_day

    def _aig_day_start_utc(self, day):
        """The moment at which ``day`` begins for the company, as naive UTC.

        Datetime fields are stored in UTC; use this to compare them with whole days.

        :param datetime.date day: a day of the company
        :rtype: datetime.datetime
        """
        return self._aig_utc(datetime.combine(day, datetime.min.time()))

    def _aig_utc(self, local):
        """A local date and time of the company as it is stored, the way back.

        :param datetime.datetime local: without a zone, as people of the company say it
        :return: naive UTC
        """
        company = self[:1] or self.env.company
        zone = ZoneInfo(company._aig_timezone_name())
        return (
            local.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
        )
