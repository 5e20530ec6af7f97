from odoo import models


class DiscussChannelMember(models.Model):
    _name = "discuss.channel.member"
    _inherit = ["discuss.channel.member", "aig.visible.partner.mixin"]
