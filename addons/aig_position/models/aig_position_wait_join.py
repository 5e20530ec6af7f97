from odoo import models

from ..tools import wait as line


class AigPositionWait(models.Model):
    """Customers that turn out to be one stand in line once."""

    _inherit = "aig.position.wait"  # pylint: disable=consider-merging-classes-inherited

    def _get_wanted(self):
        """What one is in line for: nobody is so twice."""
        self.ensure_one()
        return (
            self.company_id.id,
            self.position_id.id,
            self.kind_id.id,
            self.province_id.id,
            self.date_from,
            self.date_to,
        )

    def _join(self, later):
        """Stand in line for later entries too, which end.

        :param later: entries for the same place and days
        """
        self.ensure_one()
        if not later:
            return
        alike = self | later
        self.write(
            {
                "slots": max(alike.mapped("slots")),
                "wait_until": max(alike.mapped("wait_until")),
                "note": "\n".join(note for note in alike.mapped("note") if note),
            }
        )
        for user, theirs in later.grouped("user_id").items():
            says = self.with_context(lang=self.user_id.lang).env._
            self._message_log(
                body=says(
                    "Joined with the later entry of %(user)s for %(customer)s, "
                    "which was merged: tell %(user)s when the place is free.",
                    user=user.name,
                    customer=", ".join(theirs.partner_id.mapped("display_name")),
                )
            )
        later._end(line.WITHDRAWN)
        # more slots may not be free
        self._call_job()
