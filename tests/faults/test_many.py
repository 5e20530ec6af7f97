"""A sending to many customers, while everything that can fail does.

``AIG_FAULT_MAILS=1000`` makes it as large as AIG would ever send. Counted on a real
mail server, by Message-Id: nothing is lost, and nothing is repeated but a mail that
was in flight when the server died.
"""

import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
import requests

DOCUMENT = "test.aig.care.document"
MAILS = int(os.environ.get("AIG_FAULT_MAILS", "300"))
KILLS = 10
DOMAIN = "@many.example.com"
QUIET = {"tracking_disable": True, "mail_create_nosubscribe": True}
#: What a request to a dying server ends with.
DEATH = (requests.RequestException, RuntimeError)


class Sending:
    """Documents of as many customers, and the sending of them all."""

    def __init__(self, client, count):
        self.client = client
        partners = client.call(
            "res.partner",
            "create",
            [
                {"name": f"Many {n}", "is_company": True, "email": f"many{n}{DOMAIN}"}
                for n in range(count)
            ],
            context=QUIET,
        )
        documents = [
            {"name": f"Many {n}", "partner_id": partner}
            for n, partner in enumerate(partners)
        ]
        self.documents = client.call(DOCUMENT, "create", documents, context=QUIET)
        cron = self.find("ir_cron_aig_care_batch")
        [read] = client.call("ir.cron", "read", [cron], ["ir_actions_server_id"])
        self.job = read["ir_actions_server_id"][0]
        parameters = ["aig_customer_care.batch_limit", str(count)]
        client.call("ir.config_parameter", "set_param", *parameters)
        action = client.call(DOCUMENT, "action_care_send_many", self.documents)
        self.id = action["res_id"]

    def find(self, name):
        domain = [["name", "=", name]]
        return self.client.call("ir.model.data", "search_read", domain)[0]["res_id"]

    def press_send(self):
        self.client.call("aig.care.batch", "action_send", [self.id])

    def read(self):
        names = ["state", "waiting_count", "queued_count", "sent_count", "failed_count"]
        return self.client.call("aig.care.batch", "read", [self.id], names)[0]

    def run_job(self, client=None):
        """Run what the job runs; not by its button, which core's count of jobs that
        died makes unusable.
        """
        (client or self.client).call("ir.actions.server", "run", [self.job])

    def run_queue(self, client=None):
        (client or self.client).call("mail.mail", "process_email_queue")

    def let_time_pass(self):
        """Move the next tries of the mails to now, as the clock would."""
        waiting = [["aig_care_log_id", "!=", False], ["state", "=", "outgoing"]]
        mails = self.client.call("mail.mail", "search", waiting)
        self.client.call("mail.mail", "write", mails, {"scheduled_date": False})
        return len(mails)

    def logs(self):
        domain = [["res_model", "=", DOCUMENT], ["res_id", "in", self.documents]]
        names = ["state", "delivery_uncertain", "failure_reason"]
        return self.client.call("aig.care.log", "search_read", domain, names)


class Killer:
    """Kills the server while something runs, and starts it again."""

    def __init__(self, server, client, seed):
        self.server = server
        self.client = client
        self.random = random.Random(seed)
        self.kills = 0

    def run(self, action, within):
        """Run ``action`` and kill the server at a random moment of ``within`` s."""
        runner = in_background(action)
        time.sleep(self.random.uniform(0.05, within))
        self.kill()
        runner.join()
        self.restart()

    def kill(self):
        self.kills += 1
        self.server.kill()

    def restart(self):
        self.server.wait()
        self.client.connect()

    @staticmethod
    def _try(action):
        with suppress(*DEATH):
            action()


@pytest.fixture
def cut_connections(fault_database):
    """Cut the connections that are sending, as a restarted database server does."""

    def cut():
        with fault_database() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )

    return cut


def in_background(action):
    """Start something that may die; return its thread."""
    thread = threading.Thread(target=Killer._try, args=(action,))
    thread.start()
    return thread


def at_once(sending_action, tabs):
    """The same from several sessions, each of which may be told to wait."""
    for tab in tabs:
        tab.connect()
    with ThreadPoolExecutor() as pool:
        for tab in tabs:
            pool.submit(Killer._try, lambda tab=tab: sending_action(tab))


def hand_over(sending, killer, tabs):
    """The job dies repeatedly, runs twice at once, and ends."""
    sending.press_send()
    with pytest.raises(RuntimeError, match="faster"):
        sending.press_send()
    for _kill in range(KILLS // 2):
        killer.run(sending.run_job, within=3)
    at_once(sending.run_job, tabs)
    if sending.read()["state"] == "running":
        sending.run_job()
    assert sending.read()["state"] == "done"
    assert sending.read()["waiting_count"] == 0


def die_while_sending(sending, killer, sink):
    """The server dies once at the worst moment: the mail is out, and nobody has noted
    it yet; then at random moments, while some are told to try later.
    """
    worst = threading.Event()

    def kill_once():
        if not worst.is_set():
            worst.set()
            killer.kill()

    sending.let_time_pass()
    sink.on_data = kill_once
    Killer._try(sending.run_queue)
    sink.on_data = None
    assert worst.is_set()
    killer.restart()
    sink.answers = ["451 try later"] * (MAILS // 10)
    for _kill in range(KILLS - KILLS // 2):
        sending.let_time_pass()
        killer.run(sending.run_queue, within=3)
    sink.answers = []


def lose_the_others(sending, sink, cut_connections):
    """The database's connections are cut, then the mail server goes midway."""
    for lose in (cut_connections, sink.stop):
        sending.let_time_pass()
        runner = in_background(sending.run_queue)
        time.sleep(0.5)
        lose()
        runner.join()
    sink.start()


def test_nothing_lost_and_nothing_twice(
    server, sink, admin, open_tabs, cut_connections
):
    sending = Sending(admin, MAILS)
    refused = {f"many{n}{DOMAIN}" for n in (0, MAILS // 2, MAILS - 1)}
    killer = Killer(server, admin, seed=19)
    tabs = open_tabs(3)

    sink.refused = refused
    sink.stop()
    hand_over(sending, killer, tabs)
    sending.run_queue()
    assert sending.read()["queued_count"] == MAILS, "nothing left, nothing is lost"

    sink.start()
    die_while_sending(sending, killer, sink)
    lose_the_others(sending, sink, cut_connections)
    for _round in range(10):
        if not sending.let_time_pass():
            break
        at_once(sending.run_queue, tabs)

    delivered = Counter(
        message["Message-Id"]
        for rcpts, message in sink.received
        if rcpts[0].endswith(DOMAIN)
    )
    logs = sending.logs()
    assert len(delivered) == MAILS - len(refused)
    states = Counter(log["state"] for log in logs)
    assert states == {"sent": MAILS - len(refused), "failed": len(refused)}
    reasons = [log["failure_reason"] for log in logs if log["state"] == "failed"]
    assert all("550 no such user" in reason for reason in reasons)
    # a kill, the cut connection and the broken mail server each have one in flight
    repeated = sum(delivered.values()) - len(delivered)
    assert repeated <= killer.kills + 2
    assert repeated <= sum(log["delivery_uncertain"] for log in logs)
    batch = sending.read()
    assert (batch["sent_count"], batch["failed_count"]) == (MAILS - 3, 3)
