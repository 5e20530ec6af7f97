"""Two people at one plan at the same moment: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest

MILLION = 1_000_000
ROUNDS = 8
#: what the steps ask of a row besides its figures
COMPLETE = {
    "study_market": "Milk in the north",
    "study_budget": "2 billion a year",
    "study_position": "Three billboards in Hanoi",
    "study_relationship": "The marketing director supports us",
    "follows_price_list": True,
}
#: what the one who was slower reads, whichever way it came about
TOLD = (
    "Somebody else is changing this plan right now",
    "this is possible only while it is",
    "its figures are frozen",
    "is not complete yet",
)


@pytest.fixture
def plan(admin):
    """A plan with one customer, gone through and ready to be submitted."""
    suffix = admin.call("aig.sales.plan", "search_count", [])
    customer = admin.create("res.partner", name=f"Plan race {suffix}", is_company=True)
    plan = admin.create("aig.sales.plan", year=2040 + suffix, quarter="2")
    admin.create(
        "aig.sales.plan.line",
        plan_id=plan,
        partner_id=customer,
        renewal_revenue=500 * MILLION,
        **COMPLETE,
    )
    return plan


def read(client, plan):
    fields = ["state", "reviewed_date", "line_ids"]
    return client.call("aig.sales.plan", "read", [plan], fields)[0]


def attempt(job):
    """Do something; return whether it worked, a refusal must be one of ours."""
    client, model, method, *arguments = job
    try:
        client.call(model, method, *arguments)
    except RuntimeError as error:
        if not any(sentence in str(error) for sentence in TOLD):
            raise
        return False
    return True


def at_once(*jobs):
    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(attempt, jobs))


def test_submitting_and_editing_at_once(admin, open_tabs, plan):
    """What is submitted is what was gone through: never a figure typed meanwhile."""
    submitter, editor = open_tabs(2)
    [line] = read(admin, plan)["line_ids"]
    for number in range(ROUNDS):
        admin.call("aig.sales.plan", "action_review", [plan])
        figure = {"renewal_revenue": number * MILLION}
        results = at_once(
            (submitter, "aig.sales.plan", "action_submit", [plan]),
            (editor, "aig.sales.plan.line", "write", [line], figure),
        )
        submitted = read(admin, plan)["state"] == "submitted"
        assert results == [submitted, not submitted]
        if submitted:
            admin.call("aig.sales.plan", "action_send_back", [plan])


def test_approving_and_taking_back_at_once(admin, open_tabs, plan):
    """Of two decisions one counts."""
    approver, salesperson = open_tabs(2)
    for _round in range(ROUNDS):
        admin.call("aig.sales.plan", "action_review", [plan])
        admin.call("aig.sales.plan", "action_submit", [plan])
        results = at_once(
            (approver, "aig.sales.plan", "action_approve", [plan]),
            (salesperson, "aig.sales.plan", "action_send_back", [plan]),
        )
        approved = read(admin, plan)["state"] == "approved"
        assert results == [approved, not approved]
        if approved:
            admin.call("aig.sales.plan", "action_revise", [plan])


def test_two_approvals_at_once_are_one(admin, open_tabs, plan):
    tabs = open_tabs(2)
    admin.call("aig.sales.plan", "action_review", [plan])
    admin.call("aig.sales.plan", "action_submit", [plan])
    job = ("aig.sales.plan", "action_approve", [plan])
    assert sorted(at_once(*((tab, *job) for tab in tabs))) == [False, True]


def test_rows_of_one_plan_are_typed_at_once(admin, open_tabs, plan):
    """Two salespeople's tabs disturb nobody: both figures are kept."""
    customer = admin.create("res.partner", name=f"Second {plan}", is_company=True)
    second = admin.create("aig.sales.plan.line", plan_id=plan, partner_id=customer)
    lines = read(admin, plan)["line_ids"]
    assert second in lines
    for number in range(1, ROUNDS):
        admin.call("aig.sales.plan", "action_review", [plan])
        figure = {"development_revenue": number * MILLION}
        jobs = [
            (tab, "aig.sales.plan.line", "write", [line], figure)
            for tab, line in zip(open_tabs(2), lines, strict=True)
        ]
        assert at_once(*jobs) == [True, True]
        assert not read(admin, plan)["reviewed_date"]
