from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

ROADMAP_STATES = [
    ("planned", "To Send"),
    ("late", "Late"),
    ("sent", "Sent"),
    ("skipped", "Left Out"),
]
#: Written by sending alone.
SENDING_FIELDS = {"is_planned", "mailing_id", "sent_date"}
#: What is kept of a row whose post the customer has.
KEPT_FIELDS = {"post_id", "partner_id", "week_planned", "is_skipped"}


class AigContentRoadmap(models.Model):
    """A post for a customer: when it is to be sent, and when it was (A45, A48).

    What is still planned goes with the customer to its next salesperson and territory;
    what was sent stays where it was sent from.
    """

    _name = "aig.content.roadmap"
    _description = "4E Post for a Customer"
    _inherit = [
        "aig.content.week.mixin",
        "aig.care.customer.mixin",
        "aig.guard.mixin",
    ]
    _order = "week_planned desc, id desc"
    _rec_name = "post_id"

    # Read by: the post's customers, the rule of posts
    post_id = fields.Many2one(
        "aig.content.post", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        required=False,
        default=None,
    )
    territory_id = fields.Many2one(
        help="The customer's territory; of what was sent: on that day."
    )
    company_id = fields.Many2one(
        related="post_id.company_id", store=True, precompute=True
    )
    # Read by: the calendar, what is due
    week_planned = fields.Date(
        string="Week to Send In",
        index="btree_not_null",
        help="Any day of the week: it is kept as its Monday. Empty: at any time.",
    )
    is_planned = fields.Boolean(
        string="By Plan",
        default=True,
        readonly=True,
        help="Unticked: it was sent although it stood on no roadmap.",
    )
    is_skipped = fields.Boolean(
        string="Not to Be Sent", help="Not suggested for this customer any more."
    )
    # Read by: what becomes of a mail that was taken back
    mailing_id = fields.Many2one(
        "aig.content.mailing",
        string="4E Mail",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    sent_date = fields.Datetime(string="Sent On", readonly=True)
    state = fields.Selection(
        ROADMAP_STATES, compute="_compute_state", search="_search_state"
    )
    evidence = fields.Selection(
        related="mailing_id.log_id.evidence",
        help="What shows that a person at the customer noticed the mail.",
    )
    channel_id = fields.Many2one(related="post_id.channel_id")
    post_state = fields.Selection(related="post_id.state", string="State of the Post")

    _post_uniq = models.UniqueIndex(
        "(post_id, partner_id)",
        "This post is on the customer's roadmap already: change its week there.",
    )
    _week_is_monday = models.Constraint(
        "CHECK (EXTRACT(isodow FROM week_planned) = 1)", "A week begins on a Monday."
    )

    @api.depends("partner_id.user_id", "sent_date")
    def _compute_user_id(self):
        is_seller = self.env.user.has_group("aig_base.group_sales_user")
        for row in self.filtered(lambda row: not (row.sent_date and row.user_id)):
            row.user_id = (
                row.partner_id.commercial_partner_id.user_id
                or row.user_id
                or (is_seller and self.env.user)
            )

    @api.depends("partner_id.aig_territory_id", "sent_date")
    def _compute_territory_id(self):
        self.filtered(lambda row: not row.sent_date).territory_id = False
        return super()._compute_territory_id()

    @api.depends("week_planned", "sent_date", "is_skipped", "company_id")
    def _compute_state(self):
        for row in self:
            if row.sent_date:
                row.state = "sent"
            elif row.is_skipped:
                row.state = "skipped"
            else:
                monday = row._get_monday()
                is_late = row.week_planned and row.week_planned < monday
                row.state = "late" if is_late else "planned"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        unsent = Domain("sent_date", "=", False)
        still = unsent & Domain("is_skipped", "=", False)
        late = Domain("week_planned", "<", self._get_monday())
        by_state = {
            "planned": still & ~late,
            "late": still & late,
            "sent": Domain("sent_date", "!=", False),
            "skipped": unsent & Domain("is_skipped", "=", True),
        }
        return Domain.OR(by_state[state] for state in value if state in by_state)

    def _get_monday(self):
        """The Monday of this week, of the row's company."""
        return self.company_id[:1]._aig_this_monday()

    @api.depends("post_id.name", "partner_id.name")
    def _compute_display_name(self):
        for row in self:
            names = (row.post_id.name, row.partner_id.name)
            row.display_name = " - ".join(filter(None, names))

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | SENDING_FIELDS

    @api.model
    def _normalise(self, vals):
        vals = super()._normalise(vals)
        if vals.get("week_planned"):
            day = fields.Date.to_date(vals["week_planned"])
            vals["week_planned"] = day - timedelta(day.weekday())
        return vals

    def write(self, vals):
        if KEPT_FIELDS & vals.keys() and not self.env.su:
            self._check_unsent()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        if not self.env.su:
            self._check_unsent()

    def _check_unsent(self):
        """Refuse to change what a customer has.

        :raises UserError: naming the first
        """
        sent = self.filtered("sent_date")
        if sent:
            raise UserError(
                self.env._(
                    "%(customer)s has “%(post)s” already: what was sent is kept.",
                    customer=sent[0].partner_id.display_name,
                    post=sent[0].post_id.name,
                )
            )

    def action_skip(self):
        """Leave these posts out for these customers."""
        self.write({"is_skipped": True})

    def action_plan_again(self):
        """Put posts that were left out back on the roadmap."""
        self.write({"is_skipped": False})

    def action_open_mailing(self):
        """Open the mail by which the customer got it."""
        self.ensure_one()
        return self.mailing_id.action_open()
