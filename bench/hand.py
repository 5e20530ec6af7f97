"""The figures of dashboards by hand: SQL over the tables that the records are in."""

from dataclasses import dataclass, field

#: The moments of a company's days.
MOMENTS = (
    "{0} >= %(first)s::timestamp - interval '7 hours'"
    " AND {0} < %(last)s::timestamp + interval '17 hours'"
)
DAYS = "{0} BETWEEN %(first)s AND %(last)s"
INVOICE = "state = 'posted' AND move_type IN ('out_invoice', 'out_refund')"
KIND = "COUNT(*) FILTER (WHERE care_type = '{}')".format
MONTHS = ", ".join(f"month_{number:02}" for number in range(1, 13))


@dataclass(frozen=True)
class Hand:
    """A fact by hand.

    :param rows: what stands after FROM; with days of ``dates`` in ``{when}``
    :param dates: field of a period -> its condition
    :param measures: measure -> expression
    :param groups: field -> expression
    """

    rows: str
    dates: dict
    measures: dict
    groups: dict = field(default_factory=dict)
    territory: str = "territory_id"

    def query(self, ask, territories=None):
        """The statement for a call; of some territories alone."""
        where = [self.dates[ask.period]] if ask.period else []
        if territories is not None:
            where.append(f"{self.territory} = ANY(%(territories)s)")
        for name, _operator, values in ask.domain:
            if name == "care_type":
                where.append(f"care_type IN ({', '.join(map(repr, values))})")
        columns = [self.groups.get(name, name) for name in ask.groups[-1]]
        figures = [self.measures[name] for name in ask.measures]
        sets = ", ".join(
            f"({', '.join(columns[: len(group)])})" for group in ask.groups
        )
        when = " AND ".join(where) or "TRUE"
        return (
            f"SELECT {', '.join([*columns, *figures])}"
            f" FROM {self.rows.format(when=when)} GROUP BY GROUPING SETS ({sets})"
        )

    def run(self, env, ask, territories=None):
        """Read the statement of a call."""
        first, last = ask.dates or (None, None)
        values = {"first": first, "last": last, "territories": territories}
        env.cr.execute(self.query(ask, territories), values)
        return env.cr.fetchall()


TARGETS = f"""
    (SELECT make_date(target.year, month.number::integer, 1) AS date, user_id,
            territory_id, partner_id, month.amount AS target, 0 AS planned, 0 AS actual,
            0 AS forecast
       FROM aig_sales_target target CROSS JOIN LATERAL unnest(ARRAY[{MONTHS}])
            WITH ORDINALITY AS month (amount, number)
      WHERE level = 'salesperson'
      UNION ALL
     SELECT (date_from + (number - 1) * interval '1 month')::date, line.user_id,
            line.territory_id, line.partner_id, 0, revenue, 0, 0
       FROM aig_sales_plan plan JOIN aig_sales_plan_line line ON line.plan_id = plan.id
       CROSS JOIN LATERAL (VALUES (1, month_1_revenue), (2, month_2_revenue),
                                  (3, month_3_revenue)) month (number, revenue)
      WHERE {DAYS.format("plan.date_from")}
      UNION ALL
     SELECT invoice_date, invoice_user_id, aig_territory_id, commercial_partner_id, 0,
            0, amount_untaxed_signed, 0
       FROM account_move
      WHERE {INVOICE} AND {DAYS.format("invoice_date")}
      UNION ALL
     SELECT date_deadline, user_id, aig_territory_id, partner_id, 0, 0, 0,
            prorated_revenue
       FROM crm_lead
      WHERE type = 'opportunity' AND active AND won_status = 'pending'
        AND {DAYS.format("date_deadline")}) figure
    WHERE {{when}}
"""
OPEN = """
    account_move_line item
    JOIN account_move move ON move.id = item.move_id
    JOIN account_account account ON account.id = item.account_id
    JOIN res_partner buyer ON buyer.id = item.partner_id
    JOIN res_partner customer ON customer.id = buyer.commercial_partner_id
    WHERE account_type = 'asset_receivable' AND item.parent_state = 'posted'
      AND item.reconciled IS NOT TRUE AND item.amount_residual <> 0 AND {when}
"""
PAID = """
    account_move_line money
    JOIN account_journal journal ON journal.id = money.journal_id
     AND journal.type IN ('bank', 'cash', 'credit')
    JOIN account_partial_reconcile part ON part.credit_move_id = money.id
    JOIN account_move_line item ON item.id = part.debit_move_id
    JOIN account_move move ON move.id = item.move_id
    WHERE money.parent_state = 'posted' AND {when}
"""
#: A voucher works until the next one of the customer, here a quarter later.
EFFECT = """
    (SELECT voucher.*, day, (SELECT SUM(amount_untaxed_signed) FROM account_move move
            WHERE move.commercial_partner_id = voucher.partner_id
              AND move.state = 'posted' AND move.move_type IN ('out_invoice',
              'out_refund') AND move.aig_territory_id = voucher.territory_id
              AND move.invoice_date BETWEEN day AND day + 91) AS revenue
       FROM aig_voucher voucher LEFT JOIN LATERAL (
            SELECT MIN(date)::date AS day FROM aig_care_log log
             WHERE log.res_model = 'aig.voucher' AND log.res_id = voucher.id
               AND log.partner_id = voucher.partner_id AND log.is_counted) sent ON TRUE
      WHERE {when}) voucher
"""
POINTS = """
    SUM(CASE move_type WHEN 'vest' THEN points WHEN 'adjust' THEN points
        WHEN 'spend' THEN -points WHEN 'expire' THEN -points
        WHEN 'reverse' THEN CASE reversed_type WHEN 'vest' THEN -points
             WHEN 'adjust' THEN -points WHEN 'spend' THEN points
             WHEN 'expire' THEN points ELSE 0 END ELSE 0 END{})
"""
RESERVED = """
    SUM(CASE move_type WHEN 'reserve' THEN points WHEN 'release' THEN -points
        WHEN 'spend' THEN -points
        WHEN 'reverse' THEN CASE reversed_type WHEN 'reserve' THEN -points
             WHEN 'release' THEN points WHEN 'spend' THEN points ELSE 0 END ELSE 0 END)
"""
SENT = "COUNT(*) FILTER (WHERE state IN ({}))".format
KNOWN = """
    EXISTS (SELECT FROM sale_order known WHERE known.state = 'sale'
              AND known.partner_id = event.aig_partner_id
              AND known.date_order <= event.create_date)
"""
CONTACTED = """
    EXISTS (SELECT FROM aig_care_log log WHERE log.partner_id = customer.id
              AND log.is_counted AND log.care_type IN ('call', 'meeting', 'visit'))
"""

HANDS = {
    "aig.kpi.revenue": Hand(
        f"account_move WHERE {INVOICE} AND {{when}}",
        {"date": DAYS.format("invoice_date")},
        {
            "amount": "SUM(amount_untaxed_signed)",
            "invoice_count": "COUNT(*) FILTER (WHERE move_type = 'out_invoice')",
            "refund_count": "COUNT(*) FILTER (WHERE move_type = 'out_refund')",
        },
        {
            "user_id": "invoice_user_id",
            "territory_id": "aig_territory_id",
            "date:month": "date_trunc('month', invoice_date)",
        },
        "aig_territory_id",
    ),
    "aig.kpi.cash": Hand(
        PAID,
        {"date": DAYS.format("money.date")},
        {"amount": "SUM(part.amount)"},
        {"date:month": "date_trunc('month', money.date)"},
        "aig_territory_id",
    ),
    "aig.kpi.receivable": Hand(
        OPEN,
        {},
        {
            "amount": "SUM(item.amount_residual)",
            "due_amount": "SUM(item.amount_residual) FILTER"
            " (WHERE COALESCE(item.date_maturity, item.date) <= current_date)",
            "not_due_amount": "SUM(item.amount_residual) FILTER"
            " (WHERE COALESCE(item.date_maturity, item.date) > current_date)",
        },
        {"partner_id": "customer.id"},
        "COALESCE(move.aig_territory_id, customer.aig_territory_id)",
    ),
    "aig.kpi.order": Hand(
        "sale_order WHERE state = 'sale' AND {when}",
        {"date": MOMENTS.format("date_order")},
        {"amount": "SUM(amount_untaxed / COALESCE(NULLIF(currency_rate, 0), 1))"},
        {"territory_id": "aig_territory_id"},
        "aig_territory_id",
    ),
    "aig.kpi.deal": Hand(
        "crm_lead WHERE type = 'opportunity' AND won_status = 'won' AND {when}",
        {"date": MOMENTS.format("date_closed")},
        {"won_count": "COUNT(*)"},
        {},
        "aig_territory_id",
    ),
    "aig.kpi.plan": Hand(
        "aig_sales_plan_line line JOIN aig_sales_plan plan ON plan.id = line.plan_id"
        " WHERE {when}",
        {"date": DAYS.format("plan.date_from")},
        {"secured": "SUM(secured_revenue)", "stretch": "SUM(stretch_revenue)"},
        {"territory_id": "line.territory_id"},
        "line.territory_id",
    ),
    "aig.kpi.target": Hand(
        TARGETS,
        {"date": DAYS.format("date")},
        {
            **{
                name: f"SUM({name})"
                for name in ("target", "planned", "actual", "forecast")
            },
            "attainment": "100 * SUM(actual) / NULLIF(SUM(target), 0)",
        },
        {"date:month": "date_trunc('month', date)"},
    ),
    "aig.kpi.point": Hand(
        "aig_voucher_point WHERE {when}",
        {"expiry_date": DAYS.format("expiry_date")},
        {
            "outstanding_points": POINTS.format(""),
            "amount": POINTS.format(" * point_value"),
            "reserved_points": RESERVED,
            "open_points": "SUM(CASE move_type WHEN 'promise' THEN points"
            " WHEN 'vest' THEN -points WHEN 'lapse' THEN -points ELSE 0 END)",
        },
    ),
    "aig.kpi.voucher": Hand(
        EFFECT,
        {"date": MOMENTS.format("create_date")},
        {
            "issued_count": "COUNT(*) FILTER (WHERE state <> 'cancelled')",
            "sent_count": SENT("'sent', 'chosen', 'done'"),
            "chosen_count": SENT("'chosen', 'done'"),
            "delivered_count": SENT("'done'"),
            "amount": "SUM(amount) FILTER (WHERE state <> 'cancelled')",
            "gift_value": "0",
            "effect_gift_value": "0",
            "revenue_after": "SUM(revenue)",
        },
    ),
    "aig.kpi.meeting": Hand(
        "calendar_event event WHERE active AND aig_partner_id IS NOT NULL AND {when}",
        {"date": MOMENTS.format("event.create_date")},
        {
            "booked_count": "COUNT(*)",
            "new_count": f"COUNT(*) FILTER (WHERE NOT {KNOWN})",
            "existing_count": f"COUNT(*) FILTER (WHERE {KNOWN})",
        },
        {"user_id": "event.create_uid"},
        "event.aig_territory_id",
    ),
    "aig.kpi.silence": Hand(
        "res_partner customer WHERE active AND commercial_partner_id = id"
        " AND COALESCE(aig_territory_id, user_id) IS NOT NULL AND {when}",
        {},
        {"never_count": f"COUNT(*) FILTER (WHERE NOT {CONTACTED})"},
        {},
        "customer.aig_territory_id",
    ),
    "aig.kpi.care": Hand(
        "aig_care_log WHERE is_counted AND {when}",
        {
            "date": "care_month BETWEEN %(first)s"
            " AND date_trunc('month', %(last)s::date)"
        },
        {
            **{
                f"{kind}_count": KIND(kind)
                for kind in ("voucher", "product", "article", "call", "meeting")
            },
            "visit_count": KIND("visit"),
            "talked_count": "COUNT(*) FILTER"
            " (WHERE care_type = 'call' AND evidence = 'talked')",
            "number": "COUNT(*)",
            "days_since": "MIN(current_date - date::date)",
        },
    ),
    "aig.kpi.post": Hand(
        "aig_content_post WHERE active AND {when}",
        {"date": DAYS.format("COALESCE(date_published, week_planned, deadline)")},
        {
            "published_count": SENT("'published'"),
            "late_count": "COUNT(*) FILTER (WHERE state NOT IN ('published',"
            " 'cancelled') AND deadline < current_date)",
        },
    ),
    "aig.kpi.content.target": Hand(
        "aig_content_allocation week JOIN aig_content_target target"
        " ON target.id = week.target_id WHERE {when}",
        {"date": DAYS.format("week_start")},
        {
            "due": "SUM(due)",
            "done": "SUM(done)",
            "left": "SUM(due) - SUM(done)",
            "pace": "100.0 * SUM(done) / NULLIF(SUM(due), 0)",
        },
        {
            "date:week": "date_trunc('week', week_start)",
            "user_id": "week.user_id",
            "channel_id": "week.channel_id",
        },
    ),
}
