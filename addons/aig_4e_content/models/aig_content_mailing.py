from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

MAILING_STATES = [("draft", "Draft"), ("sent", "Sent"), ("cancelled", "Cancelled")]
#: Set by the system alone.
DECIDED_FIELDS = {"state", "sent_date", "log_id", "is_automatic"}
#: Days after which a draft that belongs to nothing is forgotten.
FORGOTTEN = timedelta(30)


class AigContentMailing(models.Model):
    """Posts chosen for a customer, and the mail that told of them (A45, A49).

    A draft is the choice, which the system begins; sent, it is kept as the customer
    has it.
    """

    _name = "aig.content.mailing"
    _description = "4E Mail"
    _inherit = ["aig.care.customer.mixin", "aig.guard.mixin", "aig.care.mixin"]
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    line_ids = fields.One2many("aig.content.mailing.line", "mailing_id", "Posts")
    post_ids = fields.Many2many(
        "aig.content.post", string="Chosen Posts", compute="_compute_post_ids"
    )
    state = fields.Selection(
        MAILING_STATES, required=True, readonly=True, copy=False, default="draft"
    )
    sent_date = fields.Datetime(string="Sent On", readonly=True, copy=False)
    # Read by: what a post earned
    log_id = fields.Many2one(
        "aig.care.log",
        string="Row of the Log",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
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
        return super()._get_guarded_fields() | DECIDED_FIELDS

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
        result = super().write(vals)
        if "line_ids" in vals:
            self._leave_to_people()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        self._check_draft()

    def _check_draft(self):
        """Refuse to change what a customer has.

        :raises UserError: it was sent
        """
        sent = self.filtered(lambda mailing: mailing.state == "sent")
        if sent:
            raise UserError(
                self.env._(
                    "The mail “%(mail)s” was sent: what a customer has received is "
                    "kept. Begin another one instead.",
                    mail=sent[0].display_name,
                )
            )

    @api.model
    def _get_loose_domain(self):
        """Drafts that belong to nothing but their customer; override to narrow."""
        return [("state", "=", "draft")]

    @api.model
    def _get_draft(self, partner):
        """The user's draft for a customer: the one at hand, or a new one."""
        partner = partner.commercial_partner_id
        draft = self.search(
            [
                *self._get_loose_domain(),
                ("partner_id", "=", partner.id),
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )
        return draft or self.create({"partner_id": partner.id})

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

    def _decide(self, vals):
        # sudo: guarded fields; the right to the record was asked before
        self.sudo().write(vals)

    def _say_title(self):
        """What the mail is about, in a few words: the title of its first post."""
        titles = self._get_lines_to_send().mapped("title")
        if len(titles) < 2:
            return titles[0] if titles else ""
        return f"{titles[0]} (+{len(titles) - 1})"

    def _get_lines_to_send(self):
        return self.line_ids.sorted(lambda line: (line.sequence, line._origin.id))

    def action_open(self):
        """Open this mail."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("4E Mail"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    @api.autovacuum
    def _gc_forgotten(self):
        """Delete drafts that were never sent."""
        limit = fields.Datetime.now() - FORGOTTEN
        forgotten = self.search(
            [*self._get_loose_domain(), ("write_date", "<", limit)], limit=1000
        )
        forgotten.unlink()
