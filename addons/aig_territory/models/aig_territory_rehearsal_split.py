from collections import Counter, defaultdict
from decimal import Decimal

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import split

OPEN_OPPORTUNITIES = (
    Domain("type", "=", "opportunity")
    & Domain("active", "=", True)
    & Domain("won_status", "=", "pending")
)


class AigTerritoryRehearsal(models.Model):
    """Today's split: what the people of the touched territories have."""

    _inherit = "aig.territory.rehearsal"  # pylint: disable=consider-merging-classes-inherited

    def _cover(self, lines, new=False):
        """Let changed lines count; today's figures only of what they bring in.

        A customer dragged among known people costs a few queries, not a recount.
        """
        for rehearsal in self:
            own = lines.filtered(lambda line, r=rehearsal: line.rehearsal_id == r)
            if rehearsal._brings_in(own):
                rehearsal._refresh_split()
                continue
            if new:
                # sudo: figures are counted, nobody types them.
                rehearsal._write_figures(
                    own.sudo(), rehearsal._figures_of(own.partner_id)
                )
            rehearsal.person_ids.invalidate_recordset()

    def _brings_in(self, lines):
        """Whether lines name people or territories that were not counted yet."""
        named = {user.id for line in lines for user in line._people()}
        territories = lines.old_territory_id | lines.new_territory_id
        others = self.env["aig.territory.rehearsal.line"]._read_group(
            [("rehearsal_id", "=", self.id), ("id", "not in", lines.ids)],
            ["old_territory_id", "new_territory_id"],
        )
        counted = territories.browse().union(*(old | new for old, new in others))
        people = {person.user_id.id for person in self.person_ids}
        return not (named <= people and territories <= counted)

    def _refresh_split(self):
        """Count anew what each customer and each person amounts to today."""
        self.ensure_one()
        # sudo: figures on lines and people are counted, nobody types them.
        lines = self.line_ids.sudo()
        lines._refresh_people()
        touched = lines.old_territory_id | lines.new_territory_id
        customers = self.env["res.partner"].search_fetch(
            touched._domain_customers(touched)
            | Domain("id", "in", lines.partner_id.ids),
            ["aig_territory_id", "user_id"],
        )
        figures = self._figures_of(customers)
        self._write_figures(lines, figures)
        today = self.env.company._aig_today()
        members = self.env["aig.territory.membership"]._oldest_first(touched, today)
        holdings = [
            (
                split.person_in_charge(
                    customer.user_id.id, members.get(customer.aig_territory_id.id, [])
                ),
                figures[customer.id],
            )
            for customer in customers
        ]
        people = split.totals(holdings)
        named = {user.id or None for line in lines for user in line._people()}
        for user_id in named.union(*members.values()):
            people.setdefault(user_id, split.Figures())
        self._write_people(people)

    def _write_figures(self, lines, figures):
        """Set what each line's customer amounts to, in few writes."""
        by_figures = defaultdict(list)
        for line in lines:
            each = figures.get(line.partner_id.id, split.Figures())
            if (line.is_active_customer, line.potential, line.workload) != (
                bool(each.active),
                each.potential,
                each.workload,
            ):
                by_figures[each].append(line.id)
        for each, ids in by_figures.items():
            lines.browse(ids).write(
                {
                    "is_active_customer": bool(each.active),
                    "potential": each.potential,
                    "workload": each.workload,
                }
            )

    def _write_people(self, people):
        """Make the rows of people be these: person id -> today's figures."""
        # sudo: see _refresh_split()
        rows = self.person_ids.sudo()
        known = {row.user_id.id or None: row for row in rows}
        rows.filtered(lambda row: (row.user_id.id or None) not in people).unlink()
        new = []
        for user_id, each in people.items():
            vals = {
                "before_customers": each.customers,
                "before_active": each.active,
                "before_potential": each.potential,
                "before_workload": each.workload,
            }
            if user_id in known:
                known[user_id].write(vals)
            else:
                new.append({"rehearsal_id": self.id, "user_id": user_id, **vals})
        rows.create(new)
        self.person_ids.invalidate_recordset()

    def _figures_of(self, customers):
        """``split.Figures`` of each customer, by id; queries do not grow with them."""
        leads = self.env["crm.lead"]
        of_these = Domain("partner_id.commercial_partner_id", "in", customers.ids)
        potential, work = defaultdict(Decimal), Counter()
        path = "partner_id.commercial_partner_id"
        for customer, count, amount in leads._read_group(
            OPEN_OPPORTUNITIES & of_these, [path], ["__count", "expected_revenue:sum"]
        ):
            work[customer.id] += count
            potential[customer.id] += split.money(amount)
        for customer, amount in self.env["account.move"]._read_group(
            self._domain_invoices()
            & Domain("commercial_partner_id", "in", customers.ids),
            ["commercial_partner_id"],
            ["amount_untaxed_signed:sum"],
        ):
            potential[customer.id] += split.money(amount)
        work.update(self._count_activities(customers, of_these))
        return {
            customer.id: split.Figures(
                1,
                int(customer.aig_is_active_customer),
                potential[customer.id],
                work[customer.id],
            )
            for customer in customers
        }

    def _domain_invoices(self):
        """Customer invoices and credit notes of the past twelve months."""
        first_day, today = self.env.company._aig_past_year()
        return (
            Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("state", "=", "posted")
            & Domain("company_id", "=", self.company_id.id)
            & Domain("invoice_date", ">=", first_day)
            & Domain("invoice_date", "<=", today)
        )

    def _count_activities(self, customers, of_these):
        """Pending activities of customers, their contacts and open opportunities."""
        if not customers:
            return {}
        leads = self.env["crm.lead"]._search(OPEN_OPPORTUNITIES & of_these)
        self.env["mail.activity"].flush_model(["res_model", "res_id", "active"])
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        self.env["crm.lead"].flush_model(["partner_id"])
        # Only counted, on records that the person may see.
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner.commercial_partner_id, COUNT(*)
                  FROM mail_activity activity
                  LEFT JOIN crm_lead lead ON activity.res_model = 'crm.lead'
                   AND lead.id = activity.res_id AND lead.id IN %(leads)s
                  JOIN res_partner partner ON partner.id = CASE activity.res_model
                   WHEN 'crm.lead' THEN lead.partner_id ELSE activity.res_id END
                 WHERE activity.active
                   AND activity.res_model IN ('crm.lead', 'res.partner')
                   AND partner.commercial_partner_id IN %(customers)s
                 GROUP BY partner.commercial_partner_id
                """,
                leads=leads.subselect(),
                customers=customers._ids,
            )
        )
        return dict(rows)
