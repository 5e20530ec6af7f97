from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Domain
from odoo.tools import format_date

SALES_GROUP = "aig_base.group_sales_user"


class AigTerritoryDelegation(models.Model):
    """Customers handed to a colleague for some days, a holiday for example.

    Between its two days, both included, the colleague sees of these customers what
    the person who hands them over sees, and no more. It is written once: it can only
    be ended early, by ``action_end``.
    """

    _name = "aig.territory.delegation"
    _description = "Customer Delegation"
    _inherit = ["mail.thread", "aig.visible.partner.mixin"]
    _order = "date_from desc, id desc"
    _rec_names_search = ("user_id", "delegate_id")
    _mail_post_access = "read"

    user_id = fields.Many2one(
        "res.users",
        string="Handed over by",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain=lambda self: self._domain_salespeople(),
    )
    # Read by: the visible set of each person, once per request
    delegate_id = fields.Many2one(
        "res.users",
        string="Looked after by",
        required=True,
        index=True,
        ondelete="restrict",
        domain=lambda self: self._domain_salespeople(),
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._aig_today(),
    )
    date_to = fields.Date(
        string="Until", required=True, help="Last day on which the colleague stands in."
    )
    date_ended = fields.Datetime(
        string="Ended early on", readonly=True, help="Set by “End now”."
    )
    partner_ids = fields.Many2many(
        "res.partner",
        relation="aig_territory_delegation_partner_rel",
        string="Customers",
        ondelete="restrict",
        domain="['|', ('is_company', '=', True), ('parent_id', '=', False)]",
        help="Contacts and branches go with their customer.",
    )
    territory_id = fields.Many2one(
        "aig.territory",
        string="Whole territory",
        index="btree_not_null",
        ondelete="restrict",
        help="All customers of this territory and of those below it, instead of some.",
    )
    # Read by: the rule that shows delegations to colleagues and managers
    home_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory of the person",
        compute="_compute_home_territory_id",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
    )
    reason = fields.Char(required=True)
    state = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("ended", "Ended")],
        compute="_compute_state",
    )

    _check_dates = models.Constraint(
        "CHECK (date_to >= date_from)",
        "A delegation cannot end before it begins: choose a later last day.",
    )

    @api.model
    def _domain_salespeople(self):
        group = self.env.ref(SALES_GROUP)
        return [("share", "=", False), ("all_group_ids", "in", group.ids)]

    @api.model
    def _aig_partner_fields(self):
        return ["partner_ids"]

    @api.depends("user_id", "delegate_id")
    def _compute_display_name(self):
        for delegation in self:
            if not delegation.user_id or not delegation.delegate_id:
                delegation.display_name = self.env._("New")
                continue
            delegation.display_name = self.env._(
                "%(person)s to %(delegate)s",
                person=delegation.user_id.name,
                delegate=delegation.delegate_id.name,
            )

    @api.depends("user_id", "territory_id", "partner_ids")
    def _compute_home_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for delegation in self:
            delegation.home_territory_id = (
                homes.get(delegation.user_id._origin.id)
                or delegation.territory_id
                or delegation.partner_ids.aig_territory_id[:1]
            )

    @api.depends("date_from", "date_to", "date_ended")
    def _compute_state(self):
        today = self.env.company._aig_today()
        for delegation in self:
            if delegation.date_ended or (delegation.date_to or today) < today:
                delegation.state = "ended"
            elif (delegation.date_from or today) > today:
                delegation.state = "planned"
            else:
                delegation.state = "running"

    @api.constrains("user_id", "delegate_id")
    def _check_people(self):
        for delegation in self:
            if delegation.user_id == delegation.delegate_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot stand in for the same person: choose a "
                        "colleague.",
                        person=delegation.user_id.name,
                    )
                )
            user = delegation.delegate_id
            if user.share or not user.active or not user.has_group(SALES_GROUP):
                raise ValidationError(
                    self.env._(
                        "%(person)s is no salesperson: choose a colleague who works "
                        "in sales.",
                        person=user.name,
                    )
                )

    @api.constrains("partner_ids", "territory_id")
    def _check_what(self):
        for delegation in self.sudo():  # sudo: customers may have moved out of sight
            if bool(delegation.partner_ids) == bool(delegation.territory_id):
                raise ValidationError(
                    self.env._(
                        "Choose either the customers to hand over or a whole "
                        "territory, not both."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        delegations = super().create(vals_list)
        for delegation in delegations:
            customers = delegation.partner_ids.commercial_partner_id
            if customers != delegation.partner_ids:
                delegation.sudo().partner_ids = [Command.set(customers.ids)]  # sudo: ^
        if not self.env.su:
            delegations._check_new()
        self.env["res.users"]._aig_reset_visibility()
        delegations._log_beginning()
        return delegations

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "Delegations stay as a record of who saw which customer: end it "
                "instead of deleting it."
            )
        )

    def copy_data(self, default=None):
        raise UserError(
            self.env._("A delegation is not duplicated: make a new one for its days.")
        )

    def action_end(self):
        """End the delegation at this moment, before its last day.

        :raise AccessError: for everybody but the person, whoever made it, managers
            and directors
        """
        lasting = self.filtered(lambda d: d.state != "ended")
        for delegation in lasting:
            if delegation.create_uid != self.env.user:
                delegation._check_decides(delegation.home_territory_id)
        # sudo: nobody may write a delegation but in this way
        lasting.sudo().write({"date_ended": fields.Datetime.now()})
        self.env["res.users"]._aig_reset_visibility()
        lasting._log_end()

    @api.model
    def _domain_in_force(self):
        """Delegations that count today in the company."""
        today = self.env.company._aig_today()
        return (
            Domain("date_from", "<=", today)
            & Domain("date_to", ">=", today)
            & Domain("date_ended", "=", False)
        )

    def _check_new(self):
        """May this user hand over these customers, in these days?"""
        today = self.env.company._aig_today()
        for delegation in self:
            if delegation.date_from < today:
                raise ValidationError(
                    self.env._(
                        "A delegation begins today at the earliest: choose another "
                        "first day."
                    )
                )
            giver = delegation.user_id
            places = delegation.partner_ids.aig_territory_id | delegation.territory_id
            if not places <= giver.aig_own_territory_ids:
                raise AccessError(
                    self.env._(
                        "%(person)s can hand over customers of the own territories "
                        "only: leave the others out.",
                        person=giver.name,
                    )
                )
            roots = giver._aig_root_territories()[giver.id]
            delegation._check_decides(places | places.browse(roots))

    def _check_decides(self, territories):
        """People decide for themselves, managers for those below, directors for all.

        :param territories: what a manager must hold to decide for the person
        """
        self.ensure_one()
        user = self.env.user
        if user == self.user_id or user._aig_moves_freely(by_manager=True):
            return
        is_manager = user.has_group("aig_base.group_sales_manager")
        if is_manager and territories and territories <= user.aig_own_territory_ids:
            return
        raise AccessError(
            self.env._(
                "You can hand over your own customers only: ask %(person)s, a sales "
                "manager above or a director.",
                person=self.user_id.name,
            )
        )

    def _log_beginning(self):
        for delegation in self:
            delegation._log(delegation._tell_beginning())
            delegation._notify(lambda record: record._tell_beginning())

    def _tell_beginning(self):
        return self.env._(
            "%(person)s hands over to %(delegate)s from %(first)s until "
            "%(last)s: %(reason)s",
            person=self.user_id.name,
            delegate=self.delegate_id.name,
            first=format_date(self.env, self.date_from),
            last=format_date(self.env, self.date_to),
            reason=self.reason,
        )

    def _log_end(self):
        for delegation in self:
            delegation._log(delegation._tell_end())
            delegation._notify(lambda record: record._tell_end())

    def _tell_end(self):
        return self.env._(
            "%(delegate)s no longer stands in for %(person)s: ended early by %(user)s.",
            delegate=self.delegate_id.name,
            person=self.user_id.name,
            user=self.env.user.name,
        )

    def _notify(self, tell):
        """Tell both people, in their own languages, unless they did it themselves.

        :param tell: gives the sentence, called on the record in the reader's language
        """
        self.ensure_one()
        for person in (self.user_id | self.delegate_id) - self.env.user:
            record = self.with_context(lang=person.lang)
            record.message_notify(
                partner_ids=person.partner_id.ids,
                subject=record.env._("Customers handed over"),
                body=tell(record),
            )

    def _log(self, body):
        """A note on each customer, in one go; of a whole territory on itself only."""
        self.ensure_one()
        self._message_log(body=body)
        # sudo: customers may have moved out of the sight of whoever ends it
        customers = self.sudo().partner_ids
        if customers:
            customers._message_log_batch(dict.fromkeys(customers.ids, body))
