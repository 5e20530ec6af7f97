from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from .aig_sales_target import NODE, SALESPERSON, YEAR_QUARTERS


class AigSalesTarget(models.Model):
    """Where a target stands: what is above it, and who is below."""

    _inherit = "aig.sales.target"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"parent_id"}

    @api.model_create_multi
    def create(self, vals_list):
        self.env["aig.sales.plan.line"]._use_commercial_partners(vals_list)
        targets = super().create(vals_list)
        targets._link_parents()
        return targets

    def write(self, vals):
        if not self.env.su and set(NODE) & vals.keys():
            self._check_place_kept(vals)
        return super().write(vals)

    def _check_place_kept(self, vals):
        """A target stays where it is, so that the sum of a territory never moves."""
        for target in self:
            for name in set(NODE) & vals.keys():
                kept = target._fields[name].convert_to_write(target[name], target)
                if (vals[name] or False) != (kept or False):
                    raise UserError(
                        self.env._(
                            "“%(field)s” of %(target)s cannot change: set a new "
                            "target instead, and bring this one down to what it "
                            "still is.",
                            field=target._fields[name]._description_string(self.env),
                            target=target.display_name,
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_lowest(self):
        for target in self:
            if target.child_ids - self:
                raise UserError(
                    self.env._(
                        "%(target)s has targets below it: delete those first, or set "
                        "its year to 0.",
                        target=target.display_name,
                    )
                )

    # The level above ----------------------------------------------------------------

    def _get_place(self):
        """What no two targets share, as ids."""
        return (
            self.company_id.id,
            self.year,
            self.territory_id.id,
            self.user_id.id,
            self.partner_id.id,
        )

    def _get_parent_place(self):
        """The place above; nothing is above the company."""
        company, year, territory, user, partner = self._get_place()
        if partner:
            return company, year, territory, user, False
        if user:
            return company, year, territory, False, False
        if territory:
            # sudo: the territory above may be none of the user's
            above = self.territory_id.sudo().parent_id.id
            return company, year, above, False, False
        return None

    def _link_parents(self):
        """Put targets below those above them, which are made where there are none.

        A target that is made so has no amount: it shows as not set.
        """
        # sudo: who sets a target may not be the one to set those above
        below = self.sudo().grouped(lambda target: target._get_parent_place())
        below.pop(None, None)
        known = self.sudo()._find_places(below)
        missing = [place for place in below if place not in known]
        if missing:
            with retry_if_duplicate(self.env.cr):
                made = self.sudo().create(
                    [dict(zip(NODE, place, strict=True)) for place in missing]
                )
            known.update({target._get_place(): target for target in made})
        for place, targets in below.items():
            targets.write({"parent_id": known[place].id})

    @api.model
    def _find_places(self, places):
        """Targets above the customers' at these places; one query."""
        found = self.search_fetch(
            [
                ("company_id", "in", {place[0] for place in places}),
                ("year", "in", {place[1] for place in places}),
                ("territory_id", "in", {place[2] for place in places}),
                ("user_id", "in", {place[3] for place in places}),
                ("partner_id", "=", False),
            ],
            NODE,
        )
        return {target._get_place(): target for target in found}

    # What plans ask -----------------------------------------------------------------

    @api.model
    def _read_quarters(self, places):
        """Targets of quarters that the user may read, by place; one query.

        :param places: ids of company, year, territory, salesperson, customer (or not)
        :return: dict of place to four amounts; a place that has no target is not in it
        """
        found = self.search_fetch(
            [
                ("company_id", "in", {place[0] for place in places}),
                ("year", "in", {place[1] for place in places}),
                ("user_id", "in", {place[3] for place in places}),
                ("partner_id", "in", {place[4] for place in places}),
                ("amount", ">", 0),
            ],
            [*NODE, *YEAR_QUARTERS],
            order="id",
        )
        return {
            target._get_place(): [target[name] for name in YEAR_QUARTERS]
            for target in found
        }

    # The level below ----------------------------------------------------------------

    def action_add_customers(self):
        """Add a target, still without amount, for each customer that has none.

        From a salesperson's target: his or her customers. From the list: those of all
        salespeople whose targets the user may set, for the year that is shown.
        """
        people = self.filtered(lambda target: target.level == SALESPERSON)
        user = self.env.user
        sees_all = self.env.su or user.aig_sees_all_territories
        places = [
            place
            for place in self._get_customer_places(people)
            if sees_all or place["territory_id"] in user.aig_territory_ids.ids
        ]
        self.create(places)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if places else "info",
                "message": self.env._(
                    "%(count)s customers added, each with its target not set yet.",
                    count=len(places),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _get_customer_places(self, people):
        """Values of the targets that customers lack; three queries."""
        company = people.company_id[:1] or self.env.company
        year = people[:1].year or self._get_shown_year()
        customers = self._find_customers(people.user_id)
        known = {
            (territory.id, user.id, partner.id)
            for territory, user, partner in self._read_group(
                [
                    ("company_id", "=", company.id),
                    ("year", "=", year),
                    ("partner_id", "in", customers.ids),
                ],
                ["territory_id", "user_id", "partner_id"],
            )
        }
        homes = customers.user_id._aig_home_territories() | {
            target.user_id.id: target.territory_id for target in people
        }
        lacking = (
            (homes[customer.user_id.id].id, customer.user_id.id, customer.id)
            for customer in customers
        )
        return [
            dict(zip(NODE, (company.id, year, *place), strict=True))
            for place in lacking
            if place not in known
        ]

    @api.model
    def _find_customers(self, users):
        """Customers with a salesperson: of these people, or whom the user may see."""
        domain = self.env["aig.territory"]._domain_commercial()
        domain &= Domain("aig_territory_id", "!=", False)
        domain &= Domain("user_id", "in" if users else "!=", users.ids or False)
        return self.env["res.partner"].search_fetch(domain, ["user_id"], order="name")

    @api.model
    def _get_shown_year(self):
        """The year that the list was filtered by."""
        year = self.env.context.get("default_year")
        return int(year or self.env.company._aig_today().year)

    def action_split(self):
        """Propose the targets below by last year's sales, as a draft (A05)."""
        self.ensure_one()
        split = self.env["aig.sales.target.split"]._propose(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Split %(target)s", target=self.display_name),
            "res_model": split._name,
            "res_id": split.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_children(self):
        """Open the targets below this one."""
        self.ensure_one()
        grid = self.level == SALESPERSON
        name = f"aig_sales_target_action_{'customers' if grid else 'below'}"
        return self.env["ir.actions.act_window"]._aig_open_for(
            f"aig_sales_plan.{name}",
            self,
            default_year=self.year,
            default_user_id=self.user_id.id,
            default_territory_id=self.territory_id.id,
        )
