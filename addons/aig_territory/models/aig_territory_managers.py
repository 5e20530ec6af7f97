from odoo import models


class AigTerritory(models.Model):
    """Who decides on what happens in a territory."""

    _inherit = "aig.territory"  # pylint: disable=consider-merging-classes-inherited

    def _managers_above(self):
        """People who may decide on what happens in each territory.

        Managers of the territory and of those above it, as far as they still work
        here and have the role.

        :return: dict of territory to ``res.users``, the nearest first
        """
        chains = {territory: territory._ancestor_ids()[::-1] for territory in self}
        above = self.browse(set().union(*chains.values()))
        managers = {
            territory.id: territory.manager_id.filtered(
                lambda user: (
                    user.active and user.has_group("aig_base.group_sales_manager")
                )
            )
            for territory in above
        }
        return {
            territory: self.env["res.users"].concat(*(managers[id_] for id_ in chain))
            for territory, chain in chains.items()
        }
