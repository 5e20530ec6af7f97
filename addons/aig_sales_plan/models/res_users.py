from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _aig_stands_in_for(self, territory):
        """Colleagues who handed a whole territory over to this user today.

        :param territory: the territory concerned, below or equal to what was handed
            over
        :return: ``res.users``, empty for who has no manager's role
        """
        self.ensure_one()
        if not territory or not self.has_group("aig_base.group_sales_manager"):
            return self.browse()
        above = territory._ancestor_ids()
        # sudo: a technical field
        return (
            self.sudo()
            .aig_delegation_ids.filtered(lambda item: item.territory_id.id in above)
            .user_id
        )
