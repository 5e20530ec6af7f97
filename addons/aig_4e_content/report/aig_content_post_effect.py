from odoo import api, fields, models

from .aig_content_effect import MONEY_GROUPS

#: Field of the post -> measure of the report.
MEASURES = {
    "effect_sent_count": "sent_count",
    "effect_clicked_count": "clicked_count",
    "effect_replied_count": "replied_count",
    "effect_meeting_count": "meeting_count",
    "effect_order_count": "order_count",
}


class AigContentPost(models.Model):
    """What did this post earn? As far as one sees the customers' mails."""

    _inherit = "aig.content.post"

    currency_id = fields.Many2one(related="company_id.currency_id")
    effect_sent_count = fields.Integer(
        string="Sent in Mails", compute="_compute_effect", help="Mails that count."
    )
    effect_clicked_count = fields.Integer(
        string="Link Followed",
        compute="_compute_effect",
        help="Mails of which a person followed the link.",
    )
    effect_replied_count = fields.Integer(string="Replies", compute="_compute_effect")
    effect_meeting_count = fields.Integer(
        string="Meetings and Visits After It", compute="_compute_effect"
    )
    effect_order_count = fields.Integer(
        string="Orders After It", compute="_compute_effect"
    )
    effect_order_amount = fields.Monetary(
        string="Influenced Sales", compute="_compute_effect_amount", groups=MONEY_GROUPS
    )
    effect_rule = fields.Char(
        string="How It Is Counted", compute="_compute_effect_rule"
    )

    @api.depends("name")
    @api.depends_context("uid")
    def _compute_effect(self):
        groups = self.env["aig.content.effect"]._read_group(
            [("post_id", "in", self.ids)],
            ["post_id"],
            [f"{measure}:sum" for measure in MEASURES.values()],
        )
        figures = {
            post.id: dict(zip(MEASURES, values, strict=True))
            for post, *values in groups
        }
        for post in self:
            post.update(figures.get(post._origin.id) or dict.fromkeys(MEASURES, 0))

    @api.depends("name")
    @api.depends_context("uid")
    def _compute_effect_amount(self):
        groups = self.env["aig.content.effect"]._read_group(
            [("post_id", "in", self.ids)], ["post_id"], ["order_amount:sum"]
        )
        amounts = {post.id: amount for post, amount in groups}
        for post in self:
            post.effect_order_amount = amounts.get(post._origin.id, 0)

    @api.depends("company_id")
    @api.depends_context("lang")
    def _compute_effect_rule(self):
        for post in self:
            # sudo: the setting is no secret, the company's record may be
            days = post.company_id.sudo().aig_content_window
            post.effect_rule = self.env._(
                "A post is credited with the whole of each order, untaxed, that its"
                " customer confirmed within %(days)s days after following its link or"
                " answering its mail; posts share orders, and totals count an order"
                " once.",
                days=days,
            )

    def action_open_effect(self):
        """Open the mails behind the figures."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_4e_content.aig_content_effect_action_post", self
        )

    def action_open_effect_orders(self):
        """Open the orders behind the figures, as far as one may see them."""
        effects = self.env["aig.content.effect"].search([("post_id", "in", self.ids)])
        return effects.action_open_orders()
