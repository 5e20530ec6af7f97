from odoo import fields, models


class MailActivity(models.Model):
    """Tasks that remind of a plan: of which quarter, and how urgently so far."""

    _inherit = "mail.activity"

    aig_period_id = fields.Many2one(
        "aig.period",
        string="Reminds of the plans of",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    aig_company_id = fields.Many2one(
        "res.company", string="Plans of the company", readonly=True, ondelete="cascade"
    )
    aig_reminder_days = fields.Integer("Reminded, days before", readonly=True)
