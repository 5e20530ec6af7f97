from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_base.tools.period import quarter_of
from odoo.addons.aig_kpi_dashboard.models.aig_my_day import PACE, Figure, Source
from odoo.addons.aig_kpi_dashboard.tools.my_day import pace

DONG = Decimal(1)
TARGETS = {"xmlid": "aig_sales_plan.aig_sales_target_action"}
BOARD = {"xmlid": "aig_territory.aig_territory_board_action"}


class AigMyDay(models.AbstractModel):
    """This quarter's sales and what they should be by today (A54)."""

    _inherit = "aig.my.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((PACE,), self._find_own_pace),
            Source((PACE,), self._find_territory_pace),
        ]

    @api.model
    def _find_own_pace(self):
        """One's own sales beside the target, or else beside the plan."""
        quarter = quarter_of(self.env.company._aig_today())
        mine = self._get_year_domain(quarter) & Domain("user_id", "=", self.env.uid)
        plan = self.env["aig.sales.plan"].search(
            mine & Domain("quarter", "=", str(quarter.number))
        )
        goal = self._read_target(quarter, mine & Domain("level", "=", "salesperson"))
        goal = goal or plan.planned_revenue
        if not goal:
            return []
        done = self._read_invoiced(
            quarter, Domain("invoice_user_id", "=", self.env.uid)
        )
        action = (
            {"model": plan._name, "id": plan.id, "method": "action_open_actual"}
            if plan
            else TARGETS
        )
        title = self.env._("Sales of %(quarter)s", quarter=self._say_quarter(quarter))
        return [self._make_pace(title, goal, done, quarter, action)]

    @api.model
    def _find_territory_pace(self):
        """The sales of a manager's territories, of a director's company."""
        if not self.env.user.has_group("aig_base.group_sales_manager"):
            return []
        quarter = quarter_of(self.env.company._aig_today())
        wanted, sold = Domain("level", "=", "company"), Domain.TRUE
        if not self.env.user.has_group("aig_base.group_director"):
            managed = self.env["aig.territory"].search(
                [("manager_id", "=", self.env.uid)]
            )
            # of territories below one's own the sum is in it
            top = managed.filtered(
                lambda one: (
                    not any(
                        str(other.id) in one.parent_path.split("/")[:-2]
                        for other in managed
                    )
                )
            )
            wanted = Domain("level", "=", "territory") & Domain(
                "territory_id", "in", top.ids
            )
            sold = Domain("aig_territory_id", "child_of", top.ids)
        goal = self._read_target(quarter, self._get_year_domain(quarter) & wanted)
        if not goal:
            return []
        title = self.env._(
            "Sales of my territories, %(quarter)s", quarter=self._say_quarter(quarter)
        )
        done = self._read_invoiced(quarter, sold)
        return [self._make_pace(title, goal, done, quarter, BOARD)]

    @api.model
    def _get_year_domain(self, quarter):
        return Domain("company_id", "=", self.env.company.id) & Domain(
            "year", "=", quarter.year
        )

    @api.model
    def _say_quarter(self, quarter):
        return self.env["aig.period"]._get_label(quarter.year, str(quarter.number))

    @api.model
    def _read_target(self, quarter, domain):
        """What targets ask for in a quarter."""
        name = f"q{quarter.number}"
        [[total]] = self.env["aig.sales.target"]._read_group(
            domain, [], [f"{name}:sum"]
        )
        return total or 0

    @api.model
    def _read_invoiced(self, quarter, domain):
        """What was invoiced in a quarter, as the plan counts it."""
        company = self.env.company
        board = self.env["aig.territory.board"]
        amount = "total" if company.aig_plan_with_tax else "untaxed"
        # sudo: as on the plan, what was sold does not depend on whose the customers
        # are today; the domain names the person or the territories
        [[total]] = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                board._get_figure_of_invoices(quarter).domain
                & Domain("company_id", "=", company.id)
                & domain,
                [],
                [f"amount_{amount}_signed:sum"],
            )
        )
        return company.currency_id.round(total or 0)

    @api.model
    def _make_pace(self, title, goal, done, quarter, action):
        numbers = (Decimal(str(goal)), Decimal(str(done)))
        today = self.env.company._aig_today()
        days = (quarter.first_day, quarter.last_day, today)
        return Figure(PACE, title, pace(*numbers, *days, DONG), action)
