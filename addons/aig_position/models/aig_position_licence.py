from datetime import timedelta

from odoo import fields, models

#: How long before a licence expires its keeper is reminded.
LEAD = timedelta(60)


class AigPosition(models.Model):
    """Licences are renewed in time."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    licence_reminded = fields.Date(
        string="Reminded of", readonly=True, copy=False, help="Expiry reminded of."
    )

    def _cron_remind_of_licences(self):
        """One activity for each licence that expires soon, once for each expiry."""
        known = self.search([("licence_expiry", "!=", False)])
        due = known.filtered(
            lambda position: (
                position.licence_reminded != position.licence_expiry
                and position.licence_expiry <= position.company_id._aig_today() + LEAD
            )
        )
        for position in due:
            user = position.manager_id or self.env.user
            theirs = position.with_context(lang=user.lang).env
            position.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=position.licence_expiry,
                summary=theirs._("The licence expires: renew it"),
                user_id=user.id,
            )
            position.licence_reminded = position.licence_expiry
            self.env["ir.cron"]._commit_progress(1)
