from odoo import api, fields, models

from odoo.addons.aig_customer_care.models.aig_care_draft_mixin import STATES


class AigContentMailing(models.Model):
    """Posts chosen for a customer, and the mail that told of them (A45, A49).

    A draft is the choice, which the system begins; sent, it is kept as the customer
    has it.
    """

    _name = "aig.content.mailing"
    _description = "4E Mail"
    _inherit = ["aig.care.draft.mixin"]
    _order = "id desc"

    line_ids = fields.One2many("aig.content.mailing.line", "mailing_id", "Posts")
    post_ids = fields.Many2many(
        "aig.content.post", string="Chosen Posts", compute="_compute_post_ids"
    )
    state = fields.Selection(STATES)
    is_automatic = fields.Boolean(
        string="Begun by the System",
        readonly=True,
        default=True,
        copy=False,
        help="Nobody has chosen posts yet: what is suggested is taken anew when the "
        "mail is opened.",
    )

    @api.depends("line_ids.post_id")
    @api.depends_context("uid")
    def _compute_post_ids(self):
        for mailing in self:
            mailing.post_ids = mailing.line_ids.post_id

    @api.depends("partner_id", "line_ids.title")
    def _compute_display_name(self):
        for mailing in self:
            names = (mailing.partner_id.name, mailing._say_title())
            mailing.display_name = ": ".join(filter(None, names))

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"is_automatic"}

    def write(self, vals):
        result = super().write(vals)
        if "line_ids" in vals:
            self._leave_to_people()
        return result

    def _add(self, posts):
        """Choose posts; those that are chosen already stay."""
        self.ensure_one()
        last = max(self.line_ids.mapped("sequence"), default=0)
        self.env["aig.content.mailing.line"].create(
            [
                {"mailing_id": self.id, "post_id": post.id, "sequence": last + number}
                for number, post in enumerate(posts - self.line_ids.post_id, 1)
            ]
        )

    def _leave_to_people(self):
        """Somebody chooses: nothing is chosen anew by the system from now on."""
        self.filtered("is_automatic")._decide({"is_automatic": False})

    def _say_title(self):
        """What the mail is about, in a few words: the title of its first post."""
        titles = self._get_lines_to_send().mapped("title")
        if len(titles) < 2:
            return titles[0] if titles else ""
        return f"{titles[0]} (+{len(titles) - 1})"

    def _get_lines_to_send(self):
        return self.line_ids.sorted(lambda line: (line.sequence, line._origin.id))
