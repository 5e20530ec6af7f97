from odoo import api, fields, models

from ..tools.post_link import as_written

#: Read from the post while the mail is a draft, kept as they were from then on.
DECIDED_FIELDS = {"title", "url", "picture_url", "is_sent"}


class AigContentMailingLine(models.Model):
    """A post in a mail: its title and link as the customer has them."""

    _name = "aig.content.mailing.line"
    _description = "Post in a 4E Mail"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("mailing_id",)
    _order = "mailing_id desc, sequence, id"
    _rec_name = "title"

    mailing_id = fields.Many2one(
        "aig.content.mailing",
        string="4E Mail",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    # Read by: what a post earned
    post_id = fields.Many2one(
        "aig.content.post", required=True, index=True, ondelete="restrict"
    )
    # Read by: own-row rule
    user_id = fields.Many2one(
        related="mailing_id.user_id", store=True, precompute=True, index=True
    )
    # Read by: the rule of handed-over customers
    partner_id = fields.Many2one(
        related="mailing_id.partner_id", store=True, precompute=True, index=True
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        related="mailing_id.territory_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="mailing_id.company_id", store=True, precompute=True
    )
    state = fields.Selection(related="mailing_id.state")
    title = fields.Char(readonly=True, copy=False)
    url = fields.Char(string="Link", readonly=True, copy=False)
    picture_url = fields.Char(string="Picture", readonly=True, copy=False)
    summary = fields.Text(related="post_id.summary")
    is_sent = fields.Boolean(
        string="In the Mail", readonly=True, copy=False, help="The customer has it."
    )
    is_credited = fields.Boolean(
        string="Counts for the Post",
        default=True,
        help="Untick it where this mail had nothing to do with what the customer "
        "ordered: the post loses what this mail earned it, and nothing else changes.",
    )

    _post_uniq = models.Constraint(
        "UNIQUE (mailing_id, post_id)", "A post stands once in a mail."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        lines._read_anew()
        return lines

    def write(self, vals):
        if vals.keys() - {"is_credited"}:
            self._check_draft()
        result = super().write(vals)
        if "post_id" in vals:
            self._read_anew()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su:
            self.mailing_id._check_draft()

    def _read_anew(self):
        """Take over title and link of the posts, which may have changed."""
        for line in self:
            vals = {
                "title": line.post_id.name,
                "url": line.post_id.url and as_written(line.post_id.url),
            }
            # sudo: nobody types what the post says
            line.sudo().write(
                {name: vals[name] for name in vals if line[name] != vals[name]}
            )

    def action_toggle_credit(self):
        """Count what this mail earned for the post, or count it no longer."""
        for line in self:
            line.is_credited = not line.is_credited

    def action_open_mailing(self):
        """Open the mail that this line belongs to."""
        self.ensure_one()
        return self.mailing_id.action_open()
