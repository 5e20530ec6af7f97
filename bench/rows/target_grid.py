"""The grid of 300 customers by 12 months: its page, and a block of 3,600 cells."""

from bench.data import copy_rows, make_customers
from bench.harness import row

YEAR = 2031
MILLION = 1_000_000
MONTHS = [f"month_{number:02}" for number in range(1, 13)]
COLUMNS = (*MONTHS, "q1", "q2", "q3", "q4", "amount", "state")


def make_targets(env, count):
    """One salesperson's customers, each with a target of the year."""
    territory = env["aig.territory"].create({"name": "Bench", "code": "BENCH"})
    seller, manager = env["res.users"].create(
        [
            {
                "name": name,
                "login": f"bench.{name}",
                "group_ids": [(4, env.ref(f"aig_base.group_sales_{name}").id)],
            }
            for name in ("user", "manager")
        ]
    )
    territory.write({"manager_id": manager.id, "member_ids": seller.ids})
    customers = make_customers(env, count, territory)
    sample = env["aig.sales.target"].create(
        {
            "year": YEAR,
            "user_id": seller.id,
            "territory_id": territory.id,
            "partner_id": customers[0].id,
            "amount": 12 * MILLION,
        }
    )
    env.flush_all()
    ids = copy_rows(
        env,
        sample,
        "unnest(%s) customer",
        (customers[1:].ids,),
        partner_id="customer",
    )
    env.cr.execute("ANALYZE aig_sales_target")
    return manager, env["aig.sales.target"].browse([sample.id, *ids])


@row("grid of customers by months", size=300)
def target_grid(case):
    env = case.env
    manager, targets = make_targets(env, case.size)
    numbers = iter(range(1, 10**9))
    domain = [("parent_id", "=", targets[0].parent_id.id)]
    specification = {name: {} for name in COLUMNS} | {
        "partner_id": {"fields": {"display_name": {}}}
    }

    def page():
        found = targets.with_user(manager).web_search_read(
            domain, specification, limit=400, order="partner_id"
        )
        assert found["length"] == case.size

    def page_by_sql():
        columns = ", ".join(f"target.{name}" for name in COLUMNS)
        env.cr.execute(
            f"SELECT target.id, partner.id, partner.complete_name, {columns}"
            " FROM aig_sales_target target"
            " JOIN res_partner partner ON partner.id = target.partner_id"
            " WHERE target.parent_id = %s ORDER BY partner.complete_name LIMIT 400",
            (targets[0].parent_id.id,),
        )
        assert len(env.cr.dictfetchall()) == case.size

    def block():
        return {
            str(target_id): {name: next(numbers) for name in MONTHS}
            for target_id in targets.ids
        }

    def paste():
        targets.with_user(manager).action_write_grid(block())
        env.flush_all()

    def paste_by_sql():
        sums = {
            **{f"q{quarter + 1}": MONTHS[3 * quarter :][:3] for quarter in range(4)},
            "amount": MONTHS,
        }
        sets = [f"{name} = new.{name}" for name in MONTHS]
        sets += [
            f"{name} = " + " + ".join(f"new.{part}" for part in parts)
            for name, parts in sums.items()
        ]
        rows = [(int(key), *row.values()) for key, row in block().items()]
        marks = ", ".join(["%s"] * len(rows))
        env.cr.execute(
            f"UPDATE aig_sales_target target SET {', '.join(sets)}"
            f" FROM (VALUES {marks}) AS new(id, {', '.join(MONTHS)})"
            " WHERE new.id = target.id",
            rows,
        )

    paste()
    assert sum(targets.mapped("amount")) == targets.parent_id.children_amount
    yield from case.measure_in_turn(
        {
            "page": page,
            "page, plain SQL": page_by_sql,
            "paste": paste,
            "paste, plain SQL": paste_by_sql,
        }
    )
    yield case.ratio("page", "page, plain SQL")
    yield case.ratio("paste", "paste, plain SQL")
