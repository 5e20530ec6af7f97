from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_date

from odoo.addons.aig_customer_care.models.aig_care_log_contact import LAST_CONTACT

from .aig_my_day import CONTACT, MOST, OTHER, Source

#: Customers whom nobody has contacted since a day, whoever: nobody is called twice.
IDLE = """
SELECT customer.id, contact.date
  FROM unnest(%(customers)s::integer[]) customer (id)
  LEFT JOIN LATERAL (%(last)s) contact ON TRUE
 WHERE (contact.date IS NULL OR contact.date < %(since)s)
   AND NOT EXISTS (
       SELECT FROM mail_activity step
        WHERE step.res_model = 'res.partner' AND step.res_id = customer.id
          AND step.active AND step.date_deadline > %(today)s)
 ORDER BY contact.date NULLS FIRST, customer.id
 LIMIT %(limit)s
"""


class AigMyDay(models.AbstractModel):
    """Whom to contact today, and why (S02, S16, S34)."""

    _inherit = "aig.my.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((CONTACT, OTHER), self._find_activities),
            Source((CONTACT,), self._find_planned),
            Source((CONTACT,), self._find_deals),
            Source((CONTACT,), self._find_idle),
        ]

    @api.model
    def _find_activities(self):
        """The user's tasks that are due, with the customers they are about."""
        activities = self.env["mail.activity"].search(
            [
                ("user_id", "=", self.env.uid),
                ("date_deadline", "<=", self.env.company._aig_today()),
            ],
            order="date_deadline, id",
            limit=MOST,
        )
        rows = []
        for model, some in activities.grouped("res_model").items():
            if not model:
                rows += map(self._describe_own_task, some)
            if model not in self.env:
                continue
            documents = self.env[model].browse(some.mapped("res_id"))
            readable = documents.exists()._filtered_access("read")
            known = some.filtered(lambda one, ids=set(readable.ids): one.res_id in ids)
            rows += self._describe_activities(known, readable)
        return rows

    @api.model
    def _describe_own_task(self, activity):
        """A task that is about no document."""
        return self._make_row(
            OTHER,
            activity,
            activity.activity_type_id.name or "",
            title=activity.summary or activity.activity_type_id.name or "",
            due=activity.date_deadline,
            buttons=self._get_activity_buttons(activity, None),
        )

    @api.model
    def _describe_activities(self, activities, documents):
        partner_of = {one.id: self._get_partner(one) for one in documents}
        customers = self._get_customers(
            self.env["res.partner"].union(*partner_of.values())
        )
        # who has no customers to contact has tasks about some, too
        shown = {section.key for section in self._get_sections()}
        rows = []
        for activity in activities:
            document = documents.browse(activity.res_id)
            customer = customers.get(partner_of[document.id].id)
            # of a customer there are many tasks, of a document one at a time
            is_person = document._name == "res.partner"
            rows.append(
                self._make_row(
                    CONTACT if customer and CONTACT in shown else OTHER,
                    document,
                    activity.summary or activity.activity_type_id.name or "",
                    customer,
                    about=(activity._name, activity.id) if is_person else None,
                    due=activity.date_deadline,
                    is_general=True,
                    buttons=self._get_activity_buttons(activity, customer),
                )
            )
        return rows

    @api.model
    def _get_partner(self, document):
        """Whom a document is about."""
        if document._name == "res.partner":
            return document
        partners = self.env["res.partner"]
        relation = document._fields.get("partner_id")
        is_partner = relation and relation.comodel_name == partners._name
        return document.partner_id if is_partner else partners

    @api.model
    def _get_activity_buttons(self, activity, customer):
        asks = activity.res_model in ("res.partner", "crm.lead")
        if customer and asks and activity._aig_is_contact():
            return [self._make_call(activity, customer)]
        done = self._make_button(activity, "action_done", self.env._("Done"))
        done["icon"] = "fa-check"
        return [done]

    @api.model
    def _find_planned(self):
        """Contacts of the week's plan that are due and have not taken place."""
        lines = self.env["aig.care.contact.plan.line"].search(
            [
                ("user_id", "=", self.env.uid),
                ("week_start", "=", self.env.company._aig_this_monday()),
                ("day", "<=", self.env.company._aig_today()),
            ]
        )
        kinds = dict(lines._fields["care_type"]._description_selection(self.env))
        open_lines = lines.filtered(lambda line: not line.is_done)[:MOST]
        customers = self._get_customers(open_lines.partner_id)
        return [
            self._make_row(
                CONTACT,
                line.partner_id,
                self.env._("Planned: %(kind)s", kind=kinds[line.care_type]),
                customers[line.partner_id.id],
                about=(line._name, line.id),
                due=line.day,
                buttons=[
                    self._make_call(
                        line, customers[line.partner_id.id], "action_contact"
                    )
                ],
            )
            for line in open_lines
            if customers[line.partner_id.id]
        ]

    @api.model
    def _find_deals(self):
        """Open deals of the user for which nothing is planned, the largest first."""
        deals = self.env["crm.lead"].search(
            [("user_id", "=", self.env.uid), ("aig_lacks_next_step", "=", True)],
            order="expected_revenue desc, id",
            limit=MOST,
        )
        customers = self._get_customers(deals.partner_id)
        planned = self._get_planned(customers.values())
        rows = []
        for deal in deals:
            customer = customers.get(deal.partner_id.id)
            if customer and customer.id in planned:
                continue
            rows.append(
                self._make_row(
                    CONTACT,
                    deal,
                    self.env._("“%(deal)s” has no next step", deal=deal.name),
                    customer,
                    weight=deal.expected_revenue,
                    # whoever waits for an answer about it comes first
                    is_general=True,
                    buttons=[self._make_call(deal, customer)] if customer else [],
                )
            )
        return rows

    @api.model
    def _get_planned(self, customers):
        """Ids of customers with whom the user's next step is planned already."""
        steps = self.env["mail.activity"].search(
            [
                ("user_id", "=", self.env.uid),
                ("res_model", "=", "res.partner"),
                ("res_id", "in", [customer.id for customer in customers]),
                ("date_deadline", ">", self.env.company._aig_today()),
            ]
        )
        return set(steps.mapped("res_id"))

    @api.model
    def _find_idle(self):
        """The user's customers whom nobody has contacted for some days."""
        company = self.env.company
        today = company._aig_today()
        since = company._aig_day_start_utc(today - timedelta(company.aig_idle_days))
        customers = self.env["res.partner"].search(
            Domain("user_id", "=", self.env.uid)
            & Domain("parent_id", "=", False)
            & Domain("aig_territory_id", "!=", False)
        )
        self.env["aig.care.log"].flush_model()
        self.env["mail.activity"].flush_model()
        rows = self.env.execute_query(
            SQL(
                IDLE,
                customers=customers.ids,
                last=LAST_CONTACT,
                since=since,
                today=today,
                limit=MOST,
            )
        )
        idle = customers.browse(key for key, _last in rows)
        return [
            self._make_row(
                CONTACT,
                customer,
                self._say_idle(last),
                customer,
                about=("idle", customer.id),
                weight=-position,
                is_filler=True,
                buttons=[self._make_call(customer, customer)],
            )
            for position, (customer, (_key, last)) in enumerate(
                zip(idle, rows, strict=True)
            )
        ]

    @api.model
    def _say_idle(self, last):
        if not last:
            return self.env._("Nobody has contacted them yet")
        day = self.env.company._aig_local(last).date()
        return self.env._("No contact since %(day)s", day=format_date(self.env, day))
