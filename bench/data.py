"""Data of the rows: made by seed and size, straight in the database.

What a row measures is reading and computing, not creating; SQL makes 50,000 lines in
a second where the ORM would take a minute.
"""

MILLION = 1_000_000
YEAR, QUARTER = 2031, "1"


def copy_rows(env, record, series, arguments, **changed):
    """Insert copies of one record, one per row of ``series``; return their ids.

    :param series: SQL of a FROM item, with placeholders for ``arguments``
    :param changed: SQL expressions of the columns that differ, which may use the
        columns of ``series``
    """
    table = record._table
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND table_schema = 'public' AND column_name <> 'id'",
        (table,),
    )
    columns = [name for (name,) in env.cr.fetchall()]
    values = ", ".join(changed.get(name, f"source.{name}") for name in columns)
    env.cr.execute(
        f"INSERT INTO {table} ({', '.join(columns)})"
        f" SELECT {values} FROM {table} source, {series} WHERE source.id = %s"
        " RETURNING id",
        (*arguments, record.id),
    )
    return [key for (key,) in env.cr.fetchall()]


def make_customers(env, count, territories):
    """Insert commercial customers, spread evenly over territories; return them."""
    source = env["res.partner"].create({"name": "Bench", "is_company": True})
    env.flush_all()
    ids = copy_rows(
        env,
        source,
        "generate_series(1, %s) number",
        (count,),
        name="'Bench ' || number",
        complete_name="'Bench ' || number",
        aig_territory_id=f"(ARRAY{territories.ids})[1 + number %% {len(territories)}]",
    )
    # what checks the references was planned while the table was small
    env.cr.execute("ANALYZE res_partner")
    env.cr.execute(
        "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)", (ids,)
    )
    env.cr.execute("ANALYZE res_partner")
    return env["res.partner"].browse(ids)


def make_invoices(env, count, territories):
    """Insert posted invoices, ten of each customer, and as many vendor bills.

    One customer of twenty has moved since: the invoices keep another territory.
    """
    customers = make_customers(env, count // 10, territories)
    number = len(territories)
    shifted = f"(ARRAY{territories.ids})[1 + made.partner * 7 %% {number}]"
    moved = f"made.partner / {number} %% 20 = 0"
    at_sale = f"CASE WHEN {moved} THEN {shifted} ELSE made.territory END"
    _make_moves(
        env,
        "out_invoice",
        customers,
        aig_territory_id=at_sale,
        aig_later_territory_id=f"NULLIF(made.territory, {at_sale})",
    )
    _make_moves(env, "in_invoice", customers)
    env.cr.execute("ANALYZE account_move")


def _make_moves(env, move_type, customers, **changed):
    values = {"move_type": move_type, "partner_id": customers[0].id}
    source = env["account.move"].create(values)
    env.flush_all()
    copy_rows(
        env,
        source,
        "(SELECT id AS partner, aig_territory_id AS territory, number"
        " FROM res_partner, generate_series(1, 10) number WHERE id = ANY(%s)) made",
        (customers.ids,),
        state="'posted'",
        name=f"'{move_type}/' || made.partner || '/' || made.number",
        partner_id="made.partner",
        commercial_partner_id="made.partner",
        date="date '2031-01-01' + made.partner %% 365",
        invoice_date="date '2031-01-01' + made.partner %% 365",
        amount_untaxed_signed="made.partner",
        **changed,
    )


def make_plans(env, territories):
    """One plan per territory, of the first quarter of a far year."""
    users = env["res.users"].create(
        [
            {"name": f"Bench {number}", "login": f"bench.{number}"}
            for number in range(len(territories))
        ]
    )
    plans = env["aig.sales.plan"].create(
        [{"user_id": user.id, "year": YEAR, "quarter": QUARTER} for user in users]
    )
    for plan, territory in zip(plans, territories, strict=True):
        plan.territory_id = territory
    env.flush_all()
    return plans


def make_lines(env, plans, partners, random):
    """Insert one line per customer, in the plan of his territory; return the lines.

    The figures are random whole millions; sums and points are left to the product.
    """
    plan_of = {plan.territory_id.id: plan for plan in plans}
    rows = [
        (
            (plan := plan_of[partner.aig_territory_id.id]).id,
            partner.id,
            plan.user_id.id,
            plan.territory_id.id,
            plan.period_id.id,
            plan.company_id.id,
            plan.currency_id.id,
            *(random.randrange(0, 900) * MILLION for _figure in range(6)),
            random.choice([1, 1.5, 2, 3]),
        )
        for partner in partners
    ]
    columns = (
        "plan_id, partner_id, user_id, territory_id, period_id, company_id,"
        " currency_id, annual_revenue, receivable_due, receivable_not_due,"
        " renewal_revenue, expected_revenue, development_revenue,"
        " expectation_multiplier"
    )
    ids = []
    for start in range(0, len(rows), 5_000):
        batch = rows[start : start + 5_000]
        marks = ", ".join(["%s"] * len(batch))
        env.cr.execute(
            f"INSERT INTO aig_sales_plan_line ({columns}) VALUES {marks} RETURNING id",
            batch,
        )
        ids += [row[0] for row in env.cr.fetchall()]
    lines = env["aig.sales.plan.line"].browse(ids)
    recompute_sums(lines)
    env.flush_all()
    env.cr.execute("ANALYZE aig_sales_plan_line")
    return lines


def recompute_sums(lines):
    """Let the product compute sums, points and amounts of lines anew."""
    for name in (
        "receivable_amount",
        "secured_revenue",
        "stretch_revenue",
        "secured_points",
        "stretch_points",
        "total_points",
        "voucher_amount",
    ):
        lines.env.add_to_compute(lines._fields[name], lines)
    lines.env.flush_all()
