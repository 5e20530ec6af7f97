"""What was sent and done among 2,000,000 rows of the care log (A50, A51).

150 salespeople, 24 months and 6 kinds make 21,600 figures. What the counter says is
read as a director and compared, in the same run, with the same figures by SQL from the
log and as the web client would ask the log for them. The counter is held against the
log after 10,000 events, and filled with rows beside a log without the triggers.
"""

from collections import Counter

from bench.data import copy_rows, make_customers
from bench.harness import row

PEOPLE, MONTHS = 150, 24
KINDS = ("voucher", "product", "article", "call", "meeting", "visit")
CUSTOMERS, EVENTS, MERGES, BATCH = 2_000, 10_000, 20, 200
READ, INSERT = 0.2, 1.3
KEYS = ["user_id", "care_month", "care_type"]
GROUPS = ["user_id", "care_month:month", "care_type"]
COUNTED = [("is_counted", "=", True)]


def make_people(env):
    """Salespeople of one territory, and a director."""
    users = env["res.users"].create(
        [
            {"name": f"Bench {number}", "login": f"bench.{number}"}
            for number in range(PEOPLE + 1)
        ]
    )
    director, sellers = users[0], users[1:]
    director.group_ids += env.ref("aig_base.group_director")
    territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
    return director, sellers, territory


def make_logs(env, count, sellers, customers, first="2029-01-15", months=MONTHS):
    """Insert rows that count, spread over everything, from a day on."""
    source = env["aig.care.log"].create(
        {"partner_id": customers[0].id, "user_id": sellers[0].id}
    )
    env.flush_all()
    moment = f"timestamp '{first}' + number / 7 %% {months} * interval '1 month'"
    copy_rows(
        env,
        source,
        "generate_series(1, %s) number",
        (count,),
        partner_id=f"(ARRAY{customers.ids})[1 + number %% {len(customers)}]",
        user_id=f"(ARRAY{sellers.ids})[1 + number / 1009 %% {len(sellers)}]",
        care_type=f"(ARRAY{list(KINDS)})[1 + number / 171 %% {len(KINDS)}]",
        date=moment,
        care_month=f"date_trunc('month', {moment})",
        contact_week="NULL",
    )
    env.cr.execute("ANALYZE aig_care_log")
    env.cr.execute("ANALYZE aig_care_count")


def by_sql(env):
    """The figures by hand."""
    env.cr.execute(
        "SELECT user_id, care_month, care_type, COUNT(*) FROM aig_care_log"
        " WHERE is_counted GROUP BY user_id, care_month, care_type"
    )
    return env.cr.fetchall()


def assert_equal(env):
    """The counter says what the log says."""
    counted = Counter(env["aig.care.count"]._sum(KEYS))
    logged = Counter({tuple(key): number for *key, number in by_sql(env)})
    if counted != logged:
        wrong = (counted - logged) + (logged - counted)
        raise AssertionError(f"{len(wrong)} figures are wrong")


def happen(env, random, sellers, customers):
    """Events of the log: it is written, taken back, reversed; customers are merged."""
    Log, counts = env["aig.care.log"], env["aig.care.count"]
    rows, left, done = Log, list(customers.ids), 0
    merges = iter(range(EVENTS // MERGES, EVENTS + 1, EVENTS // MERGES))
    next_merge = next(merges)
    while done < EVENTS:
        rows = Log.create(
            [
                {
                    "partner_id": random.choice(left),
                    "user_id": random.choice(sellers.ids),
                    "care_type": random.choice(KINDS),
                    "date": f"2030-{random.randrange(1, 13):02}-15 03:00:00",
                }
                for _row in range(BATCH)
            ]
        )
        for log in random.sample(list(rows), BATCH // 2):
            if random.random() < 0.5:
                log._reverse("Bench")
            else:
                # a mail that waits, then is taken back
                log.send_key = f"bench {log.id}"
        done += BATCH + BATCH // 2
        if done >= next_merge:
            first, second = random.sample(left, 2)
            left.remove(first)
            env["base.partner.merge.automatic.wizard"]._merge(
                [first, second], env["res.partner"].browse(second)
            )
            next_merge = next(merges, EVENTS * 2)
        env.flush_all()
        counts._compact(BATCH)
        env.invalidate_all()


@row("care counter over 2,000,000 rows", size=2_000_000)
def care_counter(case):
    env = case.env
    director, sellers, territory = make_people(env)
    customers = make_customers(env, CUSTOMERS, territory)
    make_logs(env, case.size, sellers, customers)
    assert_equal(env)
    counts = env["aig.care.count"].with_user(director)
    reports = env["aig.care.count.report"].with_user(director)
    logs = env["aig.care.log"].with_user(director)
    quarter = [("care_month", ">=", "2030-10-01"), ("care_month", "<", "2031-01-01")]
    yield from case.measure_in_turn(
        {
            "counter": lambda: counts._sum(KEYS),
            "counter by _read_group": lambda: counts._read_group(
                [], GROUPS, ["number:sum"]
            ),
            "raw GROUP BY": lambda: by_sql(env),
            "formatted_read_group": lambda: logs.formatted_read_group(
                COUNTED, GROUPS, ["__count"]
            ),
        }
    )
    yield case.ratio("counter", "raw GROUP BY", limit=READ)
    yield case.ratio("counter", "formatted_read_group", limit=READ)
    cells = [["user_id", "care_type"], ["user_id"], ["care_type"], []]
    yield from case.measure_in_turn(
        {
            "report's pivot, a quarter": lambda: reports.formatted_read_grouping_sets(
                quarter, cells, ["number:sum", "number_quarter_before:sum"]
            ),
            "log's pivot, a quarter": lambda: logs.formatted_read_grouping_sets(
                [*COUNTED, *quarter], cells, ["__count"]
            ),
        }
    )
    yield case.ratio("report's pivot, a quarter", "log's pivot, a quarter")
    happen(env, case.random, sellers, customers)
    assert_equal(env)
    yield from insert(case, env, sellers, customers.exists())


def insert(case, env, sellers, customers):
    """A thousand rows by the ORM, with the triggers and without."""
    vals = [
        {
            "partner_id": customer.id,
            "user_id": sellers[number % PEOPLE].id,
            "care_type": "voucher",
        }
        for number, customer in enumerate(customers[:1_000])
    ]

    def create(how):
        env.cr.execute(f"ALTER TABLE aig_care_log {how} TRIGGER USER")
        env["aig.care.log"].create([dict(one) for one in vals])
        env.flush_all()

    yield from case.measure_in_turn(
        {
            "1,000 rows, counted": lambda: create("ENABLE"),
            "1,000 rows, not counted": lambda: create("DISABLE"),
        }
    )
    env.cr.execute("ALTER TABLE aig_care_log ENABLE TRIGGER USER")
    yield case.ratio("1,000 rows, counted", "1,000 rows, not counted", limit=INSERT)
