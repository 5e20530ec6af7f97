"""The points ledger: issuing points, and a customer's statement of 10,000 rows.

Odoo's own loyalty cards keep a balance and a history beside it; ours is a ledger whose
balance the database keeps. The same rows are also inserted by hand, without rights,
copies or checks.
"""

from datetime import date

from bench.data import make_customers
from bench.harness import row
from bench.own import own_database

#: A statement asks six small questions of the balance, where one sum of rows serves by
#: hand; what must not happen is that it grows with the rows.
CARDS, STATEMENT = 0.35, 8.0


def make_territory(env):
    return env["aig.territory"].create({"name": "Bench", "code": "BENCH"})


@row("points for 2,000 customers", size=2_000, repeats=3)
def issue_points(case):
    with own_database(case, "points", install=["loyalty"]) as env:
        customers = make_customers(env, case.size, make_territory(env))
        program = env["loyalty.program"].create(
            {"name": "Bench", "program_type": "loyalty"}
        )
        point = env["aig.voucher.point"]
        company = env.company.id
        vals = {
            "company_id": company,
            "move_type": "adjust",
            "points": 11,
            "point_value": 35_000_000,
            "date": date(2031, 1, 15),
            "expiry_date": date(2031, 12, 31),
        }

        def by_product():
            point._post([vals | {"partner_id": key} for key in customers.ids])
            env.flush_all()

        def by_core():
            env["loyalty.generate.wizard"].create(
                {
                    "program_id": program.id,
                    "mode": "selected",
                    "customer_ids": [(6, 0, customers.ids)],
                    "points_granted": 11,
                    "description": "Bench",
                }
            ).generate_coupons()
            env.flush_all()

        for table in ("aig_voucher_point", "aig_voucher_balance"):
            env.cr.execute(
                f"CREATE TEMP TABLE raw_{table} (LIKE {table} INCLUDING DEFAULTS"
                " INCLUDING INDEXES)"
            )

        def by_sql():
            env.cr.execute(
                "INSERT INTO raw_aig_voucher_point (company_id, move_type, points,"
                " point_value, date, expiry_date, partner_id)"
                " SELECT %s, 'adjust', 11, 35000000, '2031-01-15', '2031-12-31', id"
                " FROM unnest(%s) id",
                (company, customers.ids),
            )
            env.cr.execute(
                "INSERT INTO raw_aig_voucher_balance (company_id, partner_id,"
                " expiry_date, vested_points, available_points, liability)"
                " SELECT %s, id, '2031-12-31', 11, 11, 11 FROM unnest(%s) id",
                (company, customers.ids),
            )

        env.flush_all()
        env.cr.execute("SAVEPOINT issued")

        def clear():
            env.cr.execute("ROLLBACK TO SAVEPOINT issued")
            env.invalidate_all()

        yield from case.measure_in_turn(
            {"product": by_product, "loyalty": by_core, "raw": by_sql}, before=clear
        )
        yield case.ratio("product", "loyalty", limit=CARDS)
        yield case.ratio("product", "raw")


@row("statement of a customer with 10,000 rows", size=10_000)
def statement(case):
    env = case.env
    territory = make_territory(env)
    customers = make_customers(env, 200, territory)
    customer = customers[0]
    env.cr.execute(
        "INSERT INTO aig_voucher_point (company_id, move_type, points, point_value,"
        " date, expiry_date, partner_id, territory_id)"
        " SELECT %s, 'adjust', 1, 35000000, '2031-01-15',"
        " '2031-01-31'::date + 31 * (number %% 24), %s, %s"
        " FROM generate_series(1, %s) number",
        (env.company.id, customer.id, territory.id, case.size),
    )
    # many others, so that finding the customer is part of it
    env.cr.execute(
        "INSERT INTO aig_voucher_point (company_id, move_type, points, point_value,"
        " date, expiry_date, partner_id, territory_id)"
        " SELECT %s, 'adjust', 1, 35000000, '2031-01-15', '2031-12-31', id, %s"
        " FROM unnest(%s) id, generate_series(1, 100)",
        (env.company.id, territory.id, customers[1:].ids),
    )
    env.cr.execute("ANALYZE aig_voucher_point")
    env.cr.execute("ANALYZE aig_voucher_balance")
    names = [
        f"{pocket}_points" for pocket in ("promised", "vested", "available", "spent")
    ]
    shown = {}

    def by_product():
        action = customer.action_aig_points()
        record = env[action["res_model"]].browse(action["res_id"])
        shown["product"] = record.read(names)[0]
        record.balance_ids.read(names)

    def by_sql():
        env.cr.execute(
            "SELECT move_type, expiry_date, SUM(points) FROM aig_voucher_point"
            " WHERE partner_id = %s GROUP BY move_type, expiry_date",
            (customer.id,),
        )
        shown["raw"] = sum(points for _kind, _day, points in env.cr.fetchall())

    yield from case.measure_in_turn({"product": by_product, "raw": by_sql})
    if shown["product"]["available_points"] != shown["raw"]:
        raise AssertionError(shown)
    yield case.ratio("product", "raw", limit=STATEMENT)
