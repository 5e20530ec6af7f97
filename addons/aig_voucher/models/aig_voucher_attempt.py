from datetime import timedelta

from odoo import api, fields, models

WINDOW = timedelta(hours=1)
KEEP = timedelta(days=1)
#: What is let through within the window: from one address, and for one voucher.
LIMITS = {"guess": (30, None), "reply": (60, 20)}


class AigVoucherAttempt(models.Model):
    """What was tried on vouchers' pages lately, to stop whoever tries too much.

    A row for each link that opened nothing, and for each thing that was sent from a
    page. Odoo has no limit of its own for visitors.
    """

    _name = "aig.voucher.attempt"
    _description = "Attempt on a Voucher's Page"
    _order = "id"

    kind = fields.Selection(
        [("guess", "Link That Opens Nothing"), ("reply", "Sent from the Page")],
        required=True,
    )
    address = fields.Char(required=True)
    voucher_number = fields.Integer(
        help="No reference: what is guessed need not be there.", aggregator=None
    )

    # Read by: _is_limited
    _address_idx = models.Index("(address, kind, create_date)")
    _voucher_idx = models.Index("(voucher_number, kind, create_date)")

    @api.model
    def _is_limited(self, kind, address, voucher_id=0):
        """Whether too much was tried within the last hour; in sudo."""
        since = fields.Datetime.now() - WINDOW
        of_address, of_voucher = LIMITS[kind]
        recent = [("kind", "=", kind), ("create_date", ">=", since)]
        if self.search_count([*recent, ("address", "=", address)]) >= of_address:
            return True
        return bool(of_voucher) and (
            self.search_count([*recent, ("voucher_number", "=", voucher_id)])
            >= of_voucher
        )

    @api.model
    def _note(self, kind, address, voucher_id=0):
        """Add a row; in sudo. Numbers that no record can have count as 0."""
        number = voucher_id if 0 < voucher_id < 2**31 else 0
        self.create({"kind": kind, "address": address, "voucher_number": number})

    @api.autovacuum
    def _gc_attempts(self):
        self.search([("create_date", "<", fields.Datetime.now() - KEEP)]).unlink()
