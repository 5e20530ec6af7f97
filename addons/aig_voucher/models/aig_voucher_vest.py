from odoo import api, models
from odoo.fields import Domain

#: Vouchers that are looked at between two commits.
BATCH = 500


class AigVoucher(models.Model):
    """Points vest, lapse and expire: by a job, and when something is chosen."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_unsettled_domain(self):
        """Vouchers whose causes may still change: those that promised something."""
        return Domain("state", "in", ("sent", "chosen", "done")) & Domain(
            "cause_ids.is_live", "=", True
        )

    @api.model
    def _cron_vest(self):
        """Vest, take back and lapse what the books say; then expire what is too old."""
        crons = self.env["ir.cron"]
        ids = self.search(self._get_unsettled_domain(), order="id").ids
        crons._commit_progress(remaining=len(ids) + 1)
        for start in range(0, len(ids), BATCH):
            batch = self.browse(ids[start : start + BATCH])
            batch._vest()
            if not crons._commit_progress(len(batch)):
                return
        self._expire_points()
        crons._commit_progress(1)

    def _vest(self):
        """Make the ledgers what has become of the causes; a second run adds nothing.

        Only vouchers where something has changed are locked and written. One that
        somebody is just using is left to the next run.
        """
        for company, vouchers in self.sudo().grouped("company_id").items():
            # sudo: the books decide, whoever asks; nobody can add to what they say
            vouchers._vest_company(company)

    def _vest_company(self, company):
        today = company._aig_today()
        found = self._read_earned()
        changed = self.browse()
        for voucher in self.browse(found):
            is_over = today > voucher.period_id.date_to
            if any(
                points != settled or (is_over and still_open)
                for points, settled, still_open in found[voucher.id].values()
            ):
                changed += voucher
        locked = changed.try_lock_for_update(allow_referencing=True)
        ledgers = locked._ledgers()
        for voucher, ledger in ledgers.items():
            expiry = voucher._get_expiry(today)
            is_over = today > voucher.period_id.date_to
            for cause, (points, *_state) in found[voucher.id].items():
                ledger.settle(cause, points, expiry, is_over)
        locked._reserve_chosen(ledgers)
        self._append(ledgers)
        return locked

    @api.model
    def _expire_points(self):
        """Take what is still available after its last day."""
        # sudo: the calendar decides
        balances = self.env["aig.voucher.balance"].sudo()
        for company in self.env["res.company"].sudo().search([]):
            today = company._aig_today()
            late = balances.search(
                [
                    ("company_id", "=", company.id),
                    ("expiry_date", "<", today),
                    ("available_points", ">", 0),
                ]
            )
            vouchers = late.voucher_id.try_lock_for_update(allow_referencing=True)
            ledgers = vouchers._ledgers()
            for ledger in ledgers.values():
                ledger.expire(today)
            self._append(ledgers)
            self.env["aig.voucher.point"]._post(
                [
                    balance._prepare_row("expire", balance.available_points)
                    for balance in late.filtered(lambda one: not one.voucher_id)
                ]
            )


class AigVoucherBalance(models.Model):
    """Points of a customer that no voucher has drawn yet."""

    _inherit = "aig.voucher.balance"

    def _prepare_row(self, move_type, points, **vals):
        """Values of a ledger row that moves points of this balance."""
        self.ensure_one()
        return {
            "voucher_id": self.voucher_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "territory_id": self.territory_id.id,
            "company_id": self.company_id.id,
            "point_value": self.point_value,
            "expiry_date": self.expiry_date,
            "date": self.company_id._aig_today(),
            "move_type": move_type,
            "points": points,
            **vals,
        }
