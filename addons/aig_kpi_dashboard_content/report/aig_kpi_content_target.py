from odoo import fields, models
from odoo.tools import SQL


class AigKpiContentTarget(models.Model):
    """Weeks of 4E targets: planned, done and left, by person and channel (A54).

    Summed over the weeks of a quarter, what was due is the target, and what is left
    is the target's.
    """

    _name = "aig.kpi.content.target"
    _description = "4E Target Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.content.allocation": [
            "channel_id",
            "company_id",
            "done",
            "due",
            "quantity",
            "target_id",
            "user_id",
            "week_start",
        ],
        "aig.content.target": ["topic_id"],
        "res.company": ["currency_id"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "target_id"
    _kpi_is_one_to_one = False
    _kpi_lists = {
        "aig.content.target": (
            "aig_kpi_content_target_ids",
            "aig_4e_content.aig_content_target_action_team",
        )
    }

    date = fields.Date(string="Week From", help="Its Monday.")
    user_id = fields.Many2one(string="Person")
    target_id = fields.Many2one("aig.content.target", string="4E Target", readonly=True)
    channel_id = fields.Many2one("aig.content.channel", readonly=True)
    topic_id = fields.Many2one("aig.content.topic", readonly=True)
    planned = fields.Integer(
        string="Posts Planned",
        readonly=True,
        help="With what weeks before had missed, so it counts in each of them.",
    )
    due = fields.Integer(
        string="Posts Due",
        readonly=True,
        help="The week's share of the target had nothing been missed or done early.",
    )
    done = fields.Integer(string="Posts Done", readonly=True)
    left = fields.Integer(
        string="Posts Left",
        readonly=True,
        help="Due less done; below 0: more was done than was due.",
    )
    pace = fields.Float(
        string="% Done",
        readonly=True,
        aggregator="avg",
        digits=(5, 1),
        help="Posts done, of those due; empty where none was due.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT week.id,
                   week.target_id,
                   week.week_start AS date,
                   week.user_id,
                   users.sale_team_id AS team_id,
                   NULL::integer AS territory_id,
                   NULL::integer AS partner_id,
                   week.company_id,
                   company.currency_id,
                   week.channel_id,
                   target.topic_id,
                   week.quantity AS planned,
                   COALESCE(week.due, 0) AS due,
                   COALESCE(week.done, 0) AS done,
                   COALESCE(week.due, 0) - COALESCE(week.done, 0) AS "left",
                   100.0 * week.done / NULLIF(week.due, 0) AS pace
              FROM aig_content_allocation week
              JOIN aig_content_target target ON target.id = week.target_id
         LEFT JOIN res_users users ON users.id = week.user_id
         LEFT JOIN res_company company ON company.id = week.company_id
            """
        )

    def _read_group_select(self, aggregate_spec, query):
        # a mean of shares would count a small week like a large one
        if aggregate_spec != "pace:avg":
            return super()._read_group_select(aggregate_spec, query)
        done, due = (
            self._field_to_sql(self._table, name, query) for name in ("done", "due")
        )
        return SQL("100.0 * SUM(%s) / NULLIF(SUM(%s), 0)", done, due)
