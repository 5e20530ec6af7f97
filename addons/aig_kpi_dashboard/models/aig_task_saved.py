from odoo import fields, models
from odoo.tools import SQL

# What was done by month: the care log's counters say it without reading the log.
DONE = """
SELECT id, CASE WHEN care_type IN ('call', 'meeting', 'visit') THEN 'contact'
                ELSE care_type END AS counted,
       user_id, territory_id, company_id, care_month AS month, number
  FROM aig_care_count
"""
QUERY = """
SELECT MIN(done.id)::integer AS id, effort.id AS task_id,
       done.user_id, done.territory_id, done.company_id, done.month,
       SUM(done.number)::integer AS number,
       SUM(CASE WHEN effort.has_before
                THEN done.number * (effort.steps_before - effort.actions_now)
                     * company.aig_step_seconds / 3600.0 ELSE 0 END) AS hours
  FROM (%(done)s) done
  JOIN aig_task_effort effort ON effort.counted = done.counted
  JOIN res_company company ON company.id = done.company_id
 GROUP BY effort.id, done.user_id, done.territory_id, done.company_id, done.month
HAVING SUM(done.number) <> 0
"""
#: Of several queries the rows keep ids of their own.
NUMBERED = """
SELECT source.id::bigint * %(count)s + %(place)s AS id, source.counted,
       source.user_id, source.territory_id, source.company_id, source.month,
       source.number
  FROM (%(source)s) source
"""


class AigTaskSaved(models.Model):
    """Hours saved, by person, task and month, by a rule that is said beside (A57, S32).

    How often a task was done x (steps before - actions now) x seconds of a step.
    """

    _name = "aig.task.saved"
    _description = "Time Saved"
    _auto = False
    _order = "month desc, user_id, task_id"
    _rec_name = "task_id"
    _depends = {
        "aig.task.effort": ["counted", "has_before", "steps_before", "actions_now"],
        "aig.care.count": [
            "care_type",
            "user_id",
            "territory_id",
            "company_id",
            "care_month",
            "number",
        ],
        "res.company": ["aig_step_seconds"],
    }

    task_id = fields.Many2one("aig.task.effort", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    month = fields.Date(readonly=True)
    number = fields.Integer(string="Times Done", readonly=True)
    hours = fields.Float(
        string="Hours Saved",
        digits=(16, 1),
        readonly=True,
        help="Times done x (steps before - actions now) x seconds of a step. Tasks "
        "whose path before nobody knows save nothing.",
    )

    @property
    def _table_query(self):
        sources = self._get_done_queries()
        numbered = [
            SQL(NUMBERED, count=len(sources), place=place, source=source)
            for place, source in enumerate(sources)
        ]
        return SQL(QUERY, done=SQL(" UNION ALL ").join(numbered))

    def _get_done_queries(self):
        """Queries of what was done: id, counted, person, place, company, month, number.

        Override to count another task.
        """
        return [SQL(DONE)]

    def _search(self, domain, *args, **kwargs):
        # what is still to be written to the log changes its counter
        self.env["aig.care.log"].flush_model()
        return super()._search(domain, *args, **kwargs)
