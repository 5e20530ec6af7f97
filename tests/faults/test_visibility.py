"""Who sees what, in every server process and with two directors at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

VIETNAM = timezone(timedelta(hours=7))
MEMBERSHIP = "aig.territory.membership"
CUSTOMERS = [["name", "=like", "Sight customer %"]]


@pytest.fixture
def director(other_server, sign_in):
    """The administrator, always at the other process."""
    return sign_in(other_server, "admin", "admin")


class Places:
    """Two territories with a customer each, and people made for one test."""

    def __init__(self, director):
        self.director = director
        self.number = director.call("aig.territory", "search_count", [])
        group = director.call(
            "ir.model.data", "search_read", [["name", "=", "group_sales_user"]]
        )
        self.group_id = group[0]["res_id"]
        self.north, self.south = (self._territory(name) for name in "NS")

    def _territory(self, name):
        territory = self.director.create(
            "aig.territory", name=f"Sight {name}", code=f"SIGHT-{name}{self.number}"
        )
        self.director.create(
            "res.partner",
            name=f"Sight customer {name}{self.number}",
            is_company=True,
            aig_territory_id=territory,
        )
        return territory

    def user(self, name):
        login = f"{name}{self.number}.sight"
        user_id = self.director.create(
            "res.users",
            name=login,
            login=login,
            password=login,
            group_ids=[[6, 0, [self.group_id]]],
        )
        return user_id, login

    def join(self, user_id, territory, client=None, since=-10):
        return (client or self.director).create(
            MEMBERSHIP, user_id=user_id, territory_id=territory, date_from=day(since)
        )


def day(offset):
    return (datetime.now(VIETNAM) + timedelta(days=offset)).strftime("%Y-%m-%d")


def seen(client):
    return client.call("res.partner", "search_count", CUSTOMERS)


@pytest.fixture
def places(director):
    return Places(director)


def test_an_ended_membership_counts_in_the_other_process(
    server, sign_in, director, places
):
    user_id, login = places.user("member")
    membership = places.join(user_id, places.north)
    tab = sign_in(server, login, login)
    assert seen(tab) == 1
    director.call(MEMBERSHIP, "write", [membership], {"date_to": day(-1)})
    assert seen(tab) == 0
    places.join(user_id, places.south, since=0)
    assert seen(tab) == 1


def test_a_delegation_counts_in_the_other_process(server, sign_in, director, places):
    giver_id, _login = places.user("giver")
    places.join(giver_id, places.north)
    delegate_id, login = places.user("delegate")
    tab = sign_in(server, login, login)
    assert seen(tab) == 0
    delegation = director.create(
        "aig.territory.delegation",
        user_id=giver_id,
        delegate_id=delegate_id,
        date_from=day(0),
        date_to=day(5),
        territory_id=places.north,
        reason="Leave",
    )
    assert seen(tab) == 1
    director.call("aig.territory.delegation", "action_end", [delegation])
    assert seen(tab) == 0


def test_a_change_counts_while_others_keep_asking(server, sign_in, places):
    """Who asks during a change must not leave the old rules to those after it."""
    changing = sign_in(server, "admin", "admin")
    user_id, login = places.user("watched")
    membership = places.join(user_id, places.north, changing)
    tabs = [sign_in(server, login, login) for _tab in range(4)]
    with ThreadPoolExecutor(len(tabs)) as pool:
        for number in range(12):
            asking = [pool.submit(keep_asking, tab) for tab in tabs[1:]]
            date_to = day(-1) if number % 2 == 0 else False
            changing.call(MEMBERSHIP, "write", [membership], {"date_to": date_to})
            assert seen(tabs[0]) == number % 2
            for job in asking:
                job.result()
            assert seen(tabs[0]) == number % 2


def keep_asking(tab):
    for _time in range(6):
        seen(tab)


def test_two_directors_at_once_give_one_territory(server, sign_in, director, places):
    tabs = [director, sign_in(server, "admin", "admin")]

    def join(tab, user_id, territory):
        try:
            places.join(user_id, territory, tab)
        except RuntimeError as error:
            return "end that membership" not in str(error)
        return True

    for number in range(8):
        user_id, _login = places.user(f"race{number}")
        with ThreadPoolExecutor(len(tabs)) as pool:
            jobs = [tabs, [user_id] * 2, [places.north, places.south]]
            joined = list(pool.map(join, *jobs))
        assert sorted(joined) == [False, True]
        domain = [["user_id", "=", user_id]]
        assert director.call(MEMBERSHIP, "search_count", domain) == 1
