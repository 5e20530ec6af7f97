from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: Rows of a sender that died are kept so long, should the mail be tried again late.
KEEP = timedelta(days=7)


class AigCareDeparture(models.Model):
    """A mail at the mail server: from just before it hears of it to the result.

    Rows are written by a connection of their own, which commits each of them (see
    ``departures.py``). A row that nobody's claim covers tells what a dead sender did:
    with ``left_at`` the mail server had taken the mail, without it nobody knows.
    """

    _name = "aig.care.departure"
    _description = "Mail at the Mail Server"
    _order = "id"

    mail_id = fields.Integer(
        required=True,
        help="No reference: the mail is locked by its sender meanwhile.",
    )
    recipients = fields.Char(required=True)
    since = fields.Datetime(required=True)
    left_at = fields.Datetime()

    _mail_recipients_uniq = models.UniqueIndex(
        "(mail_id, recipients)",
        "This mail is leaving for these recipients already: wait a moment.",
    )

    @api.model
    def _get_mail_ids(self):
        """Mails that are leaving, or whose sender died; in sudo."""
        # sudo: nobody has access to the marks of mails at the mail server
        marks = self.sudo().search([("mail_id", "!=", False)])
        return marks.mapped("mail_id")

    @api.autovacuum
    def _gc_departures(self):
        """Delete the rows of mails that are gone or long decided."""
        self.env.execute_query(
            SQL(
                "DELETE FROM aig_care_departure departure WHERE since < %s"
                " AND NOT EXISTS (SELECT FROM mail_mail mail"
                "  WHERE mail.id = departure.mail_id AND mail.state = 'outgoing')"
                " RETURNING id",
                fields.Datetime.now() - KEEP,
            )
        )
