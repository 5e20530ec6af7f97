from odoo import models


class AigSalesPlanRevision(models.Model):
    """A revision opens what changed after it."""

    _inherit = "aig.sales.plan.revision"

    def action_compare(self):
        """Show what changed from this revision to the one after it (A18)."""
        self.ensure_one()
        following = self.search(
            [
                ("plan_id", "=", self.plan_id.id),
                ("revision", ">", self.revision),
                ("partner_id", "in", [False, self.partner_id.id]),
            ],
            order="revision, id",
            limit=1,
        )
        return self.plan_id._open_diff(self, following)


class AigSalesPlan(models.Model):
    """A plan opens what changed since its last revision."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def action_compare(self):
        """Show what changed since the last revision that was kept (A18)."""
        self.ensure_one()
        return self._open_diff(self.revision_ids[:1])

    def _open_diff(self, before, after=None):
        dialog = self.env["aig.sales.plan.revision.diff"].create(
            {
                "plan_id": self.id,
                "before_id": before.id,
                "after_id": after.id if after else False,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Differences of %(plan)s", plan=self.display_name),
            "res_model": dialog._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }
