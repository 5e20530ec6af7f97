import logging

from odoo import api, fields, models
from odoo.tools import SQL

from .aig_care_log_count import KEYS

#: Advisory lock of whoever rewrites the counter.
LOCK = 0x41494743
#: Keys that are put together between two commits.
CHUNK = 500

_logger = logging.getLogger(__name__)


class AigCareCount(models.Model):
    """How much was sent or done: the sum of ``number`` over any rows (A50, A51).

    A row is a change: each statement that makes rows of the log count, or stop
    counting, adds rows of its own here, by a trigger of the database. Nobody waits
    for a colleague, and a sum is right at every moment. A job puts the rows of each
    key together again. See ``docs/adr/0016``.
    """

    _name = "aig.care.count"
    _description = "Care Counter"
    _log_access = False
    _order = "care_month desc, id desc"
    _rec_name = "care_month"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        "aig.territory", readonly=True, index=True, ondelete="cascade"
    )
    # Read by: the rule's own-row branch
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    care_type = fields.Selection(
        selection=lambda self: self._get_kinds(),
        string="Kind",
        required=True,
        readonly=True,
    )
    care_month = fields.Date(string="Month", required=True, readonly=True)
    number = fields.Integer(required=True, readonly=True)

    # Read by: the repair, month by month
    _care_month_idx = models.Index("(care_month)")

    @api.model
    def _get_kinds(self):
        kinds = self.env["aig.care.log"]._fields["care_type"]
        return kinds._description_selection(self.env)

    @api.model
    def _search(self, domain, *args, **kwargs):
        # what is still to be written to the log changes the counter
        self.env["aig.care.log"].flush_model()
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _sum(self, by, domain=()):
        """Sum what was sent or done, in one query.

        Where there are many figures this is several times faster than
        ``_read_group``, which makes and sorts records of each.

        :param by: names of fields to tell apart, e.g. ``["user_id", "care_month"]``
        :param domain: further conditions
        :return: ``{(value, ...): number}``, ids for relations, without zeros; what
            the user may not read is not counted
        """
        self.browse().check_access("read")
        query = self._search(list(domain))
        columns = SQL(", ").join(
            self._field_to_sql(query.table, name, query) for name in by
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT %(columns)s, SUM(%(number)s) FROM %(tables)s WHERE %(where)s"
                " GROUP BY %(columns)s HAVING SUM(%(number)s) <> 0",
                columns=columns,
                number=self._field_to_sql(query.table, "number", query),
                tables=query.from_clause,
                where=query.where_clause or SQL("TRUE"),
            )
        )
        return {tuple(key): number for *key, number in rows}

    @api.model
    def _cron_compact(self):
        """Put the rows of each key together, some keys at a time."""
        crons = self.env["ir.cron"]
        self.env.cr.execute(SQL("SELECT COUNT(*) FROM (%s) loose", self._loose_keys()))
        crons._commit_progress(remaining=self.env.cr.fetchone()[0])
        while self._take_lock() and (done := self._compact(CHUNK)):
            if not crons._commit_progress(done):
                return

    @api.model
    def _cron_repair(self):
        """Compare the counter with the log, month by month, and mend it."""
        crons = self.env["ir.cron"]
        months = self._get_months()
        crons._commit_progress(remaining=len(months))
        for month in months:
            self._repair([month])
            if not crons._commit_progress(1):
                return

    @api.model
    def _take_lock(self):
        """Whether this transaction alone puts rows together."""
        lock = SQL("SELECT pg_try_advisory_xact_lock(%s)", LOCK)
        [[is_free]] = self.env.execute_query(lock)
        return is_free

    @api.model
    def _loose_keys(self):
        return SQL(
            "SELECT %(keys)s FROM aig_care_count GROUP BY %(keys)s"
            " HAVING COUNT(*) > 1 OR SUM(number) = 0",
            keys=self._join_keys(),
        )

    @api.model
    def _compact(self, limit):
        """Replace the rows of keys by one each; rows being added now stay beside it.

        :param int limit: how many keys at most
        :return: how many keys there were
        """
        keys = self._join_keys()
        return self.env.execute_query(
            SQL(
                """
                WITH loose AS (%(loose)s LIMIT %(limit)s),
                     gone AS (
                         DELETE FROM aig_care_count counted USING loose
                          WHERE %(same)s
                      RETURNING counted.*),
                     made AS (
                         INSERT INTO aig_care_count (%(keys)s, number)
                         SELECT %(keys)s, SUM(number) FROM gone
                          GROUP BY %(keys)s HAVING SUM(number) <> 0)
                SELECT COUNT(*) FROM loose
                """,
                loose=self._loose_keys(),
                limit=limit,
                same=self._match_keys("counted", "loose"),
                keys=keys,
            )
        )[0][0]

    @api.model
    def _get_months(self):
        """Return the months of which the counter or the log says something."""
        self.env["aig.care.log"].flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT care_month FROM aig_care_log"
                " WHERE is_counted AND care_month IS NOT NULL"
                " UNION SELECT care_month FROM aig_care_count ORDER BY 1"
            )
        )
        return [month for (month,) in rows]

    @api.model
    def _repair(self, months):
        """Add what is missing between the counter and the log of some months.

        Both are read in one snapshot: what others count meanwhile is in neither.

        :return: how many figures were wrong
        """
        self.env["aig.care.log"].flush_model()
        wrong = self.env.execute_query(
            SQL(
                """
                INSERT INTO aig_care_count (%(keys)s, number)
                SELECT %(keys)s, SUM(number)
                  FROM (SELECT %(keys)s, COUNT(*) AS number
                          FROM aig_care_log
                         WHERE is_counted AND care_month = ANY(%(months)s)
                         GROUP BY %(keys)s
                         UNION ALL
                        SELECT %(keys)s, -number
                          FROM aig_care_count
                         WHERE care_month = ANY(%(months)s)) difference
                 GROUP BY %(keys)s
                HAVING SUM(number) <> 0
             RETURNING %(keys)s, number
                """,
                keys=self._join_keys(),
                months=list(months),
            )
        )
        for *key, number in wrong:
            _logger.warning(
                "The care counter was wrong by %s for %s: mended",
                number,
                dict(zip(KEYS, key, strict=True)),
            )
        return len(wrong)

    @api.model
    def _join_keys(self):
        return SQL(", ").join(map(SQL.identifier, KEYS))

    @api.model
    def _match_keys(self, left, right):
        """Compare keys; without a territory is a key as well."""
        return SQL(" AND ").join(
            SQL(
                "%s IS NOT DISTINCT FROM %s",
                SQL.identifier(left, key),
                SQL.identifier(right, key),
            )
            for key in KEYS
        )
