from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AigContentPost(models.Model):
    """For which customers a post is meant, and who has it (A45).

    As far as one may see the customers' roadmaps: a salesperson meets the own ones.
    """

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    roadmap_ids = fields.One2many("aig.content.roadmap", "post_id", "On Roadmaps")
    partner_ids = fields.Many2many(
        "res.partner",
        string="For Customers",
        compute="_compute_partner_ids",
        inverse="_inverse_partner_ids",
        search="_search_partner_ids",
        help="On whose roadmap it is; each has a week of its own, or none yet.",
    )
    customer_count = fields.Integer(
        string="Number of Customers", compute="_compute_customer_counts"
    )
    customer_sent_count = fields.Integer(
        string="Customers Who Have It", compute="_compute_customer_counts"
    )
    link_to_copy = fields.Char(
        related="url",
        string="Link to Copy",
        help="Paste it into Zalo or anywhere else. What is copied by hand cannot be "
        "counted: only links in mails from here say who followed them.",
    )

    @api.depends("roadmap_ids.partner_id")
    @api.depends_context("uid")
    def _compute_partner_ids(self):
        # not by roadmap_ids: what one user has read of it is there for the next
        groups = self.env["aig.content.roadmap"]._read_group(
            [("post_id", "in", self.ids)], ["post_id"], ["partner_id:recordset"]
        )
        found = {post.id: partners for post, partners in groups}
        for post in self:
            post.partner_ids = found.get(post._origin.id, False)

    def _inverse_partner_ids(self):
        for post in self:
            wanted = post.partner_ids._origin.commercial_partner_id
            # anew: the cache holds the customers that were just typed
            rows = self.env["aig.content.roadmap"].search([("post_id", "=", post.id)])
            rows.filtered(lambda row, to=wanted: row.partner_id not in to).unlink()
            rows.create(
                [
                    {"post_id": post.id, "partner_id": partner.id}
                    for partner in wanted - rows.exists().partner_id
                ]
            )

    def _search_partner_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        found = Domain("roadmap_ids", "any", [("partner_id", operator, value)])
        if operator == "in" and False in value:
            found |= Domain("roadmap_ids", "=", False)
        return found

    @api.depends("roadmap_ids.sent_date")
    @api.depends_context("uid")
    def _compute_customer_counts(self):
        groups = self.env["aig.content.roadmap"]._read_group(
            [("post_id", "in", self.ids)], ["post_id"], ["__count", "sent_date:count"]
        )
        counts = {post.id: numbers for post, *numbers in groups}
        for post in self:
            post.customer_count, post.customer_sent_count = counts.get(
                post._origin.id, (0, 0)
            )

    def _is_sendable(self):
        """Whether customers may be told of it: published, and somewhere to be read."""
        self.ensure_one()
        return self.state == "published" and bool(self.url)

    def _check_sendable(self):
        """Refuse to send what is not published (A52).

        :raises UserError: naming the first that is not
        """
        for post in self:
            if not post._is_sendable():
                raise UserError(
                    self.env._(
                        "“%(post)s” is not published with a link: only what the "
                        "department has published is sent to customers.",
                        post=post.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_sent(self):
        # sudo: mails of colleagues keep a post, too, of which nothing is told
        lines = self.env["aig.content.mailing.line"].sudo()
        line = lines.search([("post_id", "in", self.ids)], limit=1)
        if line:
            raise UserError(
                self.env._(
                    "Customers were mailed “%(post)s”, or are about to be: archive it "
                    "instead.",
                    post=line.post_id.name,
                )
            )

    def action_open_roadmap(self):
        """Open the customers of this post, week by week."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_4e_content.aig_content_roadmap_action_post", self
        )


class ResPartner(models.Model):
    """What a customer is to get of the content department."""

    _inherit = "res.partner"

    def action_aig_content_roadmap(self):
        """Open this customer's roadmap (A48)."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_4e_content.aig_content_roadmap_action_partner",
            self.commercial_partner_id,
        )
