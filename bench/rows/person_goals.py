"""What 500 people did toward ten goals each, among 2,000,000 care rows (A51, S11).

Odoo's own way are the goals of its addon ``gamification``, here in batch mode: a job
counts anew and writes each goal. The product writes nothing: the manager's page and the
dashboards read what was done toward a goal when they are opened, from the counter, and
from the log of a month that the days cut. So it is held against Odoo with all goals to
be written and with none. By hand it is one UPDATE from the log.

All three must give the same 5,000 figures: five kinds, in a quarter and in its last
month. The page mailed on Monday asks for a quarter up to a day: those 2,500 are
measured apart; the others find them by the moment of each row.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from bench.data import make_customers
from bench.harness import row
from bench.own import own_database

from .care_counter import make_logs

PEOPLE, CUSTOMERS = 500, 2_000
KINDS = ("voucher", "product", "article", "call", "meeting")
QUARTER, MONTH = date(2030, 10, 1), date(2030, 12, 1)
WHOLE, SO_FAR = date(2030, 12, 31), date(2030, 12, 20)
CORE, RAW = 0.6, 1.7
UPDATE = """
    UPDATE bench_goal goal SET current = done.number
      FROM (SELECT user_id, care_type, first, COUNT(*) AS number
              FROM aig_care_log
              JOIN unnest(%(firsts)s) first ON {when}
             WHERE is_counted AND care_type = ANY(%(kinds)s)
             GROUP BY user_id, care_type, first) done
     WHERE goal.user_id = done.user_id AND goal.care_type = done.care_type
       AND goal.first = done.first
"""


@dataclass(frozen=True)
class Goals:
    """Goals of all people: each kind, from each first day to the last.

    :param by: field of the log that has the days, for those who do not know the product
    :param when: the same as a condition
    """

    label: str
    firsts: tuple[date, ...]
    last: date
    by: str
    when: str

    def read(self, facts):
        """The figures as pages of the product read them."""
        figures = {}
        for first in self.firsts:
            groups = facts._read_group(
                [("date", ">=", first), ("date", "<=", self.last)],
                ["user_id"],
                [f"{kind}_count:sum" for kind in KINDS],
            )
            for user, *numbers in groups:
                for kind, number in zip(KINDS, numbers, strict=True):
                    figures[user.id, kind, first] = number
        return figures

    def update(self, env):
        """The figures by hand, in a table that is there."""
        values = {"firsts": list(self.firsts), "kinds": list(KINDS), "last": self.last}
        env.cr.execute(UPDATE.format(when=self.when), values)


MONTHS = Goals(
    "whole months",
    (QUARTER, MONTH),
    WHOLE,
    "care_month",
    "care_month BETWEEN first AND %(last)s",
)
DAYS = Goals(
    "up to a day",
    (QUARTER,),
    SO_FAR,
    "date",
    "date BETWEEN first - interval '7 hours' AND %(last)s + interval '17 hours'",
)


def make_people(env):
    """A director and salespeople, none of whom sends anything."""
    users = env["res.users"].create(
        [
            {"name": f"Bench {number}", "login": f"bench.{number}"}
            for number in range(PEOPLE + 1)
        ]
    )
    users[0].group_ids += env.ref("aig_base.group_director")
    return users[0], users[1:]


def make_goals(env, goals, people):
    """Odoo's goals, and the table of those by hand."""
    log = env["ir.model"]._get("aig.care.log")
    field_id = env["ir.model.fields"]._get_ids(log.model).get
    definitions = env["gamification.goal.definition"].create(
        [
            {
                "name": kind,
                "computation_mode": "count",
                "model_id": log.id,
                "domain": repr([("is_counted", "=", True), ("care_type", "=", kind)]),
                "field_date_id": field_id(goals.by),
                "batch_mode": True,
                "batch_distinctive_field": field_id("user_id"),
                "batch_user_expression": "user.id",
            }
            for kind in KINDS
        ]
    )
    made = env["gamification.goal"].create(
        [
            {
                "definition_id": definition.id,
                "user_id": user.id,
                "start_date": first,
                "end_date": goals.last,
                "target_goal": 10**6,
                "state": "inprogress",
            }
            for first in goals.firsts
            for definition in definitions
            for user in people
        ]
    )
    env.flush_all()
    env.cr.execute(
        "CREATE TEMP TABLE bench_goal ON COMMIT DROP AS"
        " SELECT goal.id, goal.user_id, start_date AS first, current,"
        " definition.name->>'en_US' AS care_type FROM gamification_goal goal"
        " JOIN gamification_goal_definition definition"
        " ON definition.id = goal.definition_id WHERE goal.id = ANY(%s)",
        (made.ids,),
    )
    env.cr.execute("ANALYZE bench_goal, gamification_goal")
    return made


def refresh(made):
    """What Odoo's job does."""
    made.update_goal()
    made.env.flush_all()


def forget(env, made, is_done):
    """Bring Odoo's goals back to nought, or to what they will be."""
    env.cr.execute(
        "UPDATE gamification_goal goal SET current = bench.current * %s"
        " FROM bench_goal bench WHERE bench.id = goal.id AND goal.id = ANY(%s)",
        (int(is_done), made.ids),
    )
    made.invalidate_recordset()


def figures_of(rows):
    """Figures that are not nought, by person, kind and first day."""
    return {tuple(key): int(number) for *key, number in rows if number}


def assert_equal(env, goals, facts, made):
    """All three ways give the same figures."""
    read = {key: number for key, number in goals.read(facts).items() if number}
    refresh(made)
    counted = figures_of(
        (goal.user_id.id, goal.definition_id.name, goal.start_date, goal.current)
        for goal in made
    )
    goals.update(env)
    env.cr.execute("SELECT user_id, care_type, first, current FROM bench_goal")
    by_hand = figures_of(env.cr.fetchall())
    if not read or not read == counted == by_hand:
        raise AssertionError(f"{goals.label}: {len(read)} figures are not the same")


def compare(case, goals, facts, people):
    """Measure goals in the three ways."""
    env = case.env
    made = make_goals(env, goals, people)
    assert_equal(env, goals, facts, made)
    label = goals.label
    yield from case.measure_in_turn(
        {
            label: partial(goals.read, facts),
            f"{label}, SQL": partial(goals.update, env),
            f"{label}, gamification": partial(refresh, made),
        },
        before=partial(forget, env, made, is_done=False),
    )
    yield case.ratio(label, f"{label}, SQL", limit=RAW)
    yield case.ratio(label, f"{label}, gamification", limit=CORE)
    read, idle = f"{label}, again", f"{label}, gamification, nothing new"
    yield from case.measure_in_turn(
        {read: partial(goals.read, facts), idle: partial(refresh, made)},
        before=partial(forget, env, made, is_done=True),
    )
    yield case.ratio(read, idle, limit=CORE)
    env.cr.execute("DROP TABLE bench_goal")


@row("ten goals of 500 people over 2,000,000 care rows", size=2_000_000, odoo=False)
def person_goals(case):
    with own_database(case, "goals", install=["gamification"]) as env:
        director, people = make_people(env)
        territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
        customers = make_customers(env, CUSTOMERS, territory)
        make_logs(env, case.size, people, customers)
        facts = env["aig.kpi.care"].with_user(director)
        for goals in (MONTHS, DAYS):
            yield from compare(case, goals, facts, people)
