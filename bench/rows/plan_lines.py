"""Plan lines by the ORM, beside a plain model of the same field types.

Both are written as the salesperson, with access checks. The plain model gets, ready
made, every value that the product computes, reads from the books or refuses.
"""

from bench.data import MILLION, make_customers, make_lines, make_plans
from bench.harness import row
from bench.plain import plain_fields, plain_model

CREATE, WRITE = 1.4, 1.3
#: columns that follow the expected revenue
FOLLOWERS = 8


def make_plan(case):
    """The plan of a salesperson with one territory, and its customers."""
    env = case.env
    territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
    customers = make_customers(env, case.size, territory)
    plan = make_plans(env, territory)
    plan.user_id.group_ids += env.ref("aig_base.group_sales_user")
    territory.member_ids = plan.user_id
    env.flush_all()
    return plan, customers


def columns(lines):
    """The columns that the plain model has, too."""
    return [name for name in plain_fields(lines) if lines._fields[name].store]


def changed_by(action, line):
    """The columns besides the typed one that an action changes."""
    before = line.read(columns(line), load="")[0]
    action()
    line.env.invalidate_all()
    after = line.read(columns(line), load="")[0]
    return [
        name
        for name in after
        if name != "expected_revenue" and before[name] != after[name]
    ]


@row("2,000 plan lines by the ORM", size=2_000)
def create_lines(case):
    """2.4 x with 68 queries before lines were filled plan by plan, 38 queries since.

    The ratio since was 1.1 x twice, on a busy machine (single turns 0.6 to 1.2 x); on a
    quiet one it was 1.35 to 1.43 x before the environments of ``_create`` were held.

    The plain model's 21 queries are those of the ORM. What the product adds is the
    books, orders, deals and last rows of the customers, the values that follow from
    them, and the refusals, all read once for a plan.
    """
    from odoo.addons.aig_sales_plan.models.aig_sales_plan_line import MONEY_FIGURES

    env = case.env
    plan, customers = make_plan(case)
    seller, random = plan.user_id, case.random
    Line = env["aig.sales.plan.line"].with_user(seller)
    typed = [
        {
            "plan_id": plan.id,
            "partner_id": customer_id,
            "expectation_multiplier": 2,
            **{name: random.randrange(1, 900) * MILLION for name in MONEY_FIGURES},
        }
        for customer_id in customers.ids
    ]

    def by_product():
        lines = Line.create([dict(vals) for vals in typed])
        env.flush_all()
        return lines

    def clear():
        env.cr.execute("DELETE FROM aig_sales_plan_line WHERE plan_id = %s", (plan.id,))
        env.cr.execute("DELETE FROM bench_line")
        env.invalidate_all()

    with plain_model(env, Line, env.ref("aig_base.group_sales_user")) as Plain:
        Plain = Plain.with_user(seller)
        written = by_product().read(columns(Line), load="")
        ready = [
            {name: value for name, value in vals.items() if name != "id"}
            for vals in written
        ]

        def by_plain():
            Plain.create([dict(vals) for vals in ready])
            env.flush_all()

        yield from case.measure_in_turn(
            {"product": by_product, "plain model": by_plain}, before=clear
        )
        yield case.ratio("product", "plain model", limit=CREATE)


@row("one figure of 20,000 plan lines", size=20_000)
def write_lines(case):
    """The plain model computes as many columns as the product, each by copying.

    Eight columns follow the figure: two sums, three months, two kinds of points and the
    money of them. What the ORM takes to compute, compare, keep and write so many values
    is not the product's doing; what the formulas, checks and refusals add is.
    """
    env = case.env
    plan, customers = make_plan(case)
    lines = make_lines(env, plan, customers, case.random).with_user(plan.user_id)
    numbers = iter(range(1, 10**9))

    def write(records):
        records.write({"expected_revenue": next(numbers) * MILLION})
        env.flush_all()

    followers = changed_by(lambda: write(lines[0]), lines[0])
    assert len(followers) == FOLLOWERS, followers
    group = env.ref("aig_base.group_sales_user")
    with plain_model(env, lines, group, "expected_revenue", followers) as Plain:
        names = ", ".join(columns(lines))
        env.cr.execute(
            f"INSERT INTO bench_line ({names})"
            f" SELECT {names} FROM aig_sales_plan_line WHERE plan_id = %s"
            " RETURNING id",
            (plan.id,),
        )
        copies = [key for (key,) in env.cr.fetchall()]
        plain = Plain.with_user(plan.user_id).browse(copies)
        env.cr.execute("ANALYZE bench_line")

        yield from case.measure_in_turn(
            {"product": lambda: write(lines), "plain model": lambda: write(plain)}
        )
        yield case.ratio("product", "plain model", limit=WRITE)
        assert plan.planned_revenue == sum(lines.mapped("planned_revenue"))
