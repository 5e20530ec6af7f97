"""Two changes to one person's 4E targets at the same moment: the weeks still agree."""

from concurrent.futures import ThreadPoolExecutor

import pytest

ROUNDS = 8


@pytest.fixture
def targets(admin):
    """Two targets of one person in a quarter to come, on channels of their own."""
    number = admin.call("aig.content.target", "search_count", [])
    return [
        admin.create(
            "aig.content.target",
            user_id=2,  # the administrator, who is a content manager
            channel_id=admin.create("aig.content.channel", name=f"Race {number} {one}"),
            year=2040 + number,
            quarter="2",
            quantity=20,
        )
        for one in range(2)
    ]


def read_weeks(admin, target):
    weeks = admin.call(
        "aig.content.allocation",
        "search_read",
        [["target_id", "=", target]],
        ["week_start", "quantity", "days"],
    )
    return {week["week_start"]: week for week in weeks}


def test_two_targets_of_a_person_are_changed_at_once(admin, open_tabs, targets):
    """Both are planned, together: no week is lost, none is written twice."""
    tabs = open_tabs(2)
    for number in range(1, ROUNDS + 1):
        wanted = [20 + 3 * number, 20 + 5 * number]
        with ThreadPoolExecutor(2) as pool:
            jobs = [
                pool.submit(
                    tab.call, "aig.content.target", "write", [one], {"quantity": count}
                )
                for tab, one, count in zip(tabs, targets, wanted, strict=True)
            ]
        assert all(job.result() for job in jobs)
        first, second = (read_weeks(admin, target) for target in targets)
        assert [
            sum(week["quantity"] for week in weeks.values())
            for weeks in (first, second)
        ] == wanted
        together = [
            week["quantity"] + second[start]["quantity"]
            for start, week in first.items()
            if week["days"] == 5
        ]
        assert max(together) - min(together) <= 1, together
