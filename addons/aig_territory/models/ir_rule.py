import logging

from odoo import models

_logger = logging.getLogger(__name__)


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _compute_domain_context_values(self):
        """Evaluate rules anew each day of the company, and after each change.

        The ids of visible territories are baked into the rules; a membership that
        begins or ends by its date must count from midnight without anybody's help.
        The version is that of the transaction: a request that began before a change
        cannot leave the old ids behind for those that begin after it.
        """
        yield from super()._compute_domain_context_values()
        yield self.env.company._aig_today()
        yield self.env["res.users"]._aig_visibility_version()

    def _make_access_error(self, operation, records):
        """Refuse without naming what is refused.

        In debug mode, which everybody may switch on, core tells the names of the
        records one must not read.
        """
        user = self.env.user
        if user.aig_sees_all_territories or not user.has_group("base.group_no_one"):
            return super()._make_access_error(operation, records)
        error = super()._make_access_error(operation, records.browse())
        records.invalidate_recordset()
        _logger.info("Refused: %s of %s", operation, records)
        return error
