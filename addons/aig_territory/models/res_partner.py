from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

#: Writing one of these may take a customer to another territory.
MOVING_FIELDS = {
    "aig_territory_id",
    "aig_has_own_territory",
    "parent_id",
    "is_company",
    "company_type",
}


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "aig.visible.partner.mixin"]

    aig_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory",
        compute="_compute_aig_territory_id",
        store=True,
        readonly=False,
        recursive=True,
        index=True,
        ondelete="restrict",
        help="Who sees this customer. Contacts and branches follow the customer.",
    )
    aig_has_own_territory = fields.Boolean(
        string="Territory of its own",
        help="This contact or branch does not follow the customer to another "
        "territory: managers place it by hand.",
    )

    @api.depends(
        "parent_id.aig_territory_id",
        "aig_has_own_territory",
        "is_company",
        "partner_share",
    )
    def _compute_aig_territory_id(self):
        for partner in self:
            if not partner.partner_share:
                # Colleagues must see each other.
                partner.aig_territory_id = False
            elif partner._aig_follows_parent():
                partner.aig_territory_id = partner.parent_id.aig_territory_id
            elif partner._aig_is_contact():
                # A branch of its own begins where its customer is, and stays.
                partner.aig_territory_id = (
                    partner.aig_territory_id or partner.parent_id.aig_territory_id
                )
            elif not partner._origin and partner.is_company:
                # A form being filled; what is saved comes from create().
                partner.aig_territory_id = (
                    partner.aig_territory_id or self._aig_default_territory()
                )

    @api.depends_context("uid")
    def _compute_same_vat_partner_id(self):
        super()._compute_same_vat_partner_id()
        if self.env.su:
            return
        for partner in self:
            # Core looks as superuser: a duplicate the user may not see has no name.
            for name in ("same_vat_partner_id", "same_company_registry_partner_id"):
                partner[name] = partner[name].sudo(False)._filtered_access("read")

    @api.constrains("aig_territory_id")
    def _check_aig_territory_id(self):
        # sudo: the customer or the company may lie outside the user's sight.
        partners = self.sudo()
        # Contacts are computed one by one: no query for each of them.
        customers = partners.filtered(
            lambda p: p.aig_territory_id and not p._aig_follows_parent()
        )
        own = customers and customers._aig_filter_own_companies()
        for partner in partners:
            if partner.aig_territory_id and (
                partner in own or not partner.partner_share
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s is one of your own users or companies, not a "
                        "customer: leave the territory empty.",
                        name=partner.name,
                    )
                )
            if partner.partner_share and partner._aig_differs_from_parent():
                raise ValidationError(
                    self.env._(
                        "%(contact)s follows the customer %(customer)s: change the "
                        "territory there.",
                        contact=partner.name,
                        customer=partner.commercial_partner_id.name,
                    )
                )

    @api.model
    def _aig_partner_fields(self):
        return ["parent_id"]

    @api.model_create_multi
    def create(self, vals_list):
        self._aig_check_may_place(vals_list)
        filled = self._aig_assign(vals_list)
        partners = super().create(vals_list)
        if self.env.su:
            return partners
        for partner, vals, sure in zip(partners, vals_list, filled, strict=True):
            if "aig_territory_id" in vals and not sure:
                partner._aig_check_created(partner.aig_territory_id)
        return partners

    def write(self, vals):
        if not vals:
            # Core writes nothing, but writes it, to the contacts of each customer.
            self.check_access("write")
            return True
        if "aig_territory_id" in vals and len(self) > 1:
            self._aig_prefetch_contacts()
        self._aig_check_may_place([vals])
        if self.env.su or not MOVING_FIELDS & vals.keys():
            return super().write(vals)
        before = {partner: partner.aig_territory_id for partner in self}
        if "aig_territory_id" in vals:
            new = self.env["aig.territory"].browse(vals["aig_territory_id"] or ())
            for partner, old in before.items():
                self.env.user._aig_check_move(old, new, partner.name)
        result = super().write(vals)
        for partner, old in before.items():
            partner._aig_check_moved(old)
        return result

    def action_aig_hand_over(self):
        """Begin to hand these customers over to a colleague for some days."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "aig_territory.aig_territory_delegation_action"
        )
        customers = self.commercial_partner_id
        context = {"default_partner_ids": customers.ids}
        return {**action, "views": [(False, "form")], "context": context}

    def _aig_prefetch_contacts(self):
        """Read at once what core's write() asks of each contact of each customer."""
        # sudo: core asks as superuser, and the answers are shared.
        family = self.sudo().search([("id", "child_of", self.ids)])
        family.mapped("child_ids")
        family.mapped("user_ids")

    def _aig_is_contact(self):
        """Whether the partner is a contact or a branch, not a customer itself."""
        self.ensure_one()
        return bool(self.parent_id) and not self.is_company

    def _aig_follows_parent(self):
        """Whether the partner is where its customer is; unless told otherwise."""
        return self._aig_is_contact() and not self.aig_has_own_territory

    def _aig_check_may_place(self, vals_list):
        """Whether a branch follows its customer is for managers to say.

        :raise AccessError: for everybody below
        """
        user = self.env.user
        if self.env.su or not any(v.get("aig_has_own_territory") for v in vals_list):
            return
        if not (
            user.has_group("aig_base.group_sales_manager")
            or user._aig_moves_freely(by_manager=True)
        ):
            raise AccessError(
                self.env._(
                    "Only sales managers give a branch a territory of its own: ask "
                    "your manager."
                )
            )

    def _aig_differs_from_parent(self):
        self.ensure_one()
        parent = self.parent_id
        return self._aig_follows_parent() and self.aig_territory_id != (
            parent.aig_territory_id
        )

    def _aig_filter_customers(self):
        """Those with a territory; for whom it may be to see is not asked.

        Core lets people name others they cannot read, of another company for one.
        """
        # sudo: the answer is used to refuse, and told to nobody.
        return self.sudo().exists().filtered("aig_territory_id").sudo(False)

    def _aig_filter_own_companies(self):
        """Those that stand for one's own company."""
        # sudo: any company of the database counts, an archived one too.
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        own = companies.search_fetch([("partner_id", "in", self.ids)], ["partner_id"])
        return self & own.partner_id

    @api.model
    def _aig_default_territory(self):
        """Where a customer lands whom this user enters: at home."""
        user = self.env.user
        if not user.has_group("aig_base.group_sales_user"):
            return self.env["aig.territory"]
        return user._aig_home_territory()

    def _aig_check_created(self, new):
        if new and not self._aig_follows_parent():
            user = self.env.user
            if not new <= user.aig_own_territory_ids:
                user._aig_check_move(
                    self.env["aig.territory"], new, self.name or self.env._("New")
                )

    def _aig_check_moved(self, old):
        """Refuse a move between territories that the user may not make."""
        # sudo: after the move the user may no longer see the customer.
        partner = self.sudo()
        new = partner.aig_territory_id.sudo(False)
        user = self.env.user
        if not old and partner._aig_follows_parent() and new <= user.aig_territory_ids:
            # A person becomes the contact of a customer one sees.
            return
        user._aig_check_move(old, new, partner.name)
