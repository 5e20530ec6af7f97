"""A server dies in the middle of a large split of customers: nothing is half moved."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

BATCH = 500
MANY = 2 * BATCH + 20  # more than are moved at once
REHEARSAL = "aig.territory.rehearsal"
QUIET = {"tracking_disable": True, "mail_create_nosubscribe": True}


class Split:
    """Many customers of one territory, drafted to another and left to the job."""

    def __init__(self, director):
        self.director = director
        number = director.call("aig.territory", "search_count", [])
        self.old, self.new = (
            director.create("aig.territory", name=f"Split {k}", code=f"SPL-{k}{number}")
            for k in "AB"
        )
        customers = director.call(
            "res.partner",
            "create",
            [
                {
                    "name": f"Split customer {n}",
                    "is_company": True,
                    "aig_territory_id": self.old,
                }
                for n in range(MANY)
            ],
            context=QUIET,
        )
        self.id = director.create(REHEARSAL, name=f"Split {number}")
        director.call(
            f"{REHEARSAL}.line",
            "create",
            [
                {
                    "rehearsal_id": self.id,
                    "partner_id": customer,
                    "new_territory_id": self.new,
                }
                for customer in customers
            ],
        )
        director.call(REHEARSAL, "action_activate", [self.id])

    def read(self):
        fields = ["state", "moved_count", "failure"]
        return self.director.call(REHEARSAL, "read", [self.id], fields)[0]

    def count(self, model, *domain):
        return self.director.call(model, "search_count", list(domain))

    def in_new_territory(self):
        return self.count("res.partner", ["aig_territory_id", "=", self.new])

    def notes(self):
        return self.count(
            "mail.message", ["model", "=", "res.partner"], ["body", "like", "→ Split B"]
        )


def run_job(client):
    name = "ir_cron_aig_territory_rehearsal"
    found = client.call("ir.model.data", "search_read", [["name", "=", name]])
    client.call("ir.cron", "method_direct_trigger", [found[0]["res_id"]])


def run_job_that_dies(client):
    with pytest.raises(requests.ConnectionError):
        run_job(client)


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def finish(split):
    """Run the job until it is over; the lock of the dead goes within moments."""

    def is_over():
        try:
            run_job(split.director)
        except RuntimeError as error:
            if "already executing" not in str(error):
                raise
        return split.read()["state"] != "activating"

    wait_for(is_over)


def test_a_killed_activation_goes_on_where_it_was(server, other_server, sign_in):
    split = Split(sign_in(other_server, "admin", "admin"))
    assert split.read()["state"] == "scheduled"
    tab = sign_in(server, "admin", "admin")
    try:
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(run_job_that_dies, tab)
            wait_for(split.in_new_territory)
            server.kill()
            job.result()
        dead = split.read()
        assert dead["state"] == "activating"
        assert dead["moved_count"] in (BATCH, 2 * BATCH)
        assert split.in_new_territory() == dead["moved_count"] == split.notes()
        finish(split)
    finally:
        server.wait()
    assert split.read() == {
        "id": split.id,
        "state": "active",
        "moved_count": MANY,
        "failure": False,
    }
    assert split.in_new_territory() == MANY == split.notes()
