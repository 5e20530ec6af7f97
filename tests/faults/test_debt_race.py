"""Two salespeople plan one debt at the same second: it counts in one plan (ADR 13)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

MILLION = 1_000_000
DEBT = 120 * MILLION
ROUNDS = 6
#: what the one who was slower reads when the records changed under an open dialog
TOLD = "have changed since this was shown"
FIGURES = [
    "receivable_due",
    "receivable_not_due",
    "receivable_amount",
    "ledger_carried_amount",
]


@pytest.fixture(scope="module")
def books(server, sign_in):
    """The administrator of a company that can invoice."""
    admin = sign_in(server, "admin", "admin")
    if not admin.call("account.journal", "search_count", [["type", "=", "sale"]]):
        [company] = admin.call("res.company", "search", [], limit=1)
        admin.call("account.chart.template", "try_loading", "generic_coa", company)
    return admin


@pytest.fixture(scope="module")
def territory(books):
    number = books.call("aig.territory", "search_count", [])
    return books.create(
        "aig.territory", name=f"Debt race {number}", code=f"DEBT{number}"
    )


@pytest.fixture(scope="module")
def planners(books, server, sign_in, territory):
    """Three salespeople of the territory, each with a plan for the same quarter."""
    [group] = books.call(
        "ir.model.data", "search_read", [["name", "=", "group_sales_user"]], ["res_id"]
    )
    people = []
    for number in range(3):
        login = f"debt{number}.{territory}"
        user = books.create(
            "res.users",
            name=login,
            login=login,
            password=login,
            group_ids=[[6, 0, [group["res_id"]]]],
        )
        books.create(
            "aig.territory.membership",
            user_id=user,
            territory_id=territory,
            date_from="2026-01-01",
        )
        client = sign_in(server, login, login)
        plan = client.create("aig.sales.plan", year=2050, quarter="1")
        people.append((client, plan))
    return people


def make_debtors(books, territory, count):
    """Customers who owe one invoice each; ids of the customers."""
    customers = []
    for number in range(count):
        made = books.call("res.partner", "search_count", [])
        customer = books.create(
            "res.partner",
            name=f"Debtor {made}.{number}",
            is_company=True,
            aig_territory_id=territory,
        )
        line = {"name": "Billboard", "quantity": 1, "price_unit": DEBT, "tax_ids": []}
        invoice = books.create(
            "account.move",
            move_type="out_invoice",
            partner_id=customer,
            invoice_date="2026-01-15",
            invoice_line_ids=[[0, 0, line]],
        )
        books.call("account.move", "action_post", [invoice])
        customers.append(customer)
    return customers


def at_once(*jobs):
    """Run calls in threads; a refusal of any fails the test."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [job.result() for job in [pool.submit(*job) for job in jobs]]


def plan_customers(client, plan, customers):
    values = [{"plan_id": plan, "partner_id": customer} for customer in customers]
    return client.call("aig.sales.plan.line", "create", values)


def open_refresh(client, plan):
    """The dialog of what would change, before anything does."""
    action = client.call("aig.sales.plan", "action_refresh_figures", [plan])
    return client, action["res_id"]


def apply_refresh(client, dialog):
    """Take the changes over; return whether it worked, a refusal must be ours."""
    try:
        client.call("aig.sales.plan.refresh", "action_apply", [dialog])
    except RuntimeError as error:
        if TOLD not in str(error):
            raise
        return False
    return True


def read_lines(books, customer):
    domain = [["partner_id", "=", customer]]
    return books.call("aig.sales.plan.line", "search_read", domain, FIGURES)


def assert_counted_once(books, customers):
    """Of two plan rows one has the whole debt in figure (2), the other none of it."""
    for customer in customers:
        lines = sorted(
            read_lines(books, customer), key=lambda line: line["receivable_amount"]
        )
        assert [line["receivable_amount"] for line in lines] == [0, DEBT]
        assert [line["ledger_carried_amount"] for line in lines] == [DEBT, 0]
        # the records behind the figures say the same
        rows = books.call(
            "aig.sales.plan.receivable",
            "search_read",
            [["line_id", "in", [line["id"] for line in lines]]],
            ["line_id", "counted", "counted_amount"],
        )
        assert sorted((row["line_id"][0], row["counted"]) for row in rows) == sorted(
            (line["id"], line["receivable_amount"] > 0) for line in lines
        )


def test_two_salespeople_take_one_debt_at_the_same_second(books, territory, planners):
    for _round in range(ROUNDS):
        customers = make_debtors(books, territory, 1)
        at_once(*((plan_customers, *person, customers) for person in planners[:2]))
        assert_counted_once(books, customers)


def test_many_debts_in_opposite_order(books, territory, planners):
    """Whoever waits for the other is not waited for: no deadlock reaches a person."""
    for _round in range(ROUNDS):
        customers = make_debtors(books, territory, 4)
        orders = (customers, customers[::-1])
        at_once(
            *(
                (plan_customers, *person, order)
                for person, order in zip(planners[:2], orders, strict=True)
            )
        )
        assert_counted_once(books, customers)


def test_a_released_debt_is_taken_by_one_of_two(books, territory, planners):
    """The plan that counted it gives it up; both who carried it over refresh theirs.

    One takes it; the other is told that the records have changed meanwhile.
    """
    for _round in range(ROUNDS):
        customers = make_debtors(books, territory, 1)
        (giver, plan), *others = planners
        [counting] = plan_customers(giver, plan, customers)
        for person in others:
            plan_customers(*person, customers)
        giver.call("aig.sales.plan.line", "unlink", [counting])
        results = at_once(*((apply_refresh, *open_refresh(*one)) for one in others))
        assert True in results
        assert_counted_once(books, customers)
