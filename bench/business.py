"""The documents of one year of a large company, see ``bench.company``."""

from bench.data import copy_rows

#: Of so many invoices and vouchers of the last year one is open.
OPEN_EVERY = 10
KINDS = ("voucher", "product", "article", "call", "meeting", "visit")


def add_deals(env, series, day, is_last):
    latest = "pending" if is_last else "lost"
    lead = env["crm.lead"].create({"name": "Bench", "type": "opportunity"})
    env.flush_all()
    copy_rows(
        env,
        lead,
        *series,
        user_id="made.user_id",
        partner_id="made.partner_id",
        aig_territory_id="made.territory_id",
        expected_revenue="made.number",
        create_date=f"{day} + time '03:00'",
        date_conversion="NULL",
        date_closed=f"{day} + 20 + time '03:00'",
        date_deadline=f"{day} + 60",
        won_status=f"(ARRAY['won', 'lost', '{latest}'])[1 + made.number %% 3]",
        active="made.number %% 3 <> 1",
    )
    lead.unlink()


def add_orders(env, series, day):
    partner = env["res.partner"].create({"name": "Bench"})
    order = env["sale.order"].create({"partner_id": partner.id})
    env.flush_all()
    copy_rows(
        env,
        order,
        *series,
        name="'Bench ' || made.number",
        state="'sale'",
        user_id="made.user_id",
        partner_id="made.partner_id",
        aig_territory_id="made.territory_id",
        amount_untaxed="made.number",
        create_date=f"{day} + time '03:00'",
        date_order=f"{day} + 5 + time '03:00'",
        access_token="NULL",
    )
    order.unlink()


def add_meetings(env, series, day):
    event = env["calendar.event"].create(
        {"name": "Bench", "start": "2030-01-01 03:00", "stop": "2030-01-01 04:00"}
    )
    env.flush_all()
    copy_rows(
        env,
        event,
        *series,
        user_id="made.user_id",
        create_uid="made.user_id",
        aig_partner_id="made.partner_id",
        aig_territory_id="made.territory_id",
        create_date=f"{day} + time '03:00'",
        start=f"{day} + 3 + time '03:00'",
        stop=f"{day} + 3 + time '04:00'",
        access_token="NULL",
    )
    event.unlink()


def add_books(env, series, day, is_last):
    """Invoices with their receivables, their payments, and what joins the two."""
    paid = (
        env["account.partial.reconcile"]
        .search(
            [
                ("debit_move_id.move_id.move_type", "=", "out_invoice"),
                ("debit_move_id.account_id.account_type", "=", "asset_receivable"),
                ("credit_move_id.journal_id.type", "in", ("bank", "cash")),
            ],
            limit=1,
        )
        .ensure_one()
    )
    moves = copy_rows(
        env,
        paid.debit_move_id.move_id,
        *series,
        name=f"concat_ws('/', 'Bench', made.number, made.partner_id, {day})",
        partner_id="made.partner_id",
        commercial_partner_id="made.partner_id",
        invoice_user_id="made.user_id",
        aig_territory_id="made.territory_id",
        aig_later_territory_id="NULL",
        date=day,
        invoice_date=day,
        amount_untaxed_signed="made.number",
        payment_reference="NULL",
        access_token="NULL",
    )
    is_open = f"made.place %% {OPEN_EVERY} = 0" if is_last else "FALSE"
    items = copy_rows(
        env,
        paid.debit_move_id,
        "(SELECT id AS move, partner_id, date, row_number() OVER (ORDER BY id) AS place"
        " FROM account_move WHERE id = ANY(%s)) made",
        (moves,),
        move_id="made.move",
        partner_id="made.partner_id",
        date="made.date",
        date_maturity="made.date + 30",
        balance="1000",
        amount_residual=f"CASE WHEN {is_open} THEN 1000 ELSE 0 END",
        reconciled=f"NOT ({is_open})",
    )
    payments = copy_rows(
        env,
        paid.credit_move_id,
        "(SELECT id AS item, partner_id, date FROM account_move_line"
        " WHERE id = ANY(%s) AND reconciled) made",
        (items,),
        partner_id="made.partner_id",
        date="made.date + 15",
        balance="-1000",
        amount_residual="0",
        reconciled="TRUE",
        matching_number="made.item",
    )
    copy_rows(
        env,
        paid,
        "(SELECT id AS payment, matching_number::integer AS item"
        " FROM account_move_line WHERE id = ANY(%s)) made",
        (payments,),
        debit_move_id="made.item",
        credit_move_id="made.payment",
        amount="1000",
        full_reconcile_id="NULL",
        exchange_move_id="NULL",
    )


def add_plans(env, company, year):
    """A plan for each person and quarter, a row for each customer; ids of the rows."""
    plan = env["aig.sales.plan"].create(
        {"user_id": company.director.id, "year": year, "quarter": "1"}
    )
    partner = env["res.partner"].create({"name": "Bench", "is_company": True})
    line = env["aig.sales.plan.line"].create(
        {"plan_id": plan.id, "partner_id": partner.id}
    )
    env.flush_all()
    plans = copy_rows(
        env,
        plan,
        "(SELECT DISTINCT user_id, territory_id, number"
        " FROM bench_place, generate_series(0, 3) number) made",
        (),
        user_id="made.user_id",
        territory_id="made.territory_id",
        quarter="(made.number + 1)::text",
        date_from=f"make_date({year}, 1 + 3 * made.number, 1)",
        date_to=f"make_date({year}, 3 + 3 * made.number, 28)",
    )
    lines = copy_rows(
        env,
        line,
        "(SELECT plan.id AS plan, place.* FROM bench_place place JOIN aig_sales_plan"
        " plan ON plan.user_id = place.user_id WHERE plan.id = ANY(%s)) made",
        (plans,),
        plan_id="made.plan",
        partner_id="made.partner_id",
        user_id="made.user_id",
        territory_id="made.territory_id",
        planned_revenue="made.place",
        secured_revenue="made.place",
        month_1_revenue="made.place + 1",
        month_2_revenue="made.place + 1",
        month_3_revenue="made.place + 1",
    )
    return lines


def add_vouchers(env, lines, is_last):
    """A voucher for each row of a plan, its points given and spent."""
    source = env["aig.voucher"].search([("state", "=", "sent")], limit=1).ensure_one()
    vouchers = copy_rows(
        env,
        source,
        "(SELECT line.id AS line, line.partner_id, line.user_id, line.territory_id,"
        " plan.date_from FROM aig_sales_plan_line line"
        " JOIN aig_sales_plan plan ON plan.id = line.plan_id"
        " WHERE line.id = ANY(%s)) made",
        (lines,),
        name="'Bench ' || made.line",
        plan_line_id="made.line",
        partner_id="made.partner_id",
        user_id="made.user_id",
        territory_id="made.territory_id",
        create_date="made.date_from + 10 + time '03:00'",
        total_points="11",
        amount="385000000",
        chosen_package_id="NULL",
        access_token="NULL",
    )
    is_open = f"(voucher.id %% {OPEN_EVERY} = 0)" if is_last else "FALSE"
    env.cr.execute(
        "INSERT INTO aig_voucher_point (voucher_id, partner_id, user_id, territory_id,"
        " company_id, currency_id, move_type, source, points, point_value, date,"
        " expiry_date)"
        " SELECT voucher.id, partner_id, user_id, territory_id, company_id, %s, kind,"
        " 'receivable', 11, 35000000, create_date + step * interval '20 days',"
        " create_date + interval '1 year'"
        " FROM aig_voucher voucher,"
        " (VALUES ('adjust', 1), ('reserve', 2), ('spend', 3)) moved (kind, step)"
        f" WHERE voucher.id = ANY(%s) AND (step = 1 OR NOT {is_open})"
        " ORDER BY step",
        (env.company.currency_id.id, vouchers),
    )
    return vouchers


def add_targets(env, company, year):
    target = env["aig.sales.target"].create(
        {"year": year, "user_id": company.manager.id, "amount": 12}
    )
    env.flush_all()
    copy_rows(
        env,
        target,
        "(SELECT DISTINCT user_id, territory_id FROM bench_place) made",
        (),
        user_id="made.user_id",
        territory_id="made.territory_id",
    )
    target.unlink()


def add_care(env, series, day):
    log = env["aig.care.log"].create(
        {"partner_id": env.user.partner_id.id, "user_id": env.uid}
    )
    env.flush_all()
    kind = f"(ARRAY{list(KINDS)})[1 + made.number / 13 %% {len(KINDS)}]"
    copy_rows(
        env,
        log,
        *series,
        partner_id="made.partner_id",
        user_id="made.user_id",
        territory_id="made.territory_id",
        care_type=kind,
        evidence="CASE WHEN made.number %% 397 = 0 THEN 'replied' ELSE"
        " (ARRAY['none', 'delivered', 'clicked', 'talked'])[1 + made.number / 79 %% 4]"
        " END",
        date=f"{day} + time '03:00'",
        care_month=f"date_trunc('month', {day})",
        contact_week="NULL",
        is_counted="TRUE",
    )


def add_care_of(env, vouchers):
    """The rows of the log that say when each voucher was sent."""
    log = env["aig.care.log"].create(
        {"partner_id": env.user.partner_id.id, "user_id": env.uid}
    )
    env.flush_all()
    copy_rows(
        env,
        log,
        "(SELECT id AS voucher, partner_id, user_id, territory_id,"
        " create_date + interval '1 day' AS moment"
        " FROM aig_voucher WHERE id = ANY(%s)) made",
        (vouchers,),
        partner_id="made.partner_id",
        user_id="made.user_id",
        territory_id="made.territory_id",
        care_type="'voucher'",
        res_model="'aig.voucher'",
        res_id="made.voucher",
        date="made.moment",
        care_month="date_trunc('month', made.moment)",
        contact_week="NULL",
        is_counted="TRUE",
    )


def add_content(env, company, year):
    """Posts of the year, and the weeks of everybody's target."""
    post = env["aig.content.post"].search([("state", "=", "published")], limit=1)
    week = env["aig.content.allocation"].search([], limit=1)
    target = week.target_id
    copy_rows(
        env,
        post,
        "(SELECT DISTINCT user_id, number FROM bench_place,"
        " generate_series(0, 51) number) made",
        (),
        user_id="made.user_id",
        date_published=f"date '{year}-01-01' + 7 * made.number",
        url="NULL",
        week_planned="NULL",
        deadline="NULL",
    )
    targets = copy_rows(
        env,
        target,
        "(SELECT DISTINCT user_id, number FROM bench_place,"
        " generate_series(1, 4) number) made",
        (),
        user_id="made.user_id",
        year=str(year),
        quarter="made.number::text",
    )
    copy_rows(
        env,
        week,
        "(SELECT id AS target, user_id, number, quarter::integer AS quarter"
        " FROM aig_content_target, generate_series(0, 12) number"
        " WHERE id = ANY(%s)) made",
        (targets,),
        target_id="made.target",
        user_id="made.user_id",
        week_start=f"date_trunc('week', make_date({year}, 3 * made.quarter - 2, 7))"
        "::date + 7 * made.number",
        due="2",
        done="1",
    )
