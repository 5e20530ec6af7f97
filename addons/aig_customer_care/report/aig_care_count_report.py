from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..models.aig_care_log_count import KEYS

#: Measure -> how many months earlier that was done which it shows
MONTHS_BEFORE = {
    "number": 0,
    "number_month_before": 1,
    "number_quarter_before": 3,
    "number_year_before": 12,
}

# Each figure stands in its own month, and again one, three and twelve months later:
# so a quarter shows, beside its own, the figure of the quarter before; sums stay sums.
QUERY = """
    SELECT MIN(counted.id::bigint * 4 + shift.place) AS id,
           company_id, territory_id, user_id, care_type,
           (care_month + shift.months * INTERVAL '1 month')::date AS care_month,
           COALESCE(SUM(number) FILTER (WHERE shift.months = 0), 0)::integer AS number,
           COALESCE(SUM(number) FILTER (WHERE shift.months = 1), 0)::integer
               AS number_month_before,
           COALESCE(SUM(number) FILTER (WHERE shift.months = 3), 0)::integer
               AS number_quarter_before,
           COALESCE(SUM(number) FILTER (WHERE shift.months = 12), 0)::integer
               AS number_year_before
      FROM (SELECT MIN(id) AS id, SUM(number)::integer AS number,
                   company_id, territory_id, user_id, care_type, care_month
              FROM aig_care_count
             GROUP BY company_id, territory_id, user_id, care_type, care_month
            HAVING SUM(number) <> 0) counted
CROSS JOIN (VALUES (0, 0), (1, 1), (2, 3), (3, 12)) shift (place, months)
     WHERE shift.months = 0
        OR care_month + shift.months * INTERVAL '1 month' <= %(today)s
     GROUP BY company_id, territory_id, user_id, care_type,
              (care_month + shift.months * INTERVAL '1 month')::date
"""


class AigCareCountReport(models.Model):
    """What each salesperson sent and did, by month, quarter and year (A50, A51).

    Its figures come from the counter; ``action_open_logs`` opens the rows of the log
    behind any of them. Fields have the names of the log's.
    """

    _name = "aig.care.count.report"
    _description = "Care by Salesperson"
    _auto = False
    _order = "care_month desc, user_id, care_type, id"
    _rec_name = "care_month"
    _depends = {
        "aig.care.count": [*KEYS, "number"],
        "aig.care.log": [*KEYS, "is_counted"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    territory_id = fields.Many2one(
        "aig.territory",
        readonly=True,
        help="The customer's territory when it was sent or done.",
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    care_type = fields.Selection(
        selection=lambda self: self.env["aig.care.count"]._get_kinds(),
        string="Kind",
        readonly=True,
    )
    care_month = fields.Date(string="Month", readonly=True)
    number = fields.Integer(
        string="Sent or Done",
        readonly=True,
        help="Rows of the care log that count: the mail really left, or the contact"
        " took place, and the row was not reversed.",
    )
    number_month_before = fields.Integer(
        string="Month Before", readonly=True, help="The same one month earlier."
    )
    number_quarter_before = fields.Integer(
        string="Quarter Before", readonly=True, help="The same three months earlier."
    )
    number_year_before = fields.Integer(
        string="Year Before", readonly=True, help="The same twelve months earlier."
    )

    @property
    def _table_query(self):
        return SQL(QUERY, today=self.env.company._aig_today())

    @api.depends("care_month")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.care_month and f"{line.care_month:%m/%Y}"

    def action_open_logs_of_row(self):
        """Open the rows of the log behind this line."""
        self.ensure_one()
        domain = Domain.AND(
            Domain(name, "=", self[name].id if name.endswith("_id") else self[name])
            for name in KEYS
        )
        return self.action_open_logs(list(domain), "number")

    @api.model
    def action_open_logs(self, domain, measure):
        """Open the very rows of the log that a figure counts, customer by customer.

        :param list domain: the conditions of a cell of this report
        :param str measure: the figure in it; those of an earlier period open the
            rows of that period
        :raises UserError: when the conditions are about figures
        """
        months = MONTHS_BEFORE.get(measure, 0)
        condition = Domain(domain).map_conditions(
            lambda one: self._get_log_condition(one, months)
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "aig_customer_care.aig_care_log_action"
        )
        action["domain"] = list(self._get_scope() & condition)
        action["context"] = {"search_default_group_partner": 1, "create": False}
        return action

    @api.model
    def _get_scope(self):
        """Rows of the log that enter this user's figures.

        People also read the past of customers who came to them; it is added up where
        it was done.
        """
        user = self.env.user
        scope = Domain("is_counted", "=", True)
        scope &= Domain(user._aig_territory_domain("territory_id", "user_id"))
        if not user.has_group("aig_base.group_sales_manager"):
            scope &= Domain("user_id", "=", user.id)
        return scope

    @api.model
    def _get_log_condition(self, condition, months):
        name = condition.field_expr.partition(".")[0]
        if name not in KEYS:
            raise UserError(
                self.env._(
                    "The rows behind a figure cannot be found by a filter on figures:"
                    " take that filter out."
                )
            )
        if name != "care_month" or not months:
            return condition
        return Domain(
            condition.field_expr,
            condition.operator,
            self._get_earlier(condition.value, months),
        )

    @api.model
    def _get_earlier(self, value, months):
        """Months, or what a condition says of them, so many months earlier."""
        if isinstance(value, (list, tuple, set)):
            return [self._get_earlier(one, months) for one in value]
        if isinstance(value, (str, date)):
            day = fields.Date.to_date(value)
            return fields.Date.to_string(day - relativedelta(months=months))
        return value
