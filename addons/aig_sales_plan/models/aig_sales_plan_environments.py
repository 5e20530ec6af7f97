from odoo import api, models


class AigSalesPlanLine(models.Model):
    """Thousands of amounts in one go, without an environment for each of them.

    The ORM asks each amount for its currency in an environment that lives as long as
    somebody holds it. Held, it is found again; else each amount makes its own.
    """

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _create(self, data_list):
        _held = self.with_context(bin_size=False)._hold_environments()
        return super()._create(data_list)

    def _flush(self):
        _held = self._hold_environments()
        return super()._flush()

    def _hold_environments(self):
        # sudo: nothing is read or written with these, they are only kept
        held = self.sudo()
        return held, held.with_context(prefetch_fields=False)
