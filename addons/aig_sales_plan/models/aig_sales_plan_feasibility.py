from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import formatLang

from odoo.addons.aig_base.tools.period import quarter_of

from ..tools.feasibility import Source, feasibility, rate

#: an order is renewed by one that comes this many days around its end
RENEWAL_DAYS = 90
BILLION, MILLION = 10**9, 10**6


class AigSalesPlan(models.Model):
    """Whether a plan can come true, by deals and by what the past says (A09)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    feasible_revenue = fields.Monetary(
        "Likely",
        compute="_compute_feasibility",
        help="Deals by their probability + renewals and debt by the rates of the past "
        "four quarters.",
    )
    feasibility_unknown = fields.Monetary(
        "Without history",
        compute="_compute_feasibility",
        help="Renewals or debt of which the past says nothing: not counted as likely.",
    )
    feasibility = fields.Float(
        compute="_compute_feasibility",
        digits=(6, 1),
        aggregator=None,
        help="Likely revenue as a share of the plan with its debt, in percent.",
    )
    feasibility_note = fields.Char("How it comes about", compute="_compute_feasibility")

    @api.depends("line_ids.planned_revenue", "line_ids.receivable_amount")
    @api.depends_context("lang")
    def _compute_feasibility(self):
        sources = self._get_feasibility_sources()
        for plan in self:
            digits = plan.currency_id.decimal_places
            whole = sum(
                line.planned_revenue + line.receivable_amount for line in plan.line_ids
            )
            result = feasibility(Decimal(str(whole)), sources[plan], digits)
            plan.feasible_revenue = float(result.likely)
            plan.feasibility_unknown = float(result.unknown)
            plan.feasibility = float(100 * (result.share or 0))
            plan.feasibility_note = plan._get_feasibility_note(result, sources[plan])

    def _get_feasibility_sources(self):
        """Deals, renewals and debt of each plan with their rates; three queries.

        :return: dict of plan to :class:`Source` list
        """
        deals = self._read_likely_deals()
        renewal_rates = self._read_rates(self._sql_renewals)
        collection_rates = self._read_rates(self._sql_collections)
        return {
            plan: [
                Source("deals", deals.get(plan, Decimal(0)), Decimal(1)),
                Source(
                    "renewals",
                    Decimal(str(sum(plan.line_ids.mapped("renewal_revenue")))),
                    renewal_rates.get(plan._origin.id),
                ),
                Source(
                    "debt",
                    Decimal(str(sum(plan.line_ids.mapped("receivable_amount")))),
                    collection_rates.get(plan._origin.id),
                ),
            ]
            for plan in self
        }

    # Deals --------------------------------------------------------------------------

    def _get_deals_domain(self):
        """Deals of the quarter: open ones that should close, and those won in it."""
        self.ensure_one()
        company, period = self.company_id, self.period_id
        first, last = period.date_from, period.date_to
        due = Domain("date_deadline", "<=", last)
        if company.aig_plan_deals == "open":
            due |= Domain("date_deadline", "=", False)
        else:
            due &= Domain("date_deadline", ">=", first)
        next_day = period._as_quarter().next().first_day
        won = (
            Domain("won_status", "=", "won")
            & Domain("date_closed", ">=", company._aig_day_start_utc(first))
            & Domain("date_closed", "<", company._aig_day_start_utc(next_day))
        )
        return (
            Domain("type", "=", "opportunity")
            & Domain("company_id", "in", [False, company.id])
            & ((Domain("won_status", "=", "pending") & due) | won)
        )

    def _read_likely_deals(self):
        """Expected revenue by probability, by plan; one query per company, quarter."""
        likely = {}
        groups = self.filtered("period_id").grouped(
            lambda plan: (plan.company_id, plan.period_id)
        )
        for (company, _period), plans in groups.items():
            # sudo: a plan's figure is the same for all who may read the plan
            rows = (
                self.env["crm.lead"]
                .sudo()
                .with_company(company)
                ._read_group(
                    plans[0]._get_deals_domain()
                    & Domain("user_id", "in", plans.user_id.ids),
                    ["user_id"],
                    ["prorated_revenue:sum_currency"],
                )
            )
            amounts = {
                user.id: company.currency_id.round(amount) for user, amount in rows
            }
            for plan in plans:
                likely[plan] = Decimal(str(amounts.get(plan.user_id.id, 0)))
        return likely

    def action_open_deals(self):
        """Open the deals that feasibility counts."""
        self.ensure_one()
        action = self.line_ids._prepare_records_action(
            "crm.lead",
            list(self._get_deals_domain() & Domain("user_id", "=", self.user_id.id)),
            self.env._("Deals of the quarter"),
        )
        return action

    # The past -----------------------------------------------------------------------

    def _read_rates(self, query):
        """A share of the past by plan id; who has no history is missing.

        The past are the four quarters that are over before the plan's.
        """
        for model in ("account.move.line", "account.partial.reconcile", "sale.order"):
            self.env[model].flush_model()
        self.env["sale.order.line"].flush_model()
        self.env["aig.sales.plan.line"].flush_model()
        rates = {}
        for company, plans in self._origin.grouped("company_id").items():
            today = company._aig_today()
            first = quarter_of(today).first_day
            for plan_id, part, whole in self.env.execute_query(
                query(tuple(plans.ids), first, today)
            ):
                rates[plan_id] = rate(Decimal(str(part or 0)), Decimal(str(whole or 0)))
        return rates

    @api.model
    def _sql_window(self, day, first):
        """Whether a day lies in the four quarters before the plan's, all over."""
        end = SQL("LEAST(plan.date_from, %s::date)", first)
        return SQL(
            "%(day)s >= %(end)s - INTERVAL '1 year' AND %(day)s < %(end)s",
            day=day,
            end=end,
        )

    @api.model
    def _sql_collections(self, plan_ids, first, today):
        """Receivables of the plan's customers: collected within their quarter, all."""
        day = SQL("COALESCE(item.date_maturity, item.date)")
        return SQL(
            """
            SELECT line.plan_id, SUM(LEAST(COALESCE(paid.amount, 0), item.debit)),
                   SUM(item.debit)
              FROM aig_sales_plan_line line
              JOIN aig_sales_plan plan ON plan.id = line.plan_id
              JOIN res_partner partner
                ON partner.commercial_partner_id = line.partner_id
              JOIN account_move_line item ON item.partner_id = partner.id
              JOIN account_account account ON account.id = item.account_id
         LEFT JOIN LATERAL (
                    SELECT SUM(part.amount) AS amount
                      FROM account_partial_reconcile part
                     WHERE part.debit_move_id = item.id
                       AND part.max_date < date_trunc('quarter', %(day)s)
                                           + INTERVAL '3 months'
                   ) paid ON TRUE
             WHERE line.plan_id IN %(plans)s
               AND item.company_id = plan.company_id
               AND item.parent_state = 'posted'
               AND item.debit > 0
               AND account.account_type = 'asset_receivable'
               AND %(window)s
          GROUP BY line.plan_id
            """,
            day=day,
            plans=plan_ids,
            window=self._sql_window(day, first),
        )

    @api.model
    def _sql_renewals(self, plan_ids, first, today):
        """Order lines of the plan's customers that ended: followed by an order, all.

        One whose time for a new order is not over counts only if there is one.
        """
        return SQL(
            """
            SELECT past.plan_id, COUNT(*) FILTER (WHERE past.followed), COUNT(*)
              FROM (
                SELECT line.plan_id,
                       sold.aig_date_to,
                       EXISTS (
                        SELECT FROM sale_order again
                          JOIN res_partner buyer ON buyer.id = again.partner_id
                         WHERE buyer.commercial_partner_id = line.partner_id
                           AND again.company_id = orders.company_id
                           AND again.state = 'sale'
                           AND again.id <> orders.id
                           AND again.date_order > orders.date_order
                           AND again.date_order::date BETWEEN
                               sold.aig_date_to - %(days)s
                               AND sold.aig_date_to + %(days)s) AS followed
                  FROM aig_sales_plan_line line
                  JOIN aig_sales_plan plan ON plan.id = line.plan_id
                  JOIN res_partner partner
                    ON partner.commercial_partner_id = line.partner_id
                  JOIN sale_order orders ON orders.partner_id = partner.id
                  JOIN sale_order_line sold ON sold.order_id = orders.id
                 WHERE line.plan_id IN %(plans)s
                   AND orders.company_id = plan.company_id
                   AND sold.state = 'sale'
                   AND sold.price_subtotal > 0
                   AND %(window)s
                   ) past
             WHERE past.followed OR past.aig_date_to + %(days)s < %(today)s
          GROUP BY past.plan_id
            """,
            plans=plan_ids,
            days=RENEWAL_DAYS,
            today=today,
            window=self._sql_window(SQL("sold.aig_date_to"), first),
        )

    # In one line --------------------------------------------------------------------

    def _get_feasibility_note(self, result, sources):
        parts = " + ".join(self._describe_source(source) for source in sources)
        values = {
            "plan": self._compact(result.plan),
            "likely": self._compact(result.likely),
            "parts": parts,
        }
        if result.share is None:
            return self.env._("No plan yet; likely %(likely)s: %(parts)s", **values)
        return self.env._(
            "Plan %(plan)s; likely %(likely)s = %(percent)s %%: %(parts)s",
            percent=round(100 * result.share),
            **values,
        )

    def _describe_source(self, source):
        names = {
            "deals": self.env._("deals"),
            "renewals": self.env._("renewals"),
            "debt": self.env._("debt"),
        }
        likely = source.likely(self.currency_id.decimal_places)
        values = {
            "name": names[source.name],
            "amount": self._compact(source.amount if likely is None else likely),
        }
        if likely is None:
            return self.env._("%(name)s ? (%(amount)s without history)", **values)
        if source.name == "deals":
            return self.env._("%(name)s %(amount)s", **values)
        return self.env._(
            "%(name)s %(amount)s (rate %(rate)s %%)",
            rate=round(100 * source.rate),
            **values,
        )

    def _compact(self, amount):
        """``2.1 billion``: as people say it."""
        amount = float(amount)
        for unit, label in (
            (BILLION, self.env._("billion")),
            (MILLION, self.env._("million")),
        ):
            if abs(amount) >= unit:
                digits = 0 if amount % unit == 0 else 1
                return f"{formatLang(self.env, amount / unit, digits=digits)} {label}"
        return formatLang(self.env, amount, digits=self.currency_id.decimal_places)
