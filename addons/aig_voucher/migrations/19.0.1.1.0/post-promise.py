"""Promise the points of vouchers that customers have already.

The ledger of points came after them: without their promise nothing would vest.
"""

import logging

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError

logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Give each its causes, and look at once which have happened."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    vouchers = env["aig.voucher"].search(
        [("state", "in", ("sent", "chosen"))], order="id"
    )
    for voucher in vouchers:
        promise(voucher)


def promise(voucher):
    """Of a deal that two old vouchers promised, the first has the points."""
    try:
        with voucher.env.cr.savepoint():
            voucher._promise()
            voucher._vest()
    except UserError as error:
        logger.info("%s keeps no points: %s", voucher.name, error)
