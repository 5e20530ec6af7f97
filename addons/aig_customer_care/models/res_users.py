from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _aig_own_care_domain(self, owner):
        """Content officers have no territory: they see what they sent themselves.

        :param str owner: path to who sent it
        :return: the beginning of a domain in prefix notation, which wants one term more
        """
        self.ensure_one()
        sends = self.has_group("aig_base.group_content_user")
        if not sends or self.has_group("aig_base.group_sales_user"):
            return []
        return ["|", (owner, "=", self.id)]
