"""The robot that spreads 4E targets over weeks, beside writing the same rows raw."""

from bench.data import YEAR, copy_rows
from bench.harness import row

#: rows of a quarter of 13 or 14 weeks are inserted by the raw side as by the robot
INSERT = """
INSERT INTO aig_content_allocation
    (target_id, week_start, quantity, done, due, days, user_id, channel_id, company_id)
VALUES %s
"""
READ = """
SELECT target_id, week_start, quantity, done, due, days, user_id, channel_id, company_id
  FROM aig_content_allocation WHERE target_id = ANY(%s)
"""


def make_people(env, count):
    """Content officers, below the ORM: what is measured is the robot."""
    first = env["res.users"].create(
        {
            "name": "Bench officer",
            "login": "bench.officer",
            "group_ids": [(4, env.ref("aig_base.group_content_user").id)],
        }
    )
    env.flush_all()
    ids = copy_rows(
        env,
        first,
        "generate_series(2, %s) number",
        (count,),
        login="'bench.officer.' || number",
    )
    return first, [first.id, *ids]


def make_targets(env, people, channels, quantity):
    """A target of each person for each channel, in a quarter to come, not planned."""
    first, ids = people
    sample = env["aig.content.target"].create(
        {
            "user_id": first.id,
            "channel_id": channels[0].id,
            "year": YEAR,
            "quarter": "1",
            "quantity": 1,
        }
    )
    env.flush_all()
    copies = copy_rows(
        env,
        sample,
        "unnest(%s) person, unnest(%s) channel",
        (ids[1:], channels.ids),
        user_id="person",
        channel_id="channel",
        quantity=quantity,
    )
    sample.unlink()
    env.cr.execute("ANALYZE aig_content_target")
    return env["aig.content.target"].browse(copies)


def make_channels(env, count):
    """New channels."""
    return env["aig.content.channel"].create(
        [{"name": f"Bench {number}"} for number in range(count)]
    )


def clear(env, targets):
    """No week is planned any more."""
    env.cr.execute(
        "DELETE FROM aig_content_allocation WHERE target_id = ANY(%s)", (targets.ids,)
    )
    env.invalidate_all()


def measure_robot(case, targets):
    """The first run beside a raw insert of its rows, and a second run."""
    env = case.env
    targets._spread()
    env.cr.execute(READ, (targets.ids,))
    rows = env.cr.fetchall()
    assert sum(line[2] for line in rows) == sum(targets.mapped("quantity"))

    def insert():
        env.cr.execute_values(INSERT, rows, page_size=1000)

    yield from case.measure_in_turn(
        {"robot": targets._spread, "raw insert": insert},
        before=lambda: clear(env, targets),
    )
    yield case.ratio("robot", "raw insert")
    clear(env, targets)
    targets._spread()
    yield case.measure("second run", targets._spread)
    yield case.ratio("second run", "robot")


@row("weeks of 500 people of 40 posts", size=500)
def one_channel(case):
    """20,000 posts in 7,000 weeks: 1.8 x the raw insert, 14 queries.

    Four fifths of a second run are reading and computing; it writes nothing.
    """
    people = make_people(case.env, case.size + 1)
    channels = make_channels(case.env, 1)
    targets = make_targets(case.env, people, channels, "40")
    assert sum(targets.mapped("quantity")) == 40 * case.size
    yield from measure_robot(case, targets)


@row("weeks of 1,000 people x 7 channels", size=1_000, repeats=3)
def seven_channels(case):
    """98,000 weeks: 1.8 x the raw insert in 20 queries."""
    people = make_people(case.env, case.size + 1)
    channels = make_channels(case.env, 7)
    targets = make_targets(
        case.env, people, channels, "5 + (person * 7 + channel * 13) %% 40"
    )
    yield from measure_robot(case, targets)


@row("pages of a department of 200", size=200)
def pages(case):
    """The team's list by person and one's own page, beside the same rows by SQL."""
    env = case.env
    people = make_people(env, case.size + 1)
    channels = make_channels(env, 7)
    targets = make_targets(env, people, channels, "20")
    targets._spread()
    person = targets[0].user_id
    person.write(
        {
            "group_ids": [(4, env.ref("aig_base.group_content_user").id)],
            "company_ids": [(4, person.company_id.id)],
        }
    )
    boss = env["res.users"].create(
        {
            "name": "Bench manager",
            "login": "bench.manager.4e",
            "group_ids": [(4, env.ref("aig_base.group_content_manager").id)],
        }
    )
    env.flush_all()
    names = ("quantity", "done_count", "left_count", "behind_count")
    domain = [("year", "=", YEAR), ("quarter", "=", "1")]
    team_targets = targets.with_user(boss)
    own_targets = targets.with_user(person)

    def team():
        groups = team_targets.formatted_read_group(
            domain, ["user_id"], [f"{name}:sum" for name in names]
        )
        assert len(groups) == case.size

    def team_by_sql():
        sums = ", ".join(f"sum(target.{name})" for name in names)
        env.cr.execute(
            f"SELECT target.user_id, partner.name, {sums}"
            " FROM aig_content_target target"
            " JOIN res_users person ON person.id = target.user_id"
            " JOIN res_partner partner ON partner.id = person.partner_id"
            " WHERE target.year = %s AND target.quarter = '1'"
            " GROUP BY target.user_id, partner.name ORDER BY partner.name",
            (YEAR,),
        )
        assert len(env.cr.fetchall()) == case.size

    def own_page():
        assert len(own_targets.get_my_page(YEAR, 1)["channels"]) == len(channels)

    def own_page_by_sql():
        for table, condition in (
            ("aig_content_target", "user_id = %s AND year = %s"),
            (
                "aig_content_allocation",
                "target_id IN (SELECT id FROM aig_content_target"
                " WHERE user_id = %s AND year = %s)",
            ),
        ):
            env.cr.execute(
                f"SELECT * FROM {table} WHERE {condition}", (person.id, YEAR)
            )
            env.cr.fetchall()

    yield from case.measure_in_turn(
        {
            "team": team,
            "team, plain SQL": team_by_sql,
            "own page": own_page,
            "own page, plain SQL": own_page_by_sql,
        }
    )
    yield case.ratio("team", "team, plain SQL")
    yield case.ratio("own page", "own page, plain SQL")
