"""The customer's timeline against one UNION by hand (S09).

A salesperson opens the first and the tenth page of a customer with 50 and with 5,000
rows: four in five of the care log, the others messages, orders and deals. By hand: one
UNION of the same sixteen sources with the territory written in, checked to give the
same rows in the same order.

First of all the product is held to this: a long history costs what a short one does.
Against SQL three times would be wished for, and is not reached: eight times for the
first page, with what is coming up, and six for the tenth. It is Python's time, whatever
the history: each source is searched by the ORM with the user's rules of the day, some
milliseconds for each, and what is shown is read with the rights of its fields; by hand
all of that is known beforehand. The limit keeps it from growing.
"""

from functools import partial

from bench.data import copy_rows
from bench.harness import row
from bench.rows.territory_rules import make_people, make_tree

PAGE = 40
SHORT = 50
#: a long history against a short one; a page of a long one against SQL
GROWTH, RAW = 1.3, 12.0

DEALS = "SELECT id FROM crm_lead WHERE partner_id = {c} AND aig_territory_id = {t}"
ORDERS = "SELECT id FROM sale_order WHERE partner_id = {c} AND aig_territory_id = {t}"
LETTERS = "SELECT id FROM aig_sales_plan_letter WHERE partner_id = {c}"
VOUCHERS = "SELECT id FROM aig_voucher WHERE partner_id = {c}"
RECEIVABLE = (
    "partner_id = {c} AND parent_state = 'posted' AND account_id IN"
    " (SELECT id FROM account_account WHERE account_type = 'asset_receivable')"
)
OWN = (
    "partner_id = {c} AND aig_territory_id = {t} AND (user_id = {u} OR user_id IS NULL)"
)


def hanging(model, number):
    """What hangs on the documents of the page, by hand."""
    documents = {
        "res.partner": "{c}",
        "crm.lead": DEALS,
        "sale.order": ORDERS,
        "aig.sales.plan.letter": LETTERS,
        "aig.voucher": VOUCHERS,
    }
    return " OR ".join(
        f"({model} = '{name}' AND {number} IN ({ids}))"
        for name, ids in documents.items()
    )


#: source: (table, moment, condition, title, amount, who)
SOURCES = {
    "care": (
        "aig_care_log",
        "date",
        "partner_id = {c} AND reversal_of_id IS NULL AND state <> 'cancelled'"
        " AND company_id = 1 AND (territory_id = {t} OR aig_later_territory_id = {t})",
        "subject",
        "NULL",
        "user_id",
    ),
    "reply": (
        "aig_care_evidence",
        "date",
        "customer_id = {c} AND kind = 'replied'",
        "kind",
        "NULL",
        "NULL",
    ),
    "opinion": (
        "aig_care_feedback",
        "date",
        "partner_id = {c}",
        "words",
        "NULL",
        "user_id",
    ),
    "deal": ("crm_lead", "create_date", OWN, "name", "expected_revenue", "user_id"),
    "deal_end": (
        "crm_lead",
        "date_closed",
        f"{OWN} AND won_status IN ('won', 'lost')",
        "name",
        "expected_revenue",
        "user_id",
    ),
    "order": ("sale_order", "date_order", OWN, "name", "amount_total", "user_id"),
    "meeting": (
        "calendar_event",
        "start",
        "aig_partner_id = {c} AND aig_territory_id = {t}",
        "name",
        "NULL",
        "user_id",
    ),
    "invoice": (
        "account_move",
        "invoice_date",
        "commercial_partner_id = {c} AND aig_territory_id = {t} AND state = 'posted'"
        " AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')",
        "name",
        "amount_total",
        "invoice_user_id",
    ),
    "payment": (
        "account_move_line",
        "date",
        f"{RECEIVABLE} AND balance < 0 AND journal_id IN"
        " (SELECT id FROM account_journal WHERE type IN ('bank', 'cash', 'credit'))",
        "move_name",
        "balance",
        "NULL",
    ),
    "debt": (
        "account_move_line",
        "date_maturity",
        f"{RECEIVABLE} AND NOT reconciled AND amount_residual > 0",
        "move_name",
        "amount_residual",
        "NULL",
    ),
    "message": (
        "mail_message",
        "date",
        "message_type IN ('comment', 'email', 'email_outgoing')"
        f" AND ({hanging('model', 'res_id')}) AND id NOT IN (SELECT mail_message_id"
        " FROM aig_care_log WHERE partner_id = {c} AND mail_message_id IS NOT NULL)",
        "COALESCE(subject, body)",
        "NULL",
        "create_uid",
    ),
    "file": (
        "ir_attachment",
        "create_date",
        f"res_field IS NULL AND ({hanging('res_model', 'res_id')})",
        "name",
        "NULL",
        "create_uid",
    ),
    "plan": (
        "aig_sales_plan_line",
        "create_date",
        "partner_id = {c} AND territory_id = {t}",
        "NULL",
        "planned_revenue",
        "user_id",
    ),
    "letter": (
        "aig_sales_plan_letter",
        "create_date",
        "partner_id = {c} AND territory_id = {t}",
        "NULL",
        "NULL",
        "user_id",
    ),
    "voucher": (
        "aig_voucher",
        "create_date",
        "partner_id = {c} AND territory_id = {t}",
        "name",
        "amount",
        "user_id",
    ),
    "voucher_choice": (
        "aig_voucher",
        "chosen_date",
        "partner_id = {c} AND territory_id = {t} AND chosen_package_id IS NOT NULL",
        "name",
        "amount",
        "chosen_by_id",
    ),
}


def by_hand(env, customer, user, cursor):
    """The keys of a page by one UNION."""
    values = {"c": customer.id, "t": customer.aig_territory_id.id, "u": user.id}
    union = " UNION ALL ".join(
        f"SELECT '{name}' AS source, id, {moment}::timestamp AS moment,"
        f" {title}::text AS title, {amount}::numeric AS amount, {who}::integer AS who"
        f" FROM {table} WHERE {condition.format(**values)}"
        for name, (table, moment, condition, title, amount, who) in SOURCES.items()
    )
    moment, source, key = cursor or ["infinity", "~", 0]
    env.cr.execute(
        "SELECT page.*, person.name FROM ("
        f" SELECT * FROM ({union}) everything"
        "   WHERE moment < clock_timestamp() + interval '1 s'"
        "     AND (moment < %(moment)s OR moment = %(moment)s"
        "         AND (source > %(source)s OR source = %(source)s AND id < %(key)s))"
        f"  ORDER BY moment DESC, source, id DESC LIMIT {PAGE}"
        ") page LEFT JOIN res_users u ON u.id = who"
        " LEFT JOIN res_partner person ON person.id = u.partner_id"
        " ORDER BY moment DESC, source, page.id DESC",
        {"moment": moment, "source": source, "key": key},
    )
    return [f"{name}-{key}" for name, key, *_shown in env.cr.fetchall()]


def make_history(env, customer, number, user):
    """Insert a customer's past: ``number`` rows, one of each kind in three hours."""
    common = {"partner_id": customer.id, "user_id": user.id}
    log = env["aig.care.log"].create({**common, "subject": "Bench"})
    message = customer.message_post(body="Bench", message_type="comment")
    order = env["sale.order"].create(common)
    deal = env["crm.lead"].create({**common, "name": "Bench", "type": "opportunity"})
    env.flush_all()
    parts = [
        (log, 0.8, "date"),
        (message, 0.1, "date"),
        (order, 0.05, "date_order"),
        (deal, 0.05, "create_date"),
    ]
    for minutes, (record, share, column) in enumerate(parts):
        past = f"now() - interval '3 hours' * number - interval '{minutes} minutes'"
        copy_rows(
            env,
            record,
            "generate_series(1, %s) number",
            (round(number * share) - 1,),
            **{column: past},
        )


@row("customer's timeline", size=5_000, repeats=15)
def timeline(case):
    env = case.env
    leaves = make_tree(env)
    seller, _manager, _director = make_people(env, leaves)
    short, long = env["res.partner"].create(
        [
            {"name": name, "is_company": True, "aig_territory_id": leaves[0].id}
            for name in ("Bench short", "Bench long")
        ]
    )
    make_history(env, short, SHORT, seller)
    make_history(env, long, case.size, seller)
    for table in ("aig_care_log", "mail_message", "sale_order", "crm_lead"):
        env.cr.execute(f"ANALYZE {table}")
    mine = env["aig.timeline"].with_user(seller)

    def page(customer, cursor=None):
        return mine.get_page("res.partner", customer.id, cursor=cursor)

    tenth = None
    for _page in range(9):
        tenth = page(long, tenth)["cursor"]
    actions = {}
    for label, customer, cursor in (
        ("50 rows", short, None),
        ("5,000 rows", long, None),
        ("tenth page", long, tenth),
    ):
        found = [shown["key"] for shown in page(customer, cursor)["rows"]]
        assert found == by_hand(env, customer, seller, cursor), label
        assert len(found) == PAGE
        actions[label] = partial(page, customer, cursor)
        actions[f"{label}: SQL"] = partial(by_hand, env, customer, seller, cursor)
    yield from case.measure_in_turn(actions)
    yield case.ratio("5,000 rows", "50 rows", limit=GROWTH)
    yield case.ratio("tenth page", "50 rows", limit=GROWTH)
    yield case.ratio("50 rows", "50 rows: SQL")
    for label in ("5,000 rows", "tenth page"):
        yield case.ratio(label, f"{label}: SQL", limit=RAW)
