from odoo import api, fields, models
from odoo.tools import SQL

#: What the counter tells apart; the log has the same fields.
KEYS = ("company_id", "territory_id", "user_id", "care_type", "care_month")

# One statement's changes to the log are one statement's rows of the counter. A row of
# the log counts in its month; a territory that is deleted takes its figures along.
FOLLOW = """
CREATE OR REPLACE FUNCTION aig_care_count_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aig_care_count
               (company_id, territory_id, user_id, care_type, care_month, number)
        SELECT company_id, territory_id, user_id, care_type, care_month, COUNT(*)
          FROM added
         WHERE is_counted AND care_month IS NOT NULL
         GROUP BY company_id, territory_id, user_id, care_type, care_month;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO aig_care_count
               (company_id, territory_id, user_id, care_type, care_month, number)
        SELECT company_id, territory_id, user_id, care_type, care_month, -COUNT(*)
          FROM removed
         WHERE is_counted AND care_month IS NOT NULL
         GROUP BY company_id, territory_id, user_id, care_type, care_month;
    ELSE
        INSERT INTO aig_care_count
               (company_id, territory_id, user_id, care_type, care_month, number)
        SELECT company_id, territory_id, user_id, care_type, care_month, SUM(sign)
          FROM (SELECT company_id, territory_id, user_id, care_type, care_month,
                       1 AS sign
                  FROM added
                 WHERE is_counted AND care_month IS NOT NULL
                 UNION ALL
                SELECT company_id, territory_id, user_id, care_type, care_month, -1
                  FROM removed
                 WHERE is_counted AND care_month IS NOT NULL
                   AND (territory_id IS NULL OR EXISTS (
                        SELECT FROM aig_territory WHERE id = removed.territory_id))
               ) change
         GROUP BY company_id, territory_id, user_id, care_type, care_month
        HAVING SUM(sign) <> 0;
    END IF;
    RETURN NULL;
END $$
"""
#: Event -> the rows that its trigger looks at
EVENTS = {
    "INSERT": "NEW TABLE AS added",
    "UPDATE": "OLD TABLE AS removed NEW TABLE AS added",
    "DELETE": "OLD TABLE AS removed",
}


class AigCareLog(models.Model):
    """What the counter of ``aig.care.count`` follows (A50, A51)."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    care_month = fields.Date(
        string="Month",
        compute="_compute_care_month",
        store=True,
        precompute=True,
        readonly=True,
        help="First day of the month in which it was done, in the company's time.",
    )

    # Read by: the report by customer and the list behind a figure; the repair
    _care_month_idx = models.Index("(care_month, user_id) WHERE is_counted")

    def init(self):
        """Let the database itself keep the counter, whoever changes the log."""
        result = super().init()
        self.env.cr.execute(SQL(FOLLOW))
        for event, rows in EVENTS.items():
            self.env.cr.execute(
                SQL(
                    "CREATE OR REPLACE TRIGGER %s AFTER %s ON aig_care_log"
                    " REFERENCING %s FOR EACH STATEMENT"
                    " EXECUTE FUNCTION aig_care_count_follow()",
                    SQL.identifier(f"aig_care_count_{event.lower()}"),
                    SQL(event),
                    SQL(rows),
                )
            )
        return result

    @api.depends("date", "company_id")
    def _compute_care_month(self):
        for log in self:
            moment = log.date and log.company_id._aig_local(log.date)
            log.care_month = moment and moment.date().replace(day=1)
