from odoo import api, fields, models


class AigCareBatch(models.Model):
    """How many mails a salesperson sends in a day without asking (T10)."""

    _inherit = "aig.care.batch"  # pylint: disable=consider-merging-classes-inherited

    begun_date = fields.Datetime(string="Begun On", readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"begun_date"}

    def _begin(self):
        if not self.begun_date:
            # sudo: whoever may begin was checked; nobody types it
            self.sudo().begun_date = fields.Datetime.now()
        return super()._begin()

    def _needs_approval(self):
        """Whether a manager looks at it first: by the mails of the whole day.

        Many small sendings are as many mails as a large one. Two begun at the same
        moment wait for each other, as sendings to one customer do.
        """
        self.ensure_one()
        if self._may_approve():
            return False
        # sudo: nobody has access to the turns
        self.env["aig.care.turn"].sudo()._take(self.user_id.partner_id)
        return self.waiting_count + self._count_today() > self._get_limit()

    def _count_today(self):
        """Mails of the salesperson's other sendings today that nobody approved."""
        company = self.company_id
        since = company._aig_day_start_utc(company._aig_today())
        # sudo: sendings in territories the salesperson has left count, too
        return (
            self.env["aig.care.batch.line"]
            .sudo()
            .search_count(
                [
                    ("user_id", "=", self.user_id.id),
                    ("batch_id", "!=", self.id),
                    ("batch_id.begun_date", ">=", since),
                    ("batch_id.approved_by_id", "=", False),
                    ("state", "!=", "skipped"),
                ]
            )
        )
